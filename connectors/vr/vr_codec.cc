#include "connectors/vr/vr_codec.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <utility>

#include "connectors/table/csv.h"
#include "connectors/table/xlsx.h"

namespace riff::vr {
namespace {

// In the order of V&R's export, which is the order of its bulk-upload template too.
constexpr std::array<std::string_view, 27> kColumns = {"brand name",
                                                       "category name",
                                                       "product id",
                                                       "external id",
                                                       "product model name",
                                                       "product price",
                                                       "product price notax",
                                                       "product description",
                                                       "product year",
                                                       "product sold",
                                                       "product finish",
                                                       "product in collective",
                                                       "product in inventory",
                                                       "product in reseller",
                                                       "collective discount",
                                                       "free shipping",
                                                       "buy now",
                                                       "show vat",
                                                       "decade",
                                                       "product order",
                                                       "local pickup",
                                                       "available for shipment",
                                                       "processing time",
                                                       "offer discount",
                                                       "image url",
                                                       "video url",
                                                       "external link"};

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string Lower(std::string_view text) {
  std::string lower(Trim(text));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return lower;
}

// What a browser saves when the session is over, or a spreadsheet program in a form of its own.
Result<void> RefuseOtherFormats(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return Fail(ErrorKind::kInvalid, "this file is UTF-16: save it as \"CSV UTF-8\"");
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (Trim(bytes.substr(0, 256)).starts_with('<')) {
    return Fail(ErrorKind::kInvalid, "this is a web page saved as CSV: log in and export again");
  }
  // With other separators come other decimal points, and 1,899 would be less than two.
  const std::string_view header = bytes.substr(0, bytes.find('\n'));
  if (header.find(',') == std::string_view::npos && header.find_first_of(";\t") != std::string_view::npos) {
    return Fail(ErrorKind::kInvalid, "the cells are not separated by commas: save it as CSV with commas");
  }
  return {};
}

Result<CsvTable> ReadCsv(std::string_view bytes) {
  RIFF_TRY(RefuseOtherFormats(bytes));
  if (!bytes.ends_with('\n')) return Fail(ErrorKind::kInvalid, "the file does not end with a line end: it was cut off");
  const std::string decoded = IsUtf8(bytes) ? std::string() : DecodeCp1252(bytes);
  CsvOptions options;
  options.trailing_delimiter = true;
  return ParseCsv(decoded.empty() ? bytes : std::string_view(decoded), options);
}

Result<CsvTable> ReadWorkbook(std::string_view bytes) {
  XlsxOptions options;
  options.sheet = "inventory";
  return ParseXlsx(bytes, options);
}

Error AtLine(const CsvTable::Row& row, std::string what) {
  return Error{ErrorKind::kInvalid, "line " + std::to_string(row.line) + ": " + std::move(what), std::nullopt};
}

// Plain digits only: a spreadsheet program that made 1.24001E+05 of an id has lost the id.
Result<std::int64_t> ParseId(std::string_view text) {
  text = Trim(text);
  std::int64_t id = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (failure != std::errc() || end != text.data() + text.size() || id <= 0) {
    return Fail(ErrorKind::kInvalid, "product id \"" + std::string(text) + "\" is not a whole number");
  }
  return id;
}

Result<bool> ParseFlag(std::string_view text) {
  const std::string flag = Lower(text);
  if (flag == "yes") return true;
  if (flag == "no") return false;
  return Fail(ErrorKind::kInvalid, "product sold is neither yes nor no");
}

// "1899", "1899.0", "1,899": thousands marks are taken only where thousands end.
Result<std::optional<Money>> ParsePrice(std::string_view text, Currency currency) {
  text = Trim(text);
  if (text.empty()) return std::optional<Money>();
  std::string digits;
  const std::size_t whole_end = std::min(text.find('.'), text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ',') {
      digits += text[at];
      continue;
    }
    if (at == 0 || at > whole_end || (whole_end - at) % 4 != 0) {
      return Fail(ErrorKind::kInvalid, "product price has a comma where no thousands end");
    }
  }
  const Result<Money> price = ParseMoney(digits, currency);
  if (!price) return Fail(WithContext("product price", price.error()));
  return std::optional<Money>(*price);
}

Result<void> CheckHeader(const std::vector<std::string>& header) {
  std::set<std::string> seen;
  for (const std::string& name : header) {
    const std::string lower = Lower(name);
    const bool is_known = std::find(kColumns.begin(), kColumns.end(), lower) != kColumns.end();
    if (is_known && !seen.insert(lower).second) {
      return Fail(ErrorKind::kInvalid, "the column \"" + lower + "\" comes twice");
    }
  }
  for (const Column needed : {Column::kId, Column::kPrice, Column::kSold}) {
    if (!seen.contains(std::string(NameOf(needed)))) {
      return Fail(ErrorKind::kInvalid, "the column \"" + std::string(NameOf(needed)) + "\" is missing");
    }
  }
  return {};
}

}  // namespace

