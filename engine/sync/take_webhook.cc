#include "engine/sync/take_webhook.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/crash_point.h"
#include "engine/plan/retry.h"
#include "engine/sync/hinted_listings.h"
#include "engine/sync/observe_listings.h"
#include "engine/sync/record_findings.h"
#include "engine/sync/webhook_findings.h"

namespace riff {

namespace {

constexpr std::size_t kWaitingMax = 500;  // A pass; the rest is for the next one.

using Deliveries = std::vector<WaitingWebhook>;

// Whether a pass goes on after an error: where the channel does not answer, the next question would meet the same.
bool EndsPass(const Error& error) {
  return error.kind == ErrorKind::kThrottled || error.kind == ErrorKind::kUnavailable ||
         error.kind == ErrorKind::kUnauthorized;
}

// One pass over what waits on one channel.
class Pass {
 public:
  Pass(Store& store, RunContext& run, Connector& connector) : store_(store), run_(run), connector_(connector) {}

  Result<TakenWebhooks> Run(std::size_t limit) {
    std::map<WebhookKind, Deliveries> waiting;
    RIFF_TRY(store_.Read([&](Transaction& tx) -> Result<void> {
      waiting.clear();
      RIFF_TRY(Deliveries all, tx.webhooks.Waiting(connector_.channel, run_.clock.Now(), limit));
      for (WaitingWebhook& one : all) {
        waiting[one.event.kind].push_back(std::move(one));
      }
      RIFF_TRY(const ChannelState state, tx.channels.Get(connector_.channel));
      has_books_ = state.orders_watermark.has_value();
      return {};
    }));
    RIFF_TRY(TakeOrders(waiting[WebhookKind::kOrderChanged]));
    RIFF_TRY(TakeListings(waiting[WebhookKind::kListingChanged]));
    RIFF_TRY(TryCredentials(waiting[WebhookKind::kCredentialsRevoked]));
    RIFF_TRY(WarnOfEnding(waiting[WebhookKind::kCredentialsEnding]));
    return sum_;
  }

 private:
  bool Goes() const { return !ended_ && !run_.stopping; }

  Result<void> TakeOrders(const Deliveries& deliveries) {
    std::vector<std::pair<OrderId, Deliveries>> orders;  // In the order of their first delivery.
    for (const WaitingWebhook& one : deliveries) {
      auto found = std::ranges::find(orders, one.event.order, &std::pair<OrderId, Deliveries>::first);
      if (found == orders.end()) {
        found = orders.insert(orders.end(), {one.event.order, {}});
      }
      found->second.push_back(one);
    }
    for (const auto& [id, named_by] : orders) {
      if (!Goes()) {
        return {};
      }
      if (id.empty() || !has_books_ || !connector_.can.reads_orders) {
        RIFF_TRY(Finish(named_by, WebhookOutcome::kLeftToRead));
        continue;
      }
      const Timestamp asked_at = run_.clock.Now();
      const Result<Order> order = connector_.reader->GetOrder(run_, id);
      RIFF_CRASH_POINT("webhook.order_read");
      RIFF_TRY(order.has_value() ? TakeOne(*order, asked_at, named_by) : Settle(named_by, order.error()));
    }
    return {};
  }

