#include "connectors/http/day_quotas.h"

#include <gtest/gtest.h>

#include "connectors/http/day_window.h"
#include "connectors/http/memory_call_book.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

using std::chrono::hours;

Timestamp At(const std::string& utc) { return ParseTimestamp(utc).value(); }

// A book that counts how often it is asked, and fails when told to.
class WatchedBook final : public CallBook {
 public:
  Result<int> SetAside(const std::string& resource, const CountedCalls& span, int limit) override {
    ++turns;
    if (is_down) {
      return Fail(ErrorKind::kUnavailable, "the disk is full");
    }
    return memory.SetAside(resource, span, limit);
  }
  void GiveBack(const std::string& resource, const CountedCalls& span) override { memory.GiveBack(resource, span); }
  Result<std::vector<CountedCalls>> EndingAfter(const std::string& resource, Timestamp at) override {
    return memory.EndingAfter(resource, at);
  }

  MemoryCallBook memory;
  int turns = 0;
  bool is_down = false;
};

class DayQuotasTest : public testing::Test {
 protected:
  static DayQuota Trading() {
    return {.resource = "trading",
            .path_prefix = "/ws/",
            .operation_prefix = "",
            .calls = 1000,
            .reset = DayReset::kUtcMidnight,
            .kept_for_writes = 100,
            .kept_for_urgent = 20};
  }
  static HttpRequest Call(const std::string& path = "/ws/api.dll") {
    return RequestOf("a.b.call", HttpMethod::kPost, "https://api.example.com" + path);
  }

  // How many calls of that class and lane go through before one is refused.
  int Spend(DayQuotas& quotas, RateClass rate_class, Lane lane, int most = 10'000) {
    int spent = 0;
    while (spent < most && quotas.Take(Call(), rate_class, lane, now).has_value()) {
      ++spent;
    }
    return spent;
  }

  Timestamp now = At("2026-11-20T10:00:00Z");
  WatchedBook book;
};

TEST_F(DayQuotasTest, LeavesCallsToWritesAndToUrgentOnes) {
  DayQuotas quotas({Trading()}, book);

  EXPECT_EQ(Spend(quotas, RateClass::kRead, Lane::kOrdinary), 880);
  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kOrdinary), 100);
  EXPECT_EQ(Spend(quotas, RateClass::kRead, Lane::kOrdinary), 0);
  EXPECT_EQ(Spend(quotas, RateClass::kRead, Lane::kUrgent, 5), 5);  // On the way to an urgent write.
  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 15);
}

TEST_F(DayQuotasTest, SaysWhenTheDayEnds) {
  DayQuotas quotas({Trading()}, book);
  Spend(quotas, RateClass::kWrite, Lane::kUrgent);

  const Result<void> refused = quotas.Take(Call(), RateClass::kWrite, Lane::kUrgent, now);

  EXPECT_EQ(refused.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(refused.error().retry_after, hours(14));
  now += hours(14);
  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 1000);
}

TEST_F(DayQuotasTest, AsksTheBookOnceABlock) {
  DayQuotas quotas({Trading()}, book);

  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent, 1000), 1000);

  EXPECT_EQ(book.turns, 200);
}

TEST_F(DayQuotasTest, LosesNothingByAnEndAndABlockByACrash) {
  {
    DayQuotas quotas({Trading()}, book);
    Spend(quotas, RateClass::kWrite, Lane::kUrgent, 7);
  }
  EXPECT_EQ(book.EndingAfter("trading", now)->front().calls, 7);

  // A crash is an end that gives nothing back.
  WatchedBook crashed;
  DayQuotas before({Trading()}, crashed);
  Spend(before, RateClass::kWrite, Lane::kUrgent, 7);
  DayQuotas after({Trading()}, crashed);
  EXPECT_EQ(Spend(after, RateClass::kWrite, Lane::kUrgent), 1000 - 10);
}

TEST_F(DayQuotasTest, SendsNothingThatTheBookCannotCount) {
  DayQuotas quotas({Trading()}, book);
  book.is_down = true;

  EXPECT_EQ(quotas.Take(Call(), RateClass::kWrite, Lane::kUrgent, now).error().kind, ErrorKind::kUnavailable);
}

