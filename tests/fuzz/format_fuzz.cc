#include "connectors/json/json.h"
#include "connectors/table/csv.h"
#include "connectors/table/xlsx.h"
#include "connectors/xml/xml.h"
#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {
namespace {

// Asks each value for everything it could be.
void Look(const JsonValue& value, int depth) {
  (void)value.AsText();
  (void)value.AsInteger();
  (void)value.AsDouble();
  (void)value.AsBool();
  (void)value.AsDecimal();
  if (depth == 0) {
    return;
  }
  for (const std::string& key : value.Keys()) {
    const Result<JsonValue> member = value.Get(key);
    if (member.has_value()) {
      Look(*member, depth - 1);
    }
  }
  const Result<std::vector<JsonValue>> rows = value.AsArray();
  if (rows.has_value()) {
    for (const JsonValue& row : *rows) {
      Look(row, depth - 1);
    }
  }
}

void Look(const XmlElement& element, int depth) {
  (void)element.name();
  (void)element.AsInteger();
  (void)element.AsBool();
  (void)element.AsDecimal();
  (void)element.Attribute("id");
  for (const std::string_view name : {"a", "Item", "Errors", "Ack", "ItemID"}) {
    (void)element.Integer(name);
    (void)element.OptionalBool(name);
    if (depth > 0) {
      for (const XmlElement& child : element.All(name)) {
        Look(child, depth - 1);
      }
    }
  }
}

}  // namespace

void ReadJson(std::string_view bytes) {
  const Result<JsonDocument> document = JsonDocument::Parse(bytes);
  if (!document.has_value()) {
    return;
  }
  Look(document->root(), 6);
  const std::string printed = document->root().Print();
  const Result<JsonDocument> again = JsonDocument::Parse(printed);
  RIFF_CHECK(again.has_value(), "what was printed can be read");
  RIFF_CHECK(again->root().Print() == printed, "and says the same");
}

void ReadXml(std::string_view bytes) {
  const Result<XmlDocument> document = XmlDocument::Parse(bytes);
  if (document.has_value()) {
    Look(document->root(), 4);
  }
}

void ReadCsv(std::string_view bytes) {
  CsvOptions options;
  for (const bool trailing : {false, true}) {
    options.trailing_delimiter = trailing;
    const Result<CsvTable> table = ParseCsv(bytes, options);
    if (!table.has_value() || trailing) {
      continue;
    }
    std::string text = FormatCsvRow(table->header, options);
    for (const CsvTable::Row& row : table->rows) {
      RIFF_CHECK(row.cells.size() == table->header.size(), "a row is as wide as the header");
      text += FormatCsvRow(row.cells, options);
    }
    const Result<CsvTable> again = ParseCsv(text, options);
    RIFF_CHECK(again.has_value() && again->rows.size() == table->rows.size(), "what was written can be read");
  }
  RIFF_CHECK(IsUtf8(DecodeCp1252(bytes)), "what was decoded is UTF-8");
}

void ReadXlsx(std::string_view bytes) {
  XlsxOptions options;
  options.rows_max = 10'000;
  const Result<CsvTable> table = ParseXlsx(bytes, options);
  if (table.has_value()) {
    for (const CsvTable::Row& row : table->rows) {
      RIFF_CHECK(row.cells.size() == table->header.size(), "a row is as wide as the header");
    }
  }
}

}  // namespace riff::fuzz
