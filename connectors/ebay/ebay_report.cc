#include "connectors/ebay/ebay_report.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include "connectors/ebay/ebay_requests.h"
#include "connectors/table/workbook_parts.h"
#include "connectors/xml/xml.h"

namespace riff::ebay {
namespace {

constexpr std::size_t kReportBytesMax = std::size_t{256} << 20;

// "PK\3\4" and 22 bytes, then how long the name is, then after two more bytes the name.
constexpr std::string_view kArchiveMark("PK\x03\x04", 4);
constexpr std::size_t kNameSizeAt = 26;
constexpr std::size_t kNameAt = 30;

Result<std::string> Unpacked(std::string_view file) {
  if (!file.starts_with(kArchiveMark)) {
    return std::string(file);
  }
  if (file.size() < kNameAt) {
    return Fail(ErrorKind::kInvalid, "the report is cut off");
  }
  const auto low = static_cast<unsigned char>(file[kNameSizeAt]);
  const auto high = static_cast<unsigned char>(file[kNameSizeAt + 1]);
  const std::string name(file.substr(kNameAt, std::size_t{low} + (std::size_t{high} << 8)));
  const WorkbookLimits limits{.parts_max = 1, .part_bytes_max = kReportBytesMax, .total_bytes_max = kReportBytesMax};
  RIFF_TRY(const std::unique_ptr<WorkbookParts> parts, WorkbookParts::Open(file, limits));
  Result<std::string> text = parts->Read(name);
  if (!text.has_value()) {
    return Fail(ErrorKind::kInvalid, "the report's archive cannot be read");
  }
  return text;
}

Result<ReportRow> RowOf(const XmlElement& element, const std::string& item) {
  ReportRow row;
  row.sku = Sku(element.OptionalText("SKU").value_or(""));
  row.remote = RemoteId(item);
  RIFF_TRY(const std::optional<std::int64_t> units, element.OptionalInteger("Quantity"));
  if (units) {
    if (*units < 0) {
      return Fail(ErrorKind::kInvalid, element.path() + "/Quantity: negative");
    }
    row.quantity = Quantity(*units);
  }
  if (const std::optional<XmlElement> price = element.Find("Price")) {
    RIFF_TRY(const std::string value, price->AsDecimal());
    RIFF_TRY(const Currency currency, Currency::Parse(price->Attribute("currencyID").value_or("")));
    RIFF_TRY(row.price, ParseMoney(value, currency));
  }
  return row;
}

Result<void> AddRows(const XmlElement& details, std::vector<ReportRow>& rows) {
  RIFF_TRY(const std::string item, details.Text("ItemID"));
  const std::optional<XmlElement> variations = details.Find("Variations");
  const std::vector<XmlElement> all = variations ? variations->All("Variation") : std::vector<XmlElement>{};
  if (all.empty()) {
    RIFF_TRY(ReportRow row, RowOf(details, item));
    rows.push_back(std::move(row));
    return {};
  }
  for (const XmlElement& variation : all) {
    RIFF_TRY(ReportRow row, RowOf(variation, item));
    row.remote = RemoteId(item + "/" + row.sku.text());
    rows.push_back(std::move(row));
  }
  return {};
}

}  // namespace

Result<std::vector<ReportRow>> ReportRowsOf(std::string_view file) {
  RIFF_TRY(const std::string text, Unpacked(file));
  RIFF_TRY(const XmlDocument document, XmlDocument::Parse(text));
  const XmlElement root = document.root();
  std::optional<XmlElement> report = root.Find("ActiveInventoryReport");
  if (root.name() == "ActiveInventoryReport") {
    report = root;
  }
  if (!report) {
    return Fail(ErrorKind::kInvalid, root.path() + ": no ActiveInventoryReport");
  }
  RIFF_TRY(const std::string ack, report->Text("Ack"));
  if (ack != "Success" && ack != "Warning") {
    return Fail(ErrorKind::kInvalid, report->path() + "/Ack: not the whole report");
  }
  std::vector<ReportRow> rows;
  for (const XmlElement& details : report->All("SKUDetails")) {
    RIFF_TRY(AddRows(details, rows));
  }
  std::set<RemoteId> seen;
  for (const ReportRow& row : rows) {
    if (!seen.insert(row.remote).second) {
      return Fail(ErrorKind::kInvalid, "the report has listing " + row.remote.text() + " twice");
    }
  }
  return rows;
}

Result<std::string> TaskOf(const HttpResponse& answer) {
  const std::string_view location = HeaderOf(answer.headers, "Location");
  const std::string folder = std::string(kFeedTaskPath) + "/";
  const std::size_t at = location.find(folder);
  const std::string_view id = at == std::string_view::npos ? std::string_view() : location.substr(at + folder.size());
  const bool plain = std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
  constexpr std::size_t kCharactersMax = 100;
  if (id.empty() || id.size() > kCharactersMax || !plain) {
    return Fail(ErrorKind::kInvalid, "the order of a report was given no task");
  }
  return std::string(id);
}

Result<TaskState> TaskStateOf(const JsonValue& task) {
  constexpr std::array<std::string_view, 4> kRunning = {"CREATED", "QUEUED", "IN_PROCESS", "IN_PROGRESS"};
  RIFF_TRY(const std::string word, task.Text("status"));
  if (word == "COMPLETED") {
    return TaskState::kDone;
  }
  if (std::ranges::find(kRunning, word) != kRunning.end()) {
    return TaskState::kRunning;
  }
  return Fail(ErrorKind::kInvalid, task.path() + ".status: the report will not be whole");
}

}  // namespace riff::ebay