  Result<void> TakeOne(const Order& order, Timestamp asked_at, const Deliveries& named_by) {
    TakeCounts counts;
    RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
      const TakeMark mark{run_.run, asked_at, OrderAge::kNew,
                          connector_.can.orders_from_state ? OrderEvidence::kListingState : OrderEvidence::kOrder};
      RIFF_TRY(counts, TakeOrder(tx, order, mark));
      RIFF_CRASH_POINT("webhook.order_half_taken");
      return FinishIn(tx, named_by, WebhookOutcome::kTaken);
    }));
    RIFF_CRASH_POINT("webhook.order_taken");
    Count(named_by, WebhookOutcome::kTaken);
    sum_.orders.lines += counts.lines;
    sum_.orders.parked += counts.parked;
    sum_.orders.todo_opened += counts.todo_opened;
    sum_.todo_opened += counts.todo_opened;
    return {};
  }

  // A delivery and the places of its listings among all that are asked for.
  struct Asked {
    WaitingWebhook delivery;
    std::vector<std::size_t> places;
  };

  Result<void> TakeListings(const Deliveries& deliveries) {
    if (deliveries.empty() || !Goes()) {
      return {};
    }
    std::vector<Asked> asked;
    std::vector<ListingRef> refs;
    RIFF_TRY(store_.Read([&](Transaction& tx) -> Result<void> {
      asked.clear();
      refs.clear();
      for (const WaitingWebhook& one : deliveries) {
        asked.push_back({one, {}});
        RIFF_TRY(const std::vector<Listing> listings, HintedListings(tx, one.event));
        for (const Listing& listing : listings) {
          const ListingRef ref{listing.key.remote, listing.sku_shown, listing.handle};
          const auto found = std::ranges::find(refs, ref);
          asked.back().places.push_back(static_cast<std::size_t>(found - refs.begin()));
          if (found == refs.end()) {
            refs.push_back(ref);
          }
        }
      }
      return {};
    }));
    const Timestamp asked_at = run_.clock.Now();
    std::vector<Result<RemoteListing>> shown;
    if (!refs.empty()) {
      shown = connector_.reader->GetListings(run_, refs);
    }
    RIFF_CRASH_POINT("webhook.listing_read");
    RIFF_TRY(Observe(shown, asked_at));
    RIFF_CRASH_POINT("webhook.listing_stored");
    for (const Asked& one : asked) {
      RIFF_TRY(FinishListing(one, shown));
    }
    return {};
  }

  Result<void> Observe(const std::vector<Result<RemoteListing>>& shown, Timestamp asked_at) {
    std::vector<RemoteListing> rows;
    for (const Result<RemoteListing>& one : shown) {
      if (one.has_value()) {
        rows.push_back(*one);
      }
    }
    if (rows.empty()) {
      return {};
    }
    ObserveCounts counts;
    RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(counts, ObserveListings(tx, rows, ReadMark{connector_.channel, asked_at, 0, run_.run}));
      return {};
    }));
    sum_.listings_changed += counts.changed;
    return {};
  }

  // After its listings are stored: a crash in between has them read once more.
  Result<void> FinishListing(const Asked& asked, const std::vector<Result<RemoteListing>>& shown) {
    WebhookOutcome outcome = asked.places.empty() ? WebhookOutcome::kLeftToRead : WebhookOutcome::kTaken;
    for (const std::size_t place : asked.places) {
      if (shown[place].has_value()) {
        continue;
      }
      if (shown[place].error().kind != ErrorKind::kNotFound) {
        return Settle({asked.delivery}, shown[place].error());
      }
      outcome = WebhookOutcome::kLeftToRead;  // Whether it is gone, two sweeps decide.
    }
    return Finish({asked.delivery}, outcome);
  }

  Result<void> TryCredentials(const Deliveries& deliveries) {
    if (deliveries.empty() || !Goes()) {
      return {};
    }
    if (connector_.prober == nullptr) {
      return Finish(deliveries, WebhookOutcome::kLeftToRead);
    }
    const Result<ChannelProbe> probe = connector_.prober->Probe(run_);
    if (probe.has_value()) {
      return Finish(deliveries, WebhookOutcome::kTaken);
    }
    if (probe.error().kind != ErrorKind::kUnauthorized) {
      return Settle(deliveries, probe.error());
    }
    ended_ = true;
    bool opened = false;
    RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
      const Timestamp now = run_.clock.Now();
      RIFF_TRY(ChannelState state, tx.channels.Get(connector_.channel));
      if (state.health != ChannelHealth::kNeedsReauth) {
        state.health = ChannelHealth::kNeedsReauth;
        state.health_since = now;
      }
      state.health_why = probe.error().message;
      RIFF_TRY(tx.channels.Save(state));
      RIFF_TRY(const Recorded recorded,
               RecordFinding(tx, RevokedCredentials(connector_.channel, probe.error()), run_.run, now));
      opened = recorded == Recorded::kOpened;
      return FinishIn(tx, deliveries, WebhookOutcome::kTaken);
    }));
    sum_.todo_opened += opened ? 1 : 0;
    Count(deliveries, WebhookOutcome::kTaken);
    return {};
  }

  Result<void> WarnOfEnding(const Deliveries& deliveries) {
    for (const WaitingWebhook& one : deliveries) {
      bool opened = false;
      RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(const Recorded recorded, RecordFinding(tx, EndingCredentials(one.event), run_.run, run_.clock.Now()));
        opened = recorded == Recorded::kOpened;
        return FinishIn(tx, {one}, WebhookOutcome::kTaken);
      }));
      sum_.todo_opened += opened ? 1 : 0;
      Count({one}, WebhookOutcome::kTaken);
    }
    return {};
  }

  // What a failed read means for the deliveries that asked for it.
  Result<void> Settle(const Deliveries& deliveries, const Error& error) {
    ended_ = ended_ || EndsPass(error);
    if (error.kind == ErrorKind::kNotFound || error.kind == ErrorKind::kUnsupported) {
      return Finish(deliveries, WebhookOutcome::kLeftToRead);
    }
    for (const WaitingWebhook& one : deliveries) {
      const NextStep next = AfterFailure(error, one.attempts + 1, run_.clock.Now(), run_.random);
      if (next.state != WriteState::kQueued || next.give_up) {
        RIFF_TRY(Finish({one}, WebhookOutcome::kGivenUp));
        continue;
      }
      RIFF_TRY(store_.Transact(
          [&](Transaction& tx) { return tx.webhooks.PutOff(one.event.channel, one.event.delivery, next.due_at); }));
      ++sum_.later;
    }
    return {};
  }

  Result<void> Finish(const Deliveries& deliveries, WebhookOutcome outcome) {
    RIFF_TRY(store_.Transact([&](Transaction& tx) { return FinishIn(tx, deliveries, outcome); }));
    Count(deliveries, outcome);
    return {};
  }

  Result<void> FinishIn(Transaction& tx, const Deliveries& deliveries, WebhookOutcome outcome) {
    for (const WaitingWebhook& one : deliveries) {
      RIFF_TRY(tx.webhooks.Finish(one.event.channel, one.event.delivery, outcome, run_.clock.Now()));
    }
    return {};
  }

  void Count(const Deliveries& deliveries, WebhookOutcome outcome) {
    const auto count = static_cast<std::int64_t>(deliveries.size());
    switch (outcome) {
      case WebhookOutcome::kTaken:
        sum_.taken += count;
        return;
      case WebhookOutcome::kLeftToRead:
        sum_.left_to_read += count;
        break;
      case WebhookOutcome::kGivenUp:
        sum_.given_up += count;
        break;
    }
    sum_.read_wanted = sum_.read_wanted || count > 0;
  }

  Store& store_;
  RunContext& run_;
  Connector& connector_;
  bool has_books_ = false;  // The channel's orders have been read to the end once.
  bool ended_ = false;      // The channel does not answer: ask it nothing more in this pass.
  TakenWebhooks sum_;
};

}  // namespace

