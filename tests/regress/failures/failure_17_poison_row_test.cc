// One row that could not be processed stalled the whole batch, and its work was never committed. Here each row has an
// outcome of its own: the poison one becomes an item, the others go on.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class PoisonRow : public testing::Test {
 protected:
  PoisonRow() : production(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {
    for (int i = 0; i < 30; ++i) {
      for (FakeMarketplace* market : {&production, &sandbox}) {
        market->List({.sku = SkuOf(i), .quantity = 5, .title = "Strings " + SkuOf(i), .condition = Condition::kNew});
      }
    }
    rig.Sync();
    rig.clock.Advance(minutes(5));
  }
  static std::string SkuOf(int i) { return "STR-" + std::to_string(100 + i); }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& sandbox;
};

TEST_F(PoisonRow, ARefusedWriteStopsNoneOfTheOthers) {
  sandbox.RefuseWritesOf(SkuOf(4), ErrorOf(ErrorKind::kInvalid));
  for (int i = 0; i < 30; ++i) {
    Must(production.Buy(SkuOf(i)));
  }

  rig.Sync();
  rig.SyncAfter(minutes(5));

  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(sandbox.ForSale(SkuOf(i)), i == 4 ? 5 : 4) << SkuOf(i);
  }
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"write_rejected"});
  EXPECT_EQ(rig.OpenTodos().front().finding.sku, Sku(SkuOf(4)));
  EXPECT_TRUE(rig.OpenWrites().empty());
}

TEST_F(PoisonRow, AnOrderNobodyUnderstandsStopsNoneOfTheOthers) {
  Order odd;
  odd.channel = kReverb;
  odd.id = OrderId("ODD");
  odd.platform_state = "escheated";
  odd.placed_at = odd.updated_at = rig.clock.Now();
  odd.lines.push_back(
      OrderLine{OrderLineId("1"), RemoteId("404"), Sku("NO-1"), "?", Quantity(1), {}, OrderState::kUnknown});
  production.PlaceOrder(odd);
  Must(production.Buy(SkuOf(0)));

  const RunReport report = rig.Sync();

  EXPECT_EQ(report.status, RunStatus::kOk);
  EXPECT_EQ(rig.Available(SkuOf(0)), 4);
  EXPECT_EQ(sandbox.ForSale(SkuOf(0)), 4);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"unknown_order_state"});
}

}  // namespace
}  // namespace riff
