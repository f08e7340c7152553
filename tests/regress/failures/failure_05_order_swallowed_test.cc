// An order was marked processed although no product was linked or stock was short, so that its unit was never taken.
// Here an order nobody can place is parked with an item and replayed once it can be, and a short one is posted all the
// same.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class OrderSwallowed : public testing::Test {
 protected:
  OrderSwallowed() {
    rig.Open(kReverb, Stage::kLive).List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Open(kEbay, Stage::kLive).List({.sku = "SG-61", .title = "Gibson SG"});
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }

  ShopRig rig;
};

TEST_F(OrderSwallowed, AnUnlinkedOrderWaitsForDaysAndIsTakenOnceItsProductIsKnown) {
  Must(rig.At(kReverb).Buy("SG-61"));
  rig.Sync();
  rig.SyncAfter(hours(24 * 7));
  EXPECT_TRUE(rig.TodoOf(TodoType::kOrderUnlinked).has_value());
  EXPECT_EQ(rig.TodoOf(TodoType::kOrderUnlinked)->status, TodoStatus::kOpen);

  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(1), Quantity(0)}));
  EXPECT_EQ(rig.At(kEbay).ForSale("SG-61"), 0);
  EXPECT_EQ(rig.TodoOf(TodoType::kOrderUnlinked)->status, TodoStatus::kResolved);
  rig.SyncAfter(minutes(5));
  EXPECT_EQ(rig.BalanceOf("SG-61").committed, Quantity(1));  // Once.
}

TEST_F(OrderSwallowed, AShortOrderIsPostedWhole) {
  rig.AddProduct("SG-61", 1, ProductKind::kStocked, "Gibson SG");
  rig.At(kReverb).SetQuantity("SG-61", 3);
  Must(rig.At(kReverb).Buy("SG-61", 3));

  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.BalanceOf("SG-61"), (Balance{Quantity(0), Quantity(0), Quantity(3), Quantity(2)}));
  EXPECT_TRUE(rig.TodoOf(TodoType::kOrderShort).has_value());
}

}  // namespace
}  // namespace riff
