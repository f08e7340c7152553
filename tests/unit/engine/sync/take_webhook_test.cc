#include "engine/sync/take_webhook.h"

#include <gtest/gtest.h>

#include <deque>

#include "engine/plan/retry.h"
#include "engine/sync/webhook_findings.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The marketplace's own reader, which also shows single orders, and says what it was asked.
class HintedReader final : public ChannelReader {
 public:
  HintedReader(std::unique_ptr<ChannelReader> inner, FakeMarketplace& market)
      : inner_(std::move(inner)), market_(market) {}

  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override {
    return inner_->ListListings(run, cursor);
  }
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override {
    for (const ListingRef& ref : refs) {
      asked.push_back("listing " + ref.remote.text());
    }
    return inner_->GetListings(run, refs);
  }
  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override {
    return inner_->FindBySku(run, sku);
  }
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override {
    return inner_->ListOrders(run, window, cursor);
  }
  Result<Order> GetOrder(RunContext&, const OrderId& id) override {
    asked.push_back("order " + id.text());
    if (!faults.empty()) {
      const Error fault = faults.front();
      faults.pop_front();
      return Fail(fault);
    }
    if (missing.contains(id)) {
      return Fail(ErrorKind::kNotFound, "no such order");
    }
    return market_.OrderOf(id);
  }

  std::vector<std::string> asked;
  std::deque<Error> faults;
  std::set<OrderId> missing;

 private:
  std::unique_ptr<ChannelReader> inner_;
  FakeMarketplace& market_;
};

class ScriptedProber final : public ChannelProber {
 public:
  explicit ScriptedProber(std::optional<Error>& fault) : fault_(fault) {}
  Result<ChannelProbe> Probe(RunContext&) override {
    return fault_.has_value() ? Result<ChannelProbe>(Fail(*fault_)) : ChannelProbe{};
  }

 private:
  std::optional<Error>& fault_;
};

class TakeWebhookTest : public testing::Test {
 protected:
  TakeWebhookTest() : market(rig.Open(kShopify)) {
    Connector& connector = *rig.shop.channels.front().connector;
    auto own = std::make_unique<HintedReader>(std::move(connector.reader), market);
    reader = own.get();
    connector.reader = std::move(own);
    connector.prober = std::make_unique<ScriptedProber>(probe_fault);
    market.List({.sku = "GTR-1", .quantity = 3, .handle = "7001"});
    rig.Sync();  // The baseline: the store adopts the listing's product.
    rig.Do([&](Transaction& tx) { return tx.products.ClearDirty(Sku("GTR-1")); });
    rig.clock.Advance(minutes(5));
    rig.BeginRun();
    reader->asked.clear();
  }

  WebhookEvent Event(const std::string& delivery, WebhookKind kind) {
    WebhookEvent event;
    event.channel = kShopify;
    event.delivery = delivery;
    event.kind = kind;
    event.topic = "a topic";
    event.occurred_at = rig.clock.Now();
    return event;
  }
  WebhookEvent OrderEvent(const std::string& delivery, const OrderId& order) {
    WebhookEvent event = Event(delivery, WebhookKind::kOrderChanged);
    event.order = order;
    return event;
  }
  WebhookEvent ListingEvent(const std::string& delivery, const RemoteId& remote, const std::string& handle = "") {
    WebhookEvent event = Event(delivery, WebhookKind::kListingChanged);
    event.remote = remote;
    event.handle = handle;
    return event;
  }
  TakenWebhooks Take(const WebhookEvents& events) { return Must(TakeWebhooks(*rig.store, rig.run, rig.shop, events)); }
  TakenWebhooks TakeWaiting() {
    return Must(TakeWaitingWebhooks(*rig.store, rig.run, rig.ShopChannelOf(kShopify), 100));
  }
  std::size_t CountWaiting(Duration from_now = hours(24)) {
    return rig.Do([&](Transaction& tx) { return tx.webhooks.Waiting(kShopify, rig.clock.Now() + from_now, 100); })
        .size();
  }
  bool IsDirty() {
    return !rig.Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 10); }).empty();
  }
  ChannelState State() {
    return rig.Do([](Transaction& tx) { return tx.channels.Get(kShopify); });
  }

  ShopRig rig;
  FakeMarketplace& market;
  HintedReader* reader = nullptr;
  std::optional<Error> probe_fault;
};

