#include "connectors/ebay/ebay_quota.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <utility>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_codec.h"
#include "connectors/http/url.h"

namespace riff::ebay {
namespace {

constexpr std::array kQuotas = {
    DayQuota{"inventory", 2'000'000}, DayQuota{"fulfillment", 100'000}, DayQuota{"feed", 100'000},
    DayQuota{"account", 25'000},      DayQuota{"notification", 10'000}, DayQuota{"analytics", 5'000},
    DayQuota{"tradingapi", 5'000},
};

struct ApiPath {
  std::string_view path;
  std::string_view api;
};

constexpr std::array kPaths = {
    ApiPath{"/sell/inventory/", "inventory"},
    ApiPath{"/sell/fulfillment/", "fulfillment"},
    ApiPath{"/sell/feed/", "feed"},
    ApiPath{"/sell/account/", "account"},
    ApiPath{"/commerce/notification/", "notification"},
    ApiPath{"/developer/analytics/", "analytics"},
    ApiPath{"/ws/api.dll", "tradingapi"},
};

constexpr Duration kWindowMax = std::chrono::hours(24 * 31);

// A rate that can be true; nothing for a stand-in.
std::optional<CallQuota> QuotaOf(const JsonValue& rate) {
  const Result<std::int64_t> limit = rate.Integer("limit");
  const Result<std::int64_t> remaining = rate.Integer("remaining");
  const Result<std::int64_t> seconds = rate.Integer("timeWindow");
  const Result<std::string> reset = rate.Text("reset");
  if (!limit.has_value() || !remaining.has_value() || !seconds.has_value() || !reset.has_value()) {
    return std::nullopt;
  }
  const Result<Timestamp> reset_at = ParseTimestamp(*reset);
  if (!reset_at.has_value() || *limit <= 0 || *remaining < 0 || *remaining > *limit || *seconds <= 0 ||
      *seconds > std::chrono::floor<std::chrono::seconds>(kWindowMax).count()) {
    return std::nullopt;
  }
  CallQuota quota;
  quota.limit = *limit;
  quota.remaining = *remaining;
  quota.reset_at = *reset_at;
  quota.window = std::chrono::seconds(*seconds);
  return quota;
}

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

std::span<const DayQuota> DayQuotas() { return kQuotas; }

std::string_view QuotaApiOf(const HttpRequest& request) {
  const Result<UrlParts> url = SplitUrl(request.url);
  if (!url.has_value()) {
    return {};
  }
  const auto* const row =
      std::ranges::find_if(kPaths, [&url](const ApiPath& path) { return url->path.starts_with(path.path); });
  return row == kPaths.end() ? std::string_view() : row->api;
}

Result<std::vector<CallQuota>> CallQuotasOf(const JsonValue& answer) {
  RIFF_TRY(const std::vector<JsonValue> apis, answer.Array("rateLimits"));
  std::vector<CallQuota> quotas;
  for (const JsonValue& api : apis) {
    RIFF_TRY(const std::string name, api.Text("apiName"));
    RIFF_TRY(const std::vector<JsonValue> resources, api.OptionalArray("resources"));
    for (const JsonValue& resource : resources) {
      RIFF_TRY(const std::optional<std::string> resource_name, resource.OptionalText("name"));
      RIFF_TRY(const std::vector<JsonValue> rates, resource.OptionalArray("rates"));
      for (const JsonValue& rate : rates) {
        if (std::optional<CallQuota> quota = QuotaOf(rate)) {
          quota->api = Lower(name);
          quota->resource = resource_name.value_or("");
          quotas.push_back(*std::move(quota));
        }
      }
    }
  }
  return quotas;
}

std::optional<RateWindow> WindowLeftOf(std::span<const CallQuota> quotas, std::string_view api, Timestamp now) {
  const CallQuota* least = nullptr;
  for (const CallQuota& quota : quotas) {
    if (quota.api == api && quota.reset_at > now && (least == nullptr || quota.remaining < least->remaining)) {
      least = &quota;
    }
  }
  if (least == nullptr) {
    return std::nullopt;
  }
  constexpr std::int64_t kCallsMax = std::numeric_limits<int>::max();
  return RateWindow{.calls = static_cast<int>(std::min(least->remaining, kCallsMax)), .window = least->reset_at - now};
}

QuotaReader::QuotaReader(const Config& config, Transport& transport, Clock& clock)
    : requests_(config), transport_(transport), token_(ApplicationGrant(config), transport, clock) {}

Result<std::vector<CallQuota>> QuotaReader::Read() {
  RIFF_TRY(const Secret token, token_.Token());
  HttpRequest request = requests_.RateLimits();
  request.headers.push_back({"Authorization", "Bearer " + token.Reveal()});
  const Result<HttpResponse> answer = Send(transport_, request);
  if (answer.has_value() && RefusedToken(*answer)) {
    token_.Expire();
  }
  if (answer.has_value() && answer->status == 204) {
    return std::vector<CallQuota>{};
  }
  RIFF_TRY(const JsonDocument document, ReadAnswer("call quotas", answer));
  return CallQuotasOf(document.root());
}

}  // namespace riff::ebay
