#include "mapping/fields/characters.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace riff {
namespace {

// "&thetasym;" is the longest that people write; anything longer is no reference.
constexpr std::size_t kReferenceBytesMax = 10;

constexpr std::int32_t kCodePointMax = 0x10FFFF;

// Those that editors write into descriptions. An unknown one stays text.
constexpr std::array<std::pair<std::string_view, std::int32_t>, 64> kNames = {{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"iexcl", 0xA1},   {"cent", 0xA2},    {"pound", 0xA3},   {"yen", 0xA5},     {"sect", 0xA7},    {"copy", 0xA9},
    {"laquo", 0xAB},   {"reg", 0xAE},     {"deg", 0xB0},     {"plusmn", 0xB1},  {"sup2", 0xB2},    {"sup3", 0xB3},
    {"acute", 0xB4},   {"micro", 0xB5},   {"para", 0xB6},    {"middot", 0xB7},  {"raquo", 0xBB},   {"frac14", 0xBC},
    {"frac12", 0xBD},  {"frac34", 0xBE},  {"iquest", 0xBF},  {"Aring", 0xC5},   {"Auml", 0xC4},    {"Ouml", 0xD6},
    {"times", 0xD7},   {"Uuml", 0xDC},    {"szlig", 0xDF},   {"agrave", 0xE0},  {"aacute", 0xE1},  {"acirc", 0xE2},
    {"atilde", 0xE3},  {"auml", 0xE4},    {"aring", 0xE5},   {"aelig", 0xE6},   {"ccedil", 0xE7},  {"egrave", 0xE8},
    {"eacute", 0xE9},  {"ecirc", 0xEA},   {"euml", 0xEB},    {"iacute", 0xED},  {"ntilde", 0xF1},  {"oacute", 0xF3},
    {"ouml", 0xF6},    {"oslash", 0xF8},  {"uacute", 0xFA},  {"uuml", 0xFC},    {"ndash", 0x2013}, {"mdash", 0x2014},
    {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bull", 0x2022},  {"hellip", 0x2026},
    {"prime", 0x2032}, {"euro", 0x20AC},  {"trade", 0x2122}, {"star", 0x2606},
}};

bool IsScalar(std::int32_t value) {
  return value > 0 && value <= kCodePointMax && !(value >= 0xD800 && value <= 0xDFFF);
}

std::int32_t NumberOf(std::string_view digits) {
  const bool is_hex = digits.starts_with('x') || digits.starts_with('X');
  digits.remove_prefix(is_hex ? 1 : 0);
  std::int32_t value = -1;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
  const bool is_whole = failure == std::errc() && end == digits.data() + digits.size();
  return is_whole && IsScalar(value) ? value : -1;
}

bool IsWithin(std::int32_t value, std::int32_t first, std::int32_t last) { return value >= first && value <= last; }

}  // namespace

CodePoint FirstCodePoint(std::string_view text) {
  utf8proc_int32_t value = -1;
  const utf8proc_ssize_t bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                  static_cast<utf8proc_ssize_t>(text.size()), &value);
  return bytes > 0 ? CodePoint{value, static_cast<std::size_t>(bytes)} : CodePoint{};
}

void AppendCodePoint(std::string& text, std::int32_t value) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t size = utf8proc_encode_char(value, bytes.data());
  for (utf8proc_ssize_t i = 0; i < size; ++i) {
    text += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
  }
}

bool IsRefusedEverywhere(std::int32_t value) {
  return value < 0x20 || IsWithin(value, 0x7F, 0x9F) || IsWithin(value, 0x202A, 0x202E) ||
         IsWithin(value, 0x2066, 0x2069) || IsWithin(value, 0x2028, 0x2029) || value == 0xFEFF;
}

bool IsEmoji(std::int32_t value) {
  return IsWithin(value, 0x1F000, 0x1FAFF) || IsWithin(value, 0x2600, 0x27BF) || IsWithin(value, 0x2B00, 0x2BFF) ||
         IsWithin(value, 0xFE00, 0xFE0F) || IsWithin(value, 0xE0000, 0xE007F) || value == 0x200D || value == 0x20E3;
}

CharacterReference FirstReference(std::string_view text) {
  if (!text.starts_with('&')) {
    return {};
  }
  const std::size_t end = text.substr(0, kReferenceBytesMax + 2).find(';');
  if (end == std::string_view::npos || end < 2) {
    return {};
  }
  const std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    const std::int32_t value = NumberOf(name.substr(1));
    return value < 0 ? CharacterReference{} : CharacterReference{value, end + 1};
  }
  const auto* const row = std::ranges::find(kNames, name, &std::pair<std::string_view, std::int32_t>::first);
  return row == kNames.end() ? CharacterReference{} : CharacterReference{row->second, end + 1};
}

}  // namespace riff
