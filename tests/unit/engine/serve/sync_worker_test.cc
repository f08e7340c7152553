#include "engine/serve/sync_worker.h"

#include <gtest/gtest.h>

#include "engine/serve/bell.h"
#include "engine/sync/take_webhook.h"
#include "tests/rig/shop_rig.h"
#include "tests/unit/engine/runtime/scratch_folder.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Keeps the lines that were logged.
class KeptLog final : public Log {
 public:
  void Write(LogLevel level, std::string_view message) override { lines.emplace_back(level, message); }
  std::vector<std::pair<LogLevel, std::string>> lines;
};

// The marketplace's own reader, which also shows single orders.
class OrderReader final : public ChannelReader {
 public:
  OrderReader(std::unique_ptr<ChannelReader> inner, FakeMarketplace& market)
      : inner_(std::move(inner)), market_(market) {}

  Result<Page<RemoteListing>> ListListings(RunContext& run, const std::optional<Cursor>& cursor) override {
    return inner_->ListListings(run, cursor);
  }
  std::vector<Result<RemoteListing>> GetListings(RunContext& run, std::span<const ListingRef> refs) override {
    return inner_->GetListings(run, refs);
  }
  Result<std::vector<RemoteListing>> FindBySku(RunContext& run, const Sku& sku) override {
    return inner_->FindBySku(run, sku);
  }
  Result<Page<Order>> ListOrders(RunContext& run, const OrderWindow& window,
                                 const std::optional<Cursor>& cursor) override {
    return inner_->ListOrders(run, window, cursor);
  }
  Result<Order> GetOrder(RunContext&, const OrderId& id) override { return market_.OrderOf(id); }

 private:
  std::unique_ptr<ChannelReader> inner_;
  FakeMarketplace& market_;
};

class SyncWorkerTest : public testing::Test {
 protected:
  SyncWorkerTest() : market(rig.Open(kShopify)), sandbox(rig.Open(kShopifySandbox)) {
    market.List({.sku = "GTR-1", .quantity = 3});
    sandbox.List({.sku = "GTR-1", .quantity = 3});
    Connector& connector = *rig.ShopChannelOf(kShopify).connector;
    connector.reader = std::make_unique<OrderReader>(std::move(connector.reader), market);
  }

  Result<std::unique_ptr<RunLock>> Lock() {
    return RunLock::Take(folder.path() + "/lock", RunLock::Patience::kNo, rig.clock);
  }
  std::size_t CountRuns() {
    return rig.Do([](Transaction& tx) { return tx.runs.List(std::nullopt, 100); }).size();
  }
  // Somebody buys two of the three, and the platform says so.
  void BuyTwo() {
    WebhookEvent event;
    event.channel = kShopify;
    event.delivery = "d-1";
    event.kind = WebhookKind::kOrderChanged;
    event.order = Must(market.Buy("GTR-1", 2));
    event.occurred_at = rig.clock.Now();
    Must(ReceiveWebhooks(*rig.store, {event}, rig.clock.Now()));
  }

  ScratchFolder folder;
  ShopRig rig;
  FakeMarketplace& market;
  FakeMarketplace& sandbox;
  KeptLog log;
  RunContext run{RunId(), rig.clock, rig.clock, rig.random, log, rig.metrics, rig.tripwire, rig.stopping};
  std::optional<Error> shop_fault;
  SyncWorker worker{WorkerParts{*rig.store, run,
                                [this]() -> Result<const Shop*> {
                                  return shop_fault.has_value() ? Result<const Shop*>(Fail(*shop_fault)) : &rig.shop;
                                },
                                [this] { return Lock(); }},
                    WorkerTimes{minutes(5), hours(24)}};
};

TEST_F(SyncWorkerTest, RunsACycleAtOnceAndThenOnSchedule) {
  worker.Step();
  EXPECT_EQ(CountRuns(), 1u);
  EXPECT_EQ(worker.Step(), rig.clock.Now() + seconds(15));
  EXPECT_EQ(CountRuns(), 1u);

  rig.clock.Advance(minutes(5));
  worker.Step();

  EXPECT_EQ(CountRuns(), 2u);
}

TEST_F(SyncWorkerTest, SleepsNoLongerThanToTheNextCycle) {
  worker.Step();
  rig.clock.Advance(minutes(5) - seconds(3));

  EXPECT_EQ(worker.Step(), rig.clock.Now() + seconds(3));
}

TEST_F(SyncWorkerTest, LogsOneLineForEachCycle) {
  worker.Step();
  worker.Step();

  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(log.lines.front().second.substr(0, 12), "sync: run 1 ");
}

TEST_F(SyncWorkerTest, PushesWhatAWebhookBroughtWithoutWaitingForTheCycle) {
  worker.Step();
  rig.clock.Advance(minutes(1));
  BuyTwo();
  const int lists = market.Calls(Call::kListListings);

  worker.Step();

  EXPECT_EQ(sandbox.ForSale("GTR-1"), 1);
  EXPECT_EQ(market.Calls(Call::kListListings), lists);  // Only the order that it named was read.
  EXPECT_EQ(log.lines.back().second.substr(0, 16), "webhooks: run 2 ");
}

