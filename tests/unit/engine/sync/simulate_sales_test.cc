#include "engine/sync/simulate_sales.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

// Buyers who really buy on the fake sandboxes.
class RigShopper final : public Shopper {
 public:
  explicit RigShopper(ShopRig& rig) : rig_(rig) {}
  Result<OrderId> Buy(RunContext&, Channel channel, const RemoteId& listing, Quantity quantity) override {
    if (channel.environment == Environment::kProduction) {
      return Fail(ErrorKind::kRejected, "never on production");
    }
    return rig_.At(channel).BuyById(listing, quantity.units());
  }

 private:
  ShopRig& rig_;
};

class Sandboxes {
 public:
  Sandboxes() {
    for (const Channel channel : kSandboxes) {
      rig.Open(channel);
    }
    for (int i = 0; i < 8; ++i) {
      Add("GTR-" + std::to_string(i), 1, ProductKind::kUnique);
      Add("STR-" + std::to_string(i), 6, ProductKind::kStocked);
    }
  }

  void Add(const std::string& sku, std::int64_t available, ProductKind kind) {
    rig.AddProduct(sku, available, kind, "The " + sku);
    for (const Channel channel : kSandboxes) {
      rig.At(channel).List({.sku = sku, .quantity = available, .title = "The " + sku});
    }
  }

  SimulationReport Play(const std::string& scenarios, std::uint64_t seed = 1, int count = 1) {
    rig.Sync();
    rig.Sync();
    RigShopper shopper(rig);
    const SyncOnce sync = [this]() -> Result<RunReport> { return rig.SyncAfter(minutes(1)); };
    return Must(SimulateSales(*rig.store, rig.run, rig.shop, shopper,
                              SimulationRequest{Must(ParseScenarios(scenarios)), seed, count}, sync));
  }

  static constexpr std::array kSandboxes = {kReverbSandbox, kEbaySandbox, kShopifySandbox};
  ShopRig rig;
};

class SimulateSalesTest : public testing::Test, protected Sandboxes {};

TEST_F(SimulateSalesTest, AllFiveScenariosPass) {
  const SimulationReport report = Play("all", 1, 1);

  EXPECT_TRUE(report.skipped.empty());
  EXPECT_EQ(report.failed, 0);
  for (const SimulationCheck& check : report.checks) {
    EXPECT_TRUE(check.pass) << ToString(check.scenario) << " " << check.sku.text() << " " << ToString(check.channel);
  }
  std::set<Scenario> played;
  for (const SimulationCheck& check : report.checks) {
    played.insert(check.scenario);
  }
  EXPECT_EQ(played.size(), 5u);
  EXPECT_GE(report.checks.size(), 5u * kSandboxes.size());
}

TEST_F(SimulateSalesTest, TheRealBooksNeverMove) {
  Play("all", 3, 2);

  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(rig.BalanceOf("GTR-" + std::to_string(i)), (Balance{Quantity(1), {}, {}, {}}));
    EXPECT_EQ(rig.BalanceOf("STR-" + std::to_string(i)), (Balance{Quantity(6), {}, {}, {}}));
  }
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(SimulateSalesTest, ItFailsWhenOneWriterSilentlyDropsItsWrites) {
  rig.Sync();
  rig.At(kShopifySandbox).drops_writes = true;

  for (const char* scenario : {"single", "last", "reduce", "oversell", "multi"}) {
    const SimulationReport report = Play(scenario, 5);

    EXPECT_GT(report.failed, 0) << scenario;
    for (const SimulationCheck& check : report.checks) {
      EXPECT_TRUE(check.pass || check.channel == kShopifySandbox) << scenario;
    }
  }
}

TEST_F(SimulateSalesTest, AnOversellWantsItsCriticalItem) {
  const SimulationReport report = Play("oversell");

  EXPECT_EQ(report.failed, 0);
  EXPECT_EQ(report.purchases.size(), 2u);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"double_sale"});
  EXPECT_NE(report.checks.front().note.find("double_sale open"), std::string::npos);
}

TEST_F(SimulateSalesTest, TheSameSeedPicksTheSameProducts) {
  const SimulationReport first = Play("multi", 42);
  Sandboxes again;
  const SimulationReport second = again.Play("multi", 42);

  EXPECT_EQ(first.purchases, second.purchases);
}

TEST_F(SimulateSalesTest, AProductIsPlayedOnceOnly) {
  const SimulationReport report = Play("single", 9, 8);

  std::set<Sku> played;
  for (const SimulationCheck& check : report.checks) {
    played.insert(check.sku);
  }
  EXPECT_EQ(played.size(), 8u);
}

TEST_F(SimulateSalesTest, AProductWithAnOpenItemIsLeftOut) {
  for (int i = 0; i < 7; ++i) {
    Finding finding;
    finding.type = TodoType::kDoubleSale;
    finding.sku = Sku("GTR-" + std::to_string(i));
    rig.Do([&](Transaction& tx) -> Result<void> {
      TodoItem item;
      item.finding = finding;
      item.fingerprint = FingerprintOf(finding);
      RIFF_TRY(tx.todos.Save(item));
      return {};
    });
  }

  const SimulationReport report = Play("single");

  ASSERT_FALSE(report.checks.empty());
  EXPECT_EQ(report.checks.front().sku, Sku("GTR-7"));
}

TEST_F(SimulateSalesTest, ABufferAndACapAreWhatTheChannelsAreHeldAgainst) {
  rig.PolicyOf(kEbaySandbox).buffer = Quantity(1);
  rig.PolicyOf(kShopifySandbox).max_shown = Quantity(3);

  const SimulationReport report = Play("reduce");

  EXPECT_EQ(report.failed, 0);
  ASSERT_EQ(report.checks.size(), 3u);
  for (const SimulationCheck& check : report.checks) {
    const std::int64_t expected = check.channel == kEbaySandbox ? 3 : check.channel == kShopifySandbox ? 3 : 4;
    EXPECT_EQ(check.expected, Quantity(expected)) << ToString(check.channel);
  }
}

TEST_F(SimulateSalesTest, AScenarioNobodyCanPlayIsSkippedWithItsReason) {
  ShopRig empty;
  empty.Open(kReverbSandbox);
  empty.Sync();
  RigShopper shopper(empty);
  const SyncOnce sync = [&]() -> Result<RunReport> { return empty.Sync(); };

  const SimulationReport report = Must(SimulateSales(*empty.store, empty.run, empty.shop, shopper,
                                                     SimulationRequest{Must(ParseScenarios("all")), 1, 1}, sync));

  EXPECT_EQ(report.skipped.size(), 5u);
  EXPECT_TRUE(report.checks.empty());
}

TEST(ParseScenariosTest, KnowsTheFiveAndAll) {
  EXPECT_EQ(Must(ParseScenarios("all")).size(), 5u);
  for (const Scenario scenario : Must(ParseScenarios("all"))) {
    EXPECT_EQ(Must(ParseScenarios(ToString(scenario))), std::vector{scenario});
  }
  const auto wrong = ParseScenarios("boom");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(wrong.error().message.find("oversell"), std::string::npos);
}

}  // namespace
}  // namespace riff
