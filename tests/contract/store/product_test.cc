#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class ProductTableTest : public StoreContract {
 protected:
  void Save(const Product& product) {
    Do([&](Transaction& tx) { return tx.products.Save(product); });
  }
  std::vector<std::string> ListSkus(const std::string& after, const std::string& text, std::size_t limit) {
    std::vector<std::string> skus;
    for (const Product& product : Do([&](Transaction& tx) { return tx.products.List(Sku(after), text, limit); })) {
      skus.push_back(product.sku.text());
    }
    return skus;
  }
};
RIFF_STORE_SUITE(ProductTableTest);

using Skus = std::vector<std::string>;

TEST_P(ProductTableTest, KeepsEveryField) {
  const Product product = FullProduct("SG-61/é", clock.Now());
  Save(product);

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.products.Find(product.sku); }), product);
}

TEST_P(ProductTableTest, KeepsAProductWithoutAPrice) {
  Product product = FullProduct("SG-61", clock.Now());
  product.price.reset();
  product.content = ListingContent{};
  Save(product);

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.products.Find(product.sku); }), product);
}

TEST_P(ProductTableTest, FindsNothingUnderAnotherSku) {
  Save(FullProduct("SG-61", clock.Now()));

  EXPECT_EQ(Do([](Transaction& tx) { return tx.products.Find(Sku("sg-61")); }), std::nullopt);
}

TEST_P(ProductTableTest, ReplacesAllButTheTimeOfCreation) {
  const Product first = FullProduct("SG-61", clock.Now());
  Save(first);
  Product second{first.sku, ProductKind::kUnique, {}, std::nullopt, At(5), At(6)};
  second.content.title = "another";
  Save(second);

  second.created_at = first.created_at;
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.products.Find(first.sku); }), second);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.products.Count(); }), 1);
}

TEST_P(ProductTableTest, PagesBySku) {
  for (const char* sku : {"C", "A", "B", "a"}) {
    Save(FullProduct(sku, clock.Now()));
  }

  EXPECT_EQ(ListSkus("", "", 2), (Skus{"A", "B"}));
  EXPECT_EQ(ListSkus("B", "", 2), (Skus{"C", "a"}));
  EXPECT_EQ(ListSkus("a", "", 2), Skus{});
}

TEST_P(ProductTableTest, FindsATextInSkuOrTitleWhateverItsCase) {
  Save(FullProduct("SG-61", clock.Now()));
  Product other = FullProduct("TELE", clock.Now());
  other.content.title = "100% Telecaster_52";
  Save(other);

  EXPECT_EQ(ListSkus("", "HÖFNER", 9), Skus{"SG-61"});
  EXPECT_EQ(ListSkus("", "sg-", 9), Skus{"SG-61"});
  EXPECT_EQ(ListSkus("", "0% t", 9), Skus{"TELE"});
  EXPECT_EQ(ListSkus("", "_", 9), Skus{"TELE"});  // Not a wildcard.
}

TEST_P(ProductTableTest, ListsADirtyProductOnceUntilItIsCleared) {
  for (const char* sku : {"A", "B", "C"}) {
    Save(FullProduct(sku, clock.Now()));
  }
  Do([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.products.MarkDirty(Sku("B")));
    return tx.products.MarkDirty(Sku("B"));
  });
  EXPECT_EQ(Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 9); }), std::vector{Sku("B")});

  Do([](Transaction& tx) { return tx.products.MarkAllDirty(); });
  EXPECT_EQ(Do([](Transaction& tx) { return tx.products.ListDirty(Sku("A"), 1); }), std::vector{Sku("B")});

  Do([](Transaction& tx) { return tx.products.ClearDirty(Sku("B")); });
  EXPECT_EQ(Do([](Transaction& tx) { return tx.products.ListDirty(Sku(), 9); }), (std::vector{Sku("A"), Sku("C")}));
}

}  // namespace
}  // namespace riff
