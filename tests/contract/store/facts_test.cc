#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

const ListingKey kOne{kReverbSandbox, RemoteId("1")};
const ListingKey kTwo{kReverbSandbox, RemoteId("2")};
const ListingKey kThree{kEbayProduction, RemoteId("3")};

class FactsTableTest : public StoreContract {
 protected:
  void SaveProduct(const std::string& sku) {
    Do([&](Transaction& tx) { return tx.products.Save(FullProduct(sku, clock.Now())); });
  }
  void SaveListing(const ListingKey& key, const std::string& sku) {
    Do([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(tx.listings.Save(FullListing(key, clock.Now())));
      return tx.links.Save({key, Sku(sku), LinkSource::kSku, 1.0, clock.Now()});
    });
  }
  void Post(const Movement& movement) {
    Do([&](Transaction& tx) { return tx.ledger.Post(movement); });
  }
  TodoId RaiseTodo(const std::string& sku, TodoType type, TodoStatus status) {
    TodoItem item;
    item.fingerprint = Fingerprint(sku + std::string(ToString(type)) + std::string(ToString(status)));
    item.finding.type = type;
    item.finding.sku = Sku(sku);
    item.status = status;
    return Do([&](Transaction& tx) { return tx.todos.Save(item); });
  }
  ProductFacts Of(const std::string& sku) {
    return Do([&](Transaction& tx) { return tx.facts.Of(Sku(sku)); }).value_or(ProductFacts{});
  }

  // What ForEach visits, "SKU: listing listing".
  std::vector<std::string> Visit(FactsScope scope, const std::string& after, std::size_t limit) {
    std::vector<std::string> visited;
    last = Do([&](Transaction& tx) {
      return tx.facts.ForEach(scope, Sku(after), limit, [&](const ProductFacts& facts) -> Result<void> {
        std::string line = facts.product.sku.text() + ":";
        for (const LinkedListing& linked : facts.listings) {
          line += " " + linked.listing.key.remote.text();
        }
        visited.push_back(line);
        return {};
      });
    });
    return visited;
  }

  Sku last;
};
RIFF_STORE_SUITE(FactsTableTest);

using Lines = std::vector<std::string>;

TEST_P(FactsTableTest, GathersAllThatIsKnownOfAProduct) {
  SaveProduct("SG-61");
  SaveListing(kOne, "SG-61");
  SaveListing(kThree, "SG-61");
  Write write = FullWrite(kOne, "k", clock.Now());
  write.id = Do([&](Transaction& tx) { return tx.outbox.Insert(write); });
  Post(Moved(World::kReal, "SG-61", Account::kSupply, Account::kAvailable, kLarge, "r"));
  Post(Moved(World::kSandbox, "SG-61", Account::kAvailable, Account::kCommitted, 2, "s"));

  const ProductFacts facts = Of("SG-61");

  Product expected = FullProduct("SG-61", clock.Now());
  expected.content = ListingContent{};
  expected.content.title = FullContent().title;
  EXPECT_EQ(facts.product, expected);
  EXPECT_EQ(facts.real, (Balance{Quantity(kLarge), {}, {}, {}}));
  EXPECT_EQ(facts.sandbox, (Balance{Quantity(-2), {}, Quantity(2), {}}));
  EXPECT_TRUE(facts.stock_known);
  EXPECT_FALSE(facts.protect);
  EXPECT_EQ(facts.sold_at_production, std::nullopt);
  ASSERT_EQ(facts.listings.size(), 2u);
  EXPECT_EQ(facts.listings[0].listing, FullListing(kThree, clock.Now()));
  EXPECT_EQ(facts.listings[0].open, std::nullopt);
  EXPECT_EQ(facts.listings[1].listing, FullListing(kOne, clock.Now()));
  EXPECT_EQ(facts.listings[1].open, write);
}

