#include <limits>

#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

const ListingKey kOne{kReverbSandbox, RemoteId("1")};
const ListingKey kTwo{kReverbSandbox, RemoteId("2")};

class ListingTableTest : public StoreContract {
 protected:
  void Save(const Listing& listing) {
    Do([&](Transaction& tx) { return tx.listings.Save(listing); });
  }
  std::optional<Listing> Find(const ListingKey& key) {
    return Do([&](Transaction& tx) { return tx.listings.Find(key); });
  }
  std::vector<ListingKey> List(const ListingFilter& filter, const std::optional<ListingKey>& after, std::size_t limit) {
    return KeysOf(Do([&](Transaction& tx) { return tx.listings.List(filter, after, limit); }));
  }
  void LinkTo(const ListingKey& key, const std::string& sku) {
    Do([&](Transaction& tx) { return tx.links.Save({key, Sku(sku), LinkSource::kSku, 1.0, clock.Now()}); });
  }
  static std::vector<ListingKey> KeysOf(const std::vector<Listing>& listings) {
    std::vector<ListingKey> keys;
    for (const Listing& listing : listings) {
      keys.push_back(listing.key);
    }
    return keys;
  }
};
RIFF_STORE_SUITE(ListingTableTest);

using Keys = std::vector<ListingKey>;

TEST_P(ListingTableTest, KeepsEveryField) {
  const Listing listing = FullListing(kOne, clock.Now());
  Save(listing);

  EXPECT_EQ(Find(kOne), listing);
}

TEST_P(ListingTableTest, KeepsWhatIsNotKnownApartFromZero) {
  Listing listing = FullListing(kOne, clock.Now());
  listing.observed.quantity.reset();
  listing.observed.price.reset();
  listing.quantity_max.reset();
  listing.acked.reset();
  listing.desired.reset();
  Save(listing);

  EXPECT_EQ(Find(kOne), listing);
}

TEST_P(ListingTableTest, ReplacesByKeyAndKeepsItsProduct) {
  Save(FullListing(kOne, clock.Now()));
  LinkTo(kOne, "SG-61");
  Listing changed = FullListing(kOne, At(5));
  changed.acked.reset();
  changed.title = "changed";
  Save(changed);

  EXPECT_EQ(Find(kOne), changed);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku("SG-61")); }), std::vector{changed});
}

TEST_P(ListingTableTest, BelongsToTheProductOfItsLinkWhicheverCameFirst) {
  LinkTo(kOne, "SG-61");
  Save(FullListing(kOne, clock.Now()));
  Save(FullListing(kTwo, clock.Now()));
  LinkTo(kTwo, "SG-61");

  EXPECT_EQ(KeysOf(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku("SG-61")); })), (Keys{kOne, kTwo}));

  LinkTo(kOne, "TELE");
  Do([&](Transaction& tx) { return tx.links.Reject(kTwo, Sku("SG-61"), clock.Now()); });

  EXPECT_EQ(KeysOf(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku("TELE")); })), Keys{kOne});
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku("SG-61")); }).empty());
  EXPECT_TRUE(Do([](Transaction& tx) { return tx.listings.OfProduct(Sku()); }).empty());
}

TEST_P(ListingTableTest, IsFoundByItsHandleOnItsChannelOnly) {
  Listing bare = FullListing(kTwo, clock.Now());
  bare.handle = "";
  Save(FullListing(kOne, clock.Now()));
  Save(bare);

  const auto by = [&](Channel channel, const char* handle) {
    return Do([&](Transaction& tx) { return tx.listings.FindByHandle(channel, handle); });
  };
  ASSERT_TRUE(by(kReverbSandbox, "handle of 1").has_value());
  EXPECT_EQ(by(kReverbSandbox, "handle of 1")->key, kOne);
  EXPECT_EQ(by(kReverbProduction, "handle of 1"), std::nullopt);
  EXPECT_EQ(by(kReverbSandbox, ""), std::nullopt);
}

TEST_P(ListingTableTest, IsFoundByTheSkuItShows) {
  Listing ended = FullListing(kTwo, clock.Now());
  ended.observed.status = ListingStatus::kEnded;
  Save(FullListing(kOne, clock.Now()));
  Save(ended);

  const auto shown = [&](Channel channel, const char* sku) {
    return KeysOf(Do([&](Transaction& tx) { return tx.listings.WithSkuShown(channel, Sku(sku)); }));
  };
  EXPECT_EQ(shown(kReverbSandbox, "shown-é"), (Keys{kOne, kTwo}));
  EXPECT_EQ(shown(kReverbSandbox, "shown"), Keys{});
  EXPECT_EQ(shown(kReverbProduction, "shown-é"), Keys{});
}

TEST_P(ListingTableTest, PagesByChannelAndRemoteId) {
  const ListingKey ebay{kEbayProduction, RemoteId("9")};
  const ListingKey production{kReverbProduction, RemoteId("5")};
  for (const ListingKey& key : {kTwo, production, kOne, ebay}) {
    Save(FullListing(key, clock.Now()));
  }

  EXPECT_EQ(List({}, std::nullopt, 2), (Keys{ebay, production}));
  EXPECT_EQ(List({}, production, 9), (Keys{kOne, kTwo}));
  ListingFilter sandbox;
  sandbox.channel = kReverbSandbox;
  EXPECT_EQ(List(sandbox, std::nullopt, 1), Keys{kOne});
  EXPECT_EQ(List(sandbox, ebay, 9), (Keys{kOne, kTwo}));
  EXPECT_EQ(List(sandbox, kOne, 9), Keys{kTwo});
  ListingFilter first;
  first.channel = kEbayProduction;
  EXPECT_EQ(List(first, std::nullopt, 9), Keys{ebay});
}

