#include "connectors/ebay/ebay_webhooks.h"
#include "connectors/shopify/shopify_webhooks.h"
#include "connectors/tiktok/tiktok_webhooks.h"
#include "engine/base/digest.h"
#include "engine/base/manual_clock.h"
#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {
namespace {

constexpr const char* kKey = "a key of this test";

// Nobody answers: eBay's keys cannot be had.
class NoTransport final : public Transport {
 public:
  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    return std::vector<Result<HttpResponse>>(requests.size(), Fail(ErrorKind::kUnavailable, "nobody is there"));
  }
};

void Read(WebhookParser& parser, const WebhookRequest& request) {
  const Result<WebhookEvents> events = parser.Parse(request);
  if (events.has_value()) {
    for (const WebhookEvent& event : *events) {
      RIFF_CHECK(!event.delivery.empty(), "repeats are known by a name");
    }
  }
}

WebhookRequest Carrying(std::string_view body, std::vector<WebhookHeader> headers) {
  return {
      .headers = std::move(headers), .body = std::string(body), .received_at = Timestamp(std::chrono::hours(480'000))};
}

}  // namespace

// Signed as the platforms sign, so that what lies behind the signature is read as well.
void ReadWebhooks(std::string_view bytes) {
  const Secret key{std::string(kKey)};
  const std::string signature = Base64Encode(HmacSha256(key, bytes));
  shopify::Config shop;
  shop.shop = "riff.myshopify.com";
  shop.webhook_secret = key;
  const auto shopify = shopify::MakeWebhooks({Platform::kShopify, Environment::kProduction}, shop);
  for (const std::string topic : {"orders/create", "inventory_levels/update", "products/update", "app/uninstalled"}) {
    Read(*shopify, Carrying(bytes, {{"X-Shopify-Hmac-Sha256", signature},
                                    {"X-Shopify-Topic", topic},
                                    {"X-Shopify-Shop-Domain", "riff.myshopify.com"},
                                    {"X-Shopify-Webhook-Id", std::string(bytes.substr(0, 40))}}));
  }

  tiktok::Config app;
  app.app_key = "app";
  app.app_secret = key;
  const auto tiktok = tiktok::MakeWebhooks({Platform::kTiktok, Environment::kProduction}, app);
  Read(*tiktok, Carrying(bytes, {{"Authorization", HmacSha256Hex(key, "app" + std::string(bytes))}}));

  ManualClock clock{Timestamp(std::chrono::hours(480'000))};
  NoTransport transport;
  ebay::Config seller;
  seller.url = "https://ebay.test";
  seller.verification_token = key;
  seller.webhook_endpoint = "https://riff.test/hooks";
  const auto ebay = ebay::MakeWebhooks({Platform::kEbay, Environment::kProduction}, seller, transport, clock);
  Read(*ebay, Carrying("{}", {{"x-ebay-signature", Base64Encode(bytes)}}));
  Read(*ebay, Carrying(bytes, {{"x-ebay-signature", std::string(bytes)}}));
  (void)ebay->AnswerChallenge(bytes);
}

}  // namespace riff::fuzz
