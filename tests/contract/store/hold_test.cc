#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class HoldTableTest : public StoreContract {
 protected:
  Hold A(const std::string& id, int deadline_minutes) {
    Hold hold;
    hold.id = HoldId(id);
    hold.owner = "till-1";
    hold.reference = "cart 7";
    hold.request = "digest";
    hold.world = World::kSandbox;
    hold.lines = {HoldLine{Sku("A-1"), Quantity(kLarge), {}}, HoldLine{Sku("B-2"), Quantity(2), {}}};
    hold.placed_at = At(0);
    hold.ttl = minutes(20);
    hold.deadline = At(deadline_minutes);
    return hold;
  }
  void Insert(const Hold& hold) {
    Do([&](Transaction& tx) { return tx.holds.Insert(hold); });
  }
  std::optional<Hold> Find(const std::string& id) {
    return Do([&](Transaction& tx) { return tx.holds.Find(HoldId(id)); });
  }
  bool Update(const Hold& hold, HoldState from) {
    return Do([&](Transaction& tx) { return tx.holds.Update(hold, from); });
  }
};
RIFF_STORE_SUITE(HoldTableTest);

TEST_P(HoldTableTest, KeepsEveryField) {
  const Hold hold = A("h1", 20);

  Insert(hold);

  EXPECT_EQ(Find("h1"), hold);
  EXPECT_EQ(Find("h2"), std::nullopt);
}

TEST_P(HoldTableTest, TakesAnIdOnce) {
  Insert(A("h1", 20));

  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.holds.Insert(A("h1", 30)); }), ErrorKind::kConflict);
}

TEST_P(HoldTableTest, UpdatesOnlyFromTheStateThatWasSeen) {
  Hold hold = A("h1", 20);
  Insert(hold);
  hold.state = HoldState::kCommitted;
  hold.settled_at = At(3);
  hold.extended = true;
  hold.deadline = At(40);
  hold.lines[0].committed = Quantity(kLarge - 1);

  EXPECT_TRUE(Update(hold, HoldState::kActive));
  EXPECT_EQ(Find("h1"), hold);

  Hold second = hold;
  second.state = HoldState::kReleased;
  EXPECT_FALSE(Update(second, HoldState::kActive));
  EXPECT_EQ(Find("h1"), hold);
}

TEST_P(HoldTableTest, ListsTheOverdueTheLongestFirst) {
  Insert(A("late", 10));
  Insert(A("later", 5));
  Insert(A("not yet", 11));
  Hold ended = A("ended", 1);
  Insert(ended);
  ended.state = HoldState::kReleased;
  ended.settled_at = At(1);
  Update(ended, HoldState::kActive);

  const std::vector<Hold> overdue = Do([&](Transaction& tx) { return tx.holds.Overdue(At(10), 9); });

  ASSERT_EQ(overdue.size(), 2u);
  EXPECT_EQ(overdue[0].id, HoldId("later"));
  EXPECT_EQ(overdue[1], A("late", 10));
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.holds.Overdue(At(10), 1); }).size(), 1u);
}

TEST_P(HoldTableTest, ListsTheOverdueOfOneProductInOneWorld) {
  Insert(A("h1", 10));
  Hold real = A("h2", 10);
  real.world = World::kReal;
  Insert(real);
  Hold other = A("h3", 10);
  other.lines = {HoldLine{Sku("C-3"), Quantity(1), {}}};
  Insert(other);

  const std::vector<Hold> overdue =
      Do([&](Transaction& tx) { return tx.holds.OverdueOf(Sku("B-2"), World::kSandbox, At(10), 9); });

  ASSERT_EQ(overdue.size(), 1u);
  EXPECT_EQ(overdue[0].id, HoldId("h1"));
}

TEST_P(HoldTableTest, ListsNewestFirstPageByPage) {
  Insert(A("h1", 1));
  Insert(A("h2", 1));
  Insert(A("h3", 1));
  Hold ended = A("h2", 1);
  ended.state = HoldState::kExpired;
  ended.settled_at = At(1);
  Update(ended, HoldState::kActive);

  const std::vector<Hold> first = Do([&](Transaction& tx) { return tx.holds.List(std::nullopt, HoldId(), 2); });
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].id, HoldId("h3"));
  EXPECT_EQ(first[1].id, HoldId("h2"));
  const std::vector<Hold> second = Do([&](Transaction& tx) { return tx.holds.List(std::nullopt, HoldId("h2"), 2); });
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].id, HoldId("h1"));
  const std::vector<Hold> active = Do([&](Transaction& tx) { return tx.holds.List(HoldState::kActive, HoldId(), 9); });
  EXPECT_EQ(active.size(), 2u);
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.holds.CountActive(); }), 2);
}

TEST_P(HoldTableTest, ANewSessionSeesTheStoresTimeOfTheLast) {
  const Timestamp wall = At(0);
  const auto at = [](Store& session, const ClockReading& reading) {
    return In(session, [&](Transaction& tx) { return tx.clock.At(reading); });
  };

  EXPECT_EQ(at(*store, {wall, "b1", hours(5)}), wall);
  EXPECT_EQ(at(*store, {wall + hours(25), "b1", hours(5) + minutes(1)}), wall + minutes(1))
      << "somebody turned the wall clock";
  EXPECT_EQ(at(*OpenStore(), {wall - hours(3), "b1", hours(5) + minutes(2)}), wall + minutes(2));
  EXPECT_EQ(at(*store, {wall, "b1", hours(5) + minutes(1)}), wall + minutes(2)) << "an overtaken reading";
  EXPECT_EQ(at(*store, {wall, "b1", hours(5) + minutes(3)}), wall + minutes(3)) << "and it is counted once";
  EXPECT_EQ(at(*store, {wall - hours(1), "b2", minutes(1)}), wall + minutes(3)) << "it waits for a slow wall clock";
  EXPECT_EQ(at(*store, {wall + hours(9), "b3", minutes(1)}), wall + hours(9)) << "after a night off";
}

TEST_P(HoldTableTest, ReadingTheStoresTimeKeepsNothing) {
  const Timestamp wall = At(0);
  Do([&](Transaction& tx) { return tx.clock.At({wall, "b1", hours(1)}); });

  Timestamp seen;
  const Result<void> read = store->Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(seen, tx.clock.At({wall, "b1", hours(2)}));
    return {};
  });

  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(seen, wall + hours(1));
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.clock.At({wall, "b1", hours(1) + minutes(1)}); }), wall + minutes(1));
}

TEST_P(HoldTableTest, ABalanceIsRebuiltFromItsMovements) {
  Do([&](Transaction& tx) {
    return tx.ledger.Post(Moved(World::kReal, "A-1", Account::kSupply, Account::kAvailable, 9, "r1"));
  });
  rig->RunByHand("UPDATE balances SET available = 4, reserved = 2 WHERE sku = 'A-1'");

  Do([&](Transaction& tx) { return tx.ledger.Rebuild(Sku("A-1"), World::kReal); });

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.ledger.BalanceOf(Sku("A-1"), World::kReal); }),
            (Balance{Quantity(9), {}, {}, {}}));
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.ledger.FindMismatches(9); }).empty());
}

}  // namespace
}  // namespace riff
