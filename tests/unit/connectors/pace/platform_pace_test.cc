#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "connectors/ebay/ebay_connector.h"
#include "connectors/http/day_window.h"
#include "connectors/http/paced_transport.h"
#include "connectors/reverb/reverb_connector.h"
#include "connectors/shopify/shopify_connector.h"
#include "connectors/tiktok/tiktok_connector.h"
#include "connectors/vr/vr_connector.h"
#include "engine/base/random.h"
#include "engine/runtime/stored_call_book.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

RateClass ByMethod(const HttpRequest& request) {
  return request.method == HttpMethod::kGet ? RateClass::kRead : RateClass::kWrite;
}

struct WindowRule {
  std::string platform;
  RateRules rules;
  RateClass rate_class = RateClass::kRead;
  Duration span;  // Long enough for many windows and a few troubles.

  // What holds for this class: its own windows and the shared ones.
  std::vector<RateWindow> Windows() const {
    std::vector<RateWindow> all = rate_class == RateClass::kWrite ? rules.write : rules.read;
    all.insert(all.end(), rules.shared.begin(), rules.shared.end());
    return all;
  }

  // The most calls that the published windows allow in the span.
  double Allowed() const {
    double allowed = 1e18;
    for (const RateWindow& window : Windows()) {
      const double windows = static_cast<double>(span.count()) / static_cast<double>(window.window.count());
      allowed = std::min(allowed, windows * window.calls);
    }
    // What a read leaves to writes in a shared window is not its own.
    const bool leaves = rate_class == RateClass::kRead && !rules.shared.empty();
    return leaves ? allowed * (100 - rules.shared_kept_for_writes_percent) / 100 : allowed;
  }
};

std::vector<WindowRule> AllWindowRules() {
  std::vector<WindowRule> all;
  for (const RateClass rate_class : {RateClass::kRead, RateClass::kWrite}) {
    all.push_back({"reverb", reverb::RatesOf(), rate_class, hours(4)});
    all.push_back({"shopify", shopify::RatesOf(), rate_class, minutes(10)});
    all.push_back({"tiktok", tiktok::RatesOf(), rate_class, minutes(30)});
    all.push_back({"vr", vr::RatesOf(), rate_class, hours(1)});
  }
  return all;
}

class WindowRuleTest : public testing::TestWithParam<WindowRule> {
 protected:
  void SetUp() override {
    database = OpenDatabase({"sqlite::memory:", "", clock}).value();
    ASSERT_TRUE(MigrateUp(*database).has_value());
    Start();
  }

  // Another process: nothing is remembered but what the store holds.
  void Start() {
    paced.reset();
    book = std::make_unique<StoredCallBook>(*database, Channel{Platform::kReverb, Environment::kProduction});
    paced = MakePacedTransport(inner, clock, clock, Pacing{GetParam().rules, &ByMethod, book.get()});
  }

  // Sends without end until the span is over, with `trouble` between batches; the share of the allowed calls used.
  template <class Trouble>
  double Saturate(const Trouble& trouble) {
    const HttpMethod method = GetParam().rate_class == RateClass::kRead ? HttpMethod::kGet : HttpMethod::kPut;
    const std::vector<HttpRequest> batch(25, RequestOf("a.b.send", method));
    const Timestamp end = clock.Now() + span;
    while (clock.Now() < end) {
      const auto outcomes = paced->SendAll(batch);
      const auto refused = std::ranges::find_if(outcomes, [](const auto& outcome) { return !outcome.has_value(); });
      if (refused != outcomes.end()) {
        clock.Advance(refused->error().retry_after.value());
      }
      trouble();
    }
    const auto made = std::ranges::count_if(inner.arrivals, [&](const auto& arrival) { return arrival.at < end; });
    return static_cast<double>(made) / GetParam().Allowed();
  }

