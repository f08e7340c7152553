#include "connectors/ebay/ebay_quota.h"

#include <gtest/gtest.h>

#include "connectors/ebay/ebay_connector.h"
#include "connectors/ebay/ebay_revisions.h"
#include "connectors/ebay/ebay_trading_requests.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {
namespace {

const std::string kRateLimits = "GET /developer/analytics/v1_beta/rate_limit/";

std::string RateJson(const std::string& rate) {
  return R"({"rateLimits":[{"apiContext":"sell","apiName":"Inventory","apiVersion":"v1","resources":[)"
         R"({"name":"sell.inventory","rates":[)" +
         rate + "]}]}]}";
}

std::string Rate(std::int64_t limit, std::int64_t remaining, const std::string& reset, int window = 86400) {
  return R"({"count":1,"limit":)" + std::to_string(limit) + R"(,"remaining":)" + std::to_string(remaining) +
         R"(,"reset":")" + reset + R"(","timeWindow":)" + std::to_string(window) + "}";
}

const Timestamp kNow = *ParseTimestamp("2026-11-20T12:00:00Z");

TEST(EbayQuotaTest, GivesWhatIsLeftAsAWindowUntilTheReset) {
  const JsonDocument answer = *JsonDocument::Parse(RateJson(Rate(2'000'000, 5'000, "2026-11-21T08:00:00.000Z") + "," +
                                                            Rate(2'000'000, 7, "2026-11-20T13:00:00.000Z") + "," +
                                                            Rate(10, 0, "2026-11-20T11:00:00.000Z")));

  const Result<std::vector<CallQuota>> quotas = CallQuotasOf(answer.root());

  ASSERT_TRUE(quotas.has_value()) << quotas.error().message;
  ASSERT_EQ(quotas->size(), 3u);
  const std::optional<RateWindow> left = WindowLeftOf(*quotas, "inventory", kNow);
  ASSERT_TRUE(left.has_value());
  EXPECT_EQ(left->calls, 7);  // The least of those that are not over; the spent one is.
  EXPECT_EQ(left->window, Duration(std::chrono::hours(1)));
  EXPECT_FALSE(WindowLeftOf(*quotas, "feed", kNow).has_value());
}

TEST(EbayQuotaTest, SaysThatNothingIsLeft) {
  const JsonDocument answer = *JsonDocument::Parse(RateJson(Rate(5'000, 0, "2026-11-21T08:00:00.000Z")));

  EXPECT_EQ(WindowLeftOf(*CallQuotasOf(answer.root()), "inventory", kNow)->calls, 0);
}

TEST(EbayQuotaTest, DoesNotBelieveStandIns) {
  for (const std::string& rate :
       {Rate(0, 0, "2026-11-21T08:00:00Z"), Rate(10, 11, "2026-11-21T08:00:00Z"), Rate(10, -1, "2026-11-21T08:00:00Z"),
        Rate(10, 1, "soon"), Rate(10, 1, "2026-11-21T08:00:00Z", 0), std::string("{}"), std::string("[]")}) {
    const JsonDocument answer = *JsonDocument::Parse(RateJson(rate));
    EXPECT_TRUE(CallQuotasOf(answer.root())->empty()) << rate;
  }
}

TEST(EbayQuotaTest, RefusesWhatIsNoList) {
  for (const std::string body : {"{}", "[]", R"({"rateLimits":{}})", R"({"rateLimits":[{"resources":[]}]})",
                                 R"({"rateLimits":[{"apiName":"a","resources":7}]})"}) {
    const JsonDocument answer = *JsonDocument::Parse(body);
    EXPECT_EQ(CallQuotasOf(answer.root()).error().kind, ErrorKind::kInvalid) << body;
  }
}

TEST(EbayQuotaTest, IsAskedForWithTheApplicationsOwnToken) {
  SellerAccount account;
  account.line.On(kRateLimits, 200, RateJson(Rate(10, 3, "2026-11-21T08:00:00Z")));
  account.line.On(kRateLimits, 204);
  account.line.On(kRateLimits, 429, ErrorsBody(2001));
  account.line.On(kRateLimits, 200, "<html>");
  QuotaReader reader(TestConfig(), account.line, account.clock);

  EXPECT_EQ(reader.Read()->size(), 1u);
  EXPECT_TRUE(reader.Read()->empty());
  EXPECT_EQ(reader.Read().error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(reader.Read().error().kind, ErrorKind::kInvalid);
  EXPECT_NE(account.line.sent.front().body.find("client_credentials"), std::string::npos);
  EXPECT_TRUE(IsReading(account.line.Sent(kRateLimits).front()));
}

TEST(EbayQuotaTest, KnowsWhichQuotaARequestCountsAgainst) {
  const Requests requests(TestConfig());
  EXPECT_EQ(QuotaApiOf(requests.Offer("1")), "inventory");
  EXPECT_EQ(QuotaApiOf(requests.Order(OrderId("1"))), "fulfillment");
  EXPECT_EQ(QuotaApiOf(requests.FeedTask("1")), "feed");
  EXPECT_EQ(QuotaApiOf(requests.PublicKey("1")), "notification");
  EXPECT_EQ(QuotaApiOf(TradingRequests(TestConfig()).Item("1")), "tradingapi");
  EXPECT_EQ(QuotaApiOf(HttpRequest{}), "");
  for (const DayQuota& quota : DayQuotas()) {
    EXPECT_GT(quota.calls, 0) << quota.api;
  }
}

TEST(EbayRevisionsTest, LetsAListingBeRevisedUntilTheDaysRevisionsAreUsedUp) {
  EXPECT_EQ(RevisionWait(224, Urgency::kPrice, kNow), std::nullopt);
  EXPECT_EQ(RevisionWait(225, Urgency::kPrice, kNow), Duration(std::chrono::hours(20)));
  EXPECT_EQ(RevisionWait(249, Urgency::kSoldOut, kNow), std::nullopt);
  EXPECT_EQ(RevisionWait(250, Urgency::kSoldOut, kNow), Duration(std::chrono::hours(20)));
}

TEST(EbayRevisionsTest, BeginsADayAtMidnightPacific) {
  EXPECT_EQ(FormatUtc(RevisionDayOf(*ParseTimestamp("2026-11-20T07:59:59Z"))), "2026-11-19T08:00:00Z");
  EXPECT_EQ(FormatUtc(RevisionDayOf(*ParseTimestamp("2026-11-20T08:00:00Z"))), "2026-11-20T08:00:00Z");
}

TEST(EbayRevisionsTest, CountsFromTheOutboxWhatMayHaveReachedTheListingToday) {
  const ListingKey listing{{Platform::kEbay, Environment::kSandbox}, RemoteId("110/RED")};
  Write sent;
  sent.listing = listing;
  sent.change = SetQuantity{Quantity(1), std::nullopt};
  sent.state = WriteState::kConfirmed;
  sent.attempted_at = kNow;
  std::vector<Write> history(8, sent);
  history[1].state = WriteState::kAmbiguous;
  history[2].listing.remote = RemoteId("110/BLUE");        // Shares the listing's day.
  history[3].state = WriteState::kRejected;                // Had no effect.
  history[4].attempted_at = kNow - std::chrono::hours(5);  // Of the day before.
  history[5].listing.remote = RemoteId("111");             // Another listing.
  history[6].change = EndListing{};                        // No revision.
  history[7].listing.channel.environment = Environment::kProduction;

  EXPECT_EQ(RevisionsIn(history, listing, kNow), 3);
}

TEST(EbayRevisionsTest, ForgetsADayWithItsEnd) {
  RevisionCount count;
  count.Add("110", kNow);
  count.Add("110", kNow);

  EXPECT_EQ(count.Of("110", kNow), 2);
  EXPECT_EQ(count.Of("111", kNow), 0);
  EXPECT_EQ(count.Of("110", kNow + std::chrono::hours(24)), 0);
}

}  // namespace
}  // namespace riff::ebay
