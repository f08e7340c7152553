#include "engine/sync/run_sync.h"

#include <gtest/gtest.h>

#include "engine/sync/close_todos.h"
#include "engine/sync/review_todos.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class RunSyncTest : public testing::Test {
 protected:
  RunSyncTest()
      : reverb(rig.Open(kReverb)),
        reverb_sandbox(rig.Open(kReverbSandbox)),
        ebay(rig.Open(kEbay)),
        ebay_sandbox(rig.Open(kEbaySandbox)) {
    for (FakeMarketplace* market : {&reverb, &reverb_sandbox, &ebay, &ebay_sandbox}) {
      market->List({.sku = "SG-61", .title = "Gibson SG"});
      market->List({.sku = "STR-10", .quantity = 8, .title = "Strings", .condition = Condition::kNew});
    }
  }

  const ChannelReport& ReportOf(const RunReport& report, Channel channel) {
    for (const ChannelReport& each : report.channels) {
      if (each.channel == channel) {
        return each;
      }
    }
    throw std::runtime_error("the report has no such channel");
  }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& reverb_sandbox;
  FakeMarketplace& ebay;
  FakeMarketplace& ebay_sandbox;
};

TEST_F(RunSyncTest, ASecondRunOnAnUnchangedWorldPlansNothingAndSendsNothing) {
  EXPECT_EQ(rig.Sync().status, RunStatus::kOk);

  const RunReport second = rig.SyncAfter(minutes(5), OfAll());

  EXPECT_EQ(second.status, RunStatus::kOk);
  EXPECT_EQ(second.changes.planned, 0);
  EXPECT_EQ(second.todo.open, 0);
  EXPECT_TRUE(reverb_sandbox.delivered().empty());
  EXPECT_TRUE(ebay_sandbox.delivered().empty());
  EXPECT_EQ(rig.CountMovements("STR-10"), 1);
}

TEST_F(RunSyncTest, ASaleOnProductionClosesTheSandboxesAndNothingIsWrittenToProduction) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));

  const RunReport report = rig.Sync();

  EXPECT_EQ(rig.Available("SG-61"), 0);
  EXPECT_EQ(reverb_sandbox.ForSale("SG-61"), 0);
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);
  EXPECT_EQ(ebay.ForSale("SG-61"), 1);  // Only a person may close it there.
  EXPECT_TRUE(reverb.delivered().empty());
  EXPECT_TRUE(ebay.delivered().empty());
  EXPECT_EQ(ReportOf(report, kEbaySandbox).push.confirmed, 1);
  EXPECT_EQ(rig.ShopChannelOf(kReverb).connector->writer, nullptr);
}

TEST_F(RunSyncTest, ASaleOnASandboxClosesTheOtherSandboxesOnly) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb_sandbox.Buy("SG-61"));

  rig.Sync();

  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);
  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(rig.Available("SG-61", World::kSandbox), -1);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(RunSyncTest, EachChannelFailsAloneAndIsNamed) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));
  ebay.Fail(Call::kListOrders, ErrorOf(ErrorKind::kRejected));

  const RunReport report = rig.Sync();

  EXPECT_EQ(report.status, RunStatus::kPartial);
  EXPECT_EQ(ReportOf(report, kEbay).read.status, ReadStatus::kFailed);
  EXPECT_NE(ReportOf(report, kEbay).error.find("told to fail"), std::string::npos);
  EXPECT_EQ(ReportOf(report, kReverb).read.status, ReadStatus::kComplete);
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);
}

TEST_F(RunSyncTest, ARunIsFailedWhenNoChannelCouldBeRead) {
  for (FakeMarketplace* market : {&reverb, &reverb_sandbox, &ebay, &ebay_sandbox}) {
    market->Fail(Call::kListOrders, ErrorOf(ErrorKind::kRejected));
  }

  EXPECT_EQ(rig.Sync().status, RunStatus::kFailed);
}

TEST_F(RunSyncTest, AViolationFailsTheRunOpensACriticalItemAndStopsThePush) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));
  ebay_sandbox.before_deliver = [&] {
    rig.tripwire.Trip({"reverb/production", "reverb.listing.update", "https://api.reverb.com"});
  };

  const RunReport report = rig.Sync();

  EXPECT_EQ(report.status, RunStatus::kFailed);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"environment_violation"});
  const TodoItem item = rig.OpenTodos().front();
  EXPECT_EQ(item.finding.severity, Severity::kCritical);
  EXPECT_EQ(item.finding.channel, kReverb);
  EXPECT_TRUE(reverb_sandbox.delivered().empty());  // Its turn would have come after.
}

