#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ecdsa_signing.h"
#include "mocks/ebay_call.h"
#include "mocks/ebay_errors.h"
#include "mocks/ebay_tokens.h"
#include "mocks/face.h"
#include "mocks/webhook_outbox.h"

namespace riff::sim {

// eBay's Notification API and what it sends (platform sheet, section 7). First an alert address, then a destination,
// which must answer a challenge, then a subscription; each message is signed with a key that is made anew for every
// simulated account. A destination that lets a message fail for good is MARKED_DOWN and gets no more.
// Sent are ORDER_CONFIRMATION (one a line, when an order is paid), ITEM_MARKED_SHIPPED and ORDER_CANCELLATION_ACTIVITY.
//   knobs   destination_hosts (public|any: whether http and this machine are taken too), test_subscription
//           (works|fails), order_data (flat|nested: where ORDER_CONFIRMATION has its order's id, which no page tells),
//           and the WebhookOutbox's
// Operations: ebay.notification.{config_get,config_set,topic_list,topic_get,destination_create,destination_list,
// destination_get,destination_update,destination_delete,subscription_create,subscription_list,subscription_get,
// subscription_delete,subscription_enable,subscription_disable,subscription_test,public_key}.
class EbayNotifications {
 public:
  explicit EbayNotifications(const FaceParts& parts);
  EbayNotifications(const EbayNotifications&) = delete;
  EbayNotifications& operator=(const EbayNotifications&) = delete;

  ServerResponse Answer(const EbayCall& call, EbayTokens::Holder holder);

  // Posts a message for everything that has happened since the last time to whoever is subscribed.
  void Settle();

  // As Face::Subscribe. The receiver must answer the challenge; its address may be any.
  Result<void> Subscribe(const WebhookReceiver& receiver);

  WebhookOutbox& outbox() { return outbox_; }

 private:
  struct Destination {
    std::string id;
    std::string name;
    std::string status;
    std::string endpoint;
    std::string token;
  };
  struct Subscription {
    std::string id;
    std::string topic;
    std::string status;
    std::string destination;
    Timestamp created_at;
  };
  // What a message tells, kept for its further tries.
  struct Event {
    std::string topic;
    Timestamp at;
    std::string data;  // JSON.
  };

  ServerResponse Config(const EbayCall& call);
  ServerResponse Topics(const EbayCall& call) const;
  ServerResponse CreateDestination(const EbayCall& call);
  ServerResponse ReadDestinations(const EbayCall& call) const;
  ServerResponse ChangeDestination(const EbayCall& call);
  ServerResponse CreateSubscription(const EbayCall& call, EbayTokens::Holder holder);
  ServerResponse ReadSubscriptions(const EbayCall& call) const;
  ServerResponse ChangeSubscription(const EbayCall& call);
  ServerResponse PublicKey(const EbayCall& call) const;

  bool IsOffered(std::string_view topic) const;
  std::optional<ServerResponse> RefuseDestination(const Destination& wanted) const;
  bool AnswersChallenge(const Destination& destination);
  Destination* DestinationOf(std::string_view id);
  Subscription* SubscriptionOf(std::string_view id);
  std::string DataOf(const MarketOrder& order, const MarketOrderLine& line) const;
  void Tell(Event event);
  void Send(const Subscription& subscription, Event event);
  void Fill(WebhookMessage& message, const Event& event) const;

  FaceParts parts_;
  EcdsaKeyPair key_;
  std::string key_id_;
  std::string alert_email_;
  std::vector<Destination> destinations_;
  std::vector<Subscription> subscriptions_;
  std::map<std::string, Event> events_;  // By notification id.
  std::vector<OrderState> seen_;         // Of each order of the market, the state that was told of last.
  std::int64_t next_number_ = 1;
  WebhookOutbox outbox_;
};

}  // namespace riff::sim