std::string_view NameOf(Column column) {
  switch (column) {
    case Column::kBrand:
      return "brand name";
    case Column::kCategory:
      return "category name";
    case Column::kId:
      return "product id";
    case Column::kModel:
      return "product model name";
    case Column::kPrice:
      return "product price";
    case Column::kDescription:
      return "product description";
    case Column::kYear:
      return "product year";
    case Column::kSold:
      return "product sold";
    case Column::kFinish:
      return "product finish";
    case Column::kImages:
      return "image url";
    case Column::kLink:
      return "external link";
  }
  return "";
}

std::optional<std::size_t> PlaceOf(const std::vector<std::string>& header, std::string_view name) {
  for (std::size_t at = 0; at < header.size(); ++at) {
    const std::string_view written = Trim(header[at]);
    const bool is_same = std::equal(written.begin(), written.end(), name.begin(), name.end(), [](char a, char b) {
      return std::tolower(static_cast<unsigned char>(a)) == static_cast<unsigned char>(b);
    });
    if (is_same) return at;
  }
  return std::nullopt;
}

ColumnPlaces PlacesOf(const std::vector<std::string>& header) {
  ColumnPlaces places;
  for (std::size_t column = 0; column < places.size(); ++column) {
    places[column] = PlaceOf(header, NameOf(static_cast<Column>(column)));
  }
  return places;
}

const std::string& CellOf(const Snapshot& snapshot, const Row& row, Column column) {
  static const std::string kNothing;
  const std::optional<std::size_t> place = snapshot.places[static_cast<std::size_t>(column)];
  return place ? row.cells[*place] : kNothing;
}

Result<Snapshot> ParseSnapshot(std::string_view bytes, Currency currency) {
  RIFF_TRY(CsvTable table, IsWorkbook(bytes) ? ReadWorkbook(bytes) : ReadCsv(bytes));
  RIFF_TRY(CheckHeader(table.header));

  Snapshot snapshot;
  snapshot.header = std::move(table.header);
  snapshot.places = PlacesOf(snapshot.header);
  snapshot.rows.reserve(table.rows.size());
  std::set<std::int64_t> ids;
  for (CsvTable::Row& cells : table.rows) {
    Row row;
    row.cells = std::move(cells.cells);
    const Result<std::int64_t> id = ParseId(CellOf(snapshot, row, Column::kId));
    if (!id) return Fail(AtLine(cells, id.error().message));
    if (!ids.insert(*id).second) return Fail(AtLine(cells, "product id " + std::to_string(*id) + " comes twice"));
    const Result<std::optional<Money>> price = ParsePrice(CellOf(snapshot, row, Column::kPrice), currency);
    if (!price) return Fail(AtLine(cells, price.error().message));
    const Result<bool> sold = ParseFlag(CellOf(snapshot, row, Column::kSold));
    if (!sold) return Fail(AtLine(cells, sold.error().message));
    row.id = *id;
    row.price = *price;
    row.sold = *sold;
    snapshot.rows.push_back(std::move(row));
  }
  return snapshot;
}

std::string FormatSnapshot(const Snapshot& snapshot) {
  const CsvOptions options;
  const auto line = [&options](std::vector<std::string> cells) {
    cells.emplace_back();  // V&R ends every line with a comma.
    return FormatCsvRow(cells, options);
  };
  std::string text = line(snapshot.header);
  for (const Row& row : snapshot.rows) text += line(row.cells);
  return text;
}

Snapshot EmptySnapshot() {
  Snapshot snapshot;
  snapshot.header.assign(kColumns.begin(), kColumns.end());
  snapshot.places = PlacesOf(snapshot.header);
  return snapshot;
}

}  // namespace riff::vr
