#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "connectors/http/url.h"
#include "connectors/reverb/reverb_connector.h"
#include "engine/base/manual_clock.h"
#include "engine/model/write.h"
#include "tests/unit/connectors/http/scripted_transport.h"

namespace riff::reverb {

// A listing as Reverb shows it; the fields a test is about are set by hand.
struct ShownListing {
  std::int64_t id = 101;
  std::string sku = "SG-61";
  std::string title = "1961 SG";
  std::string state = "live";
  std::string condition = "df268ad1-c462-4ba6-b6db-e007e23922ea";  // Excellent: one of a kind.
  bool has_inventory = false;
  int inventory = 0;

  std::string Json() const {
    return R"({"id":)" + std::to_string(id) + R"(,"make":"Gibson","model":"SG","title":")" + title + R"(","sku":")" +
           sku + R"(","year":"1961","finish":"Cherry","description":"<p>all original</p>",)" +
           R"("condition":{"uuid":")" + condition + R"(","display_name":"x"},)" +
           R"("categories":[{"uuid":"e57deb7a-382b-4e18-a008-67d4fbcb2879","full_name":"Solid Body"}],)" +
           R"("price":{"amount":"2450.00","amount_cents":245000,"currency":"USD"},"listing_currency":"USD",)" +
           R"("has_inventory":)" + (has_inventory ? "true" : "false") + R"(,"inventory":)" + std::to_string(inventory) +
           R"(,"state":{"slug":")" + state + R"(","description":"x"},)" +
           R"("photos":[{"_links":{"full":{"href":"https://img.example.test/1.jpg"}}}],)" +
           R"("_links":{"self":{"href":"https://api.reverb.com/api/listings/1"},)" +
           R"("web":{"href":"https://reverb.com/item/1"}}})";
  }
};

inline ShownListing BrandNew(int inventory) {
  ShownListing listing;
  listing.condition = "7c3f45de-2ae0-4c81-8400-fdb6b1d74890";
  listing.has_inventory = true;
  listing.inventory = inventory;
  return listing;
}

inline std::string PageJson(const std::string& rows_key, const std::vector<std::string>& rows, int page, int pages,
                            int total, const std::string& next = "") {
  std::string out = R"({"total":)" + std::to_string(total) + R"(,"current_page":)" + std::to_string(page) +
                    R"(,"total_pages":)" + std::to_string(pages) + ",\"" + rows_key + "\":[";
  for (std::size_t at = 0; at < rows.size(); ++at) out += (at == 0 ? "" : ",") + rows[at];
  out += "],\"_links\":{";
  if (!next.empty()) out += R"("next":{"href":")" + next + R"("})";
  return out + "}}";
}

inline std::string Envelope(const ShownListing& listing, const std::string& warnings = "[]") {
  return R"({"message":"done","listing":)" + listing.Json() + R"(,"errors":[],"warnings":)" + warnings + "}";
}

class EmptyVault final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel, const Secret&) override { return std::optional<TokenPair>(); }
  Result<TokenPair> Rotate(Channel, const Secret&, const Secret&,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>&) override {
    return Fail(ErrorKind::kUnsupported, "nothing to rotate");
  }
};

// A connector in front of a script. A request is named "GET /api/path?query"; the answers of a name are given in order
// and the last one stays. A request that nobody scripted fails the test.
class SellerAccountTest : public testing::Test {
 protected:
  SellerAccountTest() {
    wire.answer = [this](const HttpRequest& request) { return Answer(request); };
  }

  void On(const std::string& name, int status, const std::string& body = "", std::vector<HttpHeader> headers = {}) {
    script[name].emplace_back(HttpResponse{status, std::move(headers), body});
  }
  void Breaks(const std::string& name, ErrorKind kind) { script[name].emplace_back(Fail(kind, "the line broke")); }

  static std::string NameOf(const HttpRequest& request) {
    const Result<UrlParts> url = SplitUrl(request.url);
    if (!url) return request.url;
    return std::string(ToString(request.method)) + " " + url->path + (url->query.empty() ? "" : "?" + url->query);
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const HttpRequest& request : wire.requests) names.push_back(NameOf(request));
    return names;
  }

  Write WriteOf(Change change, const std::string& id = "101") const {
    Write write;
    write.key = IdempotencyKey("key-1");
    write.listing = {channel, RemoteId(id)};
    write.sku = Sku("SG-61");
    write.change = std::move(change);
    return write;
  }

  WriteOutcome Deliver(Change change, const std::string& id = "101") {
    const Write write = WriteOf(std::move(change), id);
    std::vector<WriteOutcome> outcomes = connector.writer->Deliver(run, std::span(&write, 1));
    EXPECT_EQ(outcomes.size(), 1u);
    return outcomes.front();
  }

  static CreateListing NewGuitar() {
    CreateListing create;
    create.sku = Sku("SG-61");
    create.content.title = "1961 SG";
    create.content.brand = "Gibson";
    create.content.condition = Condition::kExcellent;
    create.content.category = "e57deb7a-382b-4e18-a008-67d4fbcb2879";
    create.content.image_urls = {"https://img.example.test/1.jpg", "file:///etc/passwd"};
    create.price = Money{245'000, Currency::Usd()};
    create.quantity = Quantity(1);
    return create;
  }

  const std::string find_path = "GET /api/my/listings?sku=SG-61&state=all&page=1&per_page=50";

  Channel channel{Platform::kReverb, Environment::kSandbox};
  ManualClock clock{StartOfTests()};
  ScriptedTransport wire{clock};
  EmptyVault vault;
  SeededRandom random{7};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
  Config config{"http://127.0.0.1:4021/api", Secret("token-1"), "77"};
  Connector connector = MakeConnector(channel, config, Parts{wire, clock, vault}, Access::kReadAndWrite);

 private:
  Result<HttpResponse> Answer(const HttpRequest& request) {
    std::deque<Result<HttpResponse>>& answers = script[NameOf(request)];
    if (answers.empty()) {
      ADD_FAILURE() << "nobody scripted " << NameOf(request);
      return Fail(ErrorKind::kInvalid, "not scripted");
    }
    Result<HttpResponse> answer = answers.front();
    if (answers.size() > 1) answers.pop_front();
    return answer;
  }

  std::map<std::string, std::deque<Result<HttpResponse>>> script;
};

inline std::string_view HeaderSent(const HttpRequest& request, std::string_view name) {
  return HeaderOf(request.headers, name);
}

}  // namespace riff::reverb
