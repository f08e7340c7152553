#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/model/ids.h"

namespace riff::ebay {

// A row of the Active Inventory Report: all listings for sale, of both APIs; a row a variation, else one row.
struct ReportRow {
  RemoteId remote;
  Sku sku;  // May be empty.
  std::optional<Quantity> quantity;
  std::optional<Money> price;
};

// A finished report: XML, or a ZIP archive that holds that one file. All or nothing: one that says it failed in part,
// is cut off, or is of another kind is kInvalid.
Result<std::vector<ReportRow>> ReportRowsOf(std::string_view file);

// The task that an order was given, from the Location of its answer.
Result<std::string> TaskOf(const HttpResponse& answer);

// How far a task is. kInvalid: it will never give a whole report (FAILED, COMPLETED_WITH_ERROR, …), or says something
// that is not known.
enum class TaskState { kRunning, kDone };
Result<TaskState> TaskStateOf(const JsonValue& task);

}  // namespace riff::ebay
