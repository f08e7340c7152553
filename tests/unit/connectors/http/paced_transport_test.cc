#include "connectors/http/paced_transport.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "engine/base/random.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

RateClass ByMethod(const HttpRequest& request) {
  return request.method == HttpMethod::kGet ? RateClass::kRead : RateClass::kWrite;
}

// The most arrivals in any span of `window`, counted at the far end.
int MostArrivalsIn(const std::vector<ScriptedTransport::Arrival>& arrivals, Duration window) {
  std::size_t oldest = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    while (arrivals[i].at - arrivals[oldest].at >= window) {
      ++oldest;
    }
    most = std::max(most, i - oldest + 1);
  }
  return static_cast<int>(most);
}

class StoppedWaiter final : public Waiter {
 public:
  bool Wait(Duration) override {
    ++waits;
    return false;
  }
  int waits = 0;
};

class PacedTransportTest : public testing::Test {
 protected:
  std::unique_ptr<Transport> Paced(RateRules rules) {
    return MakePacedTransport(inner, clock, clock, std::move(rules), &ByMethod);
  }

  static std::vector<HttpRequest> Batch(std::size_t size, HttpMethod method = HttpMethod::kPut) {
    return std::vector<HttpRequest>(size, RequestOf("a.b.send", method));
  }

  // Sends without end for `span` of virtual time; how many arrived.
  std::size_t Saturate(Transport& transport, Duration span, std::size_t batch_size) {
    const Timestamp end = clock.Now() + span;
    while (clock.Now() < end) {
      const auto outcomes = transport.SendAll(Batch(batch_size));
      const auto throttled = std::ranges::find_if(outcomes, [](const auto& outcome) { return !outcome.has_value(); });
      if (throttled != outcomes.end()) {
        clock.Advance(throttled->error().retry_after.value());
      }
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(inner.arrivals, [&](const auto& arrival) { return arrival.at < end; }));
  }

  ManualClock clock{StartOfTests()};
  ScriptedTransport inner{clock};
};

TEST_F(PacedTransportTest, UsesTheRateAndNeverExceedsItOverTwoWindows) {
  const auto paced = Paced({.read = {}, .write = {{600, minutes(1)}, {3000, minutes(10)}}});

  const std::size_t sent = Saturate(*paced, minutes(60), 1000);

  EXPECT_GE(sent, 3000u * 6 * 95 / 100);
  EXPECT_LE(MostArrivalsIn(inner.arrivals, minutes(1)), 600);
  EXPECT_LE(MostArrivalsIn(inner.arrivals, minutes(10)), 3000);
}

TEST_F(PacedTransportTest, UsesTheRateAndNeverExceedsItOverAShortWindow) {
  for (const std::size_t batch_size : {1u, 2u, 5u, 100u}) {
    inner.arrivals.clear();
    const auto paced = Paced({.read = {}, .write = {{2, seconds(1)}}});

    const std::size_t sent = Saturate(*paced, seconds(100), batch_size);

    EXPECT_GE(sent, 190u) << batch_size;
    EXPECT_LE(MostArrivalsIn(inner.arrivals, seconds(1)), 2) << batch_size;
  }
}

TEST_F(PacedTransportTest, KeepsTheRateAtTheFarEndWhereTheRoundTripIsSteady) {
  inner.way_there = [] { return milliseconds(100); };
  inner.way_back = milliseconds(100);
  const auto paced = Paced({.read = {}, .write = {{2, seconds(1)}}});

  const std::size_t sent = Saturate(*paced, seconds(200), 50);

  EXPECT_GE(sent, 380u);
  EXPECT_LE(MostArrivalsIn(inner.arrivals, seconds(1)), 2);
}

