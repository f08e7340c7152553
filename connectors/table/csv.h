#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace riff {

// A table as text: the header and the rows under it, each row as wide as the header (shorter and longer rows are
// kInvalid unless the options allow). Rows know the line they began on, for errors.
struct CsvTable {
  std::vector<std::string> header;
  struct Row {
    std::vector<std::string> cells;
    std::size_t line = 0;  // 1-based line of the file on which the row began.
  };
  std::vector<Row> rows;
};

struct CsvOptions {
  char delimiter = ',';
  bool trailing_delimiter = false;  // One empty cell too many at a row's end is dropped.
  std::size_t cell_bytes_max = 4u << 20;
  std::size_t rows_max = 5'000'000;
};

// RFC 4180 with "\r\n", "\n", a byte-order mark, quoted newlines and doubled quotes. kInvalid names line and column:
// a quoted cell never closed, text after a closing quote, a row of another width, a NUL byte, text that is not UTF-8
// (unless DecodeCp1252 made it so first), no header.
Result<CsvTable> ParseCsv(std::string_view text, const CsvOptions& options);

// One line, quoted only where needed, ended by "\r\n".
std::string FormatCsvRow(const std::vector<std::string>& cells, const CsvOptions& options);

bool IsUtf8(std::string_view text);

// Windows-1252 bytes as UTF-8.
std::string DecodeCp1252(std::string_view bytes);

}  // namespace riff
