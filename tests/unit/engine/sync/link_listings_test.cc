#include "engine/sync/link_listings.h"

#include <gtest/gtest.h>

#include "engine/sync/link_by_hand.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class LinkListingsTest : public testing::Test {
 protected:
  LinkListingsTest() : reverb(rig.Open(kReverb)), ebay(rig.Open(kEbay)), sandbox(rig.Open(kReverbSandbox)) {}

  bool IsLinked(Channel channel, const RemoteId& id) { return rig.LinkOf(channel, id).has_value(); }

  ShopRig rig;
  FakeMarketplace& reverb;
  FakeMarketplace& ebay;
  FakeMarketplace& sandbox;
};

TEST_F(LinkListingsTest, TiesAListingToTheProductWithItsSku) {
  rig.AddProduct("SG-61", 1);
  const RemoteId id = reverb.List({.sku = "SG-61"});

  rig.Sync();

  const Link link = rig.LinkOf(kReverb, id).value();
  EXPECT_EQ(link.product, Sku("SG-61"));
  EXPECT_EQ(link.source, LinkSource::kSku);
}

TEST_F(LinkListingsTest, MakesAProductOfAProductionListingAndTiesAllItsSiblings) {
  const RemoteId on_reverb = reverb.List({.sku = "SG-61"});
  const RemoteId on_ebay = ebay.List({.sku = "SG-61"});
  const RemoteId on_sandbox = sandbox.List({.sku = "SG-61"});

  const RunReport report = rig.Sync();

  ASSERT_TRUE(rig.ProductOf("SG-61").has_value());
  EXPECT_TRUE(IsLinked(kReverb, on_reverb));
  EXPECT_TRUE(IsLinked(kEbay, on_ebay));
  EXPECT_TRUE(IsLinked(kReverbSandbox, on_sandbox));
  EXPECT_EQ(report.todo.opened, 0);
}

TEST_F(LinkListingsTest, ASandboxListingMakesNoProduct) {
  sandbox.List({.sku = "SG-61", .title = "A thing of the sandbox"});

  rig.Sync();

  EXPECT_FALSE(rig.ProductOf("SG-61").has_value());
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});
}

TEST_F(LinkListingsTest, FromCanaryOnAProductionListingMakesNoProduct) {
  rig.SetStage(Platform::kReverb, Stage::kLive);
  reverb.List({.sku = "SG-61", .title = "Something else"});

  rig.Sync();

  EXPECT_FALSE(rig.ProductOf("SG-61").has_value());
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});
}

TEST_F(LinkListingsTest, ABlankSkuIsReviewedWithTheProductsItsTitleIsLike) {
  rig.AddProduct("JM-64", 1, ProductKind::kUnique, "Fender Jazzmaster 1964 Sunburst");
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
  const RemoteId id = reverb.List({.sku = "", .title = "1964 Fender Jazzmaster sunburst"});

  rig.Sync();

  EXPECT_FALSE(IsLinked(kReverb, id));
  const TodoItem item = rig.TodoOf(TodoType::kMatchReview).value();
  ASSERT_EQ(item.finding.candidates.size(), 1u);
  EXPECT_TRUE(item.finding.candidates.front().starts_with("JM-64 ("));
}

TEST_F(LinkListingsTest, OneSkuOnTwoListingsIsOneItemAndTiesNeither) {
  rig.AddProduct("SG-61", 1);
  const RemoteId first = reverb.List({.sku = "SG-61"});
  const RemoteId second = reverb.List({.sku = "SG-61", .title = "Another one"});

  rig.Sync();

  EXPECT_FALSE(IsLinked(kReverb, first));
  EXPECT_FALSE(IsLinked(kReverb, second));
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"duplicate_listing"});
  const TodoItem item = rig.OpenTodos().front();
  EXPECT_NE(item.finding.observed.find(first.text()), std::string::npos);
  EXPECT_NE(item.finding.observed.find(second.text()), std::string::npos);
}

TEST_F(LinkListingsTest, ADuplicateThatIsEndedFreesTheOther) {
  rig.AddProduct("SG-61", 1);
  const RemoteId first = reverb.List({.sku = "SG-61"});
  reverb.List({.sku = "SG-61"});
  rig.Sync();
  reverb.End("SG-61");  // The first that shows it.

  rig.SyncAfter(minutes(5));

  EXPECT_FALSE(IsLinked(kReverb, first));
  EXPECT_EQ(rig.CountTodos(TodoType::kDuplicateListing), 1);
  EXPECT_EQ(rig.TodoOf(TodoType::kDuplicateListing)->status, TodoStatus::kResolved);
}