TEST_F(TakeWebhookTest, TakesTheOrderThatTheWebhookNames) {
  const OrderId order = Must(market.Buy("GTR-1"));

  const TakenWebhooks taken = Take({OrderEvent("d-1", order)});

  EXPECT_EQ(taken.taken, 1);
  EXPECT_EQ(taken.orders.lines, 1);
  EXPECT_FALSE(taken.read_wanted);
  EXPECT_EQ(rig.Available("GTR-1"), 2);
  EXPECT_TRUE(IsDirty());
  EXPECT_EQ(CountWaiting(), 0u);
}

TEST_F(TakeWebhookTest, ChangesNothingWhenADeliveryIsRepeated) {
  const OrderId order = Must(market.Buy("GTR-1"));
  Take({OrderEvent("d-1", order)});
  reader->asked.clear();

  const TakenWebhooks repeat = Take({OrderEvent("d-1", order), OrderEvent("d-1", order)});

  EXPECT_EQ(repeat.taken, 0);
  EXPECT_EQ(rig.Available("GTR-1"), 2);
  EXPECT_TRUE(reader->asked.empty());
}

TEST_F(TakeWebhookTest, ReadsAnOrderOnceHoweverManyDeliveriesNameIt) {
  const OrderId order = Must(market.Buy("GTR-1"));

  const TakenWebhooks taken = Take({OrderEvent("d-2", order), OrderEvent("d-1", order), OrderEvent("d-3", order)});

  EXPECT_EQ(taken.taken, 3);
  EXPECT_EQ(taken.orders.lines, 1);
  EXPECT_EQ(reader->asked, std::vector<std::string>{"order " + order.text()});
  EXPECT_EQ(rig.Available("GTR-1"), 2);
}

