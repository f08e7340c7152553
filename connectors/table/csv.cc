#include "connectors/table/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/base/utf8.h"

namespace riff {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Reads a table from left to right, a row at a time.
class CsvReading {
 public:
  CsvReading(std::string_view text, const CsvOptions& options) : text_(text), options_(options) {}

  bool at_end() const { return next_ >= text_.size(); }

  // Skips lines on which there is nothing at all. A row that is one empty cell is written as two quotes.
  void SkipBlankLines() {
    while (!at_end() && EndOfLine() > 0) {
      TakeEndOfLine();
    }
  }

  // `width` is how many cells there should be.
  Result<CsvTable::Row> Row(std::size_t width) {
    CsvTable::Row row;
    row.line = line_;
    row.cells.reserve(width);
    for (;;) {
      const Place place{line_, row.cells.size() + 1};
      RIFF_TRY(std::string cell, !at_end() && text_[next_] == '"' ? QuotedCell(place) : PlainCell());
      RIFF_TRY(CheckCell(cell, place));
      row.cells.push_back(std::move(cell));
      if (at_end()) {
        return row;
      }
      if (EndOfLine() > 0) {
        TakeEndOfLine();
        return row;
      }
      ++next_;  // The delimiter: nothing else ends a cell.
    }
  }

  // Where a cell begins; columns are counted in cells, as a spreadsheet shows them.
  struct Place {
    std::size_t line;
    std::size_t column;
  };

  static tl::unexpected<Error> Wrong(Place place, std::string_view why) {
    return Fail(ErrorKind::kInvalid, fmt::format("line {}, column {}: {}", place.line, place.column, why));
  }

 private:
  // The bytes of the line's end at the next byte, which there is: 2, 1, or 0 where the line goes on.
  std::size_t EndOfLine() const {
    if (text_[next_] == '\n') {
      return 1;
    }
    return text_[next_] == '\r' && next_ + 1 < text_.size() && text_[next_ + 1] == '\n' ? 2 : 0;
  }

  void TakeEndOfLine() {
    next_ += EndOfLine();
    ++line_;
  }

  // A quote inside a cell that does not begin with one is a character like any other: 5" strings.
  Result<std::string> PlainCell() {
    const std::size_t begin = next_;
    while (!at_end() && text_[next_] != options_.delimiter && EndOfLine() == 0) {
      ++next_;
    }
    return std::string(text_.substr(begin, next_ - begin));
  }

  Result<std::string> QuotedCell(Place place) {
    std::string cell;
    ++next_;
    for (;;) {
      const std::size_t quote = text_.find('"', next_);
      if (quote == std::string_view::npos) {
        return Wrong(place, "the quoted cell that begins here is never closed");
      }
      const std::string_view piece = text_.substr(next_, quote - next_);
      line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
      cell.append(piece);
      next_ = quote + 1;
      if (at_end() || text_[next_] != '"') {
        break;
      }
      cell += '"';
      ++next_;
    }
    if (!at_end() && text_[next_] != options_.delimiter && EndOfLine() == 0) {
      return Wrong(place, "text follows the closing quote");
    }
    return cell;
  }

  Result<void> CheckCell(const std::string& cell, Place place) const {
    if (cell.size() > options_.cell_bytes_max) {
      return Wrong(place, fmt::format("the cell is larger than {} bytes", options_.cell_bytes_max));
    }
    if (cell.find('\0') != std::string::npos) {
      return Wrong(place, "the cell holds a NUL byte");
    }
    if (!IsUtf8(cell)) {
      return Wrong(place, "the cell is not UTF-8");
    }
    return {};
  }

  std::string_view text_;
  const CsvOptions& options_;
  std::size_t next_ = 0;
  std::size_t line_ = 1;
};

// What each Windows-1252 byte from 0x80 to 0x9f means; the five that mean nothing become U+FFFD.
constexpr std::array<std::uint32_t, 32> kCp1252 = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
                                                   0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

// Windows-1252 has no character beyond three bytes.
void AppendUtf8(std::string& text, std::uint32_t character) {
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xc0 | character >> 6);
    text += static_cast<char>(0x80 | (character & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | character >> 12);
    text += static_cast<char>(0x80 | (character >> 6 & 0x3f));
    text += static_cast<char>(0x80 | (character & 0x3f));
  }
}

bool NeedsQuotes(std::string_view cell, const CsvOptions& options) {
  // A mark at the very beginning of a file would be taken for the file's own.
  return cell.find_first_of("\"\r\n") != std::string_view::npos ||
         cell.find(options.delimiter) != std::string_view::npos || cell.starts_with(kByteOrderMark);
}

void DropTrailingCell(std::vector<std::string>& cells) {
  if (cells.size() > 1 && cells.back().empty()) {
    cells.pop_back();
  }
}

}  // namespace

Result<CsvTable> ParseCsv(std::string_view text, const CsvOptions& options) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  CsvReading reading(text, options);
  reading.SkipBlankLines();
  if (reading.at_end()) {
    return CsvReading::Wrong({1, 1}, "there is no header");
  }
  CsvTable table;
  RIFF_TRY(CsvTable::Row header, reading.Row(0));
  if (options.trailing_delimiter) {
    DropTrailingCell(header.cells);
  }
  table.header = std::move(header.cells);
  const std::size_t width = table.header.size();
  for (reading.SkipBlankLines(); !reading.at_end(); reading.SkipBlankLines()) {
    RIFF_TRY(CsvTable::Row row, reading.Row(width + (options.trailing_delimiter ? 1 : 0)));
    if (options.trailing_delimiter && row.cells.size() == width + 1) {
      DropTrailingCell(row.cells);
    }
    if (row.cells.size() != width) {
      const std::size_t column = std::min(row.cells.size(), width) + 1;
      return CsvReading::Wrong({row.line, column},
                               fmt::format("the row has {} cells, the header {}", row.cells.size(), width));
    }
    if (table.rows.size() >= options.rows_max) {
      return CsvReading::Wrong({row.line, 1}, fmt::format("more than {} rows", options.rows_max));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string FormatCsvRow(const std::vector<std::string>& cells, const CsvOptions& options) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) {
      line += options.delimiter;
    }
    // One empty cell alone would be a blank line, which is no row.
    if (!NeedsQuotes(cells[i], options) && !(cells.size() == 1 && cells[i].empty())) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) {
      line.append(c == '"' ? 2 : 1, c);
    }
    line += '"';
  }
  return line + "\r\n";
}

bool IsUtf8(std::string_view text) { return Utf8Bytes(text) == text.size(); }

std::string DecodeCp1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    AppendUtf8(text, byte >= 0x80 && byte < 0xa0 ? kCp1252[byte - 0x80u] : byte);
  }
  return text;
}

}  // namespace riff
