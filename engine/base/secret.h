#pragma once

#include <string>
#include <utility>

namespace riff {

// A credential. It cannot be printed, compared or formatted by accident; Reveal() is only for the line that puts it
// on the wire. Copies are allowed (a token is handed to several requests); moved-from and destroyed texts are wiped.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  const std::string& Reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

}  // namespace riff