TEST_P(ListingTableTest, FiltersByProductByTextAndByMissingLink) {
  Save(FullListing(kOne, clock.Now()));
  Save(FullListing(kTwo, clock.Now()));
  LinkTo(kOne, "SG-61");

  ListingFilter product;
  product.product = Sku("SG-61");
  EXPECT_EQ(List(product, std::nullopt, 9), Keys{kOne});
  EXPECT_EQ(List(product, kOne, 9), Keys{});
  ListingFilter unlinked;
  unlinked.unlinked_only = true;
  EXPECT_EQ(List(unlinked, std::nullopt, 9), Keys{kTwo});
  ListingFilter neither = product;
  neither.unlinked_only = true;
  EXPECT_EQ(List(neither, std::nullopt, 9), Keys{});
  ListingFilter text;
  text.text = "title OF 2";
  EXPECT_EQ(List(text, std::nullopt, 9), Keys{kTwo});
  text.text = "sg-6";
  EXPECT_EQ(List(text, std::nullopt, 9), Keys{kOne});
}

TEST_P(ListingTableTest, NamesThoseThatASweepDidNotShow) {
  Listing old = FullListing(kOne, clock.Now());
  old.seen_sweep = 4;
  Listing gone = FullListing({kReverbSandbox, RemoteId("3")}, clock.Now());
  gone.seen_sweep = 4;
  gone.observed.status = ListingStatus::kGone;
  Listing seen = FullListing(kTwo, clock.Now());
  seen.seen_sweep = 5;
  for (const Listing& listing : {old, gone, seen}) {
    Save(listing);
  }
  const auto missing = [&](const char* after) {
    return KeysOf(Do([&](Transaction& tx) { return tx.listings.NotSeenIn(kReverbSandbox, 5, RemoteId(after), 9); }));
  };

  EXPECT_EQ(missing(""), Keys{kOne});
  EXPECT_EQ(missing("1"), Keys{});
}

TEST_P(ListingTableTest, MarksAListingSeenWithoutTouchingTheRest) {
  Listing listing = FullListing(kOne, clock.Now());
  Save(listing);
  Do([&](Transaction& tx) { return tx.listings.MarkSeen(kOne, At(9), kLarge + 1, 8); });

  listing.observed_at = At(9);
  listing.seen_sweep = kLarge + 1;
  listing.agreeing_reads = 8;
  EXPECT_EQ(Find(kOne), listing);
  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.listings.MarkSeen(kTwo, At(9), 1, 1); }), ErrorKind::kNotFound);
}

TEST_P(ListingTableTest, CountsThoseOfAChannelAndTheLiveOnes) {
  Listing paused = FullListing(kTwo, clock.Now());
  paused.observed.status = ListingStatus::kPaused;
  Save(FullListing(kOne, clock.Now()));
  Save(paused);

  const ListingCounts counts = Do([](Transaction& tx) { return tx.listings.CountsOf(kReverbSandbox); });
  EXPECT_EQ(counts.all, 2);
  EXPECT_EQ(counts.live, 1);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.listings.CountsOf(kReverbProduction); }).all, 0);
}

TEST_P(ListingTableTest, CountsTheLiveOnesOfAChannelUpToALimit) {
  Listing sold = FullListing({kReverbSandbox, RemoteId("3")}, clock.Now());
  sold.observed.status = ListingStatus::kSold;
  Save(FullListing(kOne, clock.Now()));
  Save(FullListing(kTwo, clock.Now()));
  Save(sold);
  const auto count = [&](Channel channel, std::int64_t limit) {
    return Do([&](Transaction& tx) { return tx.listings.CountLive(channel, limit); });
  };

  EXPECT_EQ(count(kReverbSandbox, 1), 1);
  EXPECT_EQ(count(kReverbSandbox, std::numeric_limits<std::int64_t>::max()), 2);
  EXPECT_EQ(count(kReverbProduction, 9), 0);
}

TEST_P(ListingTableTest, KeepsTheContentAsLastRead) {
  const ListingContent content = FullContent();
  Do([&](Transaction& tx) { return tx.listings.SaveContent(kOne, ListingContent{}); });
  Do([&](Transaction& tx) { return tx.listings.SaveContent(kOne, content); });

  EXPECT_EQ(Do([](Transaction& tx) { return tx.listings.ContentOf(kOne); }), content);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.listings.ContentOf(kTwo); }), std::nullopt);
}

TEST_P(ListingTableTest, AnswersInvalidForAStatusThatNobodyWrote) {
  Save(FullListing(kOne, clock.Now()));
  rig->RunByHand("UPDATE listings SET observed_status = 'haunted'");

  EXPECT_EQ(ErrorOf([](Transaction& tx) -> Result<void> {
              RIFF_TRY(tx.listings.Find(kOne));
              return {};
            }),
            ErrorKind::kInvalid);
}

}  // namespace
}  // namespace riff
