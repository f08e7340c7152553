#include "engine/sync/hold_desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/rig/manual_boot_clock.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class HoldDeskTest : public testing::Test {
 protected:
  HoldRequest Of(const std::string& sku, std::int64_t units, const std::string& key = "") {
    HoldRequest request;
    request.owner = "till-1";
    request.key = key;
    request.lines = {HoldLine{Sku(sku), Quantity(units), {}}};
    return request;
  }
  double Counted(const std::string& outcome) {
    return rig.metrics.Snapshot()["riff_holds_total{outcome=" + outcome + "}"];
  }
  ~HoldDeskTest() override { EXPECT_EQ(rig.CountLedgerFaults(), 0u); }

  ShopRig rig;
  ManualBootClock boot{rig.clock.Now()};
  HoldDesk desk{HoldPolicy{}, HoldDeskParts{*rig.store, rig.clock, boot, rig.random, rig.metrics}};
};

// Several callers, each going on until `turns` turns are used up.
void FromEverywhere(int callers, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  for (int caller = 0; caller < callers; ++caller) {
    threads.emplace_back(body, caller);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

TEST_F(HoldDeskTest, OfAHundredUnitsExactlyAHundredAreGranted) {
  rig.AddProduct("STR-10", 100, ProductKind::kStocked);
  std::atomic<int> granted{0};
  std::atomic<int> refused{0};

  FromEverywhere(16, [&](int caller) {
    for (int turn = 0; turn < 20; ++turn) {
      const Result<Placed> placed =
          desk.Place(Of("STR-10", 1, std::to_string(caller) + "-" + std::to_string(turn)), "test");
      ASSERT_TRUE(placed.has_value());
      (placed->hold.has_value() ? granted : refused)++;
    }
  });

  EXPECT_EQ(granted, 100);
  EXPECT_EQ(refused, 220);
  EXPECT_EQ(rig.BalanceOf("STR-10"), (Balance{Quantity(0), Quantity(100), {}, {}}));
  EXPECT_EQ(Counted("created"), 100);
  EXPECT_EQ(Counted("refused"), 220);
}

TEST_F(HoldDeskTest, OneKeyFromSixteenCallersIsOneHold) {
  rig.AddProduct("STR-10", 100, ProductKind::kStocked);
  std::atomic<int> first_answers{0};

  FromEverywhere(16, [&](int) {
    const Result<Placed> placed = desk.Place(Of("STR-10", 3, "same"), "test");
    ASSERT_TRUE(placed.has_value());
    first_answers += placed->repeat ? 0 : 1;
  });

  EXPECT_EQ(first_answers, 1);
  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(3));
}

TEST_F(HoldDeskTest, OfACommitAndAReleaseAtOnceOneWins) {
  rig.AddProduct("STR-10", 16, ProductKind::kStocked);
  std::vector<HoldClaim> claims;
  for (int i = 0; i < 16; ++i) {
    claims.push_back({Must(desk.Place(Of("STR-10", 1, std::to_string(i)), "test")).hold->id, "till-1"});
  }
  std::atomic<int> sold{0};
  std::atomic<int> given_back{0};

  FromEverywhere(16, [&](int caller) {
    for (int i = 0; i < 16; ++i) {
      const HoldClaim& claim = claims[static_cast<std::size_t>(i)];
      if ((caller + i) % 2 == 0) {
        sold += desk.Commit(claim, {}, "test").has_value() && caller < 2 ? 1 : 0;
      } else {
        given_back += desk.Release(claim, "test").has_value() && caller < 2 ? 1 : 0;
      }
    }
  });

  const Balance books = rig.BalanceOf("STR-10");
  EXPECT_EQ(books.reserved, Quantity(0));
  EXPECT_EQ(books.available + books.committed, Quantity(16));
  EXPECT_EQ(sold + given_back, 16) << "of the first two callers one got each hold";
}

TEST_F(HoldDeskTest, ABadCallerSpoilsNothingForTheOthers) {
  rig.AddProduct("STR-10", 1000, ProductKind::kStocked);
  std::atomic<int> granted{0};

  FromEverywhere(16, [&](int caller) {
    for (int turn = 0; turn < 10; ++turn) {
      const std::string key = std::to_string(caller) + "-" + std::to_string(turn);
      if (caller % 4 == 0) {
        // A text that no database keeps whole fails in the middle of its statements.
        HoldRequest bad = Of("STR-10", 1, key);
        bad.reference = std::string("a\0b", 3);
        EXPECT_FALSE(desk.Place(bad, "test").has_value());
      } else {
        granted += Must(desk.Place(Of("STR-10", 1, key), "test")).hold.has_value() ? 1 : 0;
      }
    }
  });

  EXPECT_EQ(granted, 120);
  EXPECT_EQ(rig.BalanceOf("STR-10").reserved, Quantity(120));
}

TEST_F(HoldDeskTest, AStepOfTheWallClockExpiresNothing) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = *Must(desk.Place(Of("SG-61", 1), "test")).hold;

  boot.TurnWallClock(hours(25));
  rig.clock.Advance(hours(25));
  EXPECT_EQ(Must(desk.ExpireOverdue("reaper")), 0);
  EXPECT_EQ(Must(desk.Find(hold.id, "test")).state, HoldState::kActive);

  boot.TurnWallClock(-hours(50));
  boot.Pass(minutes(20));
  EXPECT_EQ(Must(desk.ExpireOverdue("reaper")), 1);
  EXPECT_EQ(Counted("expired"), 1);
}

TEST_F(HoldDeskTest, AnOverdueHoldIsShownAsExpiredWhoeverLooksFirst) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = *Must(desk.Place(Of("SG-61", 1), "test")).hold;
  boot.Pass(minutes(21));

  EXPECT_EQ(Must(desk.Find(hold.id, "test")).state, HoldState::kExpired);
  EXPECT_EQ(rig.Available("SG-61"), 1);
}

TEST_F(HoldDeskTest, ReapsMoreThanOneGroup) {
  rig.AddProduct("STR-10", 1000, ProductKind::kStocked);
  for (int i = 0; i < 600; ++i) {
    Must(desk.Place(Of("STR-10", 1), "test"));
  }
  boot.Pass(minutes(21));

  EXPECT_EQ(Must(desk.ExpireOverdue("reaper")), 600);
  EXPECT_EQ(rig.Available("STR-10"), 1000);
}

TEST_F(HoldDeskTest, TheBypassHoldsNothingAndIsCounted) {
  HoldPolicy policy;
  policy.mode = HoldMode::kOff;
  HoldDesk open(policy, HoldDeskParts{*rig.store, rig.clock, boot, rig.random, rig.metrics});

  EXPECT_FALSE(Must(open.Place(Of("NO-SUCH", 9), "test")).hold.has_value());
  EXPECT_EQ(Counted("bypassed"), 1);
}

}  // namespace
}  // namespace riff
