// Idempotency keys: who needs one, and what a repeat gets.

#include "mocks/shopify_mutations.h"

namespace riff::sim {
bool DemandsKeys(const ShopifyShop& shop) { return shop.version >= "2026-04"; }

std::optional<GraphqlFailure> RefuseWithoutKey(const ShopifyShop& shop, const GraphqlCall& call) {
  if (!DemandsKeys(shop) || call.directives.contains("idempotent")) {
    return std::nullopt;
  }
  return GraphqlFailure{"The @idempotent directive is required for this mutation but was not provided.", "BAD_REQUEST"};
}

std::optional<ShopifyUserError> RefuseKey(ShopifyShop& shop, const GraphqlCall& call) {
  const auto directive = call.directives.find("idempotent");
  if (directive == call.directives.end()) {
    return std::nullopt;
  }
  if (shop.faults().Take("idempotency_concurrent", "shopify.inventory.set")) {
    return ShopifyUserError{
        {}, "This request is currently in progress, please try again.", "IDEMPOTENCY_CONCURRENT_REQUEST"};
  }
  if (shop.faults().Take("idempotency_previous_failed", "shopify.inventory.set")) {
    return ShopifyUserError{{},
                            "The previous attempt with this idempotency key failed. Use another key.",
                            "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"};
  }
  const std::string parameters = std::string(call.field) + PrintGraphqlValue(call.arguments);
  const auto [intent, fresh] =
      shop.intents.try_emplace(directive->second.TextOf("key"), ShopifyIntent{parameters, shop.Now(), {}});
  if (!fresh && intent->second.at + shop.faults().KnobMs("key_life_ms") <= shop.Now()) {
    intent->second = {parameters, shop.Now(), {}};
  }
  if (intent->second.parameters == parameters) {
    return std::nullopt;
  }
  return ShopifyUserError{{},
                          "The same idempotency key cannot be used with different operation parameters.",
                          "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"};
}

void RememberMoves(ShopifyShop& shop, const GraphqlCall& call, const std::vector<ShopifyMove>& moves) {
  if (const auto directive = call.directives.find("idempotent"); directive != call.directives.end()) {
    shop.intents.at(directive->second.TextOf("key")).moves = moves;
  }
}

std::optional<std::vector<ShopifyMove>> MovesOfFirstAnswer(const ShopifyShop& shop, const GraphqlCall& call) {
  const auto directive = call.directives.find("idempotent");
  if (directive == call.directives.end() || shop.faults().Knob("key_replay") != "first_answer") {
    return std::nullopt;
  }
  return shop.intents.at(directive->second.TextOf("key")).moves;
}

}  // namespace riff::sim
