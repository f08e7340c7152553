#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class QuotaTableTest : public StoreContract {
 protected:
  const QuotaKey kInventory{kEbayProduction, "inventory"};

  QuotaSpan Today(std::int64_t calls = 0) { return {.from = At(0), .to = At(24 * 60), .calls = calls}; }
  std::int64_t SetAside(const QuotaKey& key, const QuotaSpan& span, std::int64_t limit) {
    return Do([&](Transaction& tx) { return tx.quotas.SetAside(key, span, limit); });
  }
  std::vector<QuotaSpan> EndingAfter(const QuotaKey& key, Timestamp at) {
    return Do([&](Transaction& tx) { return tx.quotas.EndingAfter(key, at); });
  }
};
RIFF_STORE_SUITE(QuotaTableTest);

TEST_P(QuotaTableTest, SetsCallsAsideUpToTheLimitOfTheSpan) {
  EXPECT_EQ(SetAside(kInventory, Today(600), 1000), 600);
  EXPECT_EQ(SetAside(kInventory, Today(600), 1000), 400);
  EXPECT_EQ(SetAside(kInventory, Today(600), 1000), 0);
  EXPECT_EQ(SetAside(kInventory, Today(600), 1100), 100);
  EXPECT_EQ(SetAside(kInventory, Today(600), 500), 0);  // A lower limit takes nothing back.

  EXPECT_EQ(EndingAfter(kInventory, At(0)), std::vector{Today(1100)});
}

TEST_P(QuotaTableTest, CountsEachChannelResourceAndSpanByItself) {
  const QuotaSpan tomorrow{.from = At(24 * 60), .to = At(48 * 60), .calls = 7};
  SetAside(kInventory, Today(kLarge), kLarge);

  EXPECT_EQ(SetAside(kInventory, tomorrow, 10), 7);
  EXPECT_EQ(SetAside({kReverbProduction, "inventory"}, Today(7), 10), 7);
  EXPECT_EQ(SetAside({kEbayProduction, "trading"}, Today(7), 10), 7);

  EXPECT_EQ(EndingAfter(kInventory, At(0)), (std::vector{Today(kLarge), tomorrow}));
  EXPECT_EQ(EndingAfter(kInventory, At(24 * 60)), std::vector{tomorrow});  // What ends at that very time is over.
  EXPECT_EQ(EndingAfter({kReverbSandbox, "inventory"}, At(0)), std::vector<QuotaSpan>{});
}

TEST_P(QuotaTableTest, TakesBackWhatWasNotUsedAndNeverMore) {
  SetAside(kInventory, Today(100), 1000);

  Do([&](Transaction& tx) { return tx.quotas.GiveBack(kInventory, Today(30)); });
  EXPECT_EQ(EndingAfter(kInventory, At(0)), std::vector{Today(70)});
  Do([&](Transaction& tx) { return tx.quotas.GiveBack(kInventory, Today(500)); });
  EXPECT_EQ(EndingAfter(kInventory, At(0)), std::vector{Today(0)});
  Do([&](Transaction& tx) { return tx.quotas.GiveBack({kReverbProduction, "inventory"}, Today(5)); });
  EXPECT_EQ(EndingAfter({kReverbProduction, "inventory"}, At(0)), std::vector<QuotaSpan>{});
}

TEST_P(QuotaTableTest, KnowsTheCallsAfterARestart) {
  SetAside(kInventory, Today(100), 1000);
  store.reset();
  database.reset();
  database = rig->OpenAgain();
  store = OpenStore();

  EXPECT_EQ(SetAside(kInventory, Today(1000), 1000), 900);
}

TEST_P(QuotaTableTest, ForgetsTheSpansThatEndedBeforeATime) {
  SetAside(kInventory, {.from = At(-20), .to = At(-10), .calls = 5}, 10);
  SetAside(kInventory, {.from = At(-10), .to = At(0), .calls = 6}, 10);
  SetAside({kEbayProduction, "trading"}, {.from = At(-20), .to = At(-10), .calls = 7}, 10);

  Do([&](Transaction& tx) { return tx.quotas.Forget(kInventory, At(0)); });

  EXPECT_EQ(EndingAfter(kInventory, At(-60)), (std::vector{QuotaSpan{At(-10), At(0), 6}}));
  EXPECT_EQ(EndingAfter({kEbayProduction, "trading"}, At(-60)).size(), 1u);
}

TEST_P(QuotaTableTest, RefusesASpanThatIsNone) {
  EXPECT_EQ(ErrorOf([&](Transaction& tx) -> Result<void> {
              RIFF_TRY(tx.quotas.SetAside(kInventory, {.from = At(1), .to = At(1), .calls = 1}, 10));
              return {};
            }),
            ErrorKind::kConflict);
  EXPECT_EQ(ErrorOf([&](Transaction& tx) -> Result<void> {
              RIFF_TRY(tx.quotas.SetAside({kEbayProduction, ""}, Today(1), 10));
              return {};
            }),
            ErrorKind::kConflict);
}

}  // namespace
}  // namespace riff
