#pragma once

#include <cstdint>

#include "engine/port/store.h"
#include "engine/port/webhook.h"
#include "engine/sync/shop.h"
#include "engine/sync/take_order.h"

namespace riff {

struct ReceivedWebhooks {
  std::int64_t stored = 0;    // New: each waits to be acted on.
  std::int64_t repeated = 0;  // Known already, acted on or not.
  std::int64_t ignored = 0;   // Of no concern; not stored.
};

// Stores verified events, in one transaction: once this has returned, the platform may be answered 200, and a crash
// loses none of them. No network. Each (channel, delivery) is stored once for ever, so that a repeat changes nothing.
Result<ReceivedWebhooks> ReceiveWebhooks(Store& store, const WebhookEvents& events, Timestamp received_at);

struct TakenWebhooks {
  std::int64_t taken = 0;         // Deliveries whose subject was read back.
  std::int64_t left_to_read = 0;  // Nothing to ask for by an id.
  std::int64_t later = 0;         // Put off: the channel could not be asked now.
  std::int64_t given_up = 0;
  TakeCounts orders;
  std::int64_t listings_changed = 0;
  std::int64_t todo_opened = 0;
  // Something changed that only a whole read of the channel can show: it should come soon.
  bool read_wanted = false;
};

// Acts on the channel's deliveries that wait and are due, at most `limit`. A webhook is a hint: what it names is read
// back, and that is what counts. Orders come first, each read once however many deliveries name it, and taken as a poll
// would; then listings, observed as a read by id would; what changed marks its products dirty for the caller's next
// plan. Credentials said to be revoked are tried: only a channel that refuses them needs new ones. Credentials said to
// end soon open an item for a person.
//
// Before the channel's first complete read of orders there are no books to take an order into: such a one is left to
// that read. A listing that is not known yet, or that is not found, is left to the next sweep. A read that fails for
// the moment is put off with growing waits, and ends this pass; one that fails for good is given up, because the next
// poll meets the same and says so. The error is the store's alone. A repeat, a crash in between, and any order of
// arrival are harmless: a delivery is done in the same transaction as what it brought.
Result<TakenWebhooks> TakeWaitingWebhooks(Store& store, RunContext& run, const ShopChannel& channel, std::size_t limit);

// Both, for events of one channel: receives them, then acts on all that waits there. kInvalid when they are of several
// channels; kNotFound when the shop does not use that channel (nothing is stored).
Result<TakenWebhooks> TakeWebhooks(Store& store, RunContext& run, const Shop& shop, const WebhookEvents& events);

}  // namespace riff
