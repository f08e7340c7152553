#include "engine/sync/change_stock.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

class ChangeStockTest : public testing::Test {
 protected:
  StockChange Of(const std::string& sku, std::int64_t units, const std::string& key = "k1") {
    return StockChange{Sku(sku), World::kReal, Quantity(units), key, "counted"};
  }
  template <class Change>
  Result<Quantity> Try(const Change& change, const StockChange& what) {
    Quantity left;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(left, change(tx, what, rig.Alice()));
      return {};
    }));
    return left;
  }
  ErrorKind RefusalOf(const Result<Quantity>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorKind::kAmbiguous : result.error().kind;
  }
  ~ChangeStockTest() override { EXPECT_EQ(rig.CountLedgerFaults(), 0u); }

  ShopRig rig;
};

TEST_F(ChangeStockTest, WhatComesInIsAvailableOncePerKey) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);

  EXPECT_EQ(Must(Try(ReceiveStock, Of("STR-10", 3))), Quantity(8));
  EXPECT_EQ(Must(Try(ReceiveStock, Of("STR-10", 3))), Quantity(8));
  EXPECT_EQ(Must(Try(ReceiveStock, Of("STR-10", 3, "k2"))), Quantity(11));
}

TEST_F(ChangeStockTest, OneOfAKindIsNotReceivedTwice) {
  rig.AddProduct("SG-61", 1);

  EXPECT_EQ(RefusalOf(Try(ReceiveStock, Of("SG-61", 1))), ErrorKind::kInvalid);
  EXPECT_EQ(rig.Available("SG-61"), 1);
}

TEST_F(ChangeStockTest, AnAdjustmentNeverLeavesLessThanNothing) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);

  EXPECT_EQ(Must(Try(AdjustStock, Of("STR-10", -5))), Quantity(0));
  EXPECT_EQ(RefusalOf(Try(AdjustStock, Of("STR-10", -1, "k2"))), ErrorKind::kConflict);
  EXPECT_EQ(RefusalOf(Try(AdjustStock, Of("STR-10", 0, "k3"))), ErrorKind::kInvalid);
  EXPECT_EQ(RefusalOf(Try(AdjustStock, Of("NOPE", 1, "k4"))), ErrorKind::kNotFound);
}

TEST_F(ChangeStockTest, ASaleOverTheCounterIsGoneAndSoldOnce) {
  rig.AddProduct("SG-61", 1);

  EXPECT_EQ(Must(Try(SellOverCounter, Of("SG-61", 1))), Quantity(0));
  EXPECT_EQ(Must(Try(SellOverCounter, Of("SG-61", 1))), Quantity(0)) << "a repeat";
  EXPECT_EQ(RefusalOf(Try(SellOverCounter, Of("SG-61", 1, "k2"))), ErrorKind::kConflict);
  EXPECT_EQ(RefusalOf(Try(SellOverCounter, Of("SG-61", 0, "k3"))), ErrorKind::kInvalid);
  EXPECT_EQ(rig.BalanceOf("SG-61"), Balance{});
}

TEST_F(ChangeStockTest, WhatComesInPaysADebtFirst) {
  rig.AddProduct("STR-10", 0, ProductKind::kStocked);
  rig.Do([&](Transaction& tx) -> Result<void> {
    Movement owed;
    owed.sku = Sku("STR-10");
    owed.from = Account::kOversold;
    owed.to = Account::kCommitted;
    owed.quantity = Quantity(2);
    owed.cause = Cause{"order", "o1", ""};
    owed.at = rig.clock.Now();
    owed.id = MovementIdOf(owed.world, owed.sku, owed.from, owed.to, owed.cause);
    RIFF_TRY(tx.ledger.Post(owed));
    return {};
  });

  EXPECT_EQ(Must(Try(ReceiveStock, Of("STR-10", 3))), Quantity(1));
  EXPECT_EQ(rig.BalanceOf("STR-10").oversold, Quantity(0));
}

}  // namespace
}  // namespace riff
