#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace riff {

// The words of an enumeration, in its order: how its values are stored, shown and read back.
//   constexpr WordTable<World, 2> kWorlds = {"world", {{{World::kReal, "real"}, {World::kSandbox, "sandbox"}}}};
template <class Enum, std::size_t kSize>
struct WordTable {
  struct Entry {
    Enum value;
    std::string_view word;
  };

  std::string_view noun;  // What one value is called in an error: "stage", "order state".
  std::array<Entry, kSize> entries;

  // True when each value stands at its own place, which WordOf relies on; for a static_assert beside the table.
  constexpr bool InOrder(Enum last) const {
    for (std::size_t i = 0; i < kSize; ++i) {
      if (static_cast<std::size_t>(entries[i].value) != i) {
        return false;
      }
    }
    return static_cast<std::size_t>(last) + 1 == kSize;
  }

  std::string_view WordOf(Enum value) const {
    const auto place = static_cast<std::size_t>(value);
    RIFF_CHECK(place < kSize, "every value of an enumeration has a word");
    return entries[place].word;
  }

  // kInvalid names the text (cut, since it may come from anywhere) and all words that are allowed.
  Result<Enum> Parse(std::string_view text) const {
    for (const Entry& entry : entries) {
      if (entry.word == text) {
        return entry.value;
      }
    }
    constexpr std::size_t kShownMax = 60;
    std::string message =
        "\"" + std::string(text.substr(0, kShownMax)) + "\" is not a known " + std::string(noun) + "; allowed are";
    std::string_view separator = " ";
    for (const Entry& entry : entries) {
      message.append(separator).append(entry.word);
      separator = ", ";
    }
    return Fail(ErrorKind::kInvalid, std::move(message));
  }
};

}  // namespace riff
