#include "engine/sync/confirm_writes.h"

#include <gtest/gtest.h>

#include "engine/sync/deliver_writes.h"
#include "engine/sync/list_product.h"
#include "engine/sync/queue_create.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class ConfirmWritesTest : public testing::Test {
 protected:
  ConfirmWritesTest() : sandbox(rig.Open(kReverbSandbox)) {
    rig.AddProduct("SG-61", 1);
    rig.Sync();
    rig.BeginRun();
  }

  void QueueTheCreate() {
    const Product product = rig.ProductOf("SG-61").value();
    const NewListing wanted{kReverbSandbox, product, product.content, LinkSource::kCreated, "a test"};
    rig.Do([&](Transaction& tx) { return QueueCreate(tx, wanted, rig.shop.policy, rig.run.run, rig.clock.Now()); });
  }
  void Deliver() { Must(DeliverWrites(*rig.store, rig.run, rig.ShopChannelOf(kReverbSandbox), rig.progress)); }
  ConfirmCounts Confirm() {
    return Must(
        ConfirmWrites(*rig.store, rig.run, rig.ShopChannelOf(kReverbSandbox), rig.shop.policy.sync.settle_time, {}));
  }
  Write TheWrite() { return rig.WritesOf("SG-61").back(); }

  ShopRig rig;
  FakeMarketplace& sandbox;
};

TEST_F(ConfirmWritesTest, ReadsBackWhatWasAccepted) {
  sandbox.can.id_known_later = false;
  QueueTheCreate();
  Deliver();
  rig.clock.Advance(seconds(1));

  Confirm();
  rig.Reconcile();

  EXPECT_EQ(TheWrite().state, WriteState::kConfirmed);
  EXPECT_EQ(rig.ListingOf(kReverbSandbox, "SG-61")->observed.status, ListingStatus::kLive);
}

TEST_F(ConfirmWritesTest, ACreateWithoutAnIdIsAdoptedByItsSku) {
  sandbox.can.id_known_later = true;
  rig.Reconnect();
  QueueTheCreate();
  Deliver();
  EXPECT_TRUE(IsPending(TheWrite().listing.remote));
  rig.clock.Advance(seconds(1));

  Confirm();
  rig.Reconcile();

  const std::vector<Listing> listings = rig.ListingsOf(kReverbSandbox);
  ASSERT_EQ(listings.size(), 1u);
  EXPECT_FALSE(IsPending(listings.front().key.remote));
  EXPECT_EQ(TheWrite().state, WriteState::kConfirmed);
  EXPECT_EQ(rig.LinkOf(kReverbSandbox, listings.front().key.remote)->product, Sku("SG-61"));
}

TEST_F(ConfirmWritesTest, SeveralHitsAreAnItemAndNothingIsAdopted) {
  sandbox.LoseAnswers(Lost::kBeforeEffect);
  QueueTheCreate();
  Deliver();
  sandbox.List({.sku = "SG-61"});
  sandbox.List({.sku = "SG-61"});

  const ConfirmCounts counts = Confirm();

  EXPECT_EQ(counts.todo_opened, 1);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"identity_unresolved"});
  EXPECT_EQ(TheWrite().state, WriteState::kAmbiguous);
  EXPECT_EQ(sandbox.created(), 0);
}

TEST_F(ConfirmWritesTest, AnUnclearCreateThatIsNotThereIsSentAgainAfterTheIndexHasCaughtUp) {
  sandbox.can.index_lag = minutes(2);
  rig.Reconnect();
  sandbox.LoseAnswers(Lost::kBeforeEffect);
  QueueTheCreate();
  Deliver();
  const Timestamp sent_at = TheWrite().attempted_at;
  rig.clock.Advance(seconds(1));

  Confirm();

  EXPECT_EQ(TheWrite().state, WriteState::kQueued);
  EXPECT_EQ(TheWrite().due_at, sent_at + minutes(2));
  Deliver();
  EXPECT_EQ(sandbox.created(), 0);  // Not before.

  rig.clock.Advance(minutes(2));
  Deliver();
  EXPECT_EQ(sandbox.created(), 1);
}

