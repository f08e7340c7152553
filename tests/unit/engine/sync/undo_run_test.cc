#include "engine/sync/undo_run.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class UndoRunTest : public testing::Test {
 protected:
  UndoRunTest() : reverb(rig.Open(kReverbSandbox)), ebay(rig.Open(kEbaySandbox)) {
    rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
    rig.SetPrice("STR-10", "10.00");
    reverb.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    ebay.List({.sku = "STR-10", .quantity = 5, .title = "Strings"});
    rig.Sync();
    rig.Settle();
    rig.clock.Advance(minutes(1));
  }

  RunId SyncOnce() {
    rig.clock.Advance(minutes(1));
    const RunReport report = rig.Sync();
    rig.clock.Advance(minutes(1));
    return report.run;
  }
  Result<UndoPlan> Undo(RunId run, WhenOvertaken when = WhenOvertaken::kStop) {
    UndoPlan plan;
    const Result<void> done = rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(plan, ApplyUndo(tx, run, when, rig.Alice()));
      return {};
    });
    return done.has_value() ? Result<UndoPlan>(plan) : Fail(done.error());
  }
  Money PriceAt(FakeMarketplace& channel) { return channel.Of("STR-10").facts.price.value_or(Money{}); }
  static Money Dollars(const std::string& text) { return Must(ParseMoney(text, Currency::Usd())); }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
};

TEST_F(UndoRunTest, APriceGoesBackToWhatItWasBeforeAllItsEditsAndStays) {
  rig.SetPrice("STR-10", "12.00");
  rig.clock.Advance(minutes(1));
  rig.SetPrice("STR-10", "1500.00");
  const RunId run = SyncOnce();
  ASSERT_EQ(PriceAt(reverb), Dollars("1500.00"));

  const UndoPlan undone = Must(Undo(run));
  SyncOnce();
  SyncOnce();

  ASSERT_EQ(undone.steps.size(), 1u);
  EXPECT_EQ(PriceAt(reverb), Dollars("10.00"));
  EXPECT_EQ(PriceAt(ebay), Dollars("10.00"));
}

TEST_F(UndoRunTest, ATitleGoesBack) {
  rig.SetTitle("STR-10", "Better \"strings\"");
  const RunId run = SyncOnce();

  Must(Undo(run));
  SyncOnce();

  EXPECT_EQ(rig.ProductOf("STR-10")->content.title, "Strings");
  EXPECT_EQ(ebay.Of("STR-10").content.title, "Strings");
}

TEST_F(UndoRunTest, ALaterWriteOfTheSameListingStopsItAndIsNamed) {
  rig.SetPrice("STR-10", "12.00");
  const RunId run = SyncOnce();
  rig.SetPrice("STR-10", "13.00");
  const RunId later = SyncOnce();

  const Result<UndoPlan> undone = Undo(run);

  ASSERT_FALSE(undone.has_value());
  EXPECT_EQ(undone.error().kind, ErrorKind::kRejected);
  EXPECT_NE(undone.error().message.find("of run " + std::to_string(later.number())), std::string::npos);
  EXPECT_EQ(rig.ProductOf("STR-10")->price, Dollars("13.00"));
}

TEST_F(UndoRunTest, ALaterEditThatWasNotPushedYetStopsIt) {
  rig.SetPrice("STR-10", "12.00");
  const RunId run = SyncOnce();
  rig.SetPrice("STR-10", "13.00");

  const Result<UndoPlan> undone = Undo(run);

  ASSERT_FALSE(undone.has_value());
  EXPECT_EQ(rig.ProductOf("STR-10")->price, Dollars("13.00"));
}

TEST_F(UndoRunTest, AnOrderCannotBeUndone) {
  Must(reverb.Buy("STR-10"));
  const RunId run = SyncOnce();
  ASSERT_EQ(ebay.ForSale("STR-10"), 4);

  const UndoPlan plan = rig.Do([&](Transaction& tx) { return PlanUndo(tx, run); });
  const Result<UndoPlan> undone = Undo(run);

  EXPECT_TRUE(plan.steps.empty());
  ASSERT_EQ(plan.kept.size(), 1u);
  EXPECT_NE(plan.kept.front().why.find("an order cannot be undone"), std::string::npos);
  ASSERT_FALSE(undone.has_value());
  EXPECT_EQ(undone.error().kind, ErrorKind::kRejected);
}

TEST_F(UndoRunTest, WhatWouldPutMoreOnSaleIsLeftToAPerson) {
  rig.SetAvailable("STR-10", 2, World::kSandbox);
  const RunId run = SyncOnce();

  const UndoPlan plan = rig.Do([&](Transaction& tx) { return PlanUndo(tx, run); });

  EXPECT_TRUE(plan.steps.empty());
  ASSERT_EQ(plan.kept.size(), 2u);
  EXPECT_NE(plan.kept.front().why.find("riff stock adjust STR-10 3"), std::string::npos);
}

TEST_F(UndoRunTest, StockThatWasPutInGoesOutOnce) {
  rig.SetAvailable("STR-10", 8, World::kSandbox);
  const RunId run = SyncOnce();
  ASSERT_EQ(reverb.ForSale("STR-10"), 8);

  Must(Undo(run));
  SyncOnce();

  EXPECT_EQ(reverb.ForSale("STR-10"), 5);
  EXPECT_FALSE(Undo(run).has_value());
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(UndoRunTest, ARunThatIsNotThereIsNotFound) {
  const Result<UndoPlan> undone = Undo(RunId(99));

  ASSERT_FALSE(undone.has_value());
  EXPECT_EQ(undone.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace riff
