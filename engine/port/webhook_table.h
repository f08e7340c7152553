#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/port/webhook.h"

namespace riff {

// What became of a delivery. kTaken: its subject was read back. kLeftToRead: there was nothing to ask for by an id; the
// channel's next read shows it. kGivenUp: it could not be read back; the channel's next read shows that too.
enum class WebhookOutcome { kTaken, kLeftToRead, kGivenUp };
std::string_view ToString(WebhookOutcome outcome);  // "taken", "left_to_read", "given_up"

// A delivery that is still to be acted on.
struct WaitingWebhook {
  WebhookEvent event;
  int attempts = 0;  // How often it was put off.

  friend bool operator==(const WaitingWebhook&, const WaitingWebhook&) = default;
};

// The deliveries of each channel. A row is never removed, so that a repeat is known for ever.
class WebhookTable {
 public:
  virtual ~WebhookTable() = default;

  // True exactly once for each (channel, delivery): the event is stored and waits, due at once. False: nothing changed.
  virtual Result<bool> Receive(const WebhookEvent& event, Timestamp received_at) = 0;

  // Those that wait and are due, the longest due first.
  virtual Result<std::vector<WaitingWebhook>> Waiting(Channel channel, Timestamp now, std::size_t limit) = 0;

  // Counts an attempt; it is due again at `due_at`. Nothing when it does not wait.
  virtual Result<void> PutOff(Channel channel, const std::string& delivery, Timestamp due_at) = 0;

  // It waits no more. Nothing when it does not wait: the first outcome stays.
  virtual Result<void> Finish(Channel channel, const std::string& delivery, WebhookOutcome outcome, Timestamp at) = 0;
};

}  // namespace riff
