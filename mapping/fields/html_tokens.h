#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace riff {

// The next piece of an HTML text, as a browser would cut it.
struct HtmlToken {
  enum class Kind { kText, kStart, kEnd };

  Kind kind = Kind::kText;
  std::string_view text;  // Of kText, as written: its references are not resolved.
  std::string name;       // Of a tag, in lower case.
  std::string href;       // Of a tag, as written; empty without one.
};

// Cuts a text into text and tags, each byte looked at a bounded number of times. Comments, declarations and elements
// whose content is no text for people (script, style, iframe, form fields, …) are passed over with all that is in them;
// a tag, comment or such element that never ends takes the rest of the text with it.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : rest_(html) {}

  std::optional<HtmlToken> Next();

 private:
  std::optional<HtmlToken> Tag();
  void PassComment();
  void PassContentOf(std::string_view name);

  std::string_view rest_;
};

}  // namespace riff
