#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace riff {

// One Unicode code point at the beginning of a text.
struct CodePoint {
  std::int32_t value = -1;  // -1: these bytes are not UTF-8.
  std::size_t bytes = 1;
};
CodePoint FirstCodePoint(std::string_view text);  // The text is not empty.

void AppendCodePoint(std::string& text, std::int32_t value);

// Control characters (line feed and tab included), bytes that are not UTF-8, and marks that turn the direction of
// writing: nothing that may stand in a title.
bool IsRefusedEverywhere(std::int32_t value);

bool IsEmoji(std::int32_t value);

// What the character reference at the beginning of `text` ("&amp;", "&#8217;", "&#x2019;") stands for, and its length;
// zero bytes where none begins there.
struct CharacterReference {
  std::int32_t value = -1;
  std::size_t bytes = 0;
};
CharacterReference FirstReference(std::string_view text);

}  // namespace riff