TEST_P(FactsTableTest, KnowsNoStockBeforeTheFirstRealMovement) {
  SaveProduct("SG-61");
  Post(Moved(World::kSandbox, "SG-61", Account::kSupply, Account::kAvailable, 1, "s"));
  EXPECT_FALSE(Of("SG-61").stock_known);

  Post(Moved(World::kReal, "SG-61", Account::kSupply, Account::kAvailable, 1, "r"));
  EXPECT_TRUE(Of("SG-61").stock_known);
}

TEST_P(FactsTableTest, ShowsAWriteOnlyWhileItIsOpen) {
  SaveProduct("SG-61");
  SaveListing(kOne, "SG-61");
  Write write = FullWrite(kOne, "k", clock.Now());
  write.id = Do([&](Transaction& tx) { return tx.outbox.Insert(write); });
  write.state = WriteState::kConfirmed;
  Do([&](Transaction& tx) { return tx.outbox.Settle(write); });

  EXPECT_EQ(Of("SG-61").listings[0].open, std::nullopt);
}

TEST_P(FactsTableTest, ProtectsAProductWithACertainTodoThatWaits) {
  for (const char* sku : {"A", "B", "C", "D"}) {
    SaveProduct(sku);
  }
  RaiseTodo("A", TodoType::kDoubleSale, TodoStatus::kOpen);
  RaiseTodo("B", TodoType::kEndedUnexplained, TodoStatus::kSnoozed);
  RaiseTodo("C", TodoType::kDoubleSale, TodoStatus::kResolved);
  RaiseTodo("D", TodoType::kPriceMismatch, TodoStatus::kOpen);

  EXPECT_TRUE(Of("A").protect);
  EXPECT_TRUE(Of("B").protect);
  EXPECT_FALSE(Of("C").protect);
  EXPECT_FALSE(Of("D").protect);
}

TEST_P(FactsTableTest, KnowsTheLastSaleInEachEnvironment) {
  SaveProduct("SG-61");
  TakenLine line;
  line.channel = kReverbSandbox;
  line.order = OrderId("o");
  line.line.id = OrderLineId("l");
  line.product = Sku("SG-61");
  line.taken_at = At(3);
  Do([&](Transaction& tx) { return tx.orders.SaveLine(line); });

  EXPECT_EQ(Of("SG-61").sold_at_sandbox, At(3));
  EXPECT_EQ(Of("SG-61").sold_at_production, std::nullopt);
}

TEST_P(FactsTableTest, KnowsNothingOfAProductThatIsNotThere) {
  EXPECT_FALSE(Do([](Transaction& tx) { return tx.facts.Of(Sku("SG-61")); }).has_value());
}

TEST_P(FactsTableTest, VisitsEveryProductInOrderWithItsListings) {
  for (const char* sku : {"C", "A", "B"}) {
    SaveProduct(sku);
  }
  SaveListing(kTwo, "C");
  SaveListing(kOne, "A");
  SaveListing(kThree, "C");
  SaveListing({kReverbSandbox, RemoteId("9")}, "AA");  // No such product.
  Do([&](Transaction& tx) { return tx.listings.Save(FullListing({kReverbSandbox, RemoteId("8")}, clock.Now())); });

  EXPECT_EQ(Visit(FactsScope::kAll, "", 99), (Lines{"A: 1", "B:", "C: 3 2"}));
  EXPECT_EQ(last, Sku("C"));
}

TEST_P(FactsTableTest, GoesOnAfterTheLastProductOfAPage) {
  for (const char* sku : {"A", "B", "C"}) {
    SaveProduct(sku);
  }
  SaveListing(kOne, "A");
  SaveListing(kTwo, "C");

  EXPECT_EQ(Visit(FactsScope::kAll, "", 2), (Lines{"A: 1", "B:"}));
  EXPECT_EQ(last, Sku("B"));
  EXPECT_EQ(Visit(FactsScope::kAll, "B", 2), Lines{"C: 2"});
  EXPECT_EQ(Visit(FactsScope::kAll, "C", 2), Lines{});
  EXPECT_EQ(last, Sku());
}

