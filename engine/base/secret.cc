#include "engine/base/secret.h"

#include <cstring>

namespace riff {
namespace {

// Overwrites the whole buffer, also the bytes behind the end of the text: a short text that was moved away leaves a
// copy of itself in the string's own buffer. A plain memset of a dying object would be optimised away.
void Wipe(std::string& text) {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { Wipe(other.text_); }

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    Wipe(text_);
    text_ = std::move(other.text_);
    Wipe(other.text_);
  }
  return *this;
}

Secret::~Secret() { Wipe(text_); }

}  // namespace riff
