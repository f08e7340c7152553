#include "engine/sync/deliver_writes.h"

#include <gtest/gtest.h>

#include "engine/plan/retry.h"
#include "engine/sync/set_switch.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Stocked products on a Reverb sandbox that should all show 2 and show 5: one write each is queued.
class DeliverWritesTest : public testing::Test {
 protected:
  DeliverWritesTest() : sandbox(rig.Open(kReverbSandbox)) {}

  void Queue(int products) {
    for (int i = 0; i < products; ++i) {
      const std::string sku = "STR-" + std::to_string(i);
      rig.AddProduct(sku, 5, ProductKind::kStocked, "Strings " + std::to_string(i));
      sandbox.List({.sku = sku, .quantity = 5, .title = "Strings " + std::to_string(i)});
    }
    rig.Sync();
    rig.clock.Advance(minutes(1));
    for (int i = 0; i < products; ++i) {
      rig.SetAvailable("STR-" + std::to_string(i), 2, World::kSandbox);
    }
    rig.BeginRun();
    rig.Reconcile();
  }

  Delivered Deliver() {
    return Must(DeliverWrites(*rig.store, rig.run, rig.ShopChannelOf(kReverbSandbox), rig.progress));
  }
  Write WriteOf(const std::string& sku) { return rig.WritesOf(sku).back(); }

  ShopRig rig;
  FakeMarketplace& sandbox;
};

TEST_F(DeliverWritesTest, AcceptedIsNotConfirmed) {
  Queue(1);

  const Delivered delivered = Deliver();

  EXPECT_EQ(delivered.report.accepted, 1);
  EXPECT_EQ(delivered.look.size(), 1u);
  EXPECT_EQ(sandbox.ForSale("STR-0"), 2);
  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kAccepted);
  EXPECT_EQ(rig.ListingOf(kReverbSandbox, "STR-0")->observed.quantity, Quantity(5));  // Not seen yet.
}

TEST_F(DeliverWritesTest, TheMostUrgentGoesFirst) {
  Queue(3);
  rig.clock.Advance(seconds(10));
  rig.SetAvailable("STR-2", 0, World::kSandbox);
  rig.Reconcile();

  Deliver();

  ASSERT_EQ(sandbox.delivered().size(), 3u);
  EXPECT_EQ(sandbox.delivered().front().sku, Sku("STR-2"));
}

TEST_F(DeliverWritesTest, ThrottledEatsNoAttemptAndObeysRetryAfter) {
  Queue(1);
  for (int i = 0; i < kAttemptsMax + 5; ++i) {
    sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kThrottled, seconds(30)));

    const Delivered delivered = Deliver();

    EXPECT_EQ(delivered.report.later, 1);
    EXPECT_EQ(WriteOf("STR-0").attempts, 0);
    EXPECT_EQ(WriteOf("STR-0").due_at, WriteOf("STR-0").attempted_at + seconds(30));
    EXPECT_EQ(Deliver().report.later, 0);  // Not before its time.
    rig.clock.Advance(seconds(30));
  }
  EXPECT_EQ(Deliver().report.accepted, 1);
}

TEST_F(DeliverWritesTest, AThrottleEndsTheDeliveryForNow) {
  Queue(25);  // Three batches.
  sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kThrottled, seconds(30)));

  const Delivered delivered = Deliver();

  EXPECT_EQ(sandbox.delivered().size(), 10u);
  EXPECT_EQ(delivered.report.accepted, 9);
}

TEST_F(DeliverWritesTest, UnavailableIsTriedAgainLaterHoweverLongTheChannelIsAway) {
  Queue(1);
  constexpr int kOutage = kAttemptsMax + 3;
  sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnavailable), kOutage);
  Timestamp last = rig.clock.Now();
  for (int i = 1; i <= kOutage; ++i) {
    EXPECT_EQ(Deliver().report.later, 1);
    EXPECT_EQ(WriteOf("STR-0").attempts, i);
    EXPECT_GT(WriteOf("STR-0").due_at, last);
    last = WriteOf("STR-0").due_at;
    rig.clock.Advance(hours(1));
  }

  EXPECT_EQ(Deliver().report.accepted, 1);
}

TEST_F(DeliverWritesTest, ALostAnswerIsAmbiguousAndNeverSentAgainAsItIs) {
  Queue(1);
  sandbox.LoseAnswers(Lost::kAfterEffect);

  const Delivered delivered = Deliver();
  rig.clock.Advance(hours(1));
  Deliver();

  EXPECT_EQ(delivered.report.ambiguous, 1);
  EXPECT_EQ(delivered.look.size(), 1u);
  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kAmbiguous);
  EXPECT_EQ(sandbox.delivered().size(), 1u);
}

