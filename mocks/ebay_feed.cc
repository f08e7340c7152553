#include "mocks/ebay_feed.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "connectors/xml/xml.h"
#include "mocks/ebay_links.h"
#include "mocks/ebay_state.h"
#include "mocks/ebay_trading_xml.h"
#include "mocks/stored_zip.h"

namespace riff::sim {
namespace {

constexpr std::string_view kReportType = "LMS_ACTIVE_INVENTORY_REPORT";
constexpr std::string_view kTaskPath = "/sell/feed/v1/inventory_task/";
constexpr std::ptrdiff_t kReportsMax = 25;
constexpr auto kReportsWindow = std::chrono::hours(24);
constexpr std::size_t kRowsDefault = 10;
constexpr std::size_t kRowsMax = 500;
constexpr std::size_t kFirstTask = 5'000'000'001;
// The Market keeps what was for an hour.
constexpr auto kVersionsKept = std::chrono::hours(1);

ServerResponse Refused(int status, int id, std::string message) {
  return EbayRefusal(status, {.id = id, .domain = "API_FEED", .message = std::move(message)});
}

ServerResponse NoTask() { return Refused(404, 160009, "The task id does not exist."); }

}  // namespace

ServerResponse EbayFeed::Answer(const EbayCall& call) {
  if (call.request.Header("X-EBAY-C-MARKETPLACE-ID").empty()) {
    return Refused(400, 160027, "The X-EBAY-C-MARKETPLACE-ID header is required.");
  }
  if (call.operation == "ebay.feed.order_report") {
    return OrderReport(call);
  }
  if (call.operation == "ebay.feed.list_tasks") {
    return ListTasks(call);
  }
  return call.operation == "ebay.feed.get_task" ? GetTask(call) : Download(call);
}

ServerResponse EbayFeed::OrderReport(const EbayCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::string type = body ? body->root().Text("feedType").value_or("") : "";
  const std::string version = body ? body->root().Text("schemaVersion").value_or("") : "";
  if (type != kReportType) {
    return Refused(400, 160001, "The feedType is missing or not supported.");
  }
  if (version.empty()) {
    return Refused(400, 160002, "The schemaVersion is missing.");
  }
  const Timestamp now = parts_.clock.Now();
  const auto recent =
      std::ranges::count_if(tasks_, [&](const Task& task) { return task.ordered_at + kReportsWindow > now; });
  if (recent >= kReportsMax) {
    return Refused(400, 160025, "The limit of tasks in this period has been reached.");
  }
  const Duration delay = parts_.faults.KnobMs("report_delay_ms");
  Task task{std::to_string(kFirstTask + tasks_.size()), type, version, now, now + delay / 2, now + delay, {}, ""};
  if (parts_.faults.Take("report_fails", call.operation)) {
    task.end = Task::End::kFailed;
  }
  ServerResponse response;
  response.status = 202;
  response.headers.push_back(
      {"Location", "http://" + std::string(call.request.Header("Host")) + std::string(kTaskPath) + task.id});
  tasks_.push_back(std::move(task));
  Settle();
  return response;
}

void EbayFeed::Settle() {
  const Timestamp now = parts_.clock.Now();
  for (Task& task : tasks_) {
    if (task.report.empty() && task.end == Task::End::kCompleted && task.completed_at <= now) {
      task.report = ReportAt(std::max(task.completed_at, Timestamp(now - kVersionsKept)));
    }
  }
}

std::string EbayFeed::ReportAt(Timestamp at) const {
  XmlWriter xml;
  xml.Begin("BulkDataExchangeResponses").Attribute("xmlns", "urn:ebay:apis:eBLBaseComponents");
  xml.Begin("ActiveInventoryReport").Element("Timestamp", FormatUtcMillis(at)).Element("Ack", "Success");
  xml.Element("Version", "1");
  for (const MarketListing* row : parts_.market.AsOf(at)) {
    if (!IsEbayRunning(*row) || row->remote.empty()) {
      continue;
    }
    xml.Begin("SKUDetails");
    if (!row->sku.empty()) {
      xml.Element("SKU", row->sku.text());
    }
    WriteTradingAmount(xml, "Price", row->price);
    // What is left, not what was there at first.
    xml.Element("Quantity", std::to_string(row->available.units())).Element("ItemID", row->remote.text()).End();
  }
  xml.End().End();
  return xml.Take();
}

std::string_view EbayFeed::StatusOf(const Task& task) const {
  const Timestamp now = parts_.clock.Now();
  if (now < task.started_at) {
    return "QUEUED";
  }
  if (now < task.completed_at) {
    return "IN_PROCESS";
  }
  return task.end == Task::End::kFailed ? "FAILED" : "COMPLETED";
}

const EbayFeed::Task* EbayFeed::Find(std::string_view id) const {
  const auto found = std::ranges::find(tasks_, id, &Task::id);
  return found == tasks_.end() ? nullptr : &*found;
}

std::string EbayFeed::Rendered(const Task& task, const ServerRequest& request) const {
  const std::string_view status = StatusOf(task);
  JsonWriter json;
  json.BeginObject().Key("taskId").Text(task.id).Key("status").Text(status);
  json.Key("feedType").Text(task.feed_type).Key("schemaVersion").Text(task.schema_version);
  json.Key("creationDate").Text(FormatUtcMillis(task.ordered_at));
  if (status == "COMPLETED") {
    json.Key("completionDate").Text(FormatUtcMillis(task.completed_at));
  }
  json.Key("detailHref").Text("http://" + std::string(request.Header("Host")) + std::string(kTaskPath) + task.id);
  json.EndObject();
  return json.Take();
}

ServerResponse EbayFeed::ListTasks(const EbayCall& call) const {
  const std::optional<EbayPaging> paging = EbayPagingOf(call.query, kRowsDefault, kRowsMax);
  if (!paging) {
    return Refused(400, 160019, "The limit or the offset is invalid.");
  }
  std::vector<std::string> shown;
  for (std::size_t i = paging->offset; i < std::min(tasks_.size(), paging->offset + paging->limit); ++i) {
    shown.push_back(Rendered(tasks_[i], call.request));
  }
  return EbayPageOf(call.request, {"tasks", tasks_.size(), *paging, EbayOffsets::kRows}, shown);
}

ServerResponse EbayFeed::GetTask(const EbayCall& call) const {
  const Task* task = Find(call.id);
  return task == nullptr ? NoTask() : EbayJson(200, Rendered(*task, call.request));
}

ServerResponse EbayFeed::Download(const EbayCall& call) const {
  const Task* task = Find(call.id);
  if (task == nullptr) {
    return NoTask();
  }
  if (StatusOf(*task) != "COMPLETED") {
    return Refused(400, 160013, "The task has no result file yet.");
  }
  const bool zip = parts_.faults.Knob("report_file") == "zip";
  const std::string name = "report-" + task->id;
  ServerResponse response;
  response.headers.push_back({"Content-Type", zip ? "application/octet-stream" : "application/xml"});
  response.headers.push_back(
      {"Content-Disposition", "attachment; filename=\"" + name + (zip ? ".zip" : ".xml") + "\""});
  response.body = zip ? StoredZip(name + ".xml", task->report) : task->report;
  return response;
}

}  // namespace riff::sim
