#include "connectors/shopify/shopify_bulk_reader.h"

#include <algorithm>
#include <utility>

#include "connectors/shopify/shopify_bulk_codec.h"
#include "connectors/shopify/shopify_changes.h"
#include "connectors/shopify/shopify_codec.h"

namespace riff::shopify {

namespace {

using Part = ListPosition::Part;

constexpr Duration kPollWaitMin = std::chrono::seconds(2);
constexpr Duration kPollWaitMax = std::chrono::seconds(30);

Page<RemoteListing> NothingYet(const ListPosition& next) {
  return Page<RemoteListing>{.rows = {}, .next = CursorOf(next), .total = std::nullopt};
}

ListPosition ChangesAfter(const ListPosition& bulk) { return {.part = Part::kLevels, .since = bulk.since}; }

// A quarter of the time it took so far: short operations are seen soon, long ones cost few calls.
Result<Page<RemoteListing>> WaitForIt(RunContext& run, const ListPosition& position) {
  const Duration waited = run.clock.Now() - TimeOf(position.asked);
  if (waited > kBulkTimeMax) {
    return Fail(ErrorKind::kInvalid, "shopify.bulk.status: the operation is not done after 45 minutes");
  }
  if (!run.waiter.Wait(std::clamp(waited / 4, kPollWaitMin, kPollWaitMax))) {
    return Fail(ErrorKind::kUnavailable, "shopify.bulk.status: stopped while waiting");
  }
  return NothingYet(position);
}

Result<Page<RemoteListing>> ReadPart(ShopifyWire& wire, const ListPosition& position, const BulkStatus& status) {
  if (position.offset >= status.bytes) {
    return Fail(ErrorKind::kInvalid, "shopify.bulk.download: the file is shorter than what was read of it");
  }
  const FileRange range{position.offset, std::min(position.offset + kFilePartBytes, status.bytes), status.bytes};
  RIFF_TRY(const HttpResponse response, wire.Download(*status.url, range.from, range.to));
  RIFF_TRY(const std::string_view bytes, BytesOfFile(response, range));
  const bool is_end = position.offset + static_cast<std::int64_t>(bytes.size()) == status.bytes;
  const FileLines whole = WholeLines(bytes, is_end);
  if (whole.bytes == 0) {
    return Fail(ErrorKind::kInvalid, "shopify.bulk.download: a line longer than any variant");
  }
  Page<RemoteListing> page;
  RIFF_TRY(page.rows, DecodeBulkLines(whole, position.lines, status.currency));
  const std::int64_t lines = position.lines + static_cast<std::int64_t>(whole.lines.size());
  if (lines > status.lines || (is_end && lines != status.lines)) {
    return Fail(ErrorKind::kInvalid, "shopify.bulk.download: " + std::to_string(lines) +
                                         " lines, where the shop counted " + std::to_string(status.lines));
  }
  ListPosition next = position;
  next.offset += static_cast<std::int64_t>(whole.bytes);
  next.lines = lines;
  page.next = CursorOf(is_end ? ChangesAfter(position) : next);
  page.total = status.roots;
  return page;
}

}  // namespace

Result<Page<RemoteListing>> BeginBulk(RunContext& run, ShopifyWire& wire, const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("bulkQuery").Text(BulkVariantsText(wire.location())).EndObject();
  // It changes nothing, and a second one beside the first does no harm: a read, whatever becomes of it.
  const auto reply = wire.Call(run, {.document = kBulkStart, .variables = json.Take()});
  const auto started = reply.has_value() ? DecodeBulkStart(reply->data()) : Result<BulkStarted>(Fail(reply.error()));
  if (!started.has_value()) {
    const ErrorKind kind = started.error().kind;
    if (kind != ErrorKind::kRejected && kind != ErrorKind::kInvalid) {
      return Fail(started.error());
    }
    return NothingYet({.part = Part::kPages, .token = position.token});
  }
  return NothingYet({.part = Part::kBulk,
                     .since = SecondsOf(started->created_at - kIndexLagMax),
                     .operation = started->operation,
                     .asked = SecondsOf(run.clock.Now())});
}

Result<Page<RemoteListing>> ReadBulk(RunContext& run, ShopifyWire& wire, const ListPosition& position) {
  JsonWriter json;
  json.BeginObject().Key("id").Text(GidOf("BulkOperation", position.operation)).EndObject();
  RIFF_TRY(const ShopifyReply reply, wire.Call(run, {.document = kBulkStatus, .variables = json.Take()}));
  RIFF_TRY(const BulkStatus status, DecodeBulkStatus(reply.data(), position.operation));
  switch (status.state) {
    case BulkState::kRunning:
      return WaitForIt(run, position);
    case BulkState::kFailed:
      return Fail(ErrorKind::kInvalid,
                  "shopify.bulk.status: the operation ended as " + status.word + "; a part of its file is not used");
    case BulkState::kDone:
      break;
  }
  if (status.url.has_value()) {
    return ReadPart(wire, position, status);
  }
  Page<RemoteListing> page = NothingYet(ChangesAfter(position));
  page.total = 0;
  return page;
}

}  // namespace riff::shopify
