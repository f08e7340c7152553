#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/model/listing.h"

namespace riff::shopify {

// A bulk operation that was just asked for.
struct BulkStarted {
  std::string operation;  // Its number.
  Timestamp created_at;   // By the platform's clock.
};

// `bulkOperationRunQuery` of an answer. kRejected: the platform will not run it now (too many at once, or not at all).
Result<BulkStarted> DecodeBulkStart(const JsonValue& data);

enum class BulkState {
  kRunning,  // CREATED, RUNNING, CANCELING.
  kDone,     // COMPLETED.
  kFailed,   // FAILED, CANCELED, EXPIRED, and words not known.
};

struct BulkStatus {
  BulkState state = BulkState::kFailed;
  std::string word;  // The platform's, with its error code.
  Currency currency;
  std::int64_t lines = 0;  // Of the whole file.
  std::int64_t roots = 0;
  std::int64_t bytes = 0;
  std::optional<std::string> url;  // Unset of a finished operation: there was nothing to write.
};

// `bulkOperation` of an answer. kInvalid where it is not `operation`, or says two things at once: finished, and with a
// file that is only part of one; with a file and no size; with objects and no file.
Result<BulkStatus> DecodeBulkStatus(const JsonValue& data, const std::string& operation);

// What was asked for of a file.
struct FileRange {
  std::int64_t from = 0;
  std::int64_t to = 0;  // Not included.
  std::int64_t size = 0;
};

// The bytes from `range.from` on, out of the answer to a ranged request: exactly the range (206), or everything from
// there to the end of the file where the server sent it whole (200). kUnavailable: cut short, or a failure of theirs.
// kInvalid: the link leads nowhere (any more), somewhere else, or to another file.
Result<std::string_view> BytesOfFile(const HttpResponse& response, const FileRange& range);

// The lines that are whole: up to the last line's end, and where the file is over its last line without one, too.
struct FileLines {
  std::vector<std::string_view> lines;
  std::size_t bytes = 0;  // Of them, with their ends.
};
FileLines WholeLines(std::string_view bytes, bool is_end);

// One variant a line, each whole. kInvalid names the line, counted from `first`; a line that is a child of another one
// is none.
Result<std::vector<RemoteListing>> DecodeBulkLines(const FileLines& lines, std::int64_t first, Currency currency);

}  // namespace riff::shopify