TEST_P(FactsTableTest, VisitsOnlyDirtyProductsWhenAskedTo) {
  for (const char* sku : {"A", "B", "C"}) {
    SaveProduct(sku);
  }
  SaveListing(kOne, "A");
  SaveListing(kTwo, "B");
  SaveListing(kThree, "C");
  Do([](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.products.MarkDirty(Sku("C")));
    RIFF_TRY(tx.products.MarkDirty(Sku("B")));
    return tx.products.MarkDirty(Sku("NONE"));
  });

  EXPECT_EQ(Visit(FactsScope::kDirty, "", 99), (Lines{"B: 2", "C: 3"}));
  EXPECT_EQ(Visit(FactsScope::kDirty, "B", 99), Lines{"C: 3"});
}

TEST_P(FactsTableTest, LeavesNothingOfOneProductInTheFactsOfTheNext) {
  SaveProduct("A");
  SaveProduct("B");
  SaveListing(kOne, "A");
  SaveListing(kThree, "A");
  SaveListing(kTwo, "B");
  Do([&](Transaction& tx) { return tx.outbox.Insert(FullWrite(kThree, "k", clock.Now())); });
  Listing bare = FullListing(kTwo, clock.Now());
  bare.acked.reset();
  bare.desired.reset();
  bare.observed.price.reset();
  Do([&](Transaction& tx) { return tx.listings.Save(bare); });
  Post(Moved(World::kReal, "A", Account::kSupply, Account::kAvailable, 1, "r"));
  RaiseTodo("A", TodoType::kDoubleSale, TodoStatus::kOpen);

  std::vector<ProductFacts> visited;
  Do([&](Transaction& tx) {
    return tx.facts.ForEach(FactsScope::kAll, Sku(), 9, [&](const ProductFacts& facts) -> Result<void> {
      visited.push_back(facts);
      return {};
    });
  });

  ASSERT_EQ(visited.size(), 2u);
  EXPECT_EQ(visited[0].listings[0].listing, FullListing(kThree, clock.Now()));
  EXPECT_TRUE(visited[0].listings[0].open.has_value());
  ASSERT_EQ(visited[1].listings.size(), 1u);
  EXPECT_EQ(visited[1].listings[0].listing, bare);
  EXPECT_EQ(visited[1].listings[0].open, std::nullopt);
  EXPECT_EQ(visited[1].real, Balance{});
  EXPECT_FALSE(visited[1].stock_known);
  EXPECT_FALSE(visited[1].protect);
}

TEST_P(FactsTableTest, StopsWithTheVisitorsError) {
  SaveProduct("A");
  SaveProduct("B");
  int visits = 0;

  const ErrorKind kind = ErrorOf([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.facts.ForEach(FactsScope::kAll, Sku(), 9, [&](const ProductFacts&) -> Result<void> {
      ++visits;
      return Fail(ErrorKind::kRejected, "enough");
    }));
    return {};
  });

  EXPECT_EQ(kind, ErrorKind::kRejected);
  EXPECT_EQ(visits, 1);
}

TEST_P(FactsTableTest, AllowsAnotherLookInsideAVisit) {
  SaveProduct("A");
  SaveProduct("B");
  SaveListing(kOne, "A");
  SaveListing(kTwo, "B");

  Do([&](Transaction& tx) {
    return tx.facts.ForEach(FactsScope::kAll, Sku(), 9, [&](const ProductFacts& facts) -> Result<void> {
      int inner = 0;
      RIFF_TRY(tx.facts.ForEach(FactsScope::kAll, Sku(), 9, [&](const ProductFacts&) -> Result<void> {
        ++inner;
        return {};
      }));
      EXPECT_EQ(inner, 2);
      EXPECT_EQ(facts.listings.size(), 1u);
      return {};
    });
  });
}

}  // namespace
}  // namespace riff
