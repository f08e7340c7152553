#include "connectors/ebay/ebay_webhooks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/ebay/ebay_public_keys.h"
#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff::ebay {
namespace {

struct TopicRow {
  std::string_view topic;
  WebhookKind kind;
};

// Any other topic says nothing of stock; MARKETPLACE_ACCOUNT_DELETION among them, because no buyer detail is kept.
constexpr std::array kTopics = {
    TopicRow{"ORDER_CONFIRMATION", WebhookKind::kOrderChanged},
    TopicRow{"ORDER_CANCELLATION_ACTIVITY", WebhookKind::kOrderChanged},
    TopicRow{"ITEM_MARKED_SHIPPED", WebhookKind::kOrderChanged},
    TopicRow{"LISTING", WebhookKind::kListingChanged},
    TopicRow{"ITEM_AVAILABILITY", WebhookKind::kListingChanged},
    TopicRow{"ITEM_PRICE_REVISION", WebhookKind::kListingChanged},
    TopicRow{"AUTHORIZATION_REVOCATION", WebhookKind::kCredentialsRevoked},
};

// What x-ebay-signature holds.
struct Signature {
  std::string key_id;
  std::string der;
};

Result<Signature> SignatureOf(std::string_view header) {
  RIFF_TRY(const std::string json, Base64Decode(header));
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(json));
  Signature signature;
  RIFF_TRY(signature.key_id, document.root().Text("kid"));
  RIFF_TRY(const std::string base64, document.root().Text("signature"));
  RIFF_TRY(signature.der, Base64Decode(base64));
  return signature;
}

// A text or number under one of the keys, in `data` itself or in one of its objects: eBay describes no data of these
// topics the same way twice. Empty when there is none.
std::string FindId(const JsonValue& data, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const auto value = data.Find(key);
    const Result<std::string> id = !value.has_value()  ? Result<std::string>("")
                                   : value->IsNumber() ? value->AsDecimal()
                                                       : value->AsText();
    if (id.has_value() && !id->empty()) {
      return *id;
    }
  }
  for (const std::string& key : data.Keys()) {
    const auto inner = data.Find(key);
    std::string id = inner.has_value() && inner->IsObject() ? FindId(*inner, keys) : "";
    if (!id.empty()) {
      return id;
    }
  }
  return {};
}

// Digits, letters and hyphens: what an order's id is made of.
bool IsPlain(std::string_view id) {
  constexpr std::size_t kCharactersMax = 64;
  return id.size() <= kCharactersMax && std::ranges::all_of(id, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

// The listing id in "110390284325" and in "v1|110390284325|0"; empty for any other text.
std::string ListingIdOf(std::string id) {
  if (const std::size_t bar = id.find('|'); bar != std::string::npos) {
    const std::size_t end = id.find('|', bar + 1);
    id = id.substr(bar + 1, end == std::string::npos ? end : end - bar - 1);
  }
  const bool digits = std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
  return digits && id.size() <= 32 ? id : "";
}

class Webhooks final : public WebhookParser {
 public:
  Webhooks(Channel channel, const Config& config, Transport& transport, Clock& clock)
      : channel_(channel),
        verification_token_(config.verification_token),
        endpoint_(config.webhook_endpoint),
        keys_(config, transport, clock) {}

  Result<WebhookEvents> Parse(const WebhookRequest& request) override {
    RIFF_TRY(CheckWebhookSize(request));
    RIFF_TRY(Verify(request));
    RIFF_TRY(const JsonDocument document, JsonDocument::Parse(request.body));
    RIFF_TRY(const JsonValue metadata, document.root().Get("metadata"));
    RIFF_TRY(const JsonValue notification, document.root().Get("notification"));
    WebhookEvent event;
    event.channel = channel_;
    RIFF_TRY(event.topic, metadata.Text("topic"));
    RIFF_TRY(const std::string id, notification.Text("notificationId"));
    event.delivery = DeliveryName(id, request.body);
    RIFF_TRY(const auto date, notification.OptionalText("eventDate"));
    event.occurred_at = ParseTimestamp(date.value_or("")).value_or(request.received_at);
    const auto* row = std::ranges::find(kTopics, event.topic, &TopicRow::topic);
    if (row == kTopics.end()) {
      return WebhookEvents{std::move(event)};
    }
    event.kind = row->kind;
    if (const auto data = notification.Find("data")) {
      NameSubject(*data, event);
    }
    return WebhookEvents{std::move(event)};
  }

  Result<std::string> AnswerChallenge(std::string_view challenge_code) override {
    if (challenge_code.empty()) {
      return Fail(ErrorKind::kInvalid, "eBay's challenge has no code");
    }
    return ChallengeAnswer({challenge_code, verification_token_, endpoint_});
  }

 private:
  Result<void> Verify(const WebhookRequest& request) {
    const Result<Signature> signature = SignatureOf(request.Header("x-ebay-signature"));
    if (!signature.has_value()) {
      return Fail(WebhookRefusal());
    }
    const Result<PublicKey> key = keys_.Get(signature->key_id);
    if (!key.has_value()) {
      return Fail(key.error().kind == ErrorKind::kNotFound ? WebhookRefusal() : key.error());
    }
    // What cannot be read here is the signature: the key was read when it came.
    const Result<bool> good = VerifyEcdsa(key->pem, key->digest, request.body, signature->der);
    if (!good.value_or(false)) {
      return Fail(WebhookRefusal());
    }
    return {};
  }

  static void NameSubject(const JsonValue& data, WebhookEvent& event) {
    if (event.kind == WebhookKind::kOrderChanged) {
      std::string id = FindId(data, {"orderId"});
      event.order = OrderId(IsPlain(id) ? std::move(id) : "");
    } else if (event.kind == WebhookKind::kListingChanged) {
      event.remote = RemoteId(ListingIdOf(FindId(data, {"listingId", "itemId", "legacyItemId"})));
    }
  }

  const Channel channel_;
  const Secret verification_token_;
  const std::string endpoint_;
  PublicKeys keys_;
};

}  // namespace

bool TakesWebhooks(const Config& config) {
  return !config.verification_token.empty() && !config.webhook_endpoint.empty();
}

std::string ChallengeAnswer(const Challenge& challenge) {
  const Secret text(std::string(challenge.code) + challenge.verification_token.Reveal() +
                    std::string(challenge.endpoint));
  JsonWriter json;
  json.BeginObject().Key("challengeResponse").Text(Sha256Hex(text.Reveal())).EndObject();
  return json.Take();
}

std::unique_ptr<WebhookParser> MakeWebhooks(const Channel& channel, const Config& config, Transport& transport,
                                            Clock& clock) {
  return std::make_unique<Webhooks>(channel, config, transport, clock);
}

}  // namespace riff::ebay
