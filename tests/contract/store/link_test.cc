#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

const ListingKey kOne{kReverbSandbox, RemoteId("1")};
const ListingKey kTwo{kReverbSandbox, RemoteId("2")};
const ListingKey kProduction{kReverbProduction, RemoteId("7")};

class LinkTableTest : public StoreContract {
 protected:
  void Save(const Link& link) {
    Do([&](Transaction& tx) { return tx.links.Save(link); });
  }
  std::optional<Link> Of(const ListingKey& key) {
    return Do([&](Transaction& tx) { return tx.links.Of(key); });
  }
};
RIFF_STORE_SUITE(LinkTableTest);

TEST_P(LinkTableTest, KeepsEveryField) {
  const Link link{kOne, Sku("SG-61"), LinkSource::kMatcher, 0.1 + 0.2, clock.Now()};
  Save(link);

  EXPECT_EQ(Of(kOne), link);
  EXPECT_EQ(Of(kTwo), std::nullopt);
}

TEST_P(LinkTableTest, HasOneLinkAListing) {
  Save({kOne, Sku("SG-61"), LinkSource::kMatcher, 0.8, clock.Now()});
  const Link manual{kOne, Sku("TELE"), LinkSource::kManual, 1.0, At(1)};
  Save(manual);

  EXPECT_EQ(Of(kOne), manual);
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.links.OfProduct(Sku("SG-61")); }).empty());
}

TEST_P(LinkTableTest, ListsAProductsLinksByListing) {
  Save({kTwo, Sku("SG-61"), LinkSource::kSku, 1.0, clock.Now()});
  Save({kOne, Sku("SG-61"), LinkSource::kSku, 1.0, clock.Now()});

  const std::vector<Link> links = Do([](Transaction& tx) { return tx.links.OfProduct(Sku("SG-61")); });
  ASSERT_EQ(links.size(), 2u);
  EXPECT_EQ(links[0].listing, kOne);
  EXPECT_EQ(links[1].listing, kTwo);
}

TEST_P(LinkTableTest, RemembersARefusedPairAndRemovesItsLink) {
  Save({kOne, Sku("SG-61"), LinkSource::kMatcher, 0.8, clock.Now()});
  const auto rejected = [&](const ListingKey& key, const char* sku) {
    return Do([&](Transaction& tx) { return tx.links.IsRejected(key, Sku(sku)); });
  };

  Do([&](Transaction& tx) { return tx.links.Reject(kOne, Sku("SG-61"), clock.Now()); });
  Do([&](Transaction& tx) { return tx.links.Reject(kOne, Sku("SG-61"), At(1)); });

  EXPECT_EQ(Of(kOne), std::nullopt);
  EXPECT_TRUE(rejected(kOne, "SG-61"));
  EXPECT_FALSE(rejected(kOne, "TELE"));
  EXPECT_FALSE(rejected(kTwo, "SG-61"));
}

TEST_P(LinkTableTest, KeepsALinkToAnotherProductWhenAPairIsRefused) {
  Save({kOne, Sku("TELE"), LinkSource::kManual, 1.0, clock.Now()});
  Do([&](Transaction& tx) { return tx.links.Reject(kOne, Sku("SG-61"), clock.Now()); });

  EXPECT_TRUE(Of(kOne).has_value());
}

TEST_P(LinkTableTest, RemembersThatAListingIsNotOurs) {
  Save({kOne, Sku("SG-61"), LinkSource::kMatcher, 0.8, clock.Now()});

  Do([&](Transaction& tx) { return tx.links.MarkNotOurs(kOne, "a friend's", clock.Now()); });

  EXPECT_TRUE(Do([](Transaction& tx) { return tx.links.IsNotOurs(kOne); }));
  EXPECT_FALSE(Do([](Transaction& tx) { return tx.links.IsNotOurs(kTwo); }));
  EXPECT_EQ(Do([](Transaction& tx) { return tx.links.NotOursSince(kOne); }), clock.Now());
  EXPECT_EQ(Do([](Transaction& tx) { return tx.links.NotOursSince(kTwo); }), std::nullopt);
  EXPECT_EQ(Of(kOne), std::nullopt);
}

using CounterpartTableTest = StoreContract;
RIFF_STORE_SUITE(CounterpartTableTest);

TEST_P(CounterpartTableTest, KeepsEveryFieldAndFindsItFromBothSides) {
  const Counterpart counterpart{kProduction, kOne, Sku("SG-61"), clock.Now()};
  Do([&](Transaction& tx) { return tx.counterparts.Save(counterpart); });

  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfProduction(kProduction); }), counterpart);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfSandbox(kOne); }), counterpart);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfProduction(kOne); }), std::nullopt);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.CountOf(Platform::kReverb); }), 1);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.CountOf(Platform::kEbay); }), 0);
}

TEST_P(CounterpartTableTest, ReplacesTheSamePair) {
  const Counterpart later{kProduction, kOne, Sku("TELE"), At(1)};
  Do([&](Transaction& tx) { return tx.counterparts.Save({kProduction, kOne, Sku("SG-61"), clock.Now()}); });
  Do([&](Transaction& tx) { return tx.counterparts.Save(later); });

  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfSandbox(kOne); }), later);
}

TEST_P(CounterpartTableTest, RefusesASideThatIsTaken) {
  const Counterpart first{kProduction, kOne, Sku("SG-61"), clock.Now()};
  Do([&](Transaction& tx) { return tx.counterparts.Save(first); });
  const Counterpart second_sandbox{kProduction, kTwo, Sku("SG-61"), clock.Now()};
  const Counterpart second_production{{kReverbProduction, RemoteId("8")}, kOne, Sku("SG-61"), clock.Now()};

  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.counterparts.Save(second_sandbox); }), ErrorKind::kConflict);
  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.counterparts.Save(second_production); }), ErrorKind::kConflict);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.counterparts.OfProduction(kProduction); }), first);
}

}  // namespace
}  // namespace riff
