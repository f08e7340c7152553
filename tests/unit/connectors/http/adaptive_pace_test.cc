#include <gtest/gtest.h>

#include <algorithm>

#include "connectors/http/adaptive_rate.h"
#include "connectors/http/memory_call_book.h"
#include "connectors/http/paced_transport.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

RateClass ByMethod(const HttpRequest& request) {
  return request.method == HttpMethod::kGet ? RateClass::kRead : RateClass::kWrite;
}

std::vector<HttpRequest> Batch(std::size_t size, HttpMethod method) {
  return std::vector<HttpRequest>(size, RequestOf("a.b.send", method));
}

// A book whose session is gone.
class LostBook final : public CallBook {
 public:
  Result<int> SetAside(const std::string&, const CountedCalls&, int) override {
    return Fail(ErrorKind::kRejected, "gone");
  }
  void GiveBack(const std::string&, const CountedCalls&) override {}
  Result<std::vector<CountedCalls>> EndingAfter(const std::string&, Timestamp) override {
    return std::vector<CountedCalls>();
  }
};

class AdaptivePaceTest : public testing::Test {
 protected:
  std::unique_ptr<PacedTransport> Paced(RateRules rules, CallBook* book = nullptr) {
    return MakePacedTransport(inner, clock, clock, Pacing{std::move(rules), &ByMethod, book});
  }
  Duration TimeOf(PacedTransport& paced, std::size_t size, HttpMethod method) {
    const Timestamp before = clock.Now();
    paced.SendAll(Batch(size, method));
    return clock.Now() - before;
  }

  ManualClock clock{StartOfTests()};
  ScriptedTransport inner{clock};
};

TEST(AdaptiveRateTest, HalvesAtARefusalAndGrowsBackByATwentiethAWindow) {
  AdaptiveRate rate({{600, minutes(1)}, {3000, minutes(10)}});
  Timestamp now = StartOfTests();
  EXPECT_EQ(rate.ShareAt(now), 1);

  rate.NoteRefusal(now, now + milliseconds(1));
  rate.NoteRefusal(now, now + milliseconds(2));  // Was under way together with the first.
  now += milliseconds(1);
  EXPECT_DOUBLE_EQ(rate.ShareAt(now), 0.5);
  EXPECT_DOUBLE_EQ(rate.ShareAt(now + minutes(1)), 0.55);
  rate.NoteRefusal(now + minutes(1), now + minutes(1));
  EXPECT_DOUBLE_EQ(rate.ShareAt(now + minutes(1)), 0.275);
  EXPECT_DOUBLE_EQ(rate.ShareAt(now + minutes(30)), 1);
}

TEST(AdaptiveRateTest, NeverFallsToNothing) {
  AdaptiveRate rate({{5, seconds(1)}});
  Timestamp now = StartOfTests();
  for (int i = 0; i < 50; ++i) {
    now += milliseconds(1);
    rate.NoteRefusal(now, now);
  }
  EXPECT_DOUBLE_EQ(rate.ShareAt(now), 0.05);
  rate.Record(5, now);
  EXPECT_EQ(rate.Room(now, 8), 0);
  EXPECT_LE(rate.WaitAt(now), seconds(21));
}

TEST(AdaptiveRateTest, TakesNoPartOfARateThatIsNotPublished) {
  AdaptiveRate rate({});
  rate.NoteRefusal(StartOfTests(), StartOfTests());

  EXPECT_EQ(rate.ShareAt(StartOfTests()), 1);
  EXPECT_EQ(rate.Room(StartOfTests(), 8), 8);
}

TEST_F(AdaptivePaceTest, SendsAtHalfTheRateAfterARefusalThatNamesNoTime) {
  const auto paced = Paced({.read = {}, .write = {{10, seconds(1)}}});
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = inner.requests.size() == 1 ? 429 : 200, .headers = {}, .body = ""};
  };
  paced->SendAll(Batch(1, HttpMethod::kPut));

  EXPECT_GE(TimeOf(*paced, 11, HttpMethod::kPut), seconds(1) + milliseconds(1700));  // The backoff, and 10 at 5.5/s.
  clock.Advance(minutes(1));
  EXPECT_LT(TimeOf(*paced, 20, HttpMethod::kPut), milliseconds(1100));
}

