#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace riff {

// How a workbook writes what its cells hold, as the text that a CSV file would have. Pure.

// From which day a workbook counts its dates.
enum class DateSystem { kFrom1900, kFrom1904 };

enum class NumberKind { kPlain, kDate };

// Whether a number format (by its number among the built-in ones, or by its code) shows dates or times.
NumberKind KindOfBuiltInFormat(int id);
NumberKind KindOfFormatCode(std::string_view code);

// "1899", "0.15": whole numbers without a point, at most the 15 digits that a spreadsheet shows. kInvalid: no number.
Result<std::string> NumberText(std::string_view value);

// "1966-05-01", and the time of day behind it where there is one: "1966-05-01 10:30:00". kInvalid: no day of any
// calendar (before the first, or the 29th of February 1900, which a workbook knows and the year did not).
Result<std::string> DateText(std::string_view value, DateSystem system);

// What "_x000D_" and its like stand for in a workbook's texts.
std::string DecodeEscapes(std::string_view text);

// The place of "AB12": column 27 (counted from 0), row 12. kInvalid: not of that form, or beyond any sheet.
struct CellPlace {
  std::size_t column = 0;
  std::size_t row = 0;
};
Result<CellPlace> ParseCellPlace(std::string_view text);

}  // namespace riff