TEST_F(ConfirmWritesTest, AnUnclearCreateThatIsThereIsNotSentAgain) {
  sandbox.LoseAnswers(Lost::kAfterEffect);
  QueueTheCreate();
  Deliver();
  rig.clock.Advance(seconds(1));

  Confirm();
  rig.Reconcile();
  rig.clock.Advance(hours(1));
  Deliver();

  EXPECT_EQ(TheWrite().state, WriteState::kConfirmed);
  EXPECT_EQ(sandbox.CountOf("SG-61"), 1u);
  EXPECT_EQ(sandbox.delivered().size(), 1u);
}

TEST_F(ConfirmWritesTest, ASearchThatIsNotAnsweredDecidesNothing) {
  sandbox.LoseAnswers(Lost::kAfterEffect);
  QueueTheCreate();
  Deliver();
  rig.clock.Advance(minutes(1));
  sandbox.Fail(Call::kFindBySku, ErrorOf(ErrorKind::kUnavailable), 4);

  Confirm();

  EXPECT_EQ(TheWrite().state, WriteState::kAmbiguous);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST_F(ConfirmWritesTest, AnAcceptedCreateThatNeverShowsIsAnItemAfterThreeSettleTimesAndNoSecondCreate) {
  sandbox.can.id_known_later = true;
  rig.Reconnect();
  sandbox.drops_writes = true;
  QueueTheCreate();
  Deliver();
  rig.clock.Advance(minutes(29));
  Confirm();
  EXPECT_TRUE(rig.OpenTodos().empty());

  rig.clock.Advance(minutes(2));
  Confirm();

  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"identity_unresolved"});
  QueueTheCreate();
  EXPECT_EQ(rig.WritesOf("SG-61").size(), 1u);  // A second create is refused meanwhile.
}

TEST_F(ConfirmWritesTest, AListingThatWasKnownAndUnlinkedIsJoinedWithTheCreateThatFoundIt) {
  // The seller refused the pair once, and asks for a listing now.
  const RemoteId id = sandbox.List({.sku = "SG-61"});
  rig.Sync();
  rig.Do(
      [&](Transaction& tx) { return tx.links.Reject(ListingKey{kReverbSandbox, id}, Sku("SG-61"), rig.clock.Now()); });
  rig.clock.Advance(minutes(1));
  rig.BeginRun();

  QueueTheCreate();
  Deliver();
  rig.clock.Advance(seconds(1));
  Confirm();
  rig.Reconcile();

  EXPECT_EQ(rig.ListingsOf(kReverbSandbox).size(), 1u);
  EXPECT_EQ(rig.LinkOf(kReverbSandbox, id)->product, Sku("SG-61"));
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(sandbox.created(), 0);
}

TEST_F(ConfirmWritesTest, TheSameWhenTheAnswerOfTheCreateWasLost) {
  const RemoteId id = sandbox.List({.sku = "SG-61"});
  rig.Sync();
  rig.Do(
      [&](Transaction& tx) { return tx.links.Reject(ListingKey{kReverbSandbox, id}, Sku("SG-61"), rig.clock.Now()); });
  rig.clock.Advance(minutes(1));
  rig.BeginRun();
  sandbox.LoseAnswers(Lost::kAfterEffect);

  QueueTheCreate();
  Deliver();
  rig.clock.Advance(seconds(1));
  Confirm();
  rig.Reconcile();

  EXPECT_EQ(rig.ListingsOf(kReverbSandbox).size(), 1u);
  EXPECT_TRUE(rig.OpenWrites().empty());
  EXPECT_EQ(sandbox.CountOf("SG-61"), 1u);
}

TEST_F(ConfirmWritesTest, ReadingChangesNothingHoweverOften) {
  sandbox.LoseAnswers(Lost::kAfterEffect);
  QueueTheCreate();
  Deliver();
  rig.clock.Advance(seconds(1));
  Confirm();
  Confirm();

  EXPECT_EQ(rig.ListingsOf(kReverbSandbox).size(), 1u);
  EXPECT_EQ(sandbox.delivered().size(), 1u);
}

}  // namespace
}  // namespace riff
