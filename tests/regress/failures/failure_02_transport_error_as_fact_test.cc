// A timeout, a 503 and a 404 were one error, and the caller logged "deleted". Here the kinds of error are told apart:
// only a definite not-found, twice, makes a listing gone, and everything else changes nothing.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

class TransportErrorAsFact : public testing::TestWithParam<ErrorKind> {
 protected:
  TransportErrorAsFact() : production(rig.Open(kReverb)), sandbox(rig.Open(kReverbSandbox)) {
    for (FakeMarketplace* market : {&production, &sandbox}) {
      market->List({.sku = "SG-61", .title = "Gibson SG"});
      market->List({.sku = "JM-64"});
    }
    rig.Sync();
  }

  ShopRig rig;
  FakeMarketplace& production;
  FakeMarketplace& sandbox;
};

TEST_P(TransportErrorAsFact, AFailedLookAtAMissingListingChangesNothingHoweverOften) {
  production.HideFromLists("SG-61");
  for (int i = 0; i < 5; ++i) {
    production.Fail(Call::kGetListings, ErrorOf(GetParam()));
    rig.SyncAfter(minutes(10));
  }

  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->observed.status, ListingStatus::kLive);
  EXPECT_EQ(rig.Available("SG-61"), 1);
  EXPECT_EQ(sandbox.ForSale("SG-61"), 1);
}

TEST_P(TransportErrorAsFact, AFailedListChangesNothing) {
  for (int i = 0; i < 5; ++i) {
    production.Fail(Call::kListListings, ErrorOf(GetParam()), 4);
    rig.SyncAfter(minutes(10));
  }

  EXPECT_EQ(rig.ListingOf(kReverb, "SG-61")->observed.status, ListingStatus::kLive);
  EXPECT_EQ(sandbox.ForSale("SG-61"), 1);
}

INSTANTIATE_TEST_SUITE_P(EveryKindButNotFound, TransportErrorAsFact,
                         testing::Values(ErrorKind::kUnavailable, ErrorKind::kThrottled, ErrorKind::kInvalid,
                                         ErrorKind::kRejected, ErrorKind::kUnauthorized, ErrorKind::kUnsupported));

}  // namespace
}  // namespace riff