TEST_F(RunSyncTest, ItemsCloseByThemselvesAfterACompleteReadAndNotAfterAPartialOne) {
  rig.Sync();
  ebay_sandbox.List({.sku = "", .title = "A stranger"});
  rig.SyncAfter(minutes(5));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});

  ebay_sandbox.Edit("", [](RemoteListing& listing) { listing.facts.status = ListingStatus::kEnded; });
  ebay_sandbox.total = 100;
  rig.SyncAfter(minutes(5));
  EXPECT_EQ(rig.OpenTodoTypes(), (std::vector<std::string>{"new_on_channel", "read_incomplete"}));

  ebay_sandbox.total.reset();
  const RunReport report = rig.SyncAfter(minutes(5));
  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_EQ(report.todo.closed, 2);
  EXPECT_NE(rig.TodoOf(TodoType::kNewOnChannel)->resolution.find("run " + std::to_string(report.run.number())),
            std::string::npos);
}

TEST_F(RunSyncTest, OnlyTheChannelsAskedForAreRead) {
  SyncRequest only;
  only.only = {kReverb};

  const RunReport report = rig.Sync(only);

  EXPECT_EQ(report.status, RunStatus::kOk);
  EXPECT_EQ(ReportOf(report, kReverb).read.status, ReadStatus::kComplete);
  EXPECT_EQ(ReportOf(report, kEbaySandbox).read.status, ReadStatus::kSkipped);
  EXPECT_EQ(ebay.requests(), 0);
}

TEST_F(RunSyncTest, WithoutPushNothingIsSentAndTheNextRunSendsIt) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));

  rig.Sync(WithoutPush());
  EXPECT_TRUE(ebay_sandbox.delivered().empty());

  rig.SyncAfter(minutes(1));
  EXPECT_EQ(ebay_sandbox.ForSale("SG-61"), 0);
}

TEST_F(RunSyncTest, ARunThatWasKilledIsAbortedByTheNextWhichReadsBackWhatWasInFlight) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("SG-61"));
  ebay_sandbox.after_deliver = [] { throw Killed{}; };
  EXPECT_THROW(rig.Sync(), Killed);
  const RunId killed = rig.run.run;
  ebay_sandbox.after_deliver = nullptr;

  rig.SyncAfter(seconds(5));

  const auto report = rig.Do([&](Transaction& tx) { return tx.runs.Find(killed); });
  EXPECT_EQ(report->status, RunStatus::kAborted);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(ebay_sandbox.delivered().size(), 1u);  // It had landed: not sent again.
  EXPECT_EQ(reverb_sandbox.ForSale("SG-61"), 0);
}

TEST_F(RunSyncTest, AKillAtAnyPageOrDeliveryLosesNothingAndDoublesNothing) {
  for (int point = 0; point < 12; ++point) {
    ShopRig world;
    int passed = 0;
    const auto maybe = [&] {
      if (passed++ == point) {
        throw Killed{};
      }
    };
    for (const Channel channel : {kReverb, kReverbSandbox, kEbaySandbox}) {
      FakeMarketplace& market = world.Open(channel);
      market.page_size = 1;
      market.List({.sku = "SG-61", .title = "Gibson SG"});
      market.List({.sku = "STR-10", .quantity = 8, .title = "Strings", .condition = Condition::kNew});
    }
    world.Sync();
    world.clock.Advance(minutes(5));
    Must(world.At(kReverb).Buy("SG-61"));
    Must(world.At(kEbaySandbox).Buy("STR-10", 3));
    for (const Channel channel : {kReverb, kReverbSandbox, kEbaySandbox}) {
      world.At(channel).before_page = [&](std::size_t) { maybe(); };
      world.At(channel).before_orders = [&](std::size_t) { maybe(); };
      world.At(channel).before_deliver = maybe;
      world.At(channel).after_deliver = maybe;
    }
    try {
      world.Sync();
    } catch (const Killed&) {
    }

    passed = point + 1;  // It happens once.
    world.SyncAfter(minutes(1));
    world.SyncAfter(minutes(1));

    EXPECT_EQ(world.Available("SG-61"), 0) << point;
    EXPECT_EQ(world.BalanceOf("SG-61").committed, Quantity(1)) << point;
    EXPECT_EQ(world.Available("STR-10", World::kSandbox), -3) << point;
    EXPECT_EQ(world.At(kReverbSandbox).ForSale("SG-61"), 0) << point;
    EXPECT_EQ(world.At(kEbaySandbox).ForSale("SG-61"), 0) << point;
    EXPECT_EQ(world.At(kReverbSandbox).ForSale("STR-10"), 5) << point;
    EXPECT_TRUE(world.OpenWrites().empty()) << point;
    EXPECT_TRUE(world.OpenTodos().empty()) << point;
    EXPECT_EQ(world.CountLedgerFaults(), 0u) << point;
  }
}

TEST_F(RunSyncTest, TheReportIsStoredAsItWasReturned) {
  const RunReport report = rig.Sync();

  const auto stored = rig.Do([&](Transaction& tx) { return tx.runs.Find(report.run); });
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->status, report.status);
  ASSERT_EQ(stored->channels.size(), 4u);
  EXPECT_EQ(stored->channels.front().read.listings, report.channels.front().read.listings);
}

