#include "connectors/table/xlsx.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

#include "connectors/table/xlsx_nodes.h"
#include "connectors/table/xlsx_values.h"

namespace riff {
namespace {

tl::unexpected<Error> Wrong(std::string why) {
  return Fail(ErrorKind::kInvalid, "this workbook cannot be read: " + std::move(why));
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  const auto lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::size_t> IndexIn(std::string_view text) {
  std::size_t index = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), index);
  const bool whole = !text.empty() && failure == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(index) : std::nullopt;
}

// What of a workbook lies outside its sheets.
class Workbook {
 public:
  Workbook(WorkbookParts& parts, const XlsxOptions& options) : parts_(parts), options_(options) {}

  Result<void> Open() {
    RIFF_TRY(ReadRelations());
    pugi::xml_document document;
    RIFF_TRY(Load("xl/workbook.xml", document));
    const pugi::xml_node top = document.document_element();
    const bool from_1904 = AttributeOf(ChildOf(top, "workbookPr"), "date1904").as_bool();
    date_system_ = from_1904 ? DateSystem::kFrom1904 : DateSystem::kFrom1900;
    RIFF_TRY(sheet_part_, FindSheet(ChildOf(top, "sheets")));
    RIFF_TRY(ReadTexts());
    return ReadFormats();
  }

  Result<void> LoadSheet(pugi::xml_document& document) { return Load(sheet_part_, document); }

  // A cell's value as text. The error says what is wrong with it, and not where it is.
  Result<std::string> TextOfCell(const pugi::xml_node& cell) const {
    if (ChildOf(cell, "f")) {
      return Fail(ErrorKind::kInvalid, "holds a formula; save the sheet with values only");
    }
    const std::string_view kind = AttributeOf(cell, "t").as_string("n");
    const std::string value = ChildOf(cell, "v").text().get();
    if (kind == "inlineStr") {
      return TextOf(ChildOf(cell, "is"));
    }
    if (value.empty()) {
      return std::string();
    }
    if (kind == "s") {
      const std::optional<std::size_t> index = IndexIn(value);
      if (!index || *index >= texts_.size()) {
        return Fail(ErrorKind::kInvalid, "names a text that the workbook does not have");
      }
      return texts_[*index];
    }
    if (kind == "str" || kind == "d") {
      return DecodeEscapes(value);
    }
    if (kind == "b") {
      return std::string(value == "1" || value == "true" ? "TRUE" : "FALSE");
    }
    if (kind != "n") {
      return Fail(ErrorKind::kInvalid, "holds an error value");
    }
    const std::optional<std::size_t> style = IndexIn(AttributeOf(cell, "s").as_string("0"));
    const bool is_date = style && *style < formats_.size() && formats_[*style] == NumberKind::kDate;
    return is_date ? DateText(value, date_system_) : NumberText(value);
  }

 private:
  Result<void> Load(const std::string& part, pugi::xml_document& document) {
    Result<std::string> text = parts_.Read(part);
    if (!text.has_value()) {
      return text.error().kind == ErrorKind::kNotFound ? Wrong(text.error().message) : Fail(text.error());
    }
    if (text->find("<!DOCTYPE") != std::string::npos) {
      return Wrong(part + " has a document type");
    }
    const auto done =
        document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!done) {
      return Wrong(part + " is not well-formed XML");
    }
    return {};
  }

  // Which file a relation leads to. Targets are relative to xl/, or to the archive when they begin with a slash.
  Result<void> ReadRelations() {
    pugi::xml_document document;
    RIFF_TRY(Load("xl/_rels/workbook.xml.rels", document));
    return ForEach(document.document_element(), "Relationship", [this](const pugi::xml_node& relation) -> Result<void> {
      const std::string target = AttributeOf(relation, "Target").value();
      const std::string part = target.starts_with('/') ? target.substr(1) : "xl/" + target;
      targets_[AttributeOf(relation, "Id").value()] = part;
      const std::string_view type = AttributeOf(relation, "Type").value();
      if (type.ends_with("/sharedStrings")) {
        texts_part_ = part;
      } else if (type.ends_with("/styles")) {
        formats_part_ = part;
      }
      return {};
    });
  }

  Result<std::string> FindSheet(const pugi::xml_node& sheets) const {
    std::vector<std::pair<std::string, std::string>> found;  // Name and relation.
    RIFF_TRY(ForEach(sheets, "sheet", [&found](const pugi::xml_node& sheet) -> Result<void> {
      found.emplace_back(AttributeOf(sheet, "name").value(), AttributeOf(sheet, "id").value());
      return {};
    }));
    const auto named = std::ranges::find_if(
        found, [this](const auto& sheet) { return EqualIgnoringCase(sheet.first, options_.sheet); });
    if (named == found.end() && found.size() != 1) {
      return Wrong(fmt::format("it has {} sheets, and none is called \"{}\"", found.size(), options_.sheet));
    }
    const auto target = targets_.find(named == found.end() ? found.front().second : named->second);
    return target == targets_.end() ? Result<std::string>(Wrong("its sheet leads nowhere")) : target->second;
  }

  Result<void> ReadTexts() {
    if (texts_part_.empty()) {
      return {};
    }
    pugi::xml_document document;
    RIFF_TRY(Load(texts_part_, document));
    return ForEach(document.document_element(), "si", [this](const pugi::xml_node& text) -> Result<void> {
      texts_.push_back(TextOf(text));
      return {};
    });
  }

