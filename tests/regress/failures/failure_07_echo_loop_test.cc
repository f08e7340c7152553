// Our own write came back as an external change and set off the next one, for ever. Here a write records what it
// expects; an observation that shows it closes it, and a quiet day sends nothing.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

TEST(EchoLoop, AChangeIsWrittenOncePerChannelAndTheDayAfterIsQuiet) {
  ShopRig rig;
  const std::array sandboxes = {kReverbSandbox, kEbaySandbox, kShopifySandbox};
  rig.Open(kReverb).List({.sku = "STR-10", .quantity = 9, .title = "Strings", .condition = Condition::kNew});
  for (const Channel channel : sandboxes) {
    rig.Open(channel).List({.sku = "STR-10", .quantity = 9, .title = "Strings"});
  }
  rig.Sync();
  rig.clock.Advance(minutes(5));
  Must(rig.At(kReverb).Buy("STR-10", 2));
  rig.Sync();

  for (int cycle = 0; cycle < 48; ++cycle) {
    const RunReport report = rig.SyncAfter(minutes(30), OfAll());
    EXPECT_EQ(report.changes.planned, 0) << cycle;
  }

  for (const Channel channel : sandboxes) {
    EXPECT_EQ(rig.At(channel).delivered().size(), 1u) << ToString(channel);
  }
  EXPECT_EQ(rig.CountMovements("STR-10"), 2);
  EXPECT_TRUE(rig.OpenTodos().empty());
}

TEST(EchoLoop, AListingThatAPersonKeepsChangingBackIsNotFoughtOverWithinOneCycle) {
  ShopRig rig;
  FakeMarketplace& sandbox = rig.Open(kReverbSandbox);
  sandbox.List({.sku = "STR-10", .quantity = 9, .title = "Strings"});
  rig.AddProduct("STR-10", 9, ProductKind::kStocked, "Strings");
  rig.Sync();
  for (int cycle = 1; cycle <= 5; ++cycle) {
    sandbox.SetQuantity("STR-10", 15);
    rig.SyncAfter(minutes(15));
    EXPECT_EQ(sandbox.delivered().size(), static_cast<std::size_t>(cycle));  // One correction a change.
    EXPECT_EQ(sandbox.ForSale("STR-10"), 9);
  }
}

}  // namespace
}  // namespace riff