TEST_F(RunSyncTest, AStopEndsTheRunAsAborted) {
  reverb.before_orders = [&](std::size_t) { rig.stopping = true; };

  EXPECT_EQ(rig.Sync().status, RunStatus::kAborted);
}

TEST_F(RunSyncTest, AStopClosesNoItem) {
  rig.Sync();
  ebay_sandbox.List({.sku = "", .title = "A stranger"});
  rig.SyncAfter(minutes(5));
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});

  ebay_sandbox.before_orders = [&](std::size_t) { rig.stopping = true; };
  const RunReport stopped = rig.SyncAfter(minutes(5));

  EXPECT_EQ(stopped.status, RunStatus::kAborted);
  EXPECT_EQ(stopped.todo.closed, 0);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});
}

TEST_F(RunSyncTest, NothingIsRaisedOnAChannelThatCouldNotBeRead) {
  rig.Sync();
  rig.Settle();
  Must(reverb_sandbox.Buy("STR-10", 2));
  rig.SetAvailable("STR-10", 10, World::kSandbox);
  reverb_sandbox.Fail(Call::kListOrders, ErrorOf(ErrorKind::kInvalid));

  rig.SyncAfter(minutes(1));
  EXPECT_EQ(reverb_sandbox.ForSale("STR-10"), 6);  // What was sold there is not known yet.
  EXPECT_EQ(ebay_sandbox.ForSale("STR-10"), 10);

  rig.Settle();
  EXPECT_EQ(reverb_sandbox.ForSale("STR-10"), 8);
}

TEST_F(RunSyncTest, AWriteThatIsNotThroughInTimeIsOnSomebodysListAndMakesTheRunPartial) {
  rig.Sync();
  rig.Settle();
  Must(ebay_sandbox.Buy("SG-61"));
  reverb_sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnavailable), 1000);
  EXPECT_EQ(rig.SyncAfter(minutes(1)).status, RunStatus::kPartial);
  EXPECT_TRUE(rig.OpenTodos().empty());

  rig.SyncAfter(minutes(30));

  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"write_unverified"});
  EXPECT_EQ(rig.TodoOf(TodoType::kWriteUnverified)->finding.severity, Severity::kHigh);
}

TEST_F(RunSyncTest, AnOrderFromBeforeTheBooksThatIsOnlyTouchedMovesNothing) {
  rig.Sync();
  rig.clock.Advance(hours(1));
  Order old;
  old.channel = kReverb;
  old.id = OrderId("old");
  old.placed_at = rig.clock.Now() - hours(24 * 90);
  old.updated_at = rig.clock.Now();
  OrderLine line;
  line.id = OrderLineId("old");
  line.sku = Sku("STR-10");
  line.title = "Strings";
  line.quantity = Quantity(1);
  line.state = OrderState::kShipped;
  old.lines = {line};
  reverb.PlaceOrder(old);

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.Available("STR-10"), 8);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(RunSyncTest, ThreadsForEachChannelGiveTheSameEnd) {
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(reverb.Buy("STR-10", 3));
  rig.shop.concurrency = Concurrency::kThreadPerChannel;

  rig.Sync();
  rig.SyncAfter(minutes(1));

  EXPECT_EQ(reverb_sandbox.ForSale("STR-10"), 5);
  EXPECT_EQ(ebay_sandbox.ForSale("STR-10"), 5);
}

TEST_F(RunSyncTest, ASnoozedItemComesBackWhenItsTimeHasCome) {
  ebay_sandbox.List({.sku = "", .title = "A stranger"});
  rig.Sync();
  const TodoId id = rig.OpenTodos().front().id;
  rig.Do([&](Transaction& tx) { return SnoozeTodo(tx, id, rig.clock.Now() + hours(2), rig.Alice()); });

  rig.SyncAfter(hours(1));
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kSnoozed);

  rig.SyncAfter(hours(2));
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kOpen);
  EXPECT_FALSE(rig.TodoById(id).snoozed_until.has_value());
}

TEST_F(RunSyncTest, TheCurrentPolicyKnowsTheSwitchAndTheHealthOfEachChannel) {
  rig.Do([&](Transaction& tx) { return tx.settings.Set("flag.push_enabled", "off"); });
  rig.Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(ChannelState state, tx.channels.Get(kEbay));
    state.health = ChannelHealth::kNeedsReauth;
    return tx.channels.Save(state);
  });

  const PlanPolicy policy = Must(CurrentPolicy(*rig.store, rig.shop));

  EXPECT_FALSE(policy.channels.at(kReverb).push_enabled);
  EXPECT_TRUE(policy.channels.at(kReverb).healthy);
  EXPECT_FALSE(policy.channels.at(kEbay).healthy);
}

}  // namespace
}  // namespace riff
