#include "engine/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace riff {
namespace {

// What a first byte promises: the length, its own bits of the number, and the lowest number that needs that length.
struct Lead {
  std::size_t bytes;
  std::uint32_t bits;
  std::uint32_t least;
};

Lead LeadOf(unsigned char byte) {
  if (byte < 0x80) {
    return Lead{1, byte, 0};
  }
  if ((byte & 0xe0) == 0xc0) {
    return Lead{2, byte & 0x1fu, 0x80};
  }
  if ((byte & 0xf0) == 0xe0) {
    return Lead{3, byte & 0x0fu, 0x800};
  }
  if ((byte & 0xf8) == 0xf0) {
    return Lead{4, byte & 0x07u, 0x10000};
  }
  return Lead{0, 0, 0};
}

// The bytes, from `at` on, of the words that are ASCII throughout.
std::size_t AsciiBytes(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t word = 0;
  const std::size_t begin = at;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) {
      break;
    }
  }
  return at - begin;
}

}  // namespace

std::size_t CharacterBytes(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  const Lead lead = LeadOf(static_cast<unsigned char>(text.front()));
  if (lead.bytes > text.size()) {
    return 0;
  }
  std::uint32_t number = lead.bits;
  for (std::size_t i = 1; i < lead.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) {
      return 0;
    }
    number = number << 6 | (byte & 0x3fu);
  }
  const bool surrogate = number >= 0xd800 && number <= 0xdfff;
  return number < lead.least || number > 0x10ffff || surrogate ? 0 : lead.bytes;
}

std::size_t Utf8Bytes(std::string_view text) {
  std::size_t at = AsciiBytes(text, 0);
  while (at < text.size()) {
    const std::size_t bytes = CharacterBytes(text.substr(at));
    if (bytes == 0) {
      return at;
    }
    at += bytes;
    if (bytes > 1) {
      at += AsciiBytes(text, at);
    }
  }
  return at;
}

}  // namespace riff