  // The windows in which more arrived than is allowed.
  int Exceeded() const {
    int exceeded = 0;
    for (const RateWindow& window : GetParam().Windows()) {
      std::size_t oldest = 0;
      for (std::size_t i = 0; i < inner.arrivals.size(); ++i) {
        while (inner.arrivals[i].at - inner.arrivals[oldest].at >= window.window) {
          ++oldest;
        }
        exceeded += i - oldest + 1 > static_cast<std::size_t>(window.calls) ? 1 : 0;
      }
    }
    return exceeded;
  }

  Duration span = GetParam().span;
  ManualClock clock{StartOfTests()};
  ScriptedTransport inner{clock};
  std::unique_ptr<Database> database;
  std::unique_ptr<StoredCallBook> book;
  std::unique_ptr<PacedTransport> paced;
};
INSTANTIATE_TEST_SUITE_P(Every, WindowRuleTest, testing::ValuesIn(AllWindowRules()), [](const auto& tested) {
  return tested.param.platform + (tested.param.rate_class == RateClass::kRead ? "_reads" : "_writes");
});

TEST_P(WindowRuleTest, IsUsedToNineteenTwentiethsAndNeverExceeded) {
  const double used = Saturate([] {});

  EXPECT_GE(used, 0.95);
  EXPECT_EQ(Exceeded(), 0);
}

TEST_P(WindowRuleTest, IsUsedToNineteenTwentiethsAndNeverExceededWhileTheRoundTripVaries) {
  SeededRandom random(11);
  inner.way_there = [&]() -> Duration { return milliseconds(40 + static_cast<int>(random.Below(30))); };
  inner.way_back = milliseconds(40);

  const double used = Saturate([] {});

  EXPECT_GE(used, 0.95);
  EXPECT_EQ(Exceeded(), 0);
}

TEST_P(WindowRuleTest, IsUsedToNineteenTwentiethsAndNeverExceededWhileNowAndThenARequestIsRefused) {
  // A refusal a third of the span, each second one naming a time.
  Timestamp next = clock.Now() + GetParam().span / 6;
  int refusals = 0;
  inner.answer = [&](const HttpRequest&) -> Result<HttpResponse> {
    if (clock.Now() < next) {
      return HttpResponse{.status = 200, .headers = {}, .body = ""};
    }
    next += GetParam().span / 3;
    std::vector<HttpHeader> headers;
    if (++refusals % 2 == 0) {
      headers.push_back({"Retry-After", "2"});
    }
    return HttpResponse{.status = 429, .headers = headers, .body = ""};
  };

  const double used = Saturate([] {});

  EXPECT_EQ(refusals, 3);
  EXPECT_GE(used, 0.95);
  EXPECT_EQ(Exceeded(), 0);
}

TEST_P(WindowRuleTest, IsUsedToNineteenTwentiethsAndNeverExceededOverRestarts) {
  int restarts = 0;
  Timestamp next = clock.Now();
  const double used = Saturate([&] {
    if (clock.Now() >= next) {
      next += GetParam().span / 6;
      ++restarts;
      Start();
    }
  });

  EXPECT_GE(restarts, 6);
  EXPECT_GE(used, 0.95);
  EXPECT_EQ(Exceeded(), 0);
}

TEST_P(WindowRuleTest, IsNeverExceededByOneRestartAfterAnother) {
  span = std::min(span, Duration(minutes(20)));
  Saturate([&] { Start(); });

  EXPECT_EQ(Exceeded(), 0);
}

class DayQuotaRuleTest : public testing::TestWithParam<DayQuota> {
 protected:
  void SetUp() override {
    database = OpenDatabase({"sqlite::memory:", "", clock}).value();
    ASSERT_TRUE(MigrateUp(*database).has_value());
    if (quota.calls > kCallsMax) {  // The same shares of fewer calls, for the sake of time.
      quota.calls /= 50;
      quota.kept_for_writes /= 50;
      quota.kept_for_urgent /= 50;
    }
    rules.day_quotas = {quota};
    request.url = "https://api.example.com" + GetParam().path_prefix + "x";
    request.operation = GetParam().operation_prefix + "x";
    Start();
  }