TEST_F(DeliverWritesTest, ARefusalIsFinalAndAnItemAndStopsNobodyElse) {
  Queue(3);
  sandbox.RefuseWritesOf("STR-1", ErrorOf(ErrorKind::kRejected));

  const Delivered delivered = Deliver();

  EXPECT_EQ(delivered.report.accepted, 2);
  EXPECT_EQ(delivered.report.rejected, 1);
  EXPECT_EQ(delivered.todo_opened, 1);
  EXPECT_EQ(WriteOf("STR-1").state, WriteState::kRejected);
  EXPECT_EQ(rig.OpenTodos().front().finding.sku, Sku("STR-1"));
  EXPECT_EQ(sandbox.ForSale("STR-2"), 2);
}

TEST_F(DeliverWritesTest, InvalidNotFoundAndUnsupportedAreRefusalsToo) {
  Queue(3);
  sandbox.RefuseWritesOf("STR-0", ErrorOf(ErrorKind::kInvalid));
  sandbox.RefuseWritesOf("STR-1", ErrorOf(ErrorKind::kNotFound));
  sandbox.RefuseWritesOf("STR-2", ErrorOf(ErrorKind::kUnsupported));

  EXPECT_EQ(Deliver().report.rejected, 3);
  EXPECT_EQ(rig.CountTodos(TodoType::kWriteRejected), 3);
}

TEST_F(DeliverWritesTest, AConflictIsDroppedAndLookedAtAgain) {
  Queue(1);
  sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kConflict));

  const Delivered delivered = Deliver();

  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kSuperseded);
  ASSERT_EQ(delivered.look.size(), 1u);
  EXPECT_EQ(delivered.look.front(), rig.ListingOf(kReverbSandbox, "STR-0")->key);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(DeliverWritesTest, DeadCredentialsHaltTheChannelAndKeepTheWrites) {
  Queue(15);
  sandbox.Fail(Call::kDeliver, ErrorOf(ErrorKind::kUnauthorized), 10);

  Deliver();

  const ChannelState state = rig.Do([&](Transaction& tx) { return tx.channels.Get(kReverbSandbox); });
  EXPECT_EQ(state.health, ChannelHealth::kNeedsReauth);
  EXPECT_EQ(sandbox.delivered().size(), 10u);  // One batch.
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"channel_needs_reauth"});
  EXPECT_EQ(rig.OpenWrites().size(), 15u);
  EXPECT_EQ(WriteOf("STR-0").attempts, 0);

  rig.clock.Advance(minutes(10));
  Deliver();
  EXPECT_EQ(sandbox.delivered().size(), 10u);  // Nothing more is sent there.
}

TEST_F(DeliverWritesTest, TurningThePushOffStopsBetweenBatches) {
  Queue(25);
  sandbox.after_deliver = [&] {
    rig.Do([&](Transaction& tx) { return SetFlagByHand(tx, "push_enabled", "off", rig.Alice()); });
  };

  const Delivered delivered = Deliver();

  EXPECT_EQ(delivered.report.accepted, 10);
  EXPECT_EQ(rig.OpenWrites().size(), 25u);  // Ten accepted, fifteen waiting.
}

TEST_F(DeliverWritesTest, HaltingThePlatformStopsBetweenBatches) {
  Queue(25);
  sandbox.after_deliver = [&] {
    rig.Do([&](Transaction& tx) {
      return SetStageByHand(tx, Platform::kReverb, Stage::kHybrid, Stage::kHalted, rig.Alice());
    });
  };

  EXPECT_EQ(Deliver().report.accepted, 10);
}

TEST_F(DeliverWritesTest, AStageThatForbidsThisChannelIsObeyedAtTheMomentOfSending) {
  rig.Open(kReverb, Stage::kLive);
  FakeMarketplace& production = rig.At(kReverb);
  rig.AddProduct("SG-61", 1);
  rig.SetAvailable("SG-61", 0, World::kReal);
  production.List({.sku = "SG-61"});
  rig.Sync(WithoutPush());
  ASSERT_EQ(rig.OpenWrites().size(), 1u);
  rig.Do([&](Transaction& tx) {
    return SetStageByHand(tx, Platform::kReverb, Stage::kLive, Stage::kHybrid, rig.Alice());
  });

  Must(DeliverWrites(*rig.store, rig.run, rig.ShopChannelOf(kReverb), rig.progress));

  EXPECT_TRUE(production.delivered().empty());
}

TEST_F(DeliverWritesTest, AKillBeforeTheAnswerLeavesTheWriteInFlightAndThenAmbiguous) {
  Queue(1);
  sandbox.after_deliver = [] { throw Killed{}; };
  EXPECT_THROW(Deliver(), Killed);
  sandbox.after_deliver = nullptr;
  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kInFlight);

  EXPECT_TRUE(Deliver().look.empty());  // Nobody else takes it while the lease lasts.
  rig.clock.Advance(minutes(10));
  const std::int64_t lapsed = rig.Do([&](Transaction& tx) { return tx.outbox.LapseLeases(rig.clock.Now()); });

  EXPECT_EQ(lapsed, 1);
  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kAmbiguous);
  EXPECT_EQ(Deliver().report.accepted, 0);
  EXPECT_EQ(sandbox.delivered().size(), 1u);
}

