#include <gtest/gtest.h>

#include "engine/ledger/hold_rules.h"
#include "engine/sync/expire_holds.h"
#include "engine/sync/place_hold.h"
#include "engine/sync/settle_hold.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

// Holds in one transaction each, as the desk would place them.
class HoldTest : public testing::Test {
 protected:
  HoldMark Now() { return HoldMark{rig.clock.Now(), rig.clock.Now(), "test"}; }

  static HoldRequest Of(const std::string& sku, std::int64_t units, const std::string& key = "k1") {
    HoldRequest request;
    request.owner = "till-1";
    request.key = key;
    request.lines = {HoldLine{Sku(sku), Quantity(units), {}}};
    return request;
  }
  Result<Placed> TryPlace(const HoldRequest& request, HoldMode mode = HoldMode::kReserveTtl) {
    Placed placed;
    RIFF_TRY(const HoldRequest normal, NormaliseHold(request, HoldLimits{}));
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(placed, PlaceHold(tx, normal, HoldIdOf(normal.owner, normal.key), mode, Now()));
      return {};
    }));
    return placed;
  }
  Hold Place(const HoldRequest& request) { return *Must(TryPlace(request)).hold; }
  HoldClaim ClaimOf(const Hold& hold) { return HoldClaim{hold.id, hold.owner}; }
  Result<Committed> Commit(const HoldClaim& claim, const std::vector<HoldLine>& parts = {}) {
    Committed committed;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(committed, CommitHold(tx, claim, parts, Now()));
      return {};
    }));
    return committed;
  }
  Result<Hold> Release(const HoldClaim& claim) {
    Hold hold;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(hold, ReleaseHold(tx, claim, Now()));
      return {};
    }));
    return hold;
  }
  Result<Hold> Extend(const HoldClaim& claim) {
    Hold hold;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(hold, ExtendHold(tx, claim, Now()));
      return {};
    }));
    return hold;
  }
  std::int64_t Expire() {
    return rig.Do([&](Transaction& tx) { return ExpireHolds(tx, 100, Now()); });
  }
  Balance Books(const std::string& sku) { return rig.BalanceOf(sku); }
  static Balance Bal(std::int64_t available, std::int64_t reserved, std::int64_t committed) {
    return Balance{Quantity(available), Quantity(reserved), Quantity(committed), {}};
  }
  template <class T>
  static ErrorKind KindOf(const Result<T>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorKind::kAmbiguous : result.error().kind;
  }
  ~HoldTest() override { EXPECT_EQ(rig.CountLedgerFaults(), 0u); }

  ShopRig rig;
};

TEST_F(HoldTest, SetsUnitsAsideAndMarksTheProductForPlanning) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  rig.Do([](Transaction& tx) { return tx.products.ClearDirty(Sku("STR-10")); });

  const Hold hold = Place(Of("STR-10", 2));

  EXPECT_EQ(Books("STR-10"), Bal(3, 2, 0));
  EXPECT_EQ(hold.deadline, rig.clock.Now() + std::chrono::seconds(1200));
  EXPECT_EQ(rig.Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 9); }).size(), 1u);
}

TEST_F(HoldTest, IsAllLinesOrNone) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  rig.AddProduct("SG-61", 0);
  HoldRequest both = Of("STR-10", 2);
  both.lines.push_back(HoldLine{Sku("SG-61"), Quantity(1), {}});

  const Placed placed = Must(TryPlace(both));

  EXPECT_FALSE(placed.hold.has_value());
  EXPECT_EQ(placed.shortages, (std::vector<Shortage>{{Sku("SG-61"), Quantity(1), Quantity(0)}}));
  EXPECT_EQ(Books("STR-10"), Bal(5, 0, 0));
}

TEST_F(HoldTest, ARefusedKeyMayAskAgain) {
  rig.AddProduct("SG-61", 0);
  EXPECT_FALSE(Must(TryPlace(Of("SG-61", 1))).hold.has_value());
  rig.SetAvailable("SG-61", 1, World::kReal);

  EXPECT_TRUE(Must(TryPlace(Of("SG-61", 1))).hold.has_value());
}

