#include "engine/sync/observe_listings.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class ObserveListingsTest : public testing::Test {
 protected:
  ObserveListingsTest() {
    rig.Open(kReverb);
    rig.BeginRun();
  }

  RemoteListing Shown(const std::string& id, const std::string& sku, std::int64_t quantity) {
    RemoteListing row;
    row.ref = ListingRef{RemoteId(id), Sku(sku), handle};
    row.content.title = "Gibson SG 1961";
    row.facts = ListingFacts{ListingStatus::kLive, Quantity(quantity), Must(ParseMoney("900", Currency::Usd())),
                             DigestOf(row.content)};
    return row;
  }

  ObserveCounts Observe(const std::vector<RemoteListing>& rows, std::int64_t sweep) {
    const ReadMark mark{kReverb, rig.clock.Now(), sweep, rig.run.run};
    return rig.Do([&](Transaction& tx) { return ObserveListings(tx, rows, mark); });
  }

  ShopRig rig;
  std::string handle;
};

TEST_F(ObserveListingsTest, StoresWhatAListingShowsWithItsContentAndItsTimes) {
  const ObserveCounts counts = Observe({Shown("12", "SG-61", 3)}, 1);

  EXPECT_EQ(counts.created, 1);
  EXPECT_EQ(counts.first_in_sweep, 1);
  const Listing listing = rig.ListingOf(kReverb, "SG-61").value();
  EXPECT_EQ(listing.key, (ListingKey{kReverb, RemoteId("12")}));
  EXPECT_EQ(listing.observed.quantity, Quantity(3));
  EXPECT_EQ(listing.first_seen_at, rig.clock.Now());
  EXPECT_EQ(listing.agreeing_reads, 1);
  const auto content = rig.Do([&](Transaction& tx) { return tx.listings.ContentOf(listing.key); });
  EXPECT_EQ(content->title, "Gibson SG 1961");
}

TEST_F(ObserveListingsTest, CountsAgreeingReadsOncePerSweep) {
  Observe({Shown("12", "SG-61", 3)}, 1);
  Observe({Shown("12", "SG-61", 3)}, 1);  // Moved to the next page while the sweep went on.
  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->agreeing_reads, 1);

  rig.clock.Advance(minutes(5));
  const ObserveCounts counts = Observe({Shown("12", "SG-61", 3)}, 2);

  EXPECT_EQ(counts.changed, 0);
  EXPECT_EQ(counts.first_in_sweep, 1);
  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->agreeing_reads, 2);
  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->observed_at, rig.clock.Now());
}

TEST_F(ObserveListingsTest, AReadByIdAgreesButIsNoSecondLook) {
  Observe({Shown("12", "SG-61", 3)}, 1);
  rig.clock.Advance(minutes(1));

  Observe({Shown("12", "SG-61", 3)}, 0);

  const Listing listing = rig.ListingOf(kReverb, "SG-61").value();
  EXPECT_EQ(listing.agreeing_reads, 1);
  EXPECT_EQ(listing.seen_sweep, 1);
  EXPECT_EQ(listing.observed_at, rig.clock.Now());
}

TEST_F(ObserveListingsTest, AChangeStartsTheCountAnewAndMakesItsProductDirty) {
  rig.AddProduct("SG-61", 3, ProductKind::kStocked);
  Observe({Shown("12", "SG-61", 3)}, 1);
  rig.Do([&](Transaction& tx) {
    return tx.links.Save(
        Link{ListingKey{kReverb, RemoteId("12")}, Sku("SG-61"), LinkSource::kSku, 1.0, rig.clock.Now()});
  });
  rig.Do([&](Transaction& tx) { return tx.products.ClearDirty(Sku("SG-61")); });
  rig.clock.Advance(minutes(5));

  const ObserveCounts counts = Observe({Shown("12", "SG-61", 2)}, 2);

  EXPECT_EQ(counts.changed, 1);
  const Listing listing = rig.ListingOf(kReverb, "SG-61").value();
  EXPECT_EQ(listing.agreeing_reads, 1);
  EXPECT_EQ(listing.observed_changed_at, rig.clock.Now());
  const auto dirty = rig.Do([&](Transaction& tx) { return tx.products.ListDirty(Sku(), 10); });
  EXPECT_EQ(dirty, std::vector{Sku("SG-61")});
}

