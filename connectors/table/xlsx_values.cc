#include "connectors/table/xlsx_values.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace riff {
namespace {

constexpr std::size_t kColumnsMax = 16'384;  // Of the format: XFD.
constexpr std::size_t kRowsMax = 1'048'576;
constexpr double kExactMax = 9'007'199'254'740'992.0;  // Beyond 2^53 a whole number has lost its last digits.
constexpr double kDayMax = 2'958'465.0;                // 9999-12-31.
constexpr std::int64_t kSecondsADay = 86'400;

Result<double> ParseNumber(std::string_view value) {
  // Locale-free; a cell's number may be written with an exponent.
  double number = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (value.empty() || failure != std::errc() || end != value.data() + value.size() || !std::isfinite(number)) {
    return Fail(ErrorKind::kInvalid, "is no number");
  }
  return number;
}

bool IsLetterOfDate(char letter) { return std::string_view("yYmMdDhHsS").find(letter) != std::string_view::npos; }

void AppendCharacter(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xc0 | code >> 6);
    text += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    text += static_cast<char>(0x80 | (code & 0x3f));
  }
}

}  // namespace

NumberKind KindOfBuiltInFormat(int id) {
  const bool is_date =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return is_date ? NumberKind::kDate : NumberKind::kPlain;
}

NumberKind KindOfFormatCode(std::string_view code) {
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char letter = code[at];
    if (letter == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (letter == '\\' || letter == '_' || letter == '*') {
      ++at;  // The next character stands for itself.
    } else if (letter == '[') {
      // A colour or a locale, unless it counts hours, minutes or seconds beyond their round.
      const std::size_t end = std::min(code.find(']', at + 1), code.size());
      const std::string_view inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return NumberKind::kDate;
      }
      at = end;
    } else if (letter == ';') {
      break;  // The first section is that of ordinary values.
    } else if (IsLetterOfDate(letter)) {
      return NumberKind::kDate;
    }
  }
  return NumberKind::kPlain;
}

Result<std::string> NumberText(std::string_view value) {
  RIFF_TRY(const double number, ParseNumber(value));
  if (std::trunc(number) == number && std::abs(number) < kExactMax) {
    return fmt::format("{}", static_cast<std::int64_t>(number));
  }
  return fmt::format("{:.15g}", number);
}

Result<std::string> DateText(std::string_view value, DateSystem system) {
  RIFF_TRY(const double serial, ParseNumber(value));
  if (serial < 0 || serial >= kDayMax + 1) {
    return Fail(ErrorKind::kInvalid, "is no date");
  }
  auto day = static_cast<std::int64_t>(std::floor(serial));
  std::int64_t second = std::llround((serial - std::floor(serial)) * static_cast<double>(kSecondsADay));
  if (second == kSecondsADay) {
    second = 0;
    ++day;
  }
  using std::chrono::days;
  using std::chrono::sys_days;
  sys_days first = sys_days(std::chrono::year(1904) / 1 / 1);
  if (system == DateSystem::kFrom1900) {
    if (day == 60) {
      return Fail(ErrorKind::kInvalid, "is the 29th of February 1900, a day that was not");
    }
    // Day 1 is the first of January 1900; behind the day that was not, all are counted one too many.
    first = day < 60 ? sys_days(std::chrono::year(1899) / 12 / 31) : sys_days(std::chrono::year(1899) / 12 / 30);
  }
  const std::chrono::year_month_day date(first + days(day));
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (second != 0) {
    text += fmt::format(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  }
  return text;
}

std::string DecodeEscapes(std::string_view text) {
  std::string plain;
  constexpr std::size_t kEscape = 7;  // "_x000D_"
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view piece = text.substr(at, kEscape);
    unsigned code = 0;
    const bool is_escape = piece.size() == kEscape && piece.starts_with("_x") && piece.back() == '_' &&
                           std::from_chars(piece.data() + 2, piece.data() + 6, code, 16).ptr == piece.data() + 6;
    const bool is_character = code != 0 && (code < 0xd800 || code > 0xdfff);
    if (is_escape && is_character) {
      AppendCharacter(plain, code);
      at += kEscape - 1;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

Result<CellPlace> ParseCellPlace(std::string_view text) {
  CellPlace place;
  std::size_t at = 0;
  std::size_t column = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && column <= kColumnsMax; ++at) {
    column = column * 26 + static_cast<std::size_t>(text[at] - 'A') + 1;
  }
  const auto [end, failure] = std::from_chars(text.data() + at, text.data() + text.size(), place.row);
  const bool whole = failure == std::errc() && end == text.data() + text.size();
  if (!whole || column == 0 || column > kColumnsMax || place.row == 0 || place.row > kRowsMax) {
    return Fail(ErrorKind::kInvalid, "a cell stands nowhere on the sheet");
  }
  place.column = column - 1;
  return place;
}

}  // namespace riff