TEST_F(LinkListingsTest, ARecasedSkuIsReviewedAndMakesNoSecondProduct) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
  const RemoteId id = reverb.List({.sku = "sg-61 ", .title = "Something quite different"});

  rig.Sync();

  EXPECT_FALSE(IsLinked(kReverb, id));
  EXPECT_FALSE(rig.ProductOf("sg-61 ").has_value());
  const TodoItem item = rig.TodoOf(TodoType::kMatchReview).value();
  ASSERT_EQ(item.finding.candidates.size(), 1u);
  EXPECT_NE(item.finding.candidates.front().find("SG-61 (100 %)"), std::string::npos);
}

TEST_F(LinkListingsTest, ASkuWithAMarkOfAChannelOrRelistingIsReviewedAndMakesNoSecondProduct) {
  for (const char* sku : {"SG-61-R1", "RIFF-SG-61", "REV-SG-61", "EBY-SG-61", "rev_sg61_r2"}) {
    ShopRig other;
    FakeMarketplace& market = other.Open(kEbay);
    other.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
    const RemoteId id = market.List({.sku = sku, .title = "Gibson SG 1961 Cherry"});

    other.Sync();

    EXPECT_FALSE(other.LinkOf(kEbay, id).has_value()) << sku;
    EXPECT_FALSE(other.ProductOf(sku).has_value()) << sku;
    const TodoItem item = other.TodoOf(TodoType::kMatchReview).value();
    ASSERT_EQ(item.finding.candidates.size(), 1u) << sku;
    EXPECT_NE(item.finding.candidates.front().find("SG-61 (100 %): its SKU but for"), std::string::npos)
        << item.finding.candidates.front();
  }
}

TEST_F(LinkListingsTest, AMarkedSkuOfAnUnlikeThingIsOnlyAskedAbout) {
  rig.AddProduct("REV-1042", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
  ebay.List({.sku = "EBY-1042", .title = "Boss CE-2 Chorus"});

  rig.Sync();

  const TodoItem item = rig.TodoOf(TodoType::kMatchReview).value();
  ASSERT_EQ(item.finding.candidates.size(), 1u);
  EXPECT_TRUE(item.finding.candidates.front().starts_with("REV-1042 (50 %)")) << item.finding.candidates.front();
}

TEST_F(LinkListingsTest, OneSkuInTwoSpellingsOnOneChannelTiesNeither) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG 1961 Cherry");
  const RemoteId exact = reverb.List({.sku = "SG-61", .title = "One red guitar"});
  const RemoteId recased = reverb.List({.sku = "sg61", .title = "Another thing"});
  const RemoteId elsewhere = ebay.List({.sku = "SG-61", .title = "One red guitar"});

  rig.Sync();

  EXPECT_FALSE(IsLinked(kReverb, exact));
  EXPECT_FALSE(IsLinked(kReverb, recased));
  EXPECT_TRUE(IsLinked(kEbay, elsewhere));
  EXPECT_EQ(rig.OpenTodoTypes(), (std::vector<std::string>{"match_review", "match_review"}));
}

TEST_F(LinkListingsTest, ASkuThatSaysNoneIsTakenAsBlank) {
  rig.AddProduct("JM-64", 1, ProductKind::kUnique, "Fender Jazzmaster 1964 Sunburst");
  reverb.List({.sku = "N/A", .title = "1964 Fender Jazzmaster sunburst"});
  ebay.List({.sku = "Does not apply", .title = "A spoon"});

  rig.Sync();

  EXPECT_FALSE(rig.ProductOf("N/A").has_value());
  EXPECT_FALSE(rig.ProductOf("Does not apply").has_value());
  EXPECT_TRUE(rig.TodoOf(TodoType::kMatchReview).has_value());
  EXPECT_TRUE(rig.TodoOf(TodoType::kNewOnChannel).has_value());
}

TEST_F(LinkListingsTest, WhatAPersonRefusedIsNotProposedAgain) {
  rig.AddProduct("JM-64", 1, ProductKind::kUnique, "Fender Jazzmaster 1964 Sunburst");
  rig.AddProduct("JM-64-B", 1, ProductKind::kUnique, "Fender Jazzmaster 1964 Sunburst");
  const RemoteId id = reverb.List({.sku = "", .title = "1964 Fender Jazzmaster sunburst"});
  rig.Sync();
  ASSERT_EQ(rig.TodoOf(TodoType::kMatchReview)->finding.candidates.size(), 2u);
  rig.Do([&](Transaction& tx) { return UnlinkByHand(tx, ListingKey{kReverb, id}, Sku("JM-64"), rig.Alice()); });

  rig.SyncAfter(minutes(5));

  const TodoItem item = rig.TodoOf(TodoType::kMatchReview).value();
  ASSERT_EQ(item.finding.candidates.size(), 1u);
  EXPECT_TRUE(item.finding.candidates.front().starts_with("JM-64-B ("));
}

