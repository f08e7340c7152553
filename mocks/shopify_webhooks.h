#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "mocks/market_watch.h"
#include "mocks/shopify_shop.h"
#include "mocks/webhook_outbox.h"

namespace riff::sim {

// "INVENTORY_LEVELS_UPDATE" as a message's header has it: "inventory_levels/update".
std::string ShopifyTopic(std::string_view word);

// The web-hook messages of one shop (platform sheet, section 7): what happens on the market is told to every
// subscription of the topic, signed over the raw body. The app's own writes come back too. A message is tried nine
// times within four hours, always with its first payload; then its subscription is deleted. `filter` and
// `includeFields` of a subscription are kept and not applied.
//   knobs   signing_secret (empty: the app's own; else the messages are signed with this one, as for an hour after a
//           rotation), and the outbox's
// Faults are the outbox's; their operation is "webhook.orders/create" and the like.
class ShopifyWebhooks {
 public:
  // Declares the knobs. `shop` outlives it.
  explicit ShopifyWebhooks(ShopifyShop& shop);

  // Posts what happened since the last call. What happened while there was no subscription is told to nobody.
  void Settle();

  // Subscribes the receiver to the topics it names, or to all that are told of; "orders/create" and "ORDERS_CREATE" are
  // the same. Earlier subscriptions of this way are gone. kRejected for a topic that is not told of.
  Result<void> Subscribe(const WebhookReceiver& receiver);

  WebhookOutbox& outbox() { return outbox_; }

 private:
  void TellOfListing(const ListingChange& change);
  void TellOfOrder(const OrderChange& change);
  void TellOfBulks();
  void Tell(std::string_view topic, const std::string& body);
  void Unsubscribe(const WebhookMessage& message);

  ShopifyShop& shop_;
  WebhookOutbox outbox_;
  MarketWatch watch_;
  bool watching_ = false;
  std::set<std::int64_t> bulks_told_;
  std::set<std::int64_t> by_hand_;  // Subscriptions that no call made.
  bool installed_ = true;
  std::int64_t events_ = 0;
  std::int64_t messages_ = 0;
};

}  // namespace riff::sim
