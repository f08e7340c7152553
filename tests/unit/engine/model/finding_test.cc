#include "engine/model/finding.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace riff {
namespace {

Finding OnListing(TodoType type, Channel channel, std::string remote) {
  Finding finding;
  finding.type = type;
  finding.channel = channel;
  finding.remote = RemoteId(std::move(remote));
  return finding;
}

constexpr Channel kReverbSandbox = {Platform::kReverb, Environment::kSandbox};
constexpr Channel kReverbProduction = {Platform::kReverb, Environment::kProduction};

TEST(FingerprintOfTest, IsTheSameForTheSameListing) {
  Finding first = OnListing(TodoType::kPriceMismatch, kReverbSandbox, "12");
  Finding later = first;
  later.severity = Severity::kHigh;
  later.sku = Sku("SG-61");  // Linked between two runs.
  later.title = "price";
  later.observed = "10.00 USD, 5m ago";
  later.intended = "12.00 USD";
  later.suggested = "push";
  later.facts = "10.00";
  later.candidates = {"SG-61"};

  EXPECT_EQ(FingerprintOf(first), FingerprintOf(later));
  EXPECT_EQ(FingerprintOf(first).text(), "price_mismatch|reverb/sandbox|listing 12");
}

TEST(FingerprintOfTest, DiffersByTypeChannelListingAndProduct) {
  Finding of_product;
  of_product.type = TodoType::kPriceMismatch;
  of_product.channel = kReverbSandbox;
  of_product.sku = Sku("12");
  Finding of_channel = of_product;
  of_channel.sku = Sku();
  Finding of_all = of_product;
  of_all.channel = std::nullopt;

  const std::set<Fingerprint> all = {
      FingerprintOf(OnListing(TodoType::kPriceMismatch, kReverbSandbox, "12")),
      FingerprintOf(OnListing(TodoType::kPriceMismatch, kReverbSandbox, "13")),
      FingerprintOf(OnListing(TodoType::kPriceMismatch, kReverbProduction, "12")),
      FingerprintOf(OnListing(TodoType::kQuantityMismatch, kReverbSandbox, "12")),
      FingerprintOf(of_product),
      FingerprintOf(of_channel),
      FingerprintOf(of_all),
  };

  EXPECT_EQ(all.size(), 7u);
}

TEST(UsualSeverityTest, IsCriticalForWhatSellsTwiceOrTouchesTheWrongBooks) {
  EXPECT_EQ(UsualSeverity(TodoType::kDoubleSale), Severity::kCritical);
  EXPECT_EQ(UsualSeverity(TodoType::kMassChangeHeld), Severity::kCritical);
  EXPECT_EQ(UsualSeverity(TodoType::kEnvironmentViolation), Severity::kCritical);
}

TEST(UsualSeverityTest, FollowsTheTableOfToDoItems) {
  for (const TodoType type :
       {TodoType::kOrderUnlinked, TodoType::kOrderShort, TodoType::kUnknownOrderState, TodoType::kLatePayment,
        TodoType::kEndedUnexplained, TodoType::kStatusMismatch, TodoType::kDuplicateListing,
        TodoType::kIdentityUnresolved, TodoType::kWriteNotApplied, TodoType::kWriteRejected, TodoType::kFanoutPartial,
        TodoType::kWorkOrder, TodoType::kChannelNeedsReauth, TodoType::kChannelDegraded, TodoType::kLedgerInconsistent,
        TodoType::kGateFailed}) {
    EXPECT_EQ(UsualSeverity(type), Severity::kHigh) << ToString(type);
  }
  for (const TodoType type :
       {TodoType::kHoldStuck, TodoType::kQuantityMismatch, TodoType::kPriceMismatch, TodoType::kNewOnChannel,
        TodoType::kMatchReview, TodoType::kWriteUnverified, TodoType::kRowQuarantined, TodoType::kApprovalNeeded,
        TodoType::kReadIncomplete, TodoType::kReadStale, TodoType::kRelistDecision, TodoType::kListingPrecondition,
        TodoType::kCutoverItem}) {
    EXPECT_EQ(UsualSeverity(type), Severity::kMedium) << ToString(type);
  }
  for (const TodoType type : {TodoType::kContentMismatch, TodoType::kLowStock, TodoType::kMembershipPending}) {
    EXPECT_EQ(UsualSeverity(type), Severity::kLow) << ToString(type);
  }
}

}  // namespace
}  // namespace riff