TEST_F(AdaptivePaceTest, KeepsTheRateAfterARefusalThatNamesATime) {
  const auto paced = Paced({.read = {}, .write = {{10, seconds(1)}}});
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{
        .status = inner.requests.size() == 1 ? 429 : 200, .headers = {{"Retry-After", "3"}}, .body = ""};
  };
  paced->SendAll(Batch(1, HttpMethod::kPut));

  EXPECT_LT(TimeOf(*paced, 20, HttpMethod::kPut), seconds(3) + milliseconds(1100));
}

TEST_F(AdaptivePaceTest, FindsARateThatNobodyPublished) {
  const auto paced = Paced({.read = {{5, seconds(1)}}, .write = {}});
  SlidingWindow hidden({2, seconds(1)});
  int served = 0;
  int refused = 0;
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    const bool room = hidden.Room(clock.Now()) > 0;
    if (room) {
      hidden.Record(1, clock.Now());
    }
    ++(room ? served : refused);
    return HttpResponse{.status = room ? 200 : 429, .headers = {}, .body = ""};
  };
  const Timestamp end = clock.Now() + minutes(10);
  while (clock.Now() < end) {
    paced->SendAll(Batch(10, HttpMethod::kGet));
  }

  EXPECT_GE(served, 10 * 60 * 2 * 60 / 100);  // Halving and growing leaves three quarters, backing off some more.
  EXPECT_LE(refused, served / 5);
}

TEST_F(AdaptivePaceTest, LeavesRoomForAWriteWhateverWasRead) {
  const auto paced = Paced({.read = {}, .write = {}, .shared = {{5, seconds(1)}}});
  for (int i = 0; i < 50; ++i) {
    paced->SendAll(Batch(7, HttpMethod::kGet));

    EXPECT_EQ(TimeOf(*paced, 1, HttpMethod::kPut), Duration(0)) << i;
    clock.Advance(seconds(2));
  }
}

TEST_F(AdaptivePaceTest, LetsWritesUseAllOfASharedWindow) {
  const auto paced = Paced({.read = {}, .write = {}, .shared = {{5, seconds(1)}}});

  EXPECT_EQ(TimeOf(*paced, 5, HttpMethod::kPut), Duration(0));
  EXPECT_GE(TimeOf(*paced, 1, HttpMethod::kPut), seconds(1));
}

TEST_F(AdaptivePaceTest, DoesNotLetAnUrgentWriteWaitForWhatWasSaidToReads) {
  const auto paced = Paced({.read = {{10, seconds(1)}}, .write = {{10, seconds(1)}}});
  inner.answer = [](const HttpRequest& request) -> Result<HttpResponse> {
    return HttpResponse{
        .status = request.method == HttpMethod::kGet ? 429 : 200, .headers = {{"Retry-After", "60"}}, .body = ""};
  };
  paced->SendAll(Batch(1, HttpMethod::kGet));

  paced->SetLane(Lane::kUrgent);
  EXPECT_EQ(TimeOf(*paced, 1, HttpMethod::kPut), Duration(0));
  paced->SetLane(Lane::kOrdinary);
  EXPECT_EQ(TimeOf(*paced, 1, HttpMethod::kPut), seconds(60));
}

TEST_F(AdaptivePaceTest, AnswersEachRequestOfAnExhaustedDayWithoutSendingIt) {
  RateRules rules;
  rules.day_quotas = {{.resource = "all", .path_prefix = "", .operation_prefix = "", .calls = 3}};
  const auto paced = Paced(rules);

  const auto outcomes = paced->SendAll(Batch(5, HttpMethod::kPut));

  EXPECT_EQ(inner.requests.size(), 3u);
  EXPECT_TRUE(outcomes[2].has_value());
  EXPECT_EQ(outcomes[3].error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(outcomes[4].error().kind, ErrorKind::kThrottled);
}

TEST_F(AdaptivePaceTest, StopsWhereThePlatformSaysThatTheDayIsUsedUp) {
  RateRules rules;
  rules.day_quotas = {{.resource = "all", .path_prefix = "", .operation_prefix = "", .calls = 1000}};
  const auto paced = Paced(rules);

  paced->Learn({.resource = "all", .remaining = 2});
  paced->SendAll(Batch(5, HttpMethod::kPut));

  EXPECT_EQ(inner.requests.size(), 2u);
}

TEST_F(AdaptivePaceTest, SendsNothingThatCannotBeCounted) {
  LostBook lost;
  const auto paced = Paced({.read = {}, .write = {{10, seconds(1)}}}, &lost);

  const auto outcomes = paced->SendAll(Batch(2, HttpMethod::kPut));

  EXPECT_TRUE(inner.requests.empty());
  EXPECT_EQ(outcomes[0].error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace riff
