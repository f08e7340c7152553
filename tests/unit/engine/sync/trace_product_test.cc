#include "engine/sync/trace_product.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class TraceProductTest : public testing::Test {
 protected:
  TraceProductTest() {
    for (const Channel channel : {kReverb, kReverbSandbox}) {
      rig.Open(channel).List({.sku = "SG-61", .title = "Gibson SG"});
    }
    rig.Sync();
  }

  Trace Of(const std::string& sku, std::size_t limit = 1000) {
    return rig.Do([&](Transaction& tx) { return TraceProduct(tx, Sku(sku), limit); });
  }
  static bool Has(const Trace& trace, const std::string& kind, const std::string& part) {
    return std::any_of(trace.events.begin(), trace.events.end(), [&](const TraceEvent& event) {
      return event.kind == kind && (event.text + event.subject).find(part) != std::string::npos;
    });
  }

  ShopRig rig;
};

TEST_F(TraceProductTest, TellsTheWholeStoryInTime) {
  rig.clock.Advance(minutes(5));
  Must(rig.At(kReverb).Buy("SG-61"));
  rig.Sync();

  const Trace trace = Of("SG-61");

  EXPECT_FALSE(trace.cut);
  EXPECT_EQ(trace.product.sku, Sku("SG-61"));
  EXPECT_EQ(trace.real.committed, Quantity(1));
  EXPECT_TRUE(Has(trace, "product", "Gibson SG"));
  EXPECT_TRUE(Has(trace, "link", "equal SKU"));
  EXPECT_TRUE(Has(trace, "placed", "reverb/production order"));
  EXPECT_TRUE(Has(trace, "ledger", "1 supply -> available"));
  EXPECT_TRUE(Has(trace, "ledger", "1 available -> committed"));
  EXPECT_TRUE(Has(trace, "write", "queued: quantity to 0"));
  EXPECT_TRUE(Has(trace, "write", "confirmed"));
  EXPECT_TRUE(std::is_sorted(trace.events.begin(), trace.events.end(),
                             [](const TraceEvent& a, const TraceEvent& b) { return a.at < b.at; }));
}

TEST_F(TraceProductTest, KeepsTheNewestWhenThereIsMoreThanAsked) {
  for (int i = 0; i < 5; ++i) {
    rig.clock.Advance(minutes(1));
    rig.SetAvailable("SG-61", i % 2, World::kReal);
  }

  const Trace trace = Of("SG-61", 2);

  EXPECT_TRUE(trace.cut);
  std::vector<TraceEvent> movements;
  std::copy_if(trace.events.begin(), trace.events.end(), std::back_inserter(movements),
               [](const TraceEvent& event) { return event.kind == "ledger"; });
  ASSERT_EQ(movements.size(), 2u);
  EXPECT_EQ(movements.back().at, rig.clock.Now());
}

TEST_F(TraceProductTest, AnUnknownProductIsNotFound) {
  const Result<void> missing = rig.store->Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(TraceProduct(tx, Sku("NO-1"), 10));
    return {};
  });

  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace riff