  // Which cell styles show dates: by a built-in format, or by a format of the workbook's own.
  Result<void> ReadFormats() {
    if (formats_part_.empty()) {
      return {};
    }
    pugi::xml_document document;
    RIFF_TRY(Load(formats_part_, document));
    const pugi::xml_node top = document.document_element();
    std::map<int, NumberKind> own;
    RIFF_TRY(ForEach(ChildOf(top, "numFmts"), "numFmt", [&own](const pugi::xml_node& format) -> Result<void> {
      own[AttributeOf(format, "numFmtId").as_int(-1)] = KindOfFormatCode(AttributeOf(format, "formatCode").value());
      return {};
    }));
    return ForEach(ChildOf(top, "cellXfs"), "xf", [&](const pugi::xml_node& style) -> Result<void> {
      const int id = AttributeOf(style, "numFmtId").as_int(0);
      const auto named = own.find(id);
      formats_.push_back(named == own.end() ? KindOfBuiltInFormat(id) : named->second);
      return {};
    });
  }

  WorkbookParts& parts_;
  const XlsxOptions& options_;
  std::map<std::string, std::string> targets_;  // By relation.
  std::string sheet_part_;
  std::string texts_part_;
  std::string formats_part_;
  std::vector<std::string> texts_;
  std::vector<NumberKind> formats_;  // By cell style.
  DateSystem date_system_ = DateSystem::kFrom1900;
};

// Reads the rows of a sheet, top to bottom.
class SheetReading {
 public:
  SheetReading(const Workbook& workbook, const XlsxOptions& options) : workbook_(workbook), options_(options) {}

  Result<CsvTable> Read(const pugi::xml_node& sheet) {
    if (ChildOf(ChildOf(sheet, "mergeCells"), "mergeCell")) {
      return Wrong("cells are merged; a table has none");
    }
    RIFF_TRY(ForEach(ChildOf(sheet, "sheetData"), "row", [this](const pugi::xml_node& row) { return TakeRow(row); }));
    if (table_.header.empty()) {
      return Wrong("its sheet is empty");
    }
    return std::move(table_);
  }

 private:
  Result<void> TakeRow(const pugi::xml_node& node) {
    const pugi::xml_attribute numbered = AttributeOf(node, "r");
    const std::size_t number = numbered ? numbered.as_ullong() : row_ + 1;
    if (number <= row_) {
      return Wrong(fmt::format("row {} comes twice or out of order", number));
    }
    row_ = number;
    CsvTable::Row row;
    row.line = number;
    RIFF_TRY(ForEach(node, "c", [&](const pugi::xml_node& cell) { return TakeCell(cell, row); }));
    while (!row.cells.empty() && row.cells.back().empty()) {
      row.cells.pop_back();
    }
    if (row.cells.empty()) {
      return {};
    }
    if (table_.header.empty()) {
      table_.header = std::move(row.cells);
      return {};
    }
    const std::size_t width = table_.header.size();
    if (row.cells.size() > width) {
      return Wrong(fmt::format("row {} has {} cells, the header {}", number, row.cells.size(), width));
    }
    if (table_.rows.size() >= options_.rows_max) {
      return Wrong(fmt::format("it has more than {} rows", options_.rows_max));
    }
    row.cells.resize(width);
    table_.rows.push_back(std::move(row));
    return {};
  }

  Result<void> TakeCell(const pugi::xml_node& cell, CsvTable::Row& row) {
    CellPlace place{row.cells.size(), row_};
    const std::string_view named = AttributeOf(cell, "r").value();
    if (!named.empty()) {
      const Result<CellPlace> parsed = ParseCellPlace(named);
      if (!parsed.has_value() || parsed->row != row_ || parsed->column < row.cells.size()) {
        return Wrong(fmt::format("a cell of row {} comes twice, out of order, or stands elsewhere", row_));
      }
      place = *parsed;
    }
    if (place.column >= options_.columns_max) {
      return Wrong(fmt::format("row {} has more than {} columns", row_, options_.columns_max));
    }
    Result<std::string> text = workbook_.TextOfCell(cell);
    if (!text.has_value()) {
      return Wrong(fmt::format("row {}, column {}: {}", row_, place.column + 1, text.error().message));
    }
    if (text->size() > options_.cell_bytes_max || !IsUtf8(*text)) {
      return Wrong(fmt::format("row {}, column {}: is too long, or no UTF-8", row_, place.column + 1));
    }
    row.cells.resize(place.column + 1);
    row.cells.back() = *std::move(text);
    return {};
  }

  const Workbook& workbook_;
  const XlsxOptions& options_;
  CsvTable table_;
  std::size_t row_ = 0;
};

}  // namespace

bool IsWorkbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<CsvTable> ParseXlsx(std::string_view bytes, const XlsxOptions& options) {
  RIFF_TRY(const std::unique_ptr<WorkbookParts> parts, WorkbookParts::Open(bytes, options.limits));
  Workbook workbook(*parts, options);
  RIFF_TRY(workbook.Open());
  pugi::xml_document sheet;
  RIFF_TRY(workbook.LoadSheet(sheet));
  return SheetReading(workbook, options).Read(sheet.document_element());
}

}  // namespace riff
