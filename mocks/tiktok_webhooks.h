#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mocks/face.h"
#include "mocks/market_watch.h"
#include "mocks/webhook_outbox.h"

namespace riff::sim {

// The kinds of event that can be subscribed to, by the number that a message carries.
std::string_view TiktokEventName(int type);  // "ORDER_STATUS_CHANGE" of 1; empty for a number that is none.
bool IsTiktokEvent(std::string_view name);

// Where events of one kind go.
struct TiktokSubscription {
  std::string address;
  Timestamp created_at;
  Timestamp updated_at;
};

// The web-hook messages of one shop (platform sheet, section 5): order states (1), product states (5), withdrawal of
// the app (6), an authorization that ends within 30 days (7), cancellations (11), returns (12), product information
// (15), new products (16) and audits (37), each to the address of its kind. Nothing is told of a seller's own stock,
// unless stock_event says so. The Authorization header is the bare digest. Tried again after 2 and 30 minutes, 3 and 12
// hours.
//   knobs   notification_id (sent, absent: whether a message has tts_notification_id), stock_event (off; on: kind 27
//           tells of stock), and the outbox's
// Faults are the outbox's; their operation is "webhook.1" and the like.
class TiktokWebhooks {
 public:
  // Declares the knobs.
  explicit TiktokWebhooks(const FaceParts& parts);

  // Posts what happened since the last call. What happened while there was no subscription is told to nobody.
  void Settle(Timestamp authorized_until);

  // Subscribes the receiver to the kinds it names ("1" and "ORDER_STATUS_CHANGE" are the same), or to all. There is one
  // address a kind, whoever set it. kRejected for a kind that there is not.
  Result<void> Subscribe(const WebhookReceiver& receiver);

  std::map<std::string, TiktokSubscription, std::less<>>& subscriptions() { return subscriptions_; }
  WebhookOutbox& outbox() { return outbox_; }

 private:
  struct Words {
    std::string_view status;
    std::string_view audit;
  };

  void TellOfListing(const ListingChange& change);
  void TellOfOrder(const OrderChange& change);
  void TellOfAuthorization(Timestamp authorized_until);
  void Tell(int type, const std::string& data);

  FaceParts parts_;
  WebhookOutbox outbox_;
  MarketWatch watch_;
  std::map<std::string, TiktokSubscription, std::less<>> subscriptions_;
  std::unordered_map<RowNumber, Words> words_;  // What was last told of a product.
  bool watching_ = false;
  bool authorized_ = true;
  Timestamp expiry_told_;
  std::int64_t messages_ = 0;
};

}  // namespace riff::sim
