// EbayTrading: which call it is, and everything that is refused before a call is looked at.

#include "mocks/ebay_trading.h"

#include <algorithm>
#include <utility>

namespace riff::sim {

struct EbayTrading::Call {
  std::string_view name;
  std::string_view operation;
  Effect effect;
  TradingOutcome (EbayTrading::*answer)(const XmlElement&);
};

const std::vector<EbayTrading::Call>& EbayTrading::Calls() {
  using Self = EbayTrading;
  static const std::vector<Call> calls = {
      {"GetMyeBaySelling", "ebay.trading.list_active", Effect::kReads, &Self::GetMyeBaySelling},
      {"GetSellerList", "ebay.trading.list_all", Effect::kReads, &Self::GetSellerList},
      {"GetSellerEvents", "ebay.trading.list_events", Effect::kReads, &Self::GetSellerEvents},
      {"GetItem", "ebay.trading.get", Effect::kReads, &Self::GetItem},
      {"GetUser", "ebay.trading.user", Effect::kReads, &Self::GetUser},
      {"GeteBayOfficialTime", "ebay.trading.time", Effect::kReads, &Self::GetOfficialTime},
      {"ReviseInventoryStatus", "ebay.trading.revise", Effect::kChanges, &Self::ReviseInventoryStatus},
      {"ReviseFixedPriceItem", "ebay.trading.update", Effect::kChanges, &Self::ReviseFixedPriceItem},
      {"EndFixedPriceItem", "ebay.trading.end", Effect::kChanges, &Self::EndFixedPriceItem},
      {"RelistFixedPriceItem", "ebay.trading.relist", Effect::kChanges, &Self::RelistFixedPriceItem},
  };
  return calls;
}

TradingFault TradingBadInput(const std::string& element) {
  return {37,
          "Input data for tag <" + element + "> is invalid or missing. Please check API documentation.",
          {{"0", element}}};
}

const EbayTrading::Call* EbayTrading::CallOf(const ServerRequest& request) {
  const auto found = std::ranges::find(Calls(), request.Header("X-EBAY-API-CALL-NAME"), &Call::name);
  return found == Calls().end() ? nullptr : &*found;
}

Classified EbayTrading::Classify(const ServerRequest& request) {
  const Call* call = CallOf(request);
  if (call == nullptr) {
    return {"ebay.unknown", Effect::kChanges};
  }
  return {std::string(call->operation), call->effect};
}

std::optional<TradingFault> EbayTrading::RefuseToken(const Call& call, const ServerRequest& request) const {
  const std::string_view token = request.Header("X-EBAY-API-IAF-TOKEN");
  if (token.empty()) {
    return TradingFault{930, "Authentication token is missing."};
  }
  const Timestamp now = parts_.face.clock.Now();
  switch (parts_.tokens.HolderOf(token, now)) {
    case EbayTokens::Holder::kUser:
      break;
    case EbayTokens::Holder::kExpired:
      return TradingFault{21917053, "IAF token supplied is expired."};
    case EbayTokens::Holder::kNobody:
    case EbayTokens::Holder::kApplication:
      return TradingFault{21916984, "Invalid IAF token."};
  }
  const bool enforced = parts_.face.faults.Knob("trading_scopes") == "enforced";
  const bool enough =
      parts_.tokens.Check(token, EbayArea::kTrading, EbayGrant::kWriting, now) == EbayTokens::Verdict::kGood;
  if (call.effect == Effect::kChanges && enforced && !enough) {
    return TradingFault{21916984, "Invalid IAF token. It lacks the scope."};
  }
  return std::nullopt;
}

std::optional<TradingFault> EbayTrading::RefuseCall(const Call& call, const ServerRequest& request) {
  const Timestamp now = parts_.face.clock.Now();
  if (request.Header("X-EBAY-API-COMPATIBILITY-LEVEL").empty()) {
    return TradingBadInput("X-EBAY-API-COMPATIBILITY-LEVEL");
  }
  // The account's listings are all on the site of the United States.
  if (request.Header("X-EBAY-API-SITEID") != "0") {
    return TradingBadInput("X-EBAY-API-SITEID");
  }
  if (!parts_.quotas.TakeCall("trading", now) || !parts_.quotas.TakeBurst(call.name, now)) {
    return TradingFault{518, "Call usage limit has been reached."};
  }
  if (parts_.face.faults.Take("system_error", call.operation)) {
    return TradingFault{10007, "Internal error to the application."};
  }
  return std::nullopt;
}

ServerResponse EbayTrading::Answer(const ServerRequest& request) {
  TradingEnvelope envelope{request.Header("X-EBAY-API-CALL-NAME"), "", parts_.face.clock.Now()};
  const Call* call = CallOf(request);
  if (call == nullptr) {
    envelope.call_name = "";
    return TradingAnswer(envelope, TradingFailure({2, "Unsupported API call."}));
  }
  if (auto refused = RefuseToken(*call, request)) {
    return TradingAnswer(envelope, TradingFailure(*std::move(refused)));
  }
  if (auto refused = RefuseCall(*call, request)) {
    return TradingAnswer(envelope, TradingFailure(*std::move(refused)));
  }
  const Result<XmlDocument> body = XmlDocument::Parse(request.body);
  if (!body || body->root().name() != std::string(call->name) + "Request") {
    return TradingAnswer(envelope, TradingFailure({5, "XML Parse error."}));
  }
  envelope.correlation_id = body->root().OptionalText("MessageID").value_or("");
  return TradingAnswer(envelope, (this->*call->answer)(body->root()));
}

}  // namespace riff::sim