TEST_F(PacedTransportTest, KeepsTheRateAtTheFarEndWhereTheRoundTripIsNot) {
  SeededRandom random(7);
  int slices = 0;
  inner.way_there = [&]() -> Duration {
    if (slices++ == 0) {
      return milliseconds(900);  // The first one shakes hands.
    }
    return milliseconds(20 + (random.Below(2) == 0 ? 0 : random.Below(400)));
  };
  inner.way_back = milliseconds(20);
  const auto paced = Paced({.read = {}, .write = {{4, seconds(1)}, {30, seconds(10)}}});

  Saturate(*paced, seconds(300), 50);

  EXPECT_LE(MostArrivalsIn(inner.arrivals, seconds(1)), 4);
  EXPECT_LE(MostArrivalsIn(inner.arrivals, seconds(10)), 30);
}

TEST_F(PacedTransportTest, SendsInSlicesAsLargeAsTheWindowsAllow) {
  const auto paced = Paced({.read = {}, .write = {{5, seconds(1)}}});

  const auto outcomes = paced->SendAll(Batch(12));

  EXPECT_TRUE(std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
  EXPECT_EQ(inner.slices, (std::vector<std::size_t>{5, 5, 2}));
}

TEST_F(PacedTransportTest, SendsFreelyWithoutWindows) {
  const auto paced = Paced({});

  EXPECT_EQ(paced->SendAll(Batch(20)).size(), 20u);

  EXPECT_EQ(inner.slices, (std::vector<std::size_t>{8, 8, 4}));
  EXPECT_EQ(clock.Now(), StartOfTests());
}

TEST_F(PacedTransportTest, CountsReadsAndWritesApart) {
  const auto paced = Paced({.read = {{1, seconds(10)}}, .write = {{1, seconds(10)}}});
  const std::vector<HttpRequest> batch = {RequestOf("a.b.get"), RequestOf("a.b.put", HttpMethod::kPut)};

  paced->SendAll(batch);

  EXPECT_EQ(inner.slices, (std::vector<std::size_t>{2}));
  EXPECT_EQ(clock.Now(), StartOfTests());
}

TEST_F(PacedTransportTest, AnswersInOrderOverManySlices) {
  const auto paced = Paced({.read = {{3, seconds(1)}}, .write = {}});
  int answered = 0;
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 200, .headers = {}, .body = std::to_string(answered++)};
  };

  const auto outcomes = paced->SendAll(Batch(10, HttpMethod::kGet));

  ASSERT_EQ(outcomes.size(), 10u);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    EXPECT_EQ(outcomes[i]->body, std::to_string(i));
  }
}

TEST_F(PacedTransportTest, SaysThrottledInsteadOfWaitingTooLong) {
  const auto paced = Paced({.read = {}, .write = {{1, seconds(100)}}, .wait_max = seconds(90)});

  const auto outcomes = paced->SendAll(Batch(3));

  EXPECT_TRUE(outcomes[0].has_value());
  for (const std::size_t later : {1u, 2u}) {
    EXPECT_EQ(outcomes[later].error().kind, ErrorKind::kThrottled);
    EXPECT_GE(outcomes[later].error().retry_after.value(), seconds(100));
    EXPECT_LE(outcomes[later].error().retry_after.value(), seconds(102));
  }
  EXPECT_EQ(inner.requests.size(), 1u);
  EXPECT_EQ(clock.Now(), StartOfTests());
}

TEST_F(PacedTransportTest, SaysThrottledWhenTheWaitIsInterrupted) {
  StoppedWaiter stopped;
  const auto paced = MakePacedTransport(inner, clock, stopped, {.read = {}, .write = {{1, seconds(10)}}}, &ByMethod);

  const auto outcomes = paced->SendAll(Batch(3));

  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(outcomes[2].error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(inner.requests.size(), 1u);
  EXPECT_EQ(stopped.waits, 1);
}

TEST_F(PacedTransportTest, KeepsSilentForAsLongAsRetryAfterSays) {
  const auto paced = Paced({});
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    const bool first = inner.requests.size() == 1;
    return HttpResponse{.status = first ? 429 : 200, .headers = {{"Retry-After", "7"}}, .body = ""};
  };

  EXPECT_EQ(Send(*paced, RequestOf("a.b.put", HttpMethod::kPut))->status, 429);  // Handed back, not repeated.
  EXPECT_EQ(Send(*paced, RequestOf("a.b.get"))->status, 200);                    // Reads wait as well.

  EXPECT_EQ(inner.arrivals[1].at - inner.arrivals[0].at, seconds(7));
}