TEST_F(TakeWebhookTest, ComesToTheSameWhateverOrderTheNewsArriveIn) {
  const OrderId order = Must(market.Buy("GTR-1"));
  market.SetState(order, OrderState::kCancelled);
  market.SetQuantity("GTR-1", 3);

  Take({OrderEvent("cancelled", order)});
  Take({OrderEvent("created", order)});  // Late: the order reads as cancelled by now.
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.Available("GTR-1"), 3);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeWebhookTest, TakesNothingAgainWhenThePollShowsTheOrderToo) {
  const OrderId order = Must(market.Buy("GTR-1"));
  Take({OrderEvent("d-1", order)});

  rig.SyncAfter(minutes(5));
  Take({OrderEvent("d-2", order)});

  EXPECT_EQ(rig.Available("GTR-1"), 2);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(TakeWebhookTest, TakesOrdersBeforeListings) {
  const OrderId order = Must(market.Buy("GTR-1"));
  const RemoteId remote = market.Of("GTR-1").ref.remote;

  Take({ListingEvent("d-1", remote), OrderEvent("d-2", order)});

  EXPECT_EQ(reader->asked, (std::vector<std::string>{"order " + order.text(), "listing " + remote.text()}));
}

TEST_F(TakeWebhookTest, LeavesAnOrderToTheFirstReadWhileThereAreNoBooks) {
  ShopRig fresh;
  FakeMarketplace& empty = fresh.Open(kShopify);
  fresh.AddProduct("GTR-1", 3, ProductKind::kStocked);
  empty.List({.sku = "GTR-1", .quantity = 3});
  const OrderId order = Must(empty.Buy("GTR-1"));
  fresh.BeginRun();

  const TakenWebhooks taken = Must(TakeWebhooks(*fresh.store, fresh.run, fresh.shop, {OrderEvent("d-1", order)}));

  EXPECT_EQ(taken.left_to_read, 1);
  EXPECT_TRUE(taken.read_wanted);
  EXPECT_EQ(fresh.Available("GTR-1"), 3);
}

TEST_F(TakeWebhookTest, AsksForAReadWhereNoOrderIsNamedOrFound) {
  reader->missing.insert(OrderId("404"));

  const TakenWebhooks taken = Take({OrderEvent("d-1", OrderId()), OrderEvent("d-2", OrderId("404"))});

  EXPECT_EQ(taken.left_to_read, 2);
  EXPECT_TRUE(taken.read_wanted);
  EXPECT_EQ(reader->asked, std::vector<std::string>{"order 404"});
  EXPECT_EQ(CountWaiting(), 0u);
}

TEST_F(TakeWebhookTest, ParksAnOrderOfAListingThatNobodyLinked) {
  market.List({.sku = "", .quantity = 2, .title = "Something else"});
  Order order;
  order.channel = kShopify;
  order.id = OrderId("o-9");
  order.placed_at = order.updated_at = rig.clock.Now();
  OrderLine line;
  line.id = OrderLineId("1");
  line.remote = RemoteId("9999");
  line.quantity = Quantity(1);
  line.state = OrderState::kPaid;
  order.lines = {line};
  market.PlaceOrder(order);

  const TakenWebhooks taken = Take({OrderEvent("d-1", OrderId("o-9"))});

  EXPECT_EQ(taken.orders.parked, 1);
  EXPECT_EQ(taken.todo_opened, 1);
  EXPECT_EQ(rig.CountTodos(TodoType::kOrderUnlinked), 1);
}

TEST_F(TakeWebhookTest, ObservesTheListingByItsIdOrItsHandle) {
  const RemoteId remote = market.Of("GTR-1").ref.remote;
  market.SetQuantity("GTR-1", 2);
  const TakenWebhooks by_id = Take({ListingEvent("d-1", remote)});
  EXPECT_EQ(by_id.listings_changed, 1);
  EXPECT_EQ(rig.ListingOf(kShopify, "GTR-1")->observed.quantity, Quantity(2));
  EXPECT_TRUE(IsDirty());

  rig.clock.Advance(seconds(10));
  market.SetQuantity("GTR-1", 1);
  const TakenWebhooks by_handle = Take({ListingEvent("d-2", RemoteId(), "7001")});

  EXPECT_EQ(by_handle.taken, 1);
  EXPECT_EQ(rig.ListingOf(kShopify, "GTR-1")->observed.quantity, Quantity(1));
}

TEST_F(TakeWebhookTest, TrustsWhatItReadsBackAndNotTheNewsOfAChange) {
  const TakenWebhooks taken = Take({ListingEvent("d-1", market.Of("GTR-1").ref.remote)});

  EXPECT_EQ(taken.taken, 1);
  EXPECT_EQ(taken.listings_changed, 0);
  EXPECT_FALSE(IsDirty());
}

TEST_F(TakeWebhookTest, ReadsEveryListingOfThePageThatTheWebhookNames) {
  const auto store = [&](const std::string& remote) {
    Listing listing;
    listing.key = {kShopify, RemoteId(remote)};
    listing.sku_shown = Sku("X");
    rig.Do([&](Transaction& tx) { return tx.listings.Save(listing); });
  };
  for (const std::string remote : {"100/1", "100/2", "1001/1", "1000", "10/0"}) {
    store(remote);
  }
  for (int variant = 1000; variant < 1150; ++variant) {  // More than one page of the store's.
    store("200/" + std::to_string(variant));
  }

  Take({ListingEvent("d-1", RemoteId("100"))});
  EXPECT_EQ(reader->asked, (std::vector<std::string>{"listing 100/1", "listing 100/2"}));

  reader->asked.clear();
  Take({ListingEvent("d-2", RemoteId("200")), ListingEvent("d-3", RemoteId("200/1000"))});
  EXPECT_EQ(reader->asked.size(), 150u);  // None of them twice.
}

TEST_F(TakeWebhookTest, FindsAListingThatWasRelistedByItsOldId) {
  const ListingKey old_key{kShopify, market.Of("GTR-1").ref.remote};
  rig.Do([&](Transaction& tx) { return tx.listings.Rename(old_key, {kShopify, RemoteId("new-id")}, 2); });

  Take({ListingEvent("d-1", old_key.remote)});

  EXPECT_EQ(reader->asked, std::vector<std::string>{"listing new-id"});
}

TEST_F(TakeWebhookTest, LeavesWhatItDoesNotKnowOrFindToTheNextSweep) {
  const RemoteId remote = market.Of("GTR-1").ref.remote;
  market.Remove("GTR-1");

  const TakenWebhooks taken = Take({ListingEvent("d-1", RemoteId("unknown")), ListingEvent("d-2", RemoteId()),
                                    ListingEvent("d-3", remote), ListingEvent("d-4", RemoteId(), "unknown")});

  EXPECT_EQ(taken.left_to_read, 4);
  EXPECT_TRUE(taken.read_wanted);
  EXPECT_EQ(rig.ListingOf(kShopify, "GTR-1")->observed.status, ListingStatus::kLive);  // One look proves no absence.
}

TEST_F(TakeWebhookTest, PutsOffWhatCannotBeReadNowAndTakesItLater) {
  const OrderId order = Must(market.Buy("GTR-1"));
  const OrderId second = Must(market.Buy("GTR-1"));
  reader->faults = {ErrorOf(ErrorKind::kUnavailable)};

  const TakenWebhooks later = Take({OrderEvent("d-1", order), OrderEvent("d-2", second)});

  EXPECT_EQ(later.later, 1);
  EXPECT_EQ(later.taken, 0);  // The pass ended there: the channel does not answer.
  EXPECT_EQ(reader->asked.size(), 1u);
  EXPECT_EQ(CountWaiting(Duration(0)), 1u);
  EXPECT_EQ(rig.Available("GTR-1"), 3);

  rig.clock.Advance(kBackoffMax);
  EXPECT_EQ(TakeWaiting().taken, 2);
  EXPECT_EQ(rig.Available("GTR-1"), 1);
}

TEST_F(TakeWebhookTest, WaitsAsLongAsTheChannelAsks) {
  const OrderId order = Must(market.Buy("GTR-1"));
  reader->faults = {ErrorOf(ErrorKind::kThrottled, minutes(7))};
  Take({OrderEvent("d-1", order)});

  rig.clock.Advance(minutes(7) - seconds(1));
  EXPECT_EQ(TakeWaiting().taken, 0);
  rig.clock.Advance(seconds(1));
  EXPECT_EQ(TakeWaiting().taken, 1);
}

TEST_F(TakeWebhookTest, GivesUpWhatFailsForGoodOrForTooLong) {
  const OrderId order = Must(market.Buy("GTR-1"));
  reader->faults = {ErrorOf(ErrorKind::kInvalid)};
  const TakenWebhooks invalid = Take({OrderEvent("d-1", order)});
  EXPECT_EQ(invalid.given_up, 1);
  EXPECT_TRUE(invalid.read_wanted);

  reader->faults.assign(100, ErrorOf(ErrorKind::kUnavailable));
  std::int64_t given_up = Take({OrderEvent("d-2", order)}).given_up;
  int passes = 1;
  while (given_up == 0 && passes < 100) {
    rig.clock.Advance(kBackoffMax);
    given_up = TakeWaiting().given_up;
    ++passes;
  }

  EXPECT_EQ(given_up, 1);
  EXPECT_EQ(passes, kAttemptsMax);
  EXPECT_EQ(CountWaiting(), 0u);
}

TEST_F(TakeWebhookTest, PutsOffListingsThatCannotBeReadNow) {
  market.SetQuantity("GTR-1", 2);
  market.Fail(Call::kGetListings, ErrorOf(ErrorKind::kUnavailable));

  const TakenWebhooks later = Take({ListingEvent("d-1", market.Of("GTR-1").ref.remote)});
  EXPECT_EQ(later.later, 1);
  EXPECT_EQ(later.listings_changed, 0);

  rig.clock.Advance(kBackoffMax);
  EXPECT_EQ(TakeWaiting().listings_changed, 1);
}

TEST_F(TakeWebhookTest, KeepsWhatItReceivedOverARestart) {
  const OrderId order = Must(market.Buy("GTR-1"));
  const ReceivedWebhooks received = Must(ReceiveWebhooks(
      *rig.store, {OrderEvent("d-1", order), OrderEvent("d-1", order), Event("d-2", WebhookKind::kIgnored)},
      rig.clock.Now()));
  EXPECT_EQ(received.stored, 1);
  EXPECT_EQ(received.repeated, 1);
  EXPECT_EQ(received.ignored, 1);
  EXPECT_EQ(rig.Available("GTR-1"), 3);

  rig.store = Must(rig.database->Open());

  EXPECT_EQ(TakeWaiting().taken, 1);
  EXPECT_EQ(TakeWaiting().taken, 0);
  EXPECT_EQ(rig.Available("GTR-1"), 2);
}

TEST_F(TakeWebhookTest, TakesNoMoreThanItsLimitInOnePass) {
  WebhookEvents events;
  for (int i = 0; i < 5; ++i) {
    events.push_back(OrderEvent("d-" + std::to_string(i), Must(market.Buy("GTR-1", i < 3 ? 1 : 0))));
  }
  Must(ReceiveWebhooks(*rig.store, events, rig.clock.Now()));

  EXPECT_EQ(Must(TakeWaitingWebhooks(*rig.store, rig.run, rig.ShopChannelOf(kShopify), 2)).taken, 2);
  EXPECT_EQ(CountWaiting(), 3u);
}

TEST_F(TakeWebhookTest, AsksNothingMoreOnceTheRunIsToStop) {
  const OrderId order = Must(market.Buy("GTR-1"));
  rig.stopping = true;

  Take({OrderEvent("d-1", order), ListingEvent("d-2", market.Of("GTR-1").ref.remote)});

  EXPECT_TRUE(reader->asked.empty());
  EXPECT_EQ(CountWaiting(), 2u);
}

TEST_F(TakeWebhookTest, RefusesEventsOfSeveralChannelsOrOfOneThatIsNotUsed) {
  WebhookEvent elsewhere = OrderEvent("d-1", OrderId("1"));
  elsewhere.channel = kEbay;
  const auto kind = [&](const WebhookEvents& events) {
    return TakeWebhooks(*rig.store, rig.run, rig.shop, events).error().kind;
  };

  EXPECT_EQ(kind({elsewhere}), ErrorKind::kNotFound);
  EXPECT_EQ(kind({OrderEvent("d-2", OrderId("1")), elsewhere}), ErrorKind::kInvalid);
  EXPECT_EQ(CountWaiting(), 0u);
  EXPECT_EQ(Take({}).taken, 0);
}

TEST_F(TakeWebhookTest, TriesCredentialsThatAreSaidToBeRevoked) {
  const TakenWebhooks false_alarm = Take({Event("d-1", WebhookKind::kCredentialsRevoked)});
  EXPECT_EQ(false_alarm.taken, 1);
  EXPECT_EQ(State().health, ChannelHealth::kOk);
  EXPECT_TRUE(rig.OpenTodos().empty());

  probe_fault = ErrorOf(ErrorKind::kUnavailable);
  EXPECT_EQ(Take({Event("d-2", WebhookKind::kCredentialsRevoked)}).later, 1);
  EXPECT_EQ(State().health, ChannelHealth::kOk);

  probe_fault = ErrorOf(ErrorKind::kUnauthorized);
  rig.clock.Advance(kBackoffMax);
  const TakenWebhooks dead = TakeWaiting();
  EXPECT_EQ(dead.taken, 1);
  EXPECT_EQ(dead.todo_opened, 1);
  EXPECT_EQ(State().health, ChannelHealth::kNeedsReauth);
  EXPECT_EQ(State().health_since, rig.clock.Now());
  EXPECT_EQ(rig.CountTodos(TodoType::kChannelNeedsReauth), 1);
}

TEST_F(TakeWebhookTest, LeavesARevocationToTheNextReadWhereNothingCanBeTried) {
  rig.shop.channels.front().connector->prober = nullptr;

  EXPECT_EQ(Take({Event("d-1", WebhookKind::kCredentialsRevoked)}).left_to_read, 1);
}

TEST_F(TakeWebhookTest, WarnsOfCredentialsThatEndAndKeepsTheItemUntilAPersonIsDone) {
  EXPECT_EQ(Take({Event("d-1", WebhookKind::kCredentialsEnding)}).todo_opened, 1);
  EXPECT_EQ(Take({Event("d-2", WebhookKind::kCredentialsEnding)}).todo_opened, 0);

  rig.SyncAfter(minutes(5));  // The channel reads well, and still the consent ends.

  const std::vector<TodoItem> open = rig.OpenTodos();
  ASSERT_EQ(open.size(), 1u);
  EXPECT_TRUE(IsAboutEndingCredentials(open[0].finding));
  EXPECT_EQ(open[0].finding.channel, kShopify);
  EXPECT_EQ(State().health, ChannelHealth::kOk);
}

}  // namespace
}  // namespace riff
