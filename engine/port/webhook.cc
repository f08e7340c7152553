#include "engine/port/webhook.h"

#include <algorithm>
#include <array>

#include "engine/base/digest.h"
#include "engine/port/webhook_table.h"

namespace riff {

namespace {

constexpr std::array kKinds = {WebhookKind::kOrderChanged, WebhookKind::kListingChanged,
                               WebhookKind::kCredentialsEnding, WebhookKind::kCredentialsRevoked,
                               WebhookKind::kIgnored};

char Lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string_view WebhookRequest::Header(std::string_view name) const {
  for (const WebhookHeader& header : headers) {
    if (std::ranges::equal(header.name, name, {}, Lower, Lower)) {
      return header.value;
    }
  }
  return {};
}

std::string_view ToString(WebhookKind kind) {
  switch (kind) {
    case WebhookKind::kOrderChanged:
      return "order_changed";
    case WebhookKind::kListingChanged:
      return "listing_changed";
    case WebhookKind::kCredentialsEnding:
      return "credentials_ending";
    case WebhookKind::kCredentialsRevoked:
      return "credentials_revoked";
    case WebhookKind::kIgnored:
      return "ignored";
  }
  return "?";
}

Result<WebhookKind> ParseWebhookKind(std::string_view text) {
  for (const WebhookKind kind : kKinds) {
    if (text == ToString(kind)) {
      return kind;
    }
  }
  return Fail(ErrorKind::kInvalid, "not a kind of webhook: " + std::string(text));
}

std::string_view ToString(WebhookOutcome outcome) {
  switch (outcome) {
    case WebhookOutcome::kTaken:
      return "taken";
    case WebhookOutcome::kLeftToRead:
      return "left_to_read";
    case WebhookOutcome::kGivenUp:
      return "given_up";
  }
  return "?";
}

Result<std::string> WebhookParser::AnswerChallenge(std::string_view /*challenge_code*/) {
  return Fail(ErrorKind::kUnsupported, "this platform asks no endpoint for a proof");
}

Result<void> CheckWebhookSize(const WebhookRequest& request) {
  if (request.body.size() > kWebhookBodyMax) {
    return Fail(ErrorKind::kInvalid, "a webhook larger than " + std::to_string(kWebhookBodyMax) + " bytes");
  }
  return {};
}

Error WebhookRefusal() { return {ErrorKind::kUnauthorized, "the webhook's signature is missing or wrong", {}}; }

std::string DeliveryName(std::string_view given, std::string_view bytes) {
  constexpr std::size_t kCharactersMax = 200;
  const bool printable = std::ranges::all_of(given, [](char c) { return c > ' ' && c <= '~'; });
  if (given.empty() || given.size() > kCharactersMax || !printable) {
    return "sha256:" + Sha256Hex(bytes);
  }
  return std::string(given);
}

}  // namespace riff
