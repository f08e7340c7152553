#pragma once

#include <vector>

#include "engine/model/run.h"
#include "engine/sync/shop.h"

namespace riff {

struct Delivered {
  PushReport report;  // All but `confirmed`.
  std::int64_t todo_opened = 0;
  std::vector<ListingKey> look;  // Listings to read back: what was accepted, unclear or in conflict.
};

// Everything that waits on the channel, or only what this run queued itself.
enum class Outgoing { kAll, kOfThisRun };

// Sends what is due on one channel, most urgent first, in the channel's own bulk calls: claim under a lease and commit,
// send outside any transaction, settle by error kind. It ends when nothing is due, when the channel refuses for pace,
// when credentials are dead (channel health needs_reauth, an item, nothing more is sent), or when the push switch or
// the stage was changed meanwhile. A crash after the claim leaves writes in flight; once their lease has passed they
// are ambiguous and read back before anything is sent again.
Result<Delivered> DeliverWrites(Store& store, RunContext& run, const ShopChannel& channel, const Progress& progress,
                                Outgoing outgoing = Outgoing::kAll);

// The facts that a listing shows once the change is done, from what it showed before.
ListingFacts FactsAfter(ListingFacts before, const Change& change);

// Setting names that a person can change while a push runs.
inline constexpr char kPushSwitch[] = "flag.push_enabled";  // "off": nothing is sent anywhere.

}  // namespace riff