TEST_F(HoldTest, NamesASkuThatIsNoProduct) {
  const Result<Placed> placed = TryPlace(Of("NOPE", 1));

  EXPECT_EQ(KindOf(placed), ErrorKind::kNotFound);
  EXPECT_NE(placed.error().message.find("NOPE"), std::string::npos);
}

TEST_F(HoldTest, AKeyHasOneEffectHoweverOftenItIsSent) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const Hold first = Place(Of("STR-10", 2));
  Must(Commit(ClaimOf(first)));

  const Placed again = Must(TryPlace(Of("STR-10", 2)));

  EXPECT_TRUE(again.repeat);
  EXPECT_EQ(*again.hold, first) << "the first answer, whatever became of the hold";
  EXPECT_EQ(Books("STR-10"), Bal(3, 0, 2));
}

TEST_F(HoldTest, AKeyIsForOneRequest) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  Place(Of("STR-10", 2));

  EXPECT_EQ(KindOf(TryPlace(Of("STR-10", 3))), ErrorKind::kConflict);
  EXPECT_EQ(Books("STR-10"), Bal(3, 2, 0));
}

TEST_F(HoldTest, InTheOtherModesNothingIsKept) {
  rig.AddProduct("SG-61", 1);

  EXPECT_FALSE(Must(TryPlace(Of("SG-61", 1), HoldMode::kOff)).hold.has_value());
  EXPECT_TRUE(Must(TryPlace(Of("SG-61", 1), HoldMode::kValidateOnly)).shortages.empty());
  EXPECT_FALSE(Must(TryPlace(Of("SG-61", 2), HoldMode::kValidateOnly)).shortages.empty());
  EXPECT_EQ(Books("SG-61"), Bal(1, 0, 0));
}

TEST_F(HoldTest, ACommitSellsAPartAndGivesTheRestBack) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const Hold hold = Place(Of("STR-10", 3));

  const Committed committed = Must(Commit(ClaimOf(hold), {HoldLine{Sku("STR-10"), Quantity(1), {}}}));

  EXPECT_EQ(committed.hold.state, HoldState::kCommitted);
  EXPECT_EQ(Books("STR-10"), Bal(4, 0, 1));
}

TEST_F(HoldTest, ACommitTwiceIsOne) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const Hold hold = Place(Of("STR-10", 3));
  const std::vector<HoldLine> one = {HoldLine{Sku("STR-10"), Quantity(1), {}}};
  Must(Commit(ClaimOf(hold), one));

  EXPECT_EQ(Must(Commit(ClaimOf(hold), one)).hold.state, HoldState::kCommitted);
  EXPECT_EQ(KindOf(Commit(ClaimOf(hold))), ErrorKind::kConflict) << "of other quantities";
  EXPECT_EQ(KindOf(Release(ClaimOf(hold))), ErrorKind::kConflict);
  EXPECT_EQ(Books("STR-10"), Bal(4, 0, 1));
}

TEST_F(HoldTest, ACommitOfWhatIsNotHeldIsRefused) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  const Hold hold = Place(Of("STR-10", 2));

  EXPECT_EQ(KindOf(Commit(ClaimOf(hold), {HoldLine{Sku("STR-10"), Quantity(3), {}}})), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Commit(ClaimOf(hold), {HoldLine{Sku("STR-10"), Quantity(-1), {}}})), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Commit(ClaimOf(hold), {HoldLine{Sku("STR-10"), Quantity(0), {}}})), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Commit(ClaimOf(hold), {HoldLine{Sku("OTHER"), Quantity(1), {}}})), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Commit(HoldClaim{hold.id, "till-2"})), ErrorKind::kUnauthorized);
  EXPECT_EQ(KindOf(Commit(HoldClaim{HoldId("h?"), "till-1"})), ErrorKind::kNotFound);
  EXPECT_EQ(Books("STR-10"), Bal(3, 2, 0));
}

TEST_F(HoldTest, AReleaseGivesBackOnce) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));

  Must(Release(ClaimOf(hold)));
  Must(Release(ClaimOf(hold)));

  EXPECT_EQ(Books("SG-61"), Bal(1, 0, 0));
  EXPECT_EQ(KindOf(Commit(ClaimOf(hold))), ErrorKind::kConflict);
}

