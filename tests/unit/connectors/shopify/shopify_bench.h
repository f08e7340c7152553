#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "connectors/shopify/shopify_connector.h"
#include "connectors/shopify/shopify_wire.h"
#include "engine/base/manual_clock.h"

namespace riff::shopify {

// Answers requests from a list, in order, and keeps what was sent.
class ScriptedTransport final : public Transport {
 public:
  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    std::vector<Result<HttpResponse>> answers;
    for (const HttpRequest& request : requests) {
      sent.push_back(request);
      if (script.empty()) {
        ADD_FAILURE() << "no answer left for " << request.operation;
        answers.emplace_back(Fail(ErrorKind::kUnavailable, "the script is over"));
        continue;
      }
      answers.push_back(script.front());
      script.pop_front();
    }
    return answers;
  }

  std::deque<Result<HttpResponse>> script;
  std::vector<HttpRequest> sent;
};

// Never asked: the token does not rotate.
class NoVault final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel, const Secret&) override { return std::optional<TokenPair>(); }
  Result<TokenPair> Rotate(Channel, const Secret&, const Secret&,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>&) override {
    return Fail(ErrorKind::kUnauthorized, "nothing to rotate");
  }
};

// One shop at the other end of a scripted transport.
struct ShopifyBench {
  ManualClock clock{Timestamp(std::chrono::seconds(1763600000))};
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
  ScriptedTransport transport;
  NoVault vault;
  Channel channel{Platform::kShopify, Environment::kSandbox};
  Config config{.url = "https://shop.example/", .shop = "riff", .token = Secret("shpat_1"), .location = "501"};
  Connector connector = MakeConnector(channel, config, {transport, clock, vault}, Access::kReadAndWrite);

  void Answer(std::string body) {
    transport.script.emplace_back(HttpResponse{200, {{"Content-Type", "application/json"}}, std::move(body)});
  }
  void AnswerStatus(int status, std::string body) {
    transport.script.emplace_back(HttpResponse{status, {{"Content-Type", "text/html"}}, std::move(body)});
  }
  void AnswerFailure(ErrorKind kind) { transport.script.emplace_back(Fail(kind, "the wire")); }

  // The variables of the request sent as the `index`-th.
  std::string Variables(std::size_t index) const {
    const auto body = JsonDocument::Parse(transport.sent.at(index).body);
    return body->root().Get("variables")->Print();
  }
  std::vector<std::string> Operations() const {
    std::vector<std::string> names;
    for (const HttpRequest& request : transport.sent) {
      names.push_back(request.operation);
    }
    return names;
  }
};

inline ListingContent Titled(std::string title) {
  ListingContent content;
  content.title = std::move(title);
  return content;
}

// A variant as the platform shows it; what a test does not say is ordinary.
struct VariantText {
  std::string product = "1001";
  std::string variant = "2001";
  std::string item = "7001";
  std::string sku = "SG-61";
  std::string status = "ACTIVE";
  std::string level = R"({"quantities":[{"name":"available","quantity":1}]})";
  std::string tracked = "true";
  int variants_of_product = 1;

  std::string Node() const {
    return R"({"__typename":"ProductVariant","id":"gid://shopify/ProductVariant/)" + variant + R"(","sku":")" + sku +
           R"(","price":"1899.00","updatedAt":"2026-11-01T10:00:00Z","product":{"id":"gid://shopify/Product/)" +
           product + R"(","title":"Gibson SG 1961","status":")" + status +
           R"(","vendor":"Gibson","productType":"Guitar","descriptionHtml":"<p>Red</p>","variantsCount":{"count":)" +
           std::to_string(variants_of_product) + R"(}},"inventoryItem":{"id":"gid://shopify/InventoryItem/)" + item +
           R"(","tracked":)" + tracked + R"(,"inventoryLevel":)" + level + "}}";
  }
};

inline std::string PageText(const std::string& nodes, std::string_view page_info) {
  return R"({"data":{"shop":{"currencyCode":"USD"},"productVariantsCount":{"count":2},"productVariants":{"nodes":[)" +
         nodes + R"(],"pageInfo":)" + std::string(page_info) + "}}}";
}
inline constexpr std::string_view kLastPage = R"({"hasNextPage":false,"endCursor":null})";
inline constexpr std::string_view kMorePages = R"({"hasNextPage":true,"endCursor":"c2"})";

inline std::string NodesText(const std::string& nodes) {
  return R"({"data":{"shop":{"currencyCode":"USD"},"nodes":[)" + nodes + "]}}";
}

inline std::string MutationText(std::string_view mutation, std::string_view user_errors) {
  return R"({"data":{")" + std::string(mutation) + R"(":{"userErrors":[)" + std::string(user_errors) + "]}}}";
}

}  // namespace riff::shopify
