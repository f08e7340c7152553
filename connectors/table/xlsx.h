#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "connectors/table/csv.h"
#include "connectors/table/workbook_parts.h"
#include "engine/base/error.h"

namespace riff {

struct XlsxOptions {
  std::string sheet;  // By this name, whatever its case; a workbook's only sheet may have any. Empty: the only one.
  WorkbookLimits limits;
  std::size_t columns_max = 1'000;
  std::size_t rows_max = 500'000;
  std::size_t cell_bytes_max = 1u << 20;
};

// Whether the bytes begin as a ZIP archive does.
bool IsWorkbook(std::string_view bytes);

// One sheet of a workbook as the table that a CSV file of it would be: the first row that holds anything is the header,
// empty rows are left out, missing cells are empty, and a row's line is its number on the sheet. Texts come as they are
// (shared, inline, rich), numbers as "1899" or "0.5", booleans as "TRUE" and "FALSE", dates as "1966-05-01".
//
// kInvalid names the cell where there is one: no workbook, damaged, encrypted, beyond a limit (a small file that
// unpacks to a very large one), no such sheet or several, merged cells, a formula (its stored result may be of another
// day), an error value, a cell right of the header, a cell twice or out of order, a text that is no UTF-8.
Result<CsvTable> ParseXlsx(std::string_view bytes, const XlsxOptions& options);

}  // namespace riff
