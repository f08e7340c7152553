#include "engine/serve/metrics_text.h"

#include <gmock/gmock.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CountersTextTest, WritesEachNameOnceWithItsType) {
  EXPECT_EQ(CountersText({{"a_total{channel=x/y,outcome=ok}", 2}, {"a_total", 1}, {"a_total_b", 0.5}}),
            "# TYPE a_total counter\na_total 1\na_total{channel=\"x/y\",outcome=\"ok\"} 2\n"
            "# TYPE a_total_b counter\na_total_b 0.5\n");
}

TEST(CountersTextTest, KeepsBracesAndQuotesInsideAValue) {
  EXPECT_EQ(CountersText({{"a{route=GET /holds/{id},say=\"x\\\n}", 1}}),
            "# TYPE a counter\na{route=\"GET /holds/{id}\",say=\"\\\"x\\\\ \"} 1\n");
}

TEST(CountersTextTest, IsEmptyWhereNothingWasCounted) { EXPECT_EQ(CountersText({}), ""); }

TEST(GaugesTextTest, SaysWhatTheStoreKnows) {
  ShopRig rig;
  rig.Open(kShopify).List({.sku = "GTR-1"});

  const std::string before = Must(GaugesText(*rig.store, {kShopify}, rig.clock.Now()));
  EXPECT_THAT(before, HasSubstr("riff_channel_healthy{channel=\"shopify/production\"} 1\n"));
  EXPECT_THAT(before, HasSubstr("riff_webhooks_waiting{channel=\"shopify/production\"} 0\n"));
  EXPECT_THAT(before, HasSubstr("riff_todo_open{severity=\"critical\"} 0\n"));
  EXPECT_THAT(before, Not(HasSubstr("riff_complete_read")));

  rig.Sync();
  rig.Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(ChannelState state, tx.channels.Get(kShopify));
    state.health = ChannelHealth::kNeedsReauth;
    return tx.channels.Save(state);
  });

  const std::string after = Must(GaugesText(*rig.store, {kShopify}, rig.clock.Now()));
  EXPECT_THAT(after, HasSubstr("riff_channel_healthy{channel=\"shopify/production\"} 0\n"));
  EXPECT_THAT(after, HasSubstr("riff_complete_read_timestamp_seconds{channel=\"shopify/production\"} 1790000000\n"));
}

}  // namespace
}  // namespace riff
