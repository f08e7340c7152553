#include "mapping/normalise.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "engine/base/utf8.h"

namespace riff {

namespace {

constexpr std::size_t kReferenceBytesMax = 10;  // "&hellip;" and "&#128512;" fit; anything longer is no reference.
constexpr std::size_t kTagBytesMax = 4096;      // Looking further for its end would cost a hostile text its square.

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The few character references that shops' texts are full of.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kReferences = {{{"amp", "&"},
                                                                                        {"quot", "\""},
                                                                                        {"apos", "'"},
                                                                                        {"lt", "<"},
                                                                                        {"gt", ">"},
                                                                                        {"nbsp", " "},
                                                                                        {"ndash", "-"},
                                                                                        {"mdash", "-"},
                                                                                        {"rsquo", "'"},
                                                                                        {"lsquo", "'"},
                                                                                        {"rdquo", "\""},
                                                                                        {"ldquo", "\""}}};

// Appends what the reference at the text's start stands for; returns its bytes, 0 where none begins here.
std::size_t AppendReference(std::string_view text, std::string& out) {
  const std::size_t end = text.substr(0, kReferenceBytesMax).find(';');
  if (end == std::string_view::npos || end < 2) {
    return 0;
  }
  const std::string_view name = text.substr(1, end - 1);
  for (const auto& [known, sign] : kReferences) {
    if (name == known) {
      out += sign;
      return end + 1;
    }
  }
  if (name.front() == '#') {
    const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string digits(name.substr(hexadecimal ? 2 : 1));
    const long number = std::strtol(digits.c_str(), nullptr, hexadecimal ? 16 : 10);
    std::array<utf8proc_uint8_t, 4> bytes{};
    const bool printable =
        number >= ' ' && utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(number)) && number <= 0x10ffff;
    const auto length =
        printable ? utf8proc_encode_char(static_cast<utf8proc_int32_t>(number), bytes.data()) : utf8proc_ssize_t{0};
    out += ' ';
    out.back() = length > 0 ? static_cast<char>(bytes[0]) : ' ';
    for (utf8proc_ssize_t i = 1; i < length; ++i) {
      out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
    }
    return end + 1;
  }
  const bool word = std::all_of(name.begin(), name.end(), [](char c) { return IsAsciiLetter(c) || IsDigit(c); });
  if (word && end >= 4) {  // Some accented letter or sign that is not in the table: "R&D;" is not one of them.
    out += ' ';
    return end + 1;
  }
  return 0;
}

// The bytes of the tag that the text begins with; 0 where a '<' is only a sign. A tag that never ends is the rest.
std::size_t TagBytes(std::string_view text) {
  if (text.size() < 2 || !(IsAsciiLetter(text[1]) || text[1] == '/' || text[1] == '!')) {
    return 0;
  }
  const std::size_t end = text.substr(0, kTagBytesMax).find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

std::string WithoutMarkup(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    std::size_t used = 0;
    if (text.front() == '<') {
      used = TagBytes(text);
      plain += used > 0 ? " " : "";
    } else if (text.front() == '&') {
      used = AppendReference(text, plain);
    }
    if (used == 0) {
      plain += text.front();
      used = 1;
    }
    text.remove_prefix(used);
  }
  return plain;
}

// What stands for a sign that is no letter, digit or mark.
char PlainSign(utf8proc_int32_t sign) {
  switch (sign) {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x2032:
    case 0x00b4:
    case 0x02bc:
    case '`':
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x2033:
      return '"';
    default:
      break;
  }
  if (utf8proc_category(sign) == UTF8PROC_CATEGORY_PD || sign == 0x2212) {
    return '-';
  }
  const bool markup = sign == '<' || sign == '>' || sign == '&';
  return sign < 0x80 && sign > ' ' && sign < 0x7f && !markup ? static_cast<char>(sign) : ' ';
}

bool IsLetterOrNumber(utf8proc_int32_t sign) {
  switch (utf8proc_category(sign)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return false;
  }
}

bool IsMark(utf8proc_int32_t sign) {
  const utf8proc_category_t category = utf8proc_category(sign);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_MC;
}

void AppendCharacter(utf8proc_int32_t sign, std::string& out) {
  if (sign < 0x80) {
    out += static_cast<char>(sign);
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t length = utf8proc_encode_char(sign, bytes.data());
  for (utf8proc_ssize_t i = 0; i < length; ++i) {
    out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
  }
}

// One character's compatibility decomposition with its case folded: letters and figures as they are, signs made plain.
void AppendFolded(utf8proc_int32_t sign, std::string& out) {
  const bool trademark = sign == 0x2122 || sign == 0x2120 || sign == 0xae || sign == 0xa9;
  if (trademark) {
    out += ' ';
    return;
  }
  if (!IsLetterOrNumber(sign) && PlainSign(sign) != ' ') {
    out += PlainSign(sign);
    return;
  }
  std::array<utf8proc_int32_t, 32> parts{};
  int boundary = 0;
  constexpr int kOptions = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD;
  // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): the library's flags are joined by "or".
  const auto options = static_cast<utf8proc_option_t>(kOptions);
  const auto count = utf8proc_decompose_char(sign, parts.data(), parts.size(), options, &boundary);
  if (count <= 0 || static_cast<std::size_t>(count) > parts.size()) {
    out += ' ';
    return;
  }
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const utf8proc_int32_t part = parts[static_cast<std::size_t>(i)];
    if (IsLetterOrNumber(part)) {
      AppendCharacter(part, out);
    } else if (!IsMark(part)) {
      out += PlainSign(part);
    }
  }
}

}  // namespace

std::string NormaliseText(std::string_view text, std::size_t bytes_max) {
  text = text.substr(0, bytes_max);
  const bool markup = text.find_first_of("<&") != std::string_view::npos;
  const std::string plain = markup ? WithoutMarkup(text) : std::string();
  std::string_view left = markup ? std::string_view(plain) : text;
  std::string folded;
  folded.reserve(left.size());
  while (!left.empty()) {
    const char first = left.front();
    if (static_cast<unsigned char>(first) < 0x80) {
      const bool capital = first >= 'A' && first <= 'Z';
      const bool letter = IsAsciiLetter(first) || IsDigit(first);
      folded += capital ? static_cast<char>(first - 'A' + 'a') : letter ? first : PlainSign(first);
      left.remove_prefix(1);
      continue;
    }
    const std::size_t bytes = CharacterBytes(left);
    if (bytes == 0) {
      folded += ' ';
      left.remove_prefix(1);
      continue;
    }
    utf8proc_int32_t sign = 0;
    utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(left.data()), static_cast<utf8proc_ssize_t>(bytes),
                     &sign);
    AppendFolded(sign, folded);
    left.remove_prefix(bytes);
  }
  return folded;
}

}  // namespace riff
