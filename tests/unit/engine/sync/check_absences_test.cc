#include "engine/sync/check_absences.h"

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class CheckAbsencesTest : public testing::Test {
 protected:
  CheckAbsencesTest() : market(rig.Open(kReverb, Stage::kObserve)) {
    for (int i = 0; i < 10; ++i) {
      market.List({.sku = "GTR-" + std::to_string(i), .title = "Guitar number " + std::to_string(i)});
    }
    rig.Sync();
  }

  ListingStatus StatusOf(const std::string& sku) { return rig.ListingOf(kReverb, sku)->observed.status; }

  ShopRig rig;
  FakeMarketplace& market;
};

TEST_F(CheckAbsencesTest, AListingIsGoneOnlyAfterTwoCompleteSweepsAndADefiniteNotFound) {
  market.Remove("GTR-3");

  rig.SyncAfter(minutes(5));
  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kLive);

  rig.SyncAfter(minutes(5));
  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kGone);
}

TEST_F(CheckAbsencesTest, AListingThatOnlyTheListLeavesOutStaysAsItIs) {
  market.HideFromLists("GTR-3");

  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kLive);
  EXPECT_EQ(rig.ListingOf(kReverb, "GTR-3")->observed_at, rig.clock.Now());
}

TEST_F(CheckAbsencesTest, NothingIsInferredFromATimeout) {
  market.Remove("GTR-3");
  for (int i = 0; i < 4; ++i) {
    market.Fail(Call::kGetListings, ErrorOf(ErrorKind::kUnavailable));
    rig.SyncAfter(minutes(5));
  }

  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kLive);
}

TEST_F(CheckAbsencesTest, ASweepThatWasCutShortIsNoSecondWitness) {
  market.Remove("GTR-3");
  market.total = 50;  // The list says there is more than it shows: partial.
  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));
  market.total.reset();

  rig.SyncAfter(minutes(5));
  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kLive);  // The first complete read without it.

  rig.SyncAfter(minutes(5));
  EXPECT_EQ(StatusOf("GTR-3"), ListingStatus::kGone);
}

TEST_F(CheckAbsencesTest, AnEmptyListIsHeldBackAndNothingIsAsked) {
  for (int i = 0; i < 10; ++i) {
    market.HideFromLists("GTR-" + std::to_string(i));
  }

  const RunReport report = rig.SyncAfter(minutes(5));

  EXPECT_EQ(report.channels.front().read.status, ReadStatus::kPartial);
  EXPECT_EQ(market.Calls(Call::kGetListings), 0);
  EXPECT_EQ(rig.OpenTodoTypes(), std::vector<std::string>{"mass_change_held"});
  EXPECT_EQ(StatusOf("GTR-0"), ListingStatus::kLive);

  for (int i = 0; i < 10; ++i) {
    market.ShowInLists("GTR-" + std::to_string(i));
  }
  rig.SyncAfter(minutes(5));
  EXPECT_TRUE(rig.OpenTodos().empty());  // Closed by the read that shows them again.
}

TEST_F(CheckAbsencesTest, FewerThanEitherBoundAreLookedAtOneByOne) {
  for (int i = 0; i < 5; ++i) {  // Half of the channel, but only five.
    market.HideFromLists("GTR-" + std::to_string(i));
  }

  const RunReport report = rig.SyncAfter(minutes(5));

  EXPECT_EQ(report.channels.front().read.status, ReadStatus::kComplete);
  EXPECT_EQ(market.Calls(Call::kGetListings), 5);
}

TEST_F(CheckAbsencesTest, AListingThatIsBackIsAliveAgain) {
  const RemoteListing before = market.Of("GTR-3");
  market.Remove("GTR-3");
  rig.SyncAfter(minutes(5));
  rig.SyncAfter(minutes(5));
  ASSERT_EQ(StatusOf("GTR-3"), ListingStatus::kGone);

  market.List({.sku = "GTR-3", .title = "Guitar number 3"});
  rig.SyncAfter(minutes(5));

  const std::vector<Listing> listings = rig.ListingsOf(kReverb);
  EXPECT_EQ(std::count_if(listings.begin(), listings.end(),
                          [](const Listing& listing) {
                            return listing.sku_shown == Sku("GTR-3") && listing.observed.status == ListingStatus::kLive;
                          }),
            1);
}

}  // namespace
}  // namespace riff