  void Start() {
    paced.reset();
    book = std::make_unique<StoredCallBook>(*database, Channel{Platform::kEbay, Environment::kProduction});
    paced = MakePacedTransport(far, clock, clock, Pacing{rules, &ByMethod, book.get()});
  }

  // A day at the far end, from its own midnight on, counting calls only.
  class CountingTransport final : public Transport {
   public:
    std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> batch) override {
      calls += static_cast<int>(batch.size());
      return std::vector<Result<HttpResponse>>(batch.size(), HttpResponse{.status = 200, .headers = {}, .body = ""});
    }
    int calls = 0;
  };

  // Sends in that lane until the day has no more; how many went through.
  int Exhaust(Lane lane, HttpMethod method) {
    request.method = method;
    const std::vector<HttpRequest> batch(500, request);
    const int before = far.calls;
    paced->SetLane(lane);
    while (std::ranges::all_of(paced->SendAll(batch), [](const auto& outcome) { return outcome.has_value(); })) {
    }
    return far.calls - before;
  }

  static constexpr int kCallsMax = 100'000;

  DayQuota quota = GetParam();
  ManualClock clock{DayAt(DayReset::kPacificMidnight, StartOfTests()).from};
  CountingTransport far;
  RateRules rules;
  HttpRequest request;
  std::unique_ptr<Database> database;
  std::unique_ptr<StoredCallBook> book;
  std::unique_ptr<PacedTransport> paced;
};
INSTANTIATE_TEST_SUITE_P(Ebay, DayQuotaRuleTest, testing::ValuesIn(ebay::RatesOf().day_quotas),
                         [](const auto& tested) { return tested.param.resource; });

TEST_P(DayQuotaRuleTest, IsUsedToNineteenTwentiethsByEachClassAndByUrgentWritesToTheEnd) {
  const int calls = quota.calls;

  EXPECT_GE(Exhaust(Lane::kOrdinary, HttpMethod::kGet), calls * 0.95);
  Exhaust(Lane::kOrdinary, HttpMethod::kPut);
  EXPECT_EQ(far.calls, calls - quota.kept_for_urgent);
  Exhaust(Lane::kUrgent, HttpMethod::kPut);
  EXPECT_EQ(far.calls, calls);

  clock.Advance(hours(24));
  EXPECT_EQ(Exhaust(Lane::kUrgent, HttpMethod::kPut), calls);
}

TEST_P(DayQuotaRuleTest, IsUsedToNineteenTwentiethsAndNeverExceededOverRestarts) {
  const std::vector<HttpRequest> batch(static_cast<std::size_t>(std::max(1, quota.calls / 100)), request);
  for (int i = 0; i < 150; ++i) {
    paced->SendAll(batch);
    Start();
  }

  EXPECT_LE(far.calls, quota.calls);
  EXPECT_GE(far.calls, quota.calls * 0.95);
}

TEST_P(DayQuotaRuleTest, LosesLessThanATwentiethToCrashes) {
  request.method = HttpMethod::kPut;
  paced->SetLane(Lane::kUrgent);
  const std::vector<HttpRequest> some(static_cast<std::size_t>(std::max(1, quota.calls / 20)), request);
  std::vector<std::unique_ptr<PacedTransport>> crashed;  // Kept, so that nothing is given back.
  for (int i = 0; i < 8; ++i) {
    paced->SendAll(some);
    crashed.push_back(std::move(paced));
    paced = MakePacedTransport(far, clock, clock, Pacing{rules, &ByMethod, book.get()});
  }
  Exhaust(Lane::kUrgent, HttpMethod::kPut);

  EXPECT_LE(far.calls, quota.calls);
  EXPECT_GE(far.calls, quota.calls * 0.95);
}

}  // namespace
}  // namespace riff