TEST_F(SyncWorkerTest, IsPutOffWhileAnotherProcessIsAtWork) {
  {
    const auto other = Must(Lock());
    EXPECT_EQ(worker.Step(), rig.clock.Now() + seconds(2));
    EXPECT_EQ(CountRuns(), 0u);
  }

  worker.Step();

  EXPECT_EQ(CountRuns(), 1u);
}

TEST_F(SyncWorkerTest, GivesTheLockBackBetweenItsSteps) {
  worker.Step();

  EXPECT_TRUE(Lock().has_value());
}

TEST_F(SyncWorkerTest, KeepsWebhooksWhileAnotherProcessIsAtWork) {
  worker.Step();
  rig.clock.Advance(minutes(1));
  BuyTwo();
  {
    const auto other = Must(Lock());
    worker.Step();
    EXPECT_EQ(sandbox.ForSale("GTR-1"), 3);
  }

  worker.Step();

  EXPECT_EQ(sandbox.ForSale("GTR-1"), 1);
}

TEST_F(SyncWorkerTest, BringsTheNextCycleForwardWhenAReadIsWanted) {
  worker.Step();

  worker.WantRead();

  EXPECT_EQ(worker.Step(), rig.clock.Now() + seconds(15));
  rig.clock.Advance(seconds(30));
  worker.Step();
  EXPECT_EQ(CountRuns(), 2u);
}

TEST_F(SyncWorkerTest, PushesWhatACheckoutSetAsideWithoutWaitingForTheCycle) {
  worker.Step();
  rig.clock.Advance(minutes(1));
  rig.SetAvailable("GTR-1", 1, World::kSandbox);
  worker.Step();
  EXPECT_EQ(sandbox.ForSale("GTR-1"), 3);
  const int lists = market.Calls(Call::kListListings);

  EXPECT_TRUE(worker.WantPush());
  EXPECT_FALSE(worker.WantPush()) << "it is known already";
  worker.Step();

  EXPECT_EQ(sandbox.ForSale("GTR-1"), 1);
  EXPECT_EQ(market.Calls(Call::kListListings), lists);
  EXPECT_EQ(log.lines.back().second.substr(0, 12), "push: run 2 ");
}

TEST_F(SyncWorkerTest, PushesARushOfCheckoutsTogether) {
  worker.Step();
  worker.WantPush();
  worker.Step();
  const std::size_t runs = CountRuns();
  EXPECT_TRUE(worker.WantPush());

  EXPECT_EQ(worker.Step(), rig.clock.Now() + seconds(1));
  EXPECT_EQ(CountRuns(), runs);
  rig.clock.Advance(seconds(1));
  worker.Step();

  EXPECT_EQ(CountRuns(), runs + 1);
}

TEST_F(SyncWorkerTest, KeepsAPushInMindWhileAnotherProcessIsAtWork) {
  worker.Step();
  const std::size_t runs = CountRuns();
  worker.WantPush();
  {
    const auto other = Must(Lock());
    worker.Step();
  }
  rig.clock.Advance(seconds(2));

  worker.Step();

  EXPECT_EQ(CountRuns(), runs + 1);
}

TEST_F(SyncWorkerTest, LogsACycleThatCouldNotRunAndTriesAgainOnSchedule) {
  shop_fault = ErrorOf(ErrorKind::kInvalid);
  worker.Step();
  EXPECT_EQ(CountRuns(), 0u);
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(log.lines.front().first, LogLevel::kError);

  shop_fault.reset();
  worker.Step();
  EXPECT_EQ(CountRuns(), 0u);
  rig.clock.Advance(minutes(5));
  worker.Step();

  EXPECT_EQ(CountRuns(), 1u);
}

TEST_F(SyncWorkerTest, DoesNothingAnyMoreOnceAGuardHasRefusedSomething) {
  rig.tripwire.Trip({"shopify/production", "shopify.product.update", "shop.test"});
  worker.Step();
  EXPECT_TRUE(worker.halted());
  const std::size_t runs = CountRuns();

  rig.clock.Advance(hours(48));
  worker.Step();

  EXPECT_EQ(CountRuns(), runs);
}

TEST(BellTest, EndsTheNextWaitWhenItWasRungBefore) {
  const std::atomic<bool> stopping{false};
  Bell bell;
  bell.Ring();
  EXPECT_TRUE(bell.rung());

  bell.Wait(hours(1), stopping);

  EXPECT_FALSE(bell.rung());
}

TEST(BellTest, WaitsForNobodyWhoIsStopping) {
  const std::atomic<bool> stopping{true};
  Bell().Wait(hours(1), stopping);
  const std::atomic<bool> going{false};
  Bell().Wait(Duration(-5), going);
}

}  // namespace
}  // namespace riff
