#include "connectors/http/guarded_transport.h"

#include <gtest/gtest.h>

#include "connectors/http/metered_transport.h"
#include "engine/base/metrics.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff {
namespace {

bool ReadsOnly(const HttpRequest& request) { return request.method == HttpMethod::kGet; }

class GuardedTransportTest : public testing::Test {
 protected:
  std::unique_ptr<Transport> ReadOnly() {
    return MakeReadOnlyTransport(inner, tripwire, "reverb/production", {"https://api.example.com:443"}, &ReadsOnly);
  }

  ManualClock clock{StartOfTests()};
  ScriptedTransport inner{clock};
  Tripwire tripwire;
};

TEST_F(GuardedTransportTest, LetsReadingOperationsThrough) {
  const auto guarded = ReadOnly();

  const Result<HttpResponse> answer = Send(*guarded, RequestOf("reverb.listing.list"));

  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(inner.requests.size(), 1u);
  EXPECT_FALSE(tripwire.tripped());
}

TEST_F(GuardedTransportTest, RefusesWhatIsNotAReadingOperationAndTripsTheWire) {
  const auto guarded = ReadOnly();

  const Result<HttpResponse> answer = Send(*guarded, RequestOf("reverb.listing.update", HttpMethod::kPut));

  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(inner.requests.empty());
  ASSERT_EQ(tripwire.attempts().size(), 1u);
  EXPECT_EQ(tripwire.attempts()[0].channel, "reverb/production");
  EXPECT_EQ(tripwire.attempts()[0].operation, "reverb.listing.update");
  EXPECT_EQ(tripwire.attempts()[0].host, "api.example.com");
}

TEST_F(GuardedTransportTest, RefusesEveryForeignOrigin) {
  const auto read_only = ReadOnly();
  const auto bound = MakeOriginBoundTransport(inner, tripwire, "reverb/sandbox", {"https://api.example.com"});
  const std::vector<std::string> foreign = {"https://evil.example.com/items",
                                            "http://api.example.com/items",
                                            "https://api.example.com:8443/items",
                                            "https://api.example.com.evil.com/",
                                            "https://api.example.com@evil.com/",
                                            "https://me:pass@api.example.com/",
                                            "https://api.example.com\\.evil.com/",
                                            "not a url",
                                            ""};

  for (const std::string& url : foreign) {
    EXPECT_EQ(Send(*read_only, RequestOf("x.y.get", HttpMethod::kGet, url)).error().kind, ErrorKind::kRejected) << url;
    EXPECT_EQ(Send(*bound, RequestOf("x.y.put", HttpMethod::kPut, url)).error().kind, ErrorKind::kRejected) << url;
  }

  EXPECT_TRUE(inner.requests.empty());
  EXPECT_EQ(tripwire.attempts().size(), 2 * foreign.size());
}

TEST_F(GuardedTransportTest, TakesTheSameOriginHoweverItIsWritten) {
  const auto guarded = ReadOnly();

  EXPECT_TRUE(Send(*guarded, RequestOf("a.b.get", HttpMethod::kGet, "HTTPS://API.Example.com/x")).has_value());
  EXPECT_TRUE(Send(*guarded, RequestOf("a.b.get", HttpMethod::kGet, "https://api.example.com:443/x")).has_value());
}

TEST_F(GuardedTransportTest, AnswersEachRequestOfAMixedBatchInItsPlace) {
  const auto guarded = ReadOnly();
  const std::vector<HttpRequest> batch = {RequestOf("a.b.get"), RequestOf("a.b.put", HttpMethod::kPut),
                                          RequestOf("a.c.get")};

  const auto outcomes = guarded->SendAll(batch);

  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_TRUE(outcomes[0].has_value());
  EXPECT_EQ(outcomes[1].error().kind, ErrorKind::kRejected);
  EXPECT_TRUE(outcomes[2].has_value());
  ASSERT_EQ(inner.requests.size(), 2u);
  EXPECT_EQ(inner.requests[1].operation, "a.c.get");
}

TEST_F(GuardedTransportTest, BoundToItsOriginWritesButNowhereElse) {
  const auto bound = MakeOriginBoundTransport(inner, tripwire, "reverb/sandbox", {"https://api.example.com"});

  EXPECT_TRUE(Send(*bound, RequestOf("reverb.listing.update", HttpMethod::kPut)).has_value());
  EXPECT_FALSE(tripwire.tripped());
}

TEST_F(GuardedTransportTest, AllowsNothingForAnOriginThatCannotBeRead) {
  const auto bound = MakeOriginBoundTransport(inner, tripwire, "reverb/sandbox", {"api.example.com", ""});

  EXPECT_EQ(Send(*bound, RequestOf("a.b.get")).error().kind, ErrorKind::kRejected);
}

TEST_F(GuardedTransportTest, NeverRepeatsTheUrlOfARefusedRequest) {
  const auto guarded = ReadOnly();

  const auto answer =
      Send(*guarded, RequestOf("a.b.get", HttpMethod::kGet, "https://evil.example.com/?access_token=hunter2"));

  EXPECT_EQ(answer.error().message.find("hunter2"), std::string::npos);
}

TEST_F(GuardedTransportTest, MeterCountsEveryRequestByItsOutcome) {
  CounterMetrics metrics;
  WireCount count;
  const auto metered = MakeMeteredTransport(inner, metrics, "reverb/sandbox", count);
  inner.answer = [](const HttpRequest& request) -> Result<HttpResponse> {
    if (request.operation == "a.lost.get") {
      return Fail(ErrorKind::kAmbiguous, "lost");
    }
    return HttpResponse{.status = request.operation == "a.none.get" ? 404 : 200, .headers = {}, .body = ""};
  };
  const std::vector<HttpRequest> batch = {RequestOf("a.some.get"), RequestOf("a.none.get"), RequestOf("a.lost.get"),
                                          RequestOf("a.some.get")};

  EXPECT_EQ(metered->SendAll(batch).size(), 4u);

  EXPECT_EQ(count.requests.load(), 4);
  const auto sums = metrics.Snapshot();
  const std::string lead = "riff_requests{channel=reverb/sandbox,operation=";
  EXPECT_EQ(sums.at(lead + "a.some.get,outcome=2xx}"), 2);
  EXPECT_EQ(sums.at(lead + "a.none.get,outcome=4xx}"), 1);
  EXPECT_EQ(sums.at(lead + "a.lost.get,outcome=" + std::string(ToString(ErrorKind::kAmbiguous)) + "}"), 1);
}

}  // namespace
}  // namespace riff
