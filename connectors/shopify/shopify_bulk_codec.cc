#include "connectors/shopify/shopify_bulk_codec.h"

#include <algorithm>
#include <charconv>

#include "connectors/http/outcome.h"
#include "connectors/shopify/shopify_codec.h"
#include "connectors/shopify/shopify_write_codec.h"

namespace riff::shopify {

namespace {

constexpr std::string_view kDownload = "shopify.bulk.download";
constexpr std::string_view kKind = "BulkOperation";

BulkState StateOfWord(std::string_view word) {
  if (word == "COMPLETED") {
    return BulkState::kDone;
  }
  return word == "CREATED" || word == "RUNNING" || word == "CANCELING" ? BulkState::kRunning : BulkState::kFailed;
}

tl::unexpected<Error> Odd(const JsonValue& value, std::string_view why) {
  return Fail(ErrorKind::kInvalid, value.path() + ": " + std::string(why));
}

Result<void> CheckFinished(const JsonValue& operation, const BulkStatus& status) {
  if (operation.Find("partialDataUrl").has_value() || operation.Find("errorCode").has_value()) {
    return Odd(operation, "finished, and with a part of its file only");
  }
  if (status.url.has_value() && status.bytes <= 0) {
    return Odd(operation, "a file without a size");
  }
  if (!status.url.has_value() && status.lines != 0) {
    return Odd(operation, "objects, and no file of them");
  }
  return {};
}

// The start and the whole size in "bytes 0-99/1234".
bool IsRangeOf(std::string_view text, const FileRange& range) {
  return text ==
         "bytes " + std::to_string(range.from) + "-" + std::to_string(range.to - 1) + "/" + std::to_string(range.size);
}

}  // namespace

Result<BulkStarted> DecodeBulkStart(const JsonValue& data) {
  RIFF_TRY(const std::vector<UserError> errors, DecodeUserErrors(data, "bulkOperationRunQuery"));
  if (!errors.empty()) {
    return Fail(ErrorKind::kRejected, "shopify.bulk.start: " + errors.front().code + " " + errors.front().message);
  }
  RIFF_TRY(const JsonValue payload, data.Get("bulkOperationRunQuery"));
  RIFF_TRY(const JsonValue operation, payload.Get("bulkOperation"));
  RIFF_TRY(const std::string gid, operation.Text("id"));
  BulkStarted started;
  RIFF_TRY(started.operation, NumberOfGid(kKind, gid));
  RIFF_TRY(const std::string created, operation.Text("createdAt"));
  RIFF_TRY(started.created_at, ParseTimestamp(created));
  return started;
}

Result<BulkStatus> DecodeBulkStatus(const JsonValue& data, const std::string& operation) {
  BulkStatus status;
  RIFF_TRY(status.currency, DecodeCurrency(data));
  const auto node = data.Find("bulkOperation");
  if (!node.has_value()) {
    return Fail(ErrorKind::kInvalid, "the bulk operation is not there (any more)");
  }
  RIFF_TRY(const std::string gid, node->Text("id"));
  if (gid != GidOf(kKind, operation)) {
    return Odd(*node, "another bulk operation than asked for");
  }
  RIFF_TRY(status.word, node->Text("status"));
  status.state = StateOfWord(status.word);
  RIFF_TRY(const auto code, node->OptionalText("errorCode"));
  if (status.state != BulkState::kDone) {
    status.word += code.has_value() ? " " + *code : "";
    return status;
  }
  RIFF_TRY(status.lines, node->Integer("objectCount"));
  RIFF_TRY(status.roots, node->Integer("rootObjectCount"));
  RIFF_TRY(const auto bytes, node->OptionalInteger("fileSize"));
  status.bytes = bytes.value_or(0);
  RIFF_TRY(status.url, node->OptionalText("url"));
  RIFF_TRY(CheckFinished(*node, status));
  return status;
}

Result<std::string_view> BytesOfFile(const HttpResponse& response, const FileRange& range) {
  const std::string_view body = response.body;
  if (response.status == 200) {
    if (body.size() < static_cast<std::size_t>(range.size)) {
      return Fail(ErrorKind::kUnavailable, std::string(kDownload) + ": the file was cut short");
    }
    if (body.size() > static_cast<std::size_t>(range.size)) {
      return Fail(ErrorKind::kInvalid, std::string(kDownload) + ": not the file that was promised");
    }
    return body.substr(static_cast<std::size_t>(range.from));
  }
  if (response.status == 206) {
    if (!IsRangeOf(HeaderOf(response.headers, "Content-Range"), range)) {
      return Fail(ErrorKind::kInvalid, std::string(kDownload) + ": not the part of the file that was asked for");
    }
    if (body.size() != static_cast<std::size_t>(range.to - range.from)) {
      return Fail(ErrorKind::kUnavailable, std::string(kDownload) + ": the part of the file was cut short");
    }
    return body;
  }
  Error error = StatusError(kDownload, response, RequestEffect::kRead);
  if (error.kind != ErrorKind::kUnavailable && error.kind != ErrorKind::kThrottled) {
    error.kind = ErrorKind::kInvalid;  // Whatever is said of a link says nothing of the token.
  }
  return Fail(std::move(error));
}

FileLines WholeLines(std::string_view bytes, bool is_end) {
  FileLines whole;
  while (whole.bytes < bytes.size()) {
    const std::string_view rest = bytes.substr(whole.bytes);
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos && !is_end) {
      break;
    }
    const std::string_view line = rest.substr(0, end);
    whole.bytes += std::min(line.size() + 1, rest.size());
    if (!line.empty()) {
      whole.lines.push_back(line);
    }
  }
  return whole;
}

Result<std::vector<RemoteListing>> DecodeBulkLines(const FileLines& lines, std::int64_t first, Currency currency) {
  std::vector<RemoteListing> rows;
  rows.reserve(lines.lines.size());
  std::int64_t number = first;
  for (const std::string_view line : lines.lines) {
    const std::string place = "line " + std::to_string(++number) + " of the bulk file";
    const auto document = JsonDocument::Parse(line);
    if (!document.has_value()) {
      return Fail(WithContext(place, document.error()));
    }
    if (document->root().Find("__parentId").has_value()) {
      return Fail(ErrorKind::kInvalid, place + ": $: a child of another line, which was not asked for");
    }
    auto variant = DecodeVariant(document->root(), currency);
    if (!variant.has_value()) {
      return Fail(WithContext(place, std::move(variant).error()));
    }
    rows.push_back(std::move(variant->listing));
  }
  return rows;
}

}  // namespace riff::shopify
