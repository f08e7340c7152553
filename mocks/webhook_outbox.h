#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/net/http_server.h"
#include "mocks/faults.h"

namespace riff::sim {

// One signed web-hook message on its way to a receiver, whatever the platform.
struct WebhookMessage {
  std::int64_t seq = 0;  // The outbox numbers them; a retry and a duplicate keep the number.
  std::string id;        // The platform's own id of the event, which a receiver tells duplicates by.
  std::string topic;     // "orders/create", "ORDER_CONFIRMATION", "1"; rules name it as "webhook.<topic>".
  std::string method = "POST";
  std::string url;
  std::vector<ServerHeader> headers;
  std::string body;
  Timestamp due_at;
  int attempt = 1;
};

// What the receiver answered; status 0 when nobody did.
struct WebhookReply {
  int status = 0;
  std::string body;
};
using WebhookSender = std::function<WebhookReply(const WebhookMessage&)>;

// Where a seller wants a platform's messages, set by hand through the control address.
struct WebhookReceiver {
  std::string url;
  std::vector<std::string> topics = {};  // None: all that the platform sends.
  std::string token;                     // What the platform and the receiver agreed on, where it wants such (eBay).
};

// One try at delivering, for GET /webhooks.
struct WebhookDelivery {
  Timestamp at;
  std::int64_t seq = 0;
  std::string id;
  std::string topic;
  std::string url;
  int attempt = 1;
  int status = 0;
};

// How a platform goes on when the receiver does not answer 2xx.
struct WebhookRetries {
  int attempts_max = 3;                             // The first one included.
  Duration first_wait = std::chrono::seconds(10);   // Doubled after each further failure.
  std::vector<Duration> waits = {};                 // Where there are any: before the second try, the third and so on,
                                                    // in place of doubling.
  std::function<void(WebhookMessage&)> renew = {};  // Before each further try: its attempt is counted already; writes
                                                    // body and signature anew where the platform puts them in there.
  std::function<void(const WebhookMessage&)> given_up = {};  // After the last one failed.
};

// The messages that one simulated platform still has to send, and what misbehaviour does to them. A face fills it
// (complete and signed), its owner sends: TakeDue, post each without holding any lock, Settle each.
//   knobs   webhook_delay_ms (0): how long after the event a message is due
//   faults  webhook_drop (never sent, nobody is told), webhook_duplicate (sent twice under one id), webhook_reorder
//           (waits until the next message has gone ahead of it), webhook_bad_signature (one blank is added to the body
//           after signing). Their operation is "webhook.<topic>". Each is asked for once a message, when it is posted.
// One thread at a time, as the Faults.
class WebhookOutbox {
 public:
  // Declares knob and faults. `faults` outlives it.
  WebhookOutbox(Faults& faults, WebhookRetries retries);

  // Takes a message; `due_at` is when the event happened, to which webhook_delay_ms is added.
  void Post(WebhookMessage message);

  // Those due by `now`, in the order of their due times; each is under way until it is settled.
  std::vector<WebhookMessage> TakeDue(Timestamp now);

  // What came of a try: 2xx ends it, anything else puts it back for later or gives it up.
  void Settle(WebhookMessage message, const WebhookReply& reply, Timestamp now);

  std::size_t waiting() const { return waiting_.size(); }
  const std::deque<WebhookDelivery>& deliveries() const { return deliveries_; }  // The last 10,000, oldest first.

 private:
  void Enqueue(WebhookMessage message);

  Faults& faults_;
  WebhookRetries retries_;
  std::int64_t next_seq_ = 1;
  std::deque<WebhookMessage> waiting_;       // By their due times.
  std::optional<WebhookMessage> overtaken_;  // Waits for another one to go first.
  std::deque<WebhookDelivery> deliveries_;
};

}  // namespace riff::sim