TEST_F(DayQuotasTest, CountsOnlyWhatTheRuleNames) {
  DayQuota token = Trading();
  token.resource = "token";
  token.path_prefix = "";
  token.operation_prefix = "a.token.";
  token.calls = 1;
  DayQuotas quotas({Trading(), token}, book);

  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 1000);
  EXPECT_TRUE(quotas.Take(Call("/sell/item"), RateClass::kWrite, Lane::kUrgent, now).has_value());
  HttpRequest renewal = Call("/identity/token");
  renewal.operation = "a.token.refresh";
  EXPECT_TRUE(quotas.Take(renewal, RateClass::kRead, Lane::kUrgent, now).has_value());
  EXPECT_FALSE(quotas.Take(renewal, RateClass::kRead, Lane::kUrgent, now).has_value());
}

TEST_F(DayQuotasTest, BelievesThePlatformWhereOthersUsedMore) {
  DayQuotas quotas({Trading()}, book);
  Spend(quotas, RateClass::kWrite, Lane::kUrgent, 100);

  ASSERT_TRUE(quotas.Learn("trading", 950, now).has_value());  // It is behind with counting: ours is lower.
  ASSERT_TRUE(quotas.Learn("trading", 300, now).has_value());
  ASSERT_TRUE(quotas.Learn("trading", 300, now).has_value());  // Saying so twice counts nothing twice.
  ASSERT_TRUE(quotas.Learn("unheard of", 0, now).has_value());
  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 300);
}

TEST_F(DayQuotasTest, StopsAtOnceWhereThePlatformSaysNothingIsLeft) {
  DayQuotas quotas({Trading()}, book);
  Spend(quotas, RateClass::kWrite, Lane::kUrgent, 996);  // Four of the last block are in hand.

  ASSERT_TRUE(quotas.Learn("trading", 0, now).has_value());

  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 0);
}

TEST_F(DayQuotasTest, OpensNoEarlierDayWhenTheClockIsSetBack) {
  DayQuotas quotas({Trading()}, book);
  Spend(quotas, RateClass::kWrite, Lane::kUrgent);

  now -= hours(24);
  EXPECT_EQ(Spend(quotas, RateClass::kWrite, Lane::kUrgent), 0);
}

TEST(DayWindowTest, BeginsAtMidnightInUtc) {
  EXPECT_EQ(DayAt(DayReset::kUtcMidnight, At("2026-11-20T00:00:00Z")),
            (CountedCalls{At("2026-11-20T00:00:00Z"), At("2026-11-21T00:00:00Z"), 0}));
}

TEST(DayWindowTest, BeginsAtMidnightInThePacificZoneSummerAndWinter) {
  const auto day = [](const std::string& at) { return DayAt(DayReset::kPacificMidnight, At(at)); };
  EXPECT_EQ(day("2026-11-20T07:59:59Z"), (CountedCalls{At("2026-11-19T08:00:00Z"), At("2026-11-20T08:00:00Z"), 0}));
  EXPECT_EQ(day("2026-11-20T08:00:00Z"), (CountedCalls{At("2026-11-20T08:00:00Z"), At("2026-11-21T08:00:00Z"), 0}));
  EXPECT_EQ(day("2026-07-04T06:59:59Z"), (CountedCalls{At("2026-07-03T07:00:00Z"), At("2026-07-04T07:00:00Z"), 0}));
  EXPECT_EQ(day("2027-01-01T01:00:00Z"), (CountedCalls{At("2026-12-31T08:00:00Z"), At("2027-01-01T08:00:00Z"), 0}));
  // The days on which the clocks change: 8 March and 1 November 2026.
  EXPECT_EQ(day("2026-03-08T12:00:00Z"), (CountedCalls{At("2026-03-08T08:00:00Z"), At("2026-03-09T07:00:00Z"), 0}));
  EXPECT_EQ(day("2026-11-01T08:30:00Z"), (CountedCalls{At("2026-11-01T07:00:00Z"), At("2026-11-02T08:00:00Z"), 0}));
  EXPECT_EQ(day("2026-11-02T07:59:00Z"), (CountedCalls{At("2026-11-01T07:00:00Z"), At("2026-11-02T08:00:00Z"), 0}));
}

}  // namespace
}  // namespace riff
