#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/capabilities.h"
#include "engine/model/listing.h"
#include "engine/model/order.h"
#include "engine/model/write.h"
#include "engine/port/run_context.h"
#include "engine/port/webhook.h"

namespace riff {

// Where a page ends, in the connector's own spelling; opaque to everybody else, and small enough to store.
using Cursor = TextId<struct CursorTag>;

template <class T>
struct Page {
  std::vector<T> rows;
  std::optional<Cursor> next;         // Unset: this was the last page.
  std::optional<std::int64_t> total;  // Rows of the whole read, where the channel tells.
};

// A closed window of last changes, UTC: from ≤ changed ≤ to.
struct OrderWindow {
  Timestamp from;
  Timestamp to;
};

// Reads one channel. One attempt a call; waiting for pace happens below. Every kind of error can come back but
// kAmbiguous: a read that failed changed nothing. Malformed answers are kInvalid and name the path. Repeating a call is
// harmless. One thread at a time.
class ChannelReader {
 public:
  virtual ~ChannelReader() = default;

  // One page of all listings in every state the channel keeps. Start without a cursor; a cursor that is unknown or from
  // another time is kInvalid. Rows may repeat over pages when listings move; ids decide.
  virtual Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) = 0;

  // One page of the listings whose stock, price, state or title changed at or after `since`, as they are now; the same
  // `since` with each cursor. It is what the channel's own index says, and that lags and forgets what was deleted: take
  // the next `since` before the read and go back from it by more than the index lags; what is not shown is not proven
  // absent, so only ListListings makes a complete read. kUnsupported without `reads_changes`, and of a reader that says
  // nothing else; kInvalid where `since` lies in the channel's future, because one of the two clocks is wrong.
  virtual Result<Page<RemoteListing>> ListChanged(RunContext& run, Timestamp since,
                                                  const std::optional<Cursor>& cursor);

  // One result a ref, in order. kNotFound: certainly not there. Not served from a lagging index where the platform has
  // a current source.
  virtual std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) = 0;

  // All listings that show exactly this SKU, in every state, none left out; empty when there is none.
  virtual Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) = 0;

  // One page of the orders changed within the window, in whatever order the channel gives. kUnsupported without
  // `reads_orders`.
  virtual Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                         const std::optional<Cursor>& cursor) = 0;

  // One order as it is now. kNotFound: the channel has no such order. kUnsupported without `reads_orders`, and of a
  // reader that says nothing else.
  virtual Result<Order> GetOrder(RunContext& run, const OrderId& id);
};

// What a channel said to a write. Accepted is not confirmed.
struct Accepted {
  std::optional<RemoteId> remote;     // Of a create or relist, when known at once.
  std::string handle;                 // To store with the listing; empty: unchanged.
  std::optional<ListingFacts> shown;  // What the answer itself showed, for evidence only.
  std::string note;                   // Warnings of the platform, for people.
};
using WriteOutcome = Result<Accepted>;

// Writes one channel. One attempt, no retry inside; batches by the platform's bulk calls.
class ChannelWriter {
 public:
  virtual ~ChannelWriter() = default;

  // Exactly one outcome a write, in order. kUnavailable and kThrottled: certainly not done. kAmbiguous: may be done.
  // kConflict: the channel shows something else than `expected`. kRejected: refused for good. kUnsupported: this
  // channel cannot. A create looks for its SKU in every state first and adopts what it finds; more than one is
  // kConflict. Sending the same write again is harmless.
  virtual std::vector<WriteOutcome> Deliver(RunContext& run, std::span<const Write> writes) = 0;
};

// What is asked of a channel by `riff doctor`: are the credentials good, and what may they do.
struct ChannelProbe {
  std::string account;                   // As the platform names it; no secret.
  std::vector<std::string> scopes;       // Where the platform tells.
  std::vector<std::string> missing{};    // Scopes that reading needs and these credentials lack, as far as it tells.
  std::optional<bool> may_write;         // Unset: the platform does not tell.
  std::optional<Timestamp> server_time;  // From the answer's Date header.
};

class ChannelProber {
 public:
  virtual ~ChannelProber() = default;
  virtual Result<ChannelProbe> Probe(RunContext& run) = 0;
};

// Whether a connector is built with a writer.
enum class Access { kReadOnly, kReadAndWrite };

// One channel's connector. `writer` is null where the stage forbids writing: the first of the two locks.
struct Connector {
  Channel channel;
  Capabilities can;
  std::unique_ptr<ChannelReader> reader;
  std::unique_ptr<ChannelWriter> writer;
  std::unique_ptr<ChannelProber> prober;
  std::unique_ptr<WebhookParser> webhooks = nullptr;  // Null where the platform has none, or none is configured.
};

}  // namespace riff
