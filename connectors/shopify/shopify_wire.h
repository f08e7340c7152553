#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "connectors/shopify/shopify_config.h"
#include "connectors/shopify/shopify_documents.h"
#include "connectors/shopify/shopify_throttle.h"
#include "engine/model/listing.h"
#include "engine/port/run_context.h"

namespace riff::shopify {

// One request to be made: a document and its variables, a JSON object.
struct ShopifyCall {
  const ShopifyDocument& document;
  std::string variables;
  RequestEffect effect = RequestEffect::kRead;
  std::size_t rows = 0;  // Asked for by id, which the cost grows with.
};

// An answer without errors above the userErrors. `data` is an object.
struct ShopifyReply {
  JsonDocument document;
  std::optional<Timestamp> server_time;

  JsonValue data() const;  // Valid while the reply lives.
};

// What an answer means, plane by plane in this order: the HTTP status, the API version, the top-level errors (an array,
// or a text). userErrors are left to whoever knows the mutation. What is told of the points goes into `throttle`,
// whatever else the answer says.
//
// Throttled (429, or THROTTLED inside 200) → kThrottled with the wait; a dead token, shop or scope → kUnauthorized; a
// document that was refused before it ran → kInvalid for a read, kRejected for a write; a failure of theirs, or an
// answer not understood → kUnavailable or kInvalid for a read, kAmbiguous for a write. A 404 is never kNotFound: it
// speaks of the shop, not of a listing.
Result<ShopifyReply> DecodeReply(const ShopifyCall& call, const std::string& version, const HttpResponse& response,
                                 ShopifyThrottle& throttle);

// Sends documents to one shop. One attempt each. Where the points are short nothing is sent and the answer is
// kThrottled with the time left; only a read waits that time through the run's waiter, up to kPointsWaitMax, because a
// page costs more than a plan restores in a second, while a write must not keep a more urgent one waiting.
class ShopifyWire {
 public:
  ShopifyWire(Config config, Transport& transport, Clock& clock);

  Result<ShopifyReply> Call(RunContext& run, const ShopifyCall& call);

  // One outcome a call, in order, together in flight.
  std::vector<Result<ShopifyReply>> CallAll(RunContext& run, std::span<const ShopifyCall> calls);

  // The bytes from `from` up to `to` (not included) of a file that an answer of the shop's has linked. Without the
  // token, which is nobody's business there. kInvalid, and nothing is sent, where the link leads to an origin that the
  // configuration does not know. The answer's status is the caller's to judge.
  Result<HttpResponse> Download(const std::string& url, std::int64_t from, std::int64_t to);

  std::int64_t bulk_above() const { return config_.bulk_above; }
  const std::string& location() const { return location_; }

  // What the last read showed of a listing, as far as the writer needs it: an unlisted product is shown again when its
  // listing gets a quantity, and nothing but a read says that it is unlisted. Forgotten when the process ends; the next
  // read tells again.
  void Remember(const RemoteId& remote, ListingStatus status);
  bool IsKnownPaused(const RemoteId& remote) const { return paused_.contains(remote); }

 private:
  HttpRequest RequestOf(const ShopifyCall& call) const;
  Result<void> MakeRoom(RunContext& run, const ShopifyCall& call);

  Config config_;
  std::string location_;
  Transport& transport_;
  ShopifyThrottle throttle_;
  std::set<RemoteId> paused_;  // Few: a shop hides few products.
};

// Longer than one full page restores in on the slowest plan (505 points at 50 a second).
inline constexpr Duration kPointsWaitMax = std::chrono::seconds(20);

}  // namespace riff::shopify