TEST_F(HoldTest, DoesNotEndBeforeItsTime) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));
  rig.clock.Advance(minutes(20) - Duration(1));
  EXPECT_EQ(Expire(), 0);

  rig.clock.Advance(Duration(1));
  EXPECT_EQ(Expire(), 1);
  EXPECT_EQ(Expire(), 0);
  EXPECT_EQ(Books("SG-61"), Bal(1, 0, 0));
  EXPECT_EQ(Must(Release(ClaimOf(hold))).state, HoldState::kExpired);
}

TEST_F(HoldTest, IsExtendedOnce) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));
  rig.clock.Advance(minutes(15));

  EXPECT_EQ(Must(Extend(ClaimOf(hold))).deadline, rig.clock.Now() + minutes(20));
  EXPECT_EQ(KindOf(Extend(ClaimOf(hold))), ErrorKind::kConflict);
  rig.clock.Advance(minutes(19));
  EXPECT_EQ(Expire(), 0);
  rig.clock.Advance(minutes(2));
  EXPECT_EQ(KindOf(Extend(ClaimOf(hold))), ErrorKind::kConflict) << "it is over, reaped or not";
}

TEST_F(HoldTest, ALatePaymentIsTakenWhileTheUnitsAreThere) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));
  rig.clock.Advance(minutes(21));

  const Committed committed = Must(Commit(ClaimOf(hold)));

  EXPECT_TRUE(committed.late);
  EXPECT_TRUE(committed.shortages.empty());
  EXPECT_EQ(committed.hold.state, HoldState::kExpired) << "an end is final";
  EXPECT_EQ(Books("SG-61"), Bal(0, 0, 1));
  EXPECT_TRUE(Must(Commit(ClaimOf(hold))).shortages.empty()) << "a repeat answers the same";
  EXPECT_EQ(Books("SG-61"), Bal(0, 0, 1));
}

TEST_F(HoldTest, ALatePaymentIsToldWhenTheUnitIsGone) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));
  rig.clock.Advance(minutes(21));
  const Hold second = Place(Of("SG-61", 1, "k2"));  // Nobody reaped: placing it did.

  const Committed committed = Must(Commit(ClaimOf(hold)));

  EXPECT_TRUE(committed.late);
  EXPECT_EQ(committed.shortages, (std::vector<Shortage>{{Sku("SG-61"), Quantity(1), Quantity(0)}}));
  EXPECT_EQ(Books("SG-61"), Bal(0, 1, 0));
  EXPECT_EQ(Must(Commit(ClaimOf(second))).hold.state, HoldState::kCommitted);
}

TEST_F(HoldTest, WhatIsGivenBackPaysADebtFirst) {
  rig.AddProduct("STR-10", 1, ProductKind::kStocked);
  const Hold hold = Place(Of("STR-10", 1));
  rig.Do([&](Transaction& tx) -> Result<void> {
    Movement owed;
    owed.sku = Sku("STR-10");
    owed.from = Account::kOversold;
    owed.to = Account::kCommitted;
    owed.quantity = Quantity(1);
    owed.cause = Cause{"order", "o1", ""};
    owed.at = rig.clock.Now();
    owed.id = MovementIdOf(owed.world, owed.sku, owed.from, owed.to, owed.cause);
    RIFF_TRY(tx.ledger.Post(owed));
    return {};
  });

  Must(Release(ClaimOf(hold)));

  EXPECT_EQ(Books("STR-10"), Bal(0, 0, 1)) << "promised already: not for sale again";
}

TEST_F(HoldTest, EveryStepIsInTheActivityLog) {
  rig.AddProduct("SG-61", 1);
  const Hold hold = Place(Of("SG-61", 1));
  Must(Release(ClaimOf(hold)));

  std::vector<std::string> afters;
  Must(rig.store->Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::vector<Activity> entries, tx.activity.List(Sku("SG-61"), 0, 50));
    for (const Activity& entry : entries) {
      if (entry.action == "hold") {
        afters.push_back(entry.after.substr(0, 10));
      }
    }
    return {};
  }));
  EXPECT_EQ(afters.size(), 2u);
}

}  // namespace
}  // namespace riff
