#include "engine/model/listing.h"

#include <gtest/gtest.h>

#include "engine/model/change.h"
#include "engine/model/write.h"

namespace riff {
namespace {

Money Usd(std::int64_t minor) { return Money{minor, Currency::Usd()}; }

ListingFacts Facts(ListingStatus status, std::optional<Quantity> quantity) {
  return ListingFacts{status, quantity, Usd(149900), ContentDigest("digest")};
}

TEST(ListingKeyTest, NamesChannelAndRemoteId) {
  EXPECT_EQ(ToString(ListingKey{{Platform::kReverb, Environment::kSandbox}, RemoteId("12345")}),
            "reverb/sandbox 12345");
}

TEST(SellableTest, IsTheQuantityOfALiveListing) {
  EXPECT_EQ(Sellable(Facts(ListingStatus::kLive, Quantity(3))), Quantity(3));
  EXPECT_EQ(Sellable(Facts(ListingStatus::kLive, Quantity(0))), Quantity(0));
}

TEST(SellableTest, StaysUnknownForALiveListingThatDidNotTell) {
  EXPECT_EQ(Sellable(Facts(ListingStatus::kLive, std::nullopt)), std::nullopt);
}

TEST(SellableTest, IsZeroForEveryOtherStatus) {
  for (const ListingStatus status : {ListingStatus::kDraft, ListingStatus::kPaused, ListingStatus::kEnded,
                                     ListingStatus::kSold, ListingStatus::kGone}) {
    EXPECT_EQ(Sellable(Facts(status, Quantity(3))), Quantity(0)) << ToString(status);
    EXPECT_EQ(Sellable(Facts(status, std::nullopt)), Quantity(0)) << ToString(status);
  }
}

TEST(ChangeTest, HasAWordForEachKind) {
  EXPECT_EQ(KindOf(SetQuantity{}), "set_quantity");
  EXPECT_EQ(KindOf(SetPrice{}), "set_price");
  EXPECT_EQ(KindOf(SetContent{}), "set_content");
  EXPECT_EQ(KindOf(PauseListing{}), "pause");
  EXPECT_EQ(KindOf(EndListing{}), "end");
  EXPECT_EQ(KindOf(CreateListing{}), "create");
  EXPECT_EQ(KindOf(Relist{}), "relist");
}

TEST(ChangeTest, IsDescribedForPeople) {
  ListingContent content;
  content.title = "1964 Jazzmaster";

  EXPECT_EQ(Describe(SetQuantity{Quantity(0), Quantity(1)}), "quantity to 0");
  EXPECT_EQ(Describe(SetPrice{Usd(149900)}), "price to 1,499.00 USD");
  EXPECT_EQ(Describe(SetContent{content}), "content to \"1964 Jazzmaster\"");
  EXPECT_EQ(Describe(PauseListing{}), "pause");
  EXPECT_EQ(Describe(EndListing{}), "end");
  EXPECT_EQ(Describe(CreateListing{Sku("SG-61"), content, Usd(149900), Quantity(1)}),
            "create \"1964 Jazzmaster\", 1 unit at 1,499.00 USD");
  EXPECT_EQ(Describe(Relist{Quantity(2)}), "relist with 2 units");
}

TEST(WriteStateTest, IsOpenWhileItMayHaveAnEffectNobodySaw) {
  EXPECT_TRUE(IsOpen(WriteState::kQueued));
  EXPECT_TRUE(IsOpen(WriteState::kInFlight));
  EXPECT_TRUE(IsOpen(WriteState::kAccepted));
  EXPECT_TRUE(IsOpen(WriteState::kAmbiguous));
  EXPECT_FALSE(IsOpen(WriteState::kConfirmed));
  EXPECT_FALSE(IsOpen(WriteState::kRejected));
  EXPECT_FALSE(IsOpen(WriteState::kSuperseded));
}

TEST(PendingRemoteIdTest, NamesAListingThatDoesNotExistYet) {
  EXPECT_EQ(PendingRemoteId(Sku("SG-61")).text(), "new:SG-61");
  EXPECT_TRUE(IsPending(PendingRemoteId(Sku("SG-61"))));
  EXPECT_TRUE(IsPending(PendingRemoteId(Sku())));
  EXPECT_FALSE(IsPending(RemoteId("12345")));
  EXPECT_FALSE(IsPending(RemoteId("a new:SG-61")));
  EXPECT_FALSE(IsPending(RemoteId()));
}

}  // namespace
}  // namespace riff