TEST_F(ObserveListingsTest, AnOlderPageNeverReplacesANewerReadById) {
  Observe({Shown("12", "SG-61", 3)}, 1);
  const Timestamp page_asked_at = rig.clock.Now() + minutes(1);
  rig.clock.Advance(minutes(2));
  Observe({Shown("12", "SG-61", 0)}, 0);

  const std::vector<RemoteListing> page = {Shown("12", "SG-61", 3)};
  rig.Do([&](Transaction& tx) { return ObserveListings(tx, page, ReadMark{kReverb, page_asked_at, 2, rig.run.run}); });

  const Listing listing = rig.ListingOf(kReverb, "SG-61").value();
  EXPECT_EQ(listing.observed.quantity, Quantity(0));
  EXPECT_EQ(listing.seen_sweep, 2);  // It was shown all the same: not missing.
}

TEST_F(ObserveListingsTest, ANewIdUnderAKnownHandleIsTheNextLifeOfTheSameListing) {
  handle = "offer-7";
  Observe({Shown("12", "SG-61", 1)}, 1);
  rig.clock.Advance(minutes(5));

  Observe({Shown("15", "SG-61", 1)}, 2);

  const std::vector<Listing> listings = rig.ListingsOf(kReverb);
  ASSERT_EQ(listings.size(), 1u);
  EXPECT_EQ(listings.front().key.remote, RemoteId("15"));
  EXPECT_EQ(listings.front().generation, 2);
  const auto successor =
      rig.Do([&](Transaction& tx) { return tx.listings.SuccessorOf(ListingKey{kReverb, RemoteId("12")}); });
  EXPECT_EQ(successor, (ListingKey{kReverb, RemoteId("15")}));
}

TEST_F(ObserveListingsTest, AListingWithTheSkuOfAWaitingCreateIsThatOne) {
  Listing pending;
  pending.key = ListingKey{kReverb, PendingRemoteId(Sku("SG-61"))};
  pending.sku_shown = Sku("SG-61");
  pending.agreeing_reads = 0;
  rig.Do([&](Transaction& tx) { return tx.listings.Save(pending); });

  Observe({Shown("12", "SG-61", 1)}, 1);

  const std::vector<Listing> listings = rig.ListingsOf(kReverb);
  ASSERT_EQ(listings.size(), 1u);
  EXPECT_EQ(listings.front().key.remote, RemoteId("12"));
  EXPECT_EQ(listings.front().generation, 1);
  EXPECT_EQ(listings.front().first_seen_at, rig.clock.Now());
}

TEST_F(ObserveListingsTest, AnUnknownQuantityStaysUnknown) {
  RemoteListing row = Shown("12", "SG-61", 1);
  row.facts.quantity.reset();

  Observe({row}, 1);

  EXPECT_FALSE(rig.ListingOf(kReverb, "SG-61")->observed.quantity.has_value());
  EXPECT_EQ(Describe(rig.ListingOf(kReverb, "SG-61")->observed), "live ? at 900.00 USD");
}

TEST_F(ObserveListingsTest, GoneIsWrittenDownWithWhatItShowedBefore) {
  Observe({Shown("12", "SG-61", 1)}, 1);
  const Listing before = rig.ListingOf(kReverb, "SG-61").value();
  rig.clock.Advance(minutes(5));

  rig.Do([&](Transaction& tx) { return ObserveGone(tx, before, ReadMark{kReverb, rig.clock.Now(), 3, rig.run.run}); });

  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->observed.status, ListingStatus::kGone);
  const auto activity = rig.Do([&](Transaction& tx) { return tx.activity.Newest(Sku("SG-61"), 1); });
  ASSERT_EQ(activity.size(), 1u);
  EXPECT_EQ(activity.front().before, "live 1 at 900.00 USD");
  EXPECT_EQ(activity.front().after, "gone 0 at 900.00 USD");
}

}  // namespace
}  // namespace riff
