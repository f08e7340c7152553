#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/model/change.h"
#include "engine/model/listing.h"

namespace riff {

// Most urgent first.
enum class Urgency { kSoldOut, kLower, kPrice, kRest };
std::string_view ToString(Urgency urgency);  // "sold_out", "lower", "price", "rest"

// queued → in_flight → accepted → confirmed, or from in_flight: ambiguous (read back, then queued again or confirmed),
// queued again (throttled, unavailable), rejected. superseded: a newer desired state took its place.
enum class WriteState { kQueued, kInFlight, kAccepted, kAmbiguous, kConfirmed, kRejected, kSuperseded };
std::string_view ToString(WriteState state);
Result<WriteState> ParseWriteState(std::string_view text);

// Open: it may still have an effect, or has had one that nobody saw yet.
bool IsOpen(WriteState state);

// A listing that does not exist yet is named by this id, "new:<sku>", until the channel has given it one.
RemoteId PendingRemoteId(const Sku& sku);
bool IsPending(const RemoteId& remote);

// One intended change of one listing, in the outbox.
struct Write {
  WriteId id;
  IdempotencyKey key;
  ListingKey listing;
  Sku sku;             // Of the product; the listing's own may differ.
  std::string handle;  // The connector's, from the listing.
  Sku sku_shown;       // The listing's own SKU; may be empty.
  Change change;
  Urgency urgency = Urgency::kRest;
  std::string reason;  // For people only.
  RunId run;
  WriteState state = WriteState::kQueued;
  int attempts = 0;  // Sends whose outcome counts; throttled ones do not.
  Timestamp created_at;
  Timestamp due_at;         // Not before this.
  Timestamp attempted_at;   // Of the last attempt.
  std::string lease_owner;  // Empty: nobody's.
  Timestamp lease_until;
  std::int64_t fence = 0;  // Grows by one with each claim; a settle with an older number is refused.
  std::string last_error;

  friend bool operator==(const Write&, const Write&) = default;
};

}  // namespace riff
