#include "engine/plan/idempotency.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "tests/unit/engine/plan/plan_bench.h"

namespace riff::test {
namespace {

const ListingKey kListing{kSandbox, RemoteId("12")};

TEST(KeyFor, IsAnotherForEveryOtherIntent) {
  const std::vector<Change> changes = {
      SetQuantity{Quantity(1), std::nullopt},
      SetQuantity{Quantity(2), std::nullopt},
      Relist{Quantity(1)},
      PauseListing{},
      EndListing{},
      SetPrice{Dollars(1)},
      SetPrice{Money{100, *Currency::Parse("GBP")}},
      SetContent{},
      CreateListing{Sku("A"), {}, Dollars(1), Quantity(1)},
      CreateListing{Sku("B"), {}, Dollars(1), Quantity(1)},
      CreateListing{Sku("A"), {}, Dollars(1), Quantity(2)},
  };
  std::set<IdempotencyKey> keys;
  for (const Change& change : changes) {
    keys.insert(KeyFor(kListing, change, kNow));
    keys.insert(KeyFor(kListing, change, kNow + minutes(1)));
    keys.insert(KeyFor({kProduction, RemoteId("12")}, change, kNow));
    keys.insert(KeyFor({kSandbox, RemoteId("13")}, change, kNow));
  }

  EXPECT_EQ(keys.size(), changes.size() * 4);
}

TEST(KeyFor, IsTheSameWhateverIsExpectedThere) {
  EXPECT_EQ(KeyFor(kListing, SetQuantity{Quantity(1), Quantity(3)}, kNow),
            KeyFor(kListing, SetQuantity{Quantity(1), Quantity(2)}, kNow));
}

TEST(KeyOfAPlannedWrite, StaysOverReplansAndChangesWithTheFacts) {
  Bench bench;
  bench.Available(1);
  bench.AddSandbox(Live(1), Live(4));
  bench.listing().desired = Live(1);
  bench.listing().desired_at = bench.now - minutes(90);
  const IdempotencyKey first = bench.Make().writes.at(0).key;

  bench.now += minutes(5);
  bench.listing().observed_at += minutes(5);
  EXPECT_EQ(bench.Make().writes.at(0).key, first);

  bench.listing().observed_changed_at += minutes(5);
  const IdempotencyKey drifted_again = bench.Make().writes.at(0).key;
  EXPECT_NE(drifted_again, first);

  bench.listing().desired_at = bench.now;
  EXPECT_NE(bench.Make().writes.at(0).key, drifted_again);
}

}  // namespace
}  // namespace riff::test