TEST_F(PacedTransportTest, SaysThrottledDuringALongSilence) {
  const auto paced = Paced({});
  inner.answer = [](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 429, .headers = {{"Retry-After", "3600"}}, .body = ""};
  };

  EXPECT_EQ(Send(*paced, RequestOf("a.b.get"))->status, 429);
  const auto outcome = Send(*paced, RequestOf("a.b.get"));

  EXPECT_EQ(outcome.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(outcome.error().retry_after, seconds(3600));
  EXPECT_EQ(inner.requests.size(), 1u);
}

TEST_F(PacedTransportTest, BacksOffLongerThroughAStormAndForgetsItAfterwards) {
  const auto paced = Paced({});
  int refusals = 9;
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = refusals-- > 0 ? 429 : 200, .headers = {{"Retry-After", "0"}}, .body = ""};
  };

  for (int i = 0; i < 10; ++i) {
    Send(*paced, RequestOf("a.b.get"));
  }
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < inner.arrivals.size(); ++i) {
    gaps.push_back(std::chrono::duration_cast<seconds>(inner.arrivals[i].at - inner.arrivals[i - 1].at).count());
  }
  EXPECT_EQ(gaps, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 60, 60, 60}));

  refusals = 1;
  Send(*paced, RequestOf("a.b.get"));
  const Timestamp refused_at = clock.Now();
  Send(*paced, RequestOf("a.b.get"));
  EXPECT_EQ(clock.Now() - refused_at, seconds(1));
}

TEST_F(PacedTransportTest, CountsABatchOf429AsOneStep) {
  const auto paced = Paced({});
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = inner.requests.size() <= 8 ? 429 : 200, .headers = {}, .body = ""};
  };

  const auto outcomes = paced->SendAll(Batch(9));

  EXPECT_EQ(outcomes[7]->status, 429);
  EXPECT_EQ(outcomes[8]->status, 200);
  EXPECT_EQ(clock.Now() - StartOfTests(), seconds(1));
}

TEST_F(PacedTransportTest, CountsWhatFailedAsSent) {
  const auto paced = Paced({.read = {}, .write = {{1, seconds(10)}}});
  inner.answer = [](const HttpRequest&) -> Result<HttpResponse> { return Fail(ErrorKind::kAmbiguous, "lost"); };

  const auto outcomes = paced->SendAll(Batch(2));

  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kAmbiguous);
  EXPECT_GE(inner.arrivals[1].at - inner.arrivals[0].at, seconds(10));
}

TEST_F(PacedTransportTest, SurvivesAClockThatIsSetBack) {
  const auto paced = Paced({.read = {}, .write = {{1, seconds(10)}}});
  Send(*paced, RequestOf("a.b.put", HttpMethod::kPut));

  clock.Advance(-std::chrono::hours(5));
  const Timestamp before = clock.Now();
  EXPECT_TRUE(Send(*paced, RequestOf("a.b.put", HttpMethod::kPut)).has_value());

  EXPECT_LE(clock.Now() - before, seconds(11));
}

TEST_F(PacedTransportTest, SurvivesAClockThatIsSetBackDuringASilence) {
  const auto paced = Paced({});
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{
        .status = inner.requests.size() == 1 ? 429 : 200, .headers = {{"Retry-After", "5"}}, .body = ""};
  };
  Send(*paced, RequestOf("a.b.get"));

  clock.Advance(-std::chrono::hours(5));
  const Timestamp before = clock.Now();
  EXPECT_EQ(Send(*paced, RequestOf("a.b.get"))->status, 200);

  EXPECT_EQ(clock.Now() - before, seconds(5));
}

}  // namespace
}  // namespace riff