TEST_F(LinkListingsTest, AWeakCandidateIsToldWithoutAskingForAMatch) {
  rig.AddProduct("JM-64", 1, ProductKind::kUnique, "Fender Jazzmaster 1964 Sunburst");
  sandbox.List({.sku = "", .title = "Neck plate with screws for Fender guitars, chrome, new in its box"});

  rig.Sync();

  const TodoItem item = rig.TodoOf(TodoType::kNewOnChannel).value();
  ASSERT_EQ(item.finding.candidates.size(), 1u);
  EXPECT_NE(item.finding.candidates.front().find("fender"), std::string::npos) << item.finding.candidates.front();
}

TEST_F(LinkListingsTest, ARefusedPairStaysRefused) {
  rig.AddProduct("SG-61", 1);
  const RemoteId id = reverb.List({.sku = "SG-61"});
  rig.Sync();
  const ListingKey key{kReverb, id};
  rig.Do([&](Transaction& tx) { return UnlinkByHand(tx, key, Sku("SG-61"), rig.Alice()); });

  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));

  EXPECT_FALSE(IsLinked(kReverb, id));
}

TEST_F(LinkListingsTest, AListingThatIsNotOursIsLeftAlone) {
  const RemoteId id = sandbox.List({.sku = "", .title = "A friend's guitar"});
  rig.Sync();
  ASSERT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"new_on_channel"});
  rig.Do([&](Transaction& tx) {
    return tx.links.MarkNotOurs(ListingKey{kReverbSandbox, id}, "a friend's", rig.clock.Now());
  });

  rig.SyncAfter(minutes(5));

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_FALSE(IsLinked(kReverbSandbox, id));
}

TEST_F(LinkListingsTest, AnEndedListingOfAnUnknownProductIsNoItem) {
  reverb.List({.sku = "OLD-1", .quantity = 0, .status = ListingStatus::kEnded});

  rig.Sync();

  EXPECT_TRUE(rig.OpenTodos().empty());
  EXPECT_FALSE(rig.ProductOf("OLD-1").has_value());
}

TEST_F(LinkListingsTest, ARepeatLinksNothingTwice) {
  rig.AddProduct("SG-61", 1);
  reverb.List({.sku = "SG-61"});
  rig.Sync();

  const LinkCounts again = Must(LinkListings(*rig.store, rig.run, rig.shop));

  EXPECT_EQ(again.linked, 0);
  EXPECT_EQ(again.imported, 0);
}

class LinkByHandTest : public LinkListingsTest {};

TEST_F(LinkByHandTest, TiesAndRepeatsHarmlessly) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  const RemoteId id = reverb.List({.sku = "", .title = "A red one"});
  rig.Sync();
  const ListingKey key{kReverb, id};

  rig.Do([&](Transaction& tx) { return LinkByHand(tx, key, Sku("SG-61"), rig.Alice()); });
  rig.Do([&](Transaction& tx) { return LinkByHand(tx, key, Sku("SG-61"), rig.Alice()); });

  EXPECT_EQ(rig.LinkOf(kReverb, id)->source, LinkSource::kManual);
}

TEST_F(LinkByHandTest, RefusesASecondLiveListingOfTheProductOnTheChannel) {
  rig.AddProduct("SG-61", 1, ProductKind::kUnique, "Gibson SG");
  reverb.List({.sku = "SG-61", .title = "Gibson SG"});
  const RemoteId other = reverb.List({.sku = "", .title = "A red one"});
  rig.Sync();

  const Result<void> refused = rig.store->Transact(
      [&](Transaction& tx) { return LinkByHand(tx, ListingKey{kReverb, other}, Sku("SG-61"), rig.Alice()); });

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kConflict);
}

TEST_F(LinkByHandTest, SaysWhatIsNotThere) {
  rig.AddProduct("SG-61", 1);
  for (const auto& [remote, sku] : {std::pair{"404", "SG-61"}, std::pair{"404", "NO-1"}}) {
    const Result<void> missing = rig.store->Transact([&, id = remote, product = sku](Transaction& tx) {
      return LinkByHand(tx, ListingKey{kReverb, RemoteId(id)}, Sku(product), rig.Alice());
    });
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace riff