Result<ReceivedWebhooks> ReceiveWebhooks(Store& store, const WebhookEvents& events, Timestamp received_at) {
  ReceivedWebhooks counts;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    counts = ReceivedWebhooks{};
    for (const WebhookEvent& event : events) {
      if (event.kind == WebhookKind::kIgnored) {
        ++counts.ignored;
        continue;
      }
      RIFF_TRY(const bool is_new, tx.webhooks.Receive(event, received_at));
      ++(is_new ? counts.stored : counts.repeated);
      RIFF_CRASH_POINT("webhook.half_received");
    }
    return {};
  }));
  RIFF_CRASH_POINT("webhook.received");
  return counts;
}

Result<TakenWebhooks> TakeWaitingWebhooks(Store& store, RunContext& run, const ShopChannel& channel,
                                          std::size_t limit) {
  return Pass(store, run, *channel.connector).Run(limit);
}

Result<TakenWebhooks> TakeWebhooks(Store& store, RunContext& run, const Shop& shop, const WebhookEvents& events) {
  if (events.empty()) {
    return TakenWebhooks{};
  }
  const Channel channel = events.front().channel;
  if (!std::ranges::all_of(events, [channel](const WebhookEvent& event) { return event.channel == channel; })) {
    return Fail(ErrorKind::kInvalid, "webhooks of several channels at once");
  }
  const ShopChannel* found = shop.Find(channel);
  if (found == nullptr) {
    return Fail(ErrorKind::kNotFound, "the shop does not use " + ToString(channel));
  }
  RIFF_TRY(ReceiveWebhooks(store, events, run.clock.Now()));
  return TakeWaitingWebhooks(store, run, *found, kWaitingMax);
}

}  // namespace riff
