#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/transport.h"
#include "connectors/http/url.h"
#include "engine/base/manual_clock.h"
#include "engine/port/run_context.h"

namespace riff::ebay {

// A transport that answers by script. A request is named "GET /path?query"; each script entry is used once, in order,
// but for the last of its name, which stays. The token call is answered by itself, token by token ("token-1", …).
// A request that nobody scripted fails the test.
class ScriptedTransport final : public Transport {
 public:
  ScriptedTransport& On(const std::string& name, int status, std::string body = {},
                        std::vector<HttpHeader> headers = {}) {
    script_[name].emplace_back(HttpResponse{.status = status, .headers = std::move(headers), .body = std::move(body)});
    return *this;
  }
  ScriptedTransport& Breaks(const std::string& name, ErrorKind kind) {
    script_[name].emplace_back(Fail(kind, "the line broke"));
    return *this;
  }

  // What was scripted under a name is answered no more.
  void Forget(const std::string& name) { script_.erase(name); }

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    batches.push_back(requests.size());
    std::vector<Result<HttpResponse>> outcomes;
    for (const HttpRequest& request : requests) {
      sent.push_back(request);
      outcomes.push_back(Answer(request));
    }
    return outcomes;
  }

  // "GET /path?query" of a request.
  static std::string NameOf(const HttpRequest& request) {
    const Result<UrlParts> url = SplitUrl(request.url);
    const std::string query = url.has_value() && !url->query.empty() ? "?" + url->query : "";
    return std::string(ToString(request.method)) + " " + (url.has_value() ? url->path : request.url) + query;
  }

  // Names of all that was sent but token calls.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const HttpRequest& request : sent) {
      if (request.url.find("/oauth2/token") == std::string::npos) {
        names.push_back(NameOf(request));
      }
    }
    return names;
  }

  // Everything sent under one name.
  std::vector<HttpRequest> Sent(const std::string& name) const {
    std::vector<HttpRequest> found;
    std::ranges::copy_if(sent, std::back_inserter(found),
                         [&name](const HttpRequest& request) { return NameOf(request) == name; });
    return found;
  }

  std::vector<HttpRequest> sent;
  std::vector<std::size_t> batches;

 private:
  Result<HttpResponse> Answer(const HttpRequest& request) {
    const std::string name = NameOf(request);
    const auto entry = script_.find(name);
    if (entry != script_.end()) {
      Result<HttpResponse> answer = entry->second.front();
      if (entry->second.size() > 1) {
        entry->second.pop_front();
      }
      return answer;
    }
    if (name == "POST /identity/v1/oauth2/token") {
      ++tokens_;
      return HttpResponse{.status = 200,
                          .headers = {},
                          .body = R"({"access_token":"token-)" + std::to_string(tokens_) +
                                  R"(","expires_in":7200,"token_type":"User Access Token"})"};
    }
    ADD_FAILURE() << "nobody scripted " << name;
    return Fail(ErrorKind::kUnavailable, "nobody scripted " + name);
  }

  std::map<std::string, std::deque<Result<HttpResponse>>> script_;
  int tokens_ = 0;
};

inline Config TestConfig() {
  Config config;
  config.url = "http://ebay.test:4020";
  config.client_id = "client";
  config.client_secret = Secret("client-secret");
  config.refresh_token = Secret("consent");
  config.location = "WH1";
  config.fulfillment_policy = "1";
  config.payment_policy = "2";
  config.return_policy = "3";
  config.category = "33034";
  return config;
}

// A seller's account as a connector meets it: a scripted line, a clock that stands still, a run.
struct SellerAccount {
  ScriptedTransport line;
  ManualClock clock{FromMicros(1'763'634'000'000'000)};
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping = false;
  RunContext run{.run = RunId(1),
                 .clock = clock,
                 .waiter = clock,
                 .random = random,
                 .log = log,
                 .metrics = metrics,
                 .tripwire = tripwire,
                 .stopping = stopping};
};

inline std::string ErrorsBody(int id, const std::string& parameters = "[]") {
  return R"({"errors":[{"errorId":)" + std::to_string(id) +
         R"(,"domain":"API_INVENTORY","subdomain":"Selling","category":"REQUEST","message":"a message",)" +
         R"("parameters":)" + parameters + "}]}";
}

inline std::string ItemJson(const std::string& sku, int quantity) {
  return R"({"sku":")" + sku +
         R"(","locale":"en_US","condition":"USED_EXCELLENT","conditionDescription":"light wear",)" +
         R"("availability":{"shipToLocationAvailability":{"quantity":)" + std::to_string(quantity) +
         R"(,"allocationByFormat":{"fixedPrice":)" + std::to_string(quantity) + "}}}," +
         R"("product":{"title":"Fender Strat )" + sku +
         R"(","description":"from the item","brand":"Fender","mpn":"X",)" +
         R"("ean":["4012345678901"],"aspects":{"Brand":["Fender"],"Model":["Strat"],"Year":["1964"],)" +
         R"("Finish":["Red"],"Type":["Electric Guitar"]},"imageUrls":["https://img.test/1.jpg"]}})";
}

// A published offer; `listing` is the JSON of its listing, empty for an unpublished one.
inline std::string OfferJson(const std::string& id, const std::string& sku, int quantity, const std::string& listing) {
  return R"({"offerId":")" + id + R"(","sku":")" + sku + R"(","marketplaceId":"EBAY_US","format":"FIXED_PRICE",)" +
         R"("availableQuantity":)" + std::to_string(quantity) +
         R"(,"categoryId":"33034","listingDuration":"GTC","merchantLocationKey":"WH1","quantityLimitPerBuyer":2,)" +
         R"("listingDescription":"<p>from the offer</p>","pricingSummary":{"price":{"value":"499.00","currency":"USD"},)" +
         R"("originalRetailPrice":{"value":"600.00","currency":"USD"}},)" +
         R"("listingPolicies":{"fulfillmentPolicyId":"91","paymentPolicyId":"92","returnPolicyId":"93"},)" +
         (listing.empty() ? R"("status":"UNPUBLISHED"})" : R"("status":"PUBLISHED","listing":)" + listing + "}");
}

inline std::string ListingJson(const std::string& listing_id, const std::string& status) {
  return R"({"listingId":")" + listing_id + R"(","listingStatus":")" + status + R"(","soldQuantity":0})";
}

inline std::string OffersJson(const std::vector<std::string>& offers) {
  std::string rows;
  for (const std::string& offer : offers) {
    rows += (rows.empty() ? "" : ",") + offer;
  }
  return R"({"total":)" + std::to_string(offers.size()) + R"(,"size":1,"limit":100,"offers":[)" + rows + "]}";
}

}  // namespace riff::ebay
