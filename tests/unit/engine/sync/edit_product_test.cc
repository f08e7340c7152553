#include "engine/sync/edit_product.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class EditProductTest : public testing::Test {
 protected:
  EditProductTest() { rig.Open(kReverb); }

  NewProduct A(const std::string& sku) {
    NewProduct product;
    product.sku = Sku(sku);
    product.content.title = "Gibson SG";
    product.price = Must(ParseMoney("900.00", Currency::Usd()));
    product.available = Quantity(1);
    return product;
  }
  Result<void> Create(const NewProduct& product, World world = World::kReal) {
    return rig.store->Transact([&](Transaction& tx) { return CreateProduct(tx, product, world, rig.Alice()); });
  }
  Result<void> Edit(const std::string& sku, const ProductEdit& edit, World world = World::kReal) {
    return rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(EditProduct(tx, Sku(sku), edit, world, rig.Alice()));
      return {};
    });
  }
  Result<ImportCounts> Import(const std::vector<ImportRow>& rows) {
    ImportCounts counts;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(counts, ImportRows(tx, rows, World::kReal, rig.Alice()));
      return {};
    }));
    return counts;
  }
  static ImportRow Row(std::size_t line, const NewProduct& product) {
    ImportRow row;
    row.line = line;
    row.product = product;
    return row;
  }
  static ProductEdit ToAvailable(std::int64_t units) {
    ProductEdit edit;
    edit.available = Quantity(units);
    return edit;
  }
  static ErrorKind KindOf(const Result<void>& result) { return result.error().kind; }

  ShopRig rig;
};

TEST_F(EditProductTest, TheBooksAPersonSetsFollowTheStage) {
  EXPECT_EQ(BooksFor(rig.shop.policy), World::kSandbox);
  rig.SetStage(Platform::kReverb, Stage::kObserve);
  EXPECT_EQ(BooksFor(rig.shop.policy), World::kSandbox);
  rig.SetStage(Platform::kReverb, Stage::kCanary);
  EXPECT_EQ(BooksFor(rig.shop.policy), World::kReal);
  rig.SetStage(Platform::kReverb, Stage::kLive);
  EXPECT_EQ(BooksFor(rig.shop.policy), World::kReal);
  EXPECT_EQ(BooksFor(PlanPolicy{}), World::kReal);  // No channel at all: nobody else has books.
}

TEST_F(EditProductTest, AFirstStockInTheSandboxBooksLeavesTheRealOnesUntouched) {
  Must(Create(A("SG-61"), World::kSandbox));

  EXPECT_EQ(rig.BalanceOf("SG-61"), Balance{});
  EXPECT_EQ(rig.Available("SG-61", World::kSandbox), 1);
}

TEST_F(EditProductTest, WhatIsSetInTheSandboxBooksIsTheSumOfBoth) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);

  Must(Edit("STR-10", ToAvailable(2), World::kSandbox));

  EXPECT_EQ(rig.Available("STR-10"), 5);
  EXPECT_EQ(rig.Available("STR-10", World::kSandbox), -3);
}

TEST_F(EditProductTest, ARepeatChangesNothing) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  Must(Edit("STR-10", ToAvailable(2)));
  const std::int64_t movements = rig.CountMovements("STR-10");

  Must(Edit("STR-10", ToAvailable(2)));

  EXPECT_EQ(rig.CountMovements("STR-10"), movements);
  EXPECT_EQ(rig.CountLedgerFaults(), 0u);
}

TEST_F(EditProductTest, EveryChangeIsLoggedWithWhoAndBothValues) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked, "Strings");
  ProductEdit edit = ToAvailable(2);
  edit.price = Must(ParseMoney("12.00", Currency::Usd()));
  edit.title = "Better strings";
  edit.description = "Nickel.";

  Must(Edit("STR-10", edit));

  const auto log = rig.Do([&](Transaction& tx) { return tx.activity.Newest(Sku("STR-10"), 4); });
  ASSERT_EQ(log.size(), 4u);
  EXPECT_EQ(log[0].before, "price 1,499.00 USD");
  EXPECT_EQ(log[0].after, "price 12.00 USD");
  EXPECT_EQ(log[1].after, "title \"Better strings\"");
  EXPECT_EQ(log[3].before, "available 5 in the real books");
  EXPECT_EQ(log[3].after, "available 2 in the real books");
  EXPECT_EQ(log[3].actor, "cli:alice");
}

TEST_F(EditProductTest, RefusesWhatCannotBe) {
  Must(Create(A("SG-61")));
  NewProduct wrong = A("SG-62");
  wrong.available = Quantity(-1);
  EXPECT_EQ(KindOf(Create(wrong)), ErrorKind::kInvalid);
  wrong.available = Quantity(2);
  EXPECT_EQ(KindOf(Create(wrong)), ErrorKind::kInvalid);  // One guitar.
  wrong = A("SG-62");
  wrong.price = Money{0, Currency::Usd()};
  EXPECT_EQ(KindOf(Create(wrong)), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Create(A(""))), ErrorKind::kInvalid);
  wrong = A("SG-62");
  wrong.content.title.clear();
  EXPECT_EQ(KindOf(Create(wrong)), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Create(A("SG-61"))), ErrorKind::kConflict);

  EXPECT_EQ(KindOf(Edit("SG-61", ToAvailable(2))), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Edit("SG-61", ToAvailable(-1))), ErrorKind::kInvalid);
  EXPECT_EQ(KindOf(Edit("NO-1", ToAvailable(1))), ErrorKind::kNotFound);
  ProductEdit blank;
  blank.title = "";
  EXPECT_EQ(KindOf(Edit("SG-61", blank)), ErrorKind::kInvalid);
  EXPECT_FALSE(rig.ProductOf("SG-62").has_value());
  EXPECT_EQ(rig.Available("SG-61"), 1);
}

TEST_F(EditProductTest, AnImportIsAllOrNothingAndNamesTheRow) {
  NewProduct bad = A("SG-63");
  bad.available = Quantity(7);

  const Result<ImportCounts> failed = Import({Row(2, A("SG-61")), Row(3, A("SG-62")), Row(4, bad)});

  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(failed.error().message.find("line 4"), std::string::npos);
  EXPECT_FALSE(rig.ProductOf("SG-61").has_value());
}

TEST_F(EditProductTest, AnImportAddsWhatIsNewAndChangesWhatIsThere) {
  Must(Create(A("SG-61")));
  ImportRow sold = Row(2, A("SG-61"));
  sold.available = Quantity(0);

  const ImportCounts counts = Must(Import({sold, Row(3, A("SG-62"))}));

  EXPECT_EQ(counts.created, 1);
  EXPECT_EQ(counts.changed, 1);
  EXPECT_EQ(rig.Available("SG-61"), 0);
}

TEST_F(EditProductTest, ARowThatSaysNothingOfTheStockLeavesItAsItIs) {
  Must(Create(A("SG-61")));
  NewProduct renamed = A("SG-61");
  renamed.content.title = "Gibson SG 1961";
  renamed.available = Quantity(0);

  Must(Import({Row(2, renamed)}));

  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(rig.ProductOf("SG-61")->content.title, "Gibson SG 1961");
}

}  // namespace
}  // namespace riff