TEST_F(DeliverWritesTest, AWorkerThatWasPausedBeyondItsLeaseSettlesNothingOfTheOthersWrite) {
  Queue(2);
  const WriteId taken_over = WriteOf("STR-0").id;
  sandbox.after_deliver = [&] {
    rig.clock.Advance(minutes(10));
    rig.Do([&](Transaction& tx) { return tx.outbox.LapseLeases(rig.clock.Now()); });
    rig.Do([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(std::optional<Write> write, tx.outbox.Find(taken_over));
      write->state = WriteState::kQueued;
      write->due_at = rig.clock.Now();
      RIFF_TRY(tx.outbox.Settle(*write));
      RIFF_TRY(tx.outbox.Claim(ClaimRequest{kReverbSandbox, "another worker", rig.clock.Now(), minutes(2)}));
      return {};
    });
  };

  const Delivered delivered = Deliver();

  EXPECT_EQ(WriteOf("STR-0").state, WriteState::kInFlight);
  EXPECT_EQ(WriteOf("STR-0").lease_owner, "another worker");
  EXPECT_EQ(WriteOf("STR-1").state, WriteState::kAccepted);  // Nobody took this one: its outcome counts.
  EXPECT_EQ(delivered.report.accepted, 1);
}

TEST_F(DeliverWritesTest, AChannelWithoutAWriterSendsNothing) {
  Queue(1);
  rig.SetStage(Platform::kReverb, Stage::kHybrid);
  Connector without = MakeFakeConnector(sandbox, kReverbSandbox, Access::kReadOnly);
  const ShopChannel channel{&without, [] { return std::int64_t{0}; }};

  EXPECT_EQ(Must(DeliverWrites(*rig.store, rig.run, channel, rig.progress)).report.accepted, 0);
  EXPECT_TRUE(sandbox.delivered().empty());
}

TEST_F(DeliverWritesTest, NothingIsSentInsideATransaction) {
  Queue(1);
  bool transacted = false;
  sandbox.before_deliver = [&] {
    // Another session gets the database at once: nobody holds it.
    const std::unique_ptr<Store> other = Must(rig.database->Open());
    Must(other->Transact([&](Transaction& tx) { return tx.settings.Set("while.sending", "yes"); }));
    transacted = true;
  };

  Deliver();

  EXPECT_TRUE(transacted);
}

TEST_F(DeliverWritesTest, AfterAViolationNothingIsSent) {
  Queue(1);
  rig.tripwire.Trip({"reverb/production", "reverb.listing.update", "https://api.reverb.com"});

  Deliver();

  EXPECT_TRUE(sandbox.delivered().empty());
}

TEST(FactsAfterTest, EveryChangeLeavesWhatItAimsAt) {
  const ListingFacts paused{ListingStatus::kPaused, Quantity(3), Money{100, Currency::Usd()}, ContentDigest("old")};
  ListingContent content;
  content.title = "New";

  EXPECT_EQ(FactsAfter(paused, SetQuantity{Quantity(2), std::nullopt}).status, ListingStatus::kLive);
  EXPECT_EQ(FactsAfter(paused, SetQuantity{Quantity(0), std::nullopt}).status, ListingStatus::kPaused);
  EXPECT_EQ(FactsAfter(paused, SetQuantity{Quantity(0), std::nullopt}).quantity, Quantity(0));
  EXPECT_EQ(FactsAfter(paused, SetPrice{Money{200, Currency::Usd()}}).price->minor, 200);
  EXPECT_EQ(FactsAfter(paused, SetContent{content}).content, DigestOf(content));
  EXPECT_EQ(FactsAfter(paused, EndListing{}).status, ListingStatus::kEnded);
  EXPECT_EQ(FactsAfter(ListingFacts{ListingStatus::kLive, {}, {}, {}}, PauseListing{}).status, ListingStatus::kPaused);
  EXPECT_EQ(FactsAfter(paused, Relist{Quantity(1)}),
            (ListingFacts{ListingStatus::kLive, Quantity(1), paused.price, paused.content}));
  EXPECT_EQ(FactsAfter(paused, CreateListing{Sku("A"), content, Money{5, Currency::Usd()}, Quantity(4)}),
            (ListingFacts{ListingStatus::kLive, Quantity(4), Money{5, Currency::Usd()}, DigestOf(content)}));
}

}  // namespace
}  // namespace riff
