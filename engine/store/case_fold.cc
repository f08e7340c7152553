#include "engine/store/case_fold.h"

#include <cstdint>

namespace riff {
namespace {

// Latin Extended-A has each capital next to its small letter; which of the two comes first changes within the block.
std::uint32_t FoldLatinExtended(std::uint32_t letter) {
  const bool capital_is_odd = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
  if (capital_is_odd) {
    return letter + (letter & 1U);
  }
  if (letter == 0x130 || letter == 0x131 || letter == 0x138 || letter == 0x149 || letter == 0x178 || letter == 0x17F) {
    return letter;
  }
  return letter | 1U;
}

std::uint32_t FoldLetter(std::uint32_t letter) {
  if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) {
    return letter + 0x20;
  }
  if (letter >= 0x100 && letter <= 0x17F) {
    return FoldLatinExtended(letter);
  }
  const bool greek_capital = letter >= 0x391 && letter <= 0x3A9 && letter != 0x3A2;
  const bool cyrillic_capital = letter >= 0x410 && letter <= 0x42F;
  if (greek_capital || cyrillic_capital) {
    return letter + 0x20;
  }
  return letter >= 0x400 && letter <= 0x40F ? letter + 0x50 : letter;
}

}  // namespace

std::string FoldCase(std::string_view text) {
  std::string folded(text);
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const auto lead = static_cast<unsigned char>(folded[at]);
    if (lead >= 'A' && lead <= 'Z') {
      folded[at] = static_cast<char>(lead + 0x20);
    }
    // All letters that fold lie in two bytes, before and after.
    if (lead < 0xC3 || lead > 0xD1 || at + 1 == folded.size()) {
      continue;
    }
    const auto trail = static_cast<unsigned char>(folded[at + 1]);
    if ((trail & 0xC0U) != 0x80U) {
      continue;
    }
    const std::uint32_t letter = FoldLetter(((lead & 0x1FU) << 6U) | (trail & 0x3FU));
    folded[at] = static_cast<char>(0xC0U | (letter >> 6U));
    folded[at + 1] = static_cast<char>(0x80U | (letter & 0x3FU));
    ++at;
  }
  return folded;
}

}  // namespace riff
