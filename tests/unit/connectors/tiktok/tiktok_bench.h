#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/transport.h"
#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "connectors/tiktok/tiktok_connector.h"
#include "connectors/tiktok/tiktok_signature.h"
#include "connectors/tiktok/tiktok_wire.h"
#include "engine/base/manual_clock.h"

namespace riff::tiktok {

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

// Keeps one pair in memory, with the rule of the real one: a pair that was rotated since is handed out, not rotated.
class MemoryVault final : public TokenVault {
 public:
  Result<std::optional<TokenPair>> Load(Channel, const Secret&) override {
    ++loads;
    if (broken) {
      return Fail(ErrorKind::kUnauthorized, "sealed under another key");
    }
    return stored;
  }
  Result<TokenPair> Rotate(Channel, const Secret&, const Secret& seen_refresh,
                           const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>& exchange) override {
    if (stored.has_value() && stored->refresh.Reveal() != seen_refresh.Reveal()) {
      return *stored;
    }
    auto pair = exchange(stored);
    if (pair.has_value()) {
      stored = *pair;
    }
    return pair;
  }

  std::optional<TokenPair> stored;
  bool broken = false;
  int loads = 0;
};

inline constexpr std::int64_t kNowSeconds = 1763625600;

// One shop at the other end of a scripted transport.
struct TiktokBench {
  ManualClock clock{Timestamp(std::chrono::seconds(kNowSeconds))};
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
  ScriptedTransport transport;
  MemoryVault vault;
  Channel channel{Platform::kTiktok, Environment::kSandbox};
  Config config{.url = "https://api.example/",
                .auth_url = "https://auth.example",
                .app_key = "sandboxkey1",
                .app_secret = Secret("sandbox-app-secret"),
                .access_token = Secret("TTP_first"),
                .refresh_token = Secret("TTP_refresh"),
                .shop_cipher = "GCP_1",
                .warehouse = "7068517275539719942",
                .category = "853000"};
  Connector connector = MakeConnector(channel, config, {transport, clock, vault}, Access::kReadAndWrite);

  void AnswerHttp(int status, std::string body, std::vector<HttpHeader> headers) {
    headers.push_back({"Content-Type", "application/json"});
    transport.script.emplace_back(HttpResponse{status, std::move(headers), std::move(body)});
  }
  void Answer(std::string body) { AnswerHttp(200, std::move(body), {}); }
  void AnswerData(const std::string& data) { Answer(R"({"code":0,"message":"Success","data":)" + data + "}"); }
  void AnswerCode(std::int64_t code, const std::string& message) {
    Answer(R"({"code":)" + std::to_string(code) + R"(,"message":")" + message + R"(","data":{}})");
  }
  void AnswerTokens(const std::string& access, std::int64_t expires) {
    AnswerData(R"({"access_token":")" + access + R"(","access_token_expire_in":)" + std::to_string(expires) +
               R"(,"refresh_token":"TTP_refresh2","refresh_token_expire_in":)" + std::to_string(expires + 1000000) +
               R"(,"granted_scopes":["seller.product.basic","seller.product.write"]})");
  }
  void AnswerFailure(ErrorKind kind) { transport.script.emplace_back(Fail(kind, "the wire")); }

  const HttpRequest& Sent(std::size_t index) const { return transport.sent.at(index); }
  std::string PathOf(std::size_t index) const { return SplitUrl(Sent(index).url)->path; }
  // A decoded value of the query, empty when it is not there.
  std::string QueryOf(std::size_t index, std::string_view key) const {
    const auto pairs = DecodeQuery(SplitUrl(Sent(index).url)->query);
    for (const auto& [name, value] : *pairs) {
      if (name == key) {
        return value;
      }
    }
    return "";
  }
  std::string_view TokenOf(std::size_t index) const { return HeaderOf(Sent(index).headers, "x-tts-access-token"); }
};

// The contract data's text; nothing where RIFF_CONTRACTS does not say where it is.
inline std::optional<std::string> ContractText(const std::string& name) {
  const char* contracts = std::getenv("RIFF_CONTRACTS");
  if (contracts == nullptr) {
    return std::nullopt;
  }
  std::ifstream file(std::filesystem::path(contracts) / "tiktok" / name);
  EXPECT_TRUE(file.good()) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A product as a search shows it; what a test does not say is ordinary.
struct ProductText {
  std::string product = "1001";
  std::string sku = "2001";
  std::string seller_sku = "SG-61";
  std::string status = R"("status":"ACTIVATE")";
  std::string inventory = R"([{"warehouse_id":"7068517275539719942","quantity":1}])";
  std::string price = R"({"currency":"GBP","sale_price":"1899.00"})";
  std::string sku_status = "NORMAL";

  std::string Text() const {
    return R"({"id":")" + product + R"(","title":"Gibson SG 1961",)" + status +
           R"(,"update_time":1763625500,"skus":[{"id":")" + sku + R"(","seller_sku":")" + seller_sku + R"(","price":)" +
           price + R"(,"inventory":)" + inventory + R"(,"status_info":{"status":")" + sku_status + R"("}}]})";
  }
};

inline std::string ProductsText(const std::string& products, const std::string& token, std::int64_t total) {
  return R"({"products":[)" + products + R"(],"next_page_token":")" + token + R"(","total_count":)" +
         std::to_string(total) + "}";
}

// The stock search's answer: one product with these SKU ids, each with so many available.
inline std::string LevelsText(const std::string& product, const std::vector<std::string>& skus, int available) {
  std::string rows;
  for (const std::string& sku : skus) {
    rows += (rows.empty() ? "" : ",") +
            (R"({"id":")" + sku +
             R"(","warehouse_inventory":[{"warehouse_id":"7068517275539719942","available_quantity":)" +
             std::to_string(available) + R"(,"committed_quantity":1}]})");
  }
  return R"({"inventory":[{"product_id":")" + product + R"(","skus":[)" + rows + "]}]}";
}

}  // namespace riff::tiktok
