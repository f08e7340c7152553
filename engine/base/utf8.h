#pragma once

#include <cstddef>
#include <string_view>

namespace riff {

// The bytes (1 to 4) of the character that the text begins with; 0 where it is empty or does not begin with a whole
// UTF-8 character: a stray or missing byte, an overlong form, a surrogate, a number above U+10FFFF.
std::size_t CharacterBytes(std::string_view text);

// The bytes that the text's whole characters take from its beginning on: its size where all of it is UTF-8. Plain
// ASCII, which most texts are, is passed over in words.
std::size_t Utf8Bytes(std::string_view text);

}  // namespace riff
