#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/time.h"
#include "engine/model/channel.h"
#include "engine/model/ids.h"

namespace riff {

// A body larger than this is refused unread: no platform sends one near this size, and anybody may knock.
inline constexpr std::size_t kWebhookBodyMax = std::size_t{2} * 1024 * 1024;

struct WebhookHeader {
  std::string name;
  std::string value;
};

// One delivery as it arrived. The body is the raw bytes: a signature covers them, not what they mean.
struct WebhookRequest {
  std::vector<WebhookHeader> headers;
  std::string body;
  Timestamp received_at;

  // The first header of that name, whatever its case; empty when absent.
  std::string_view Header(std::string_view name) const;
};

// What a delivery hints at. kOrderChanged: read that order. kListingChanged: read that listing. kCredentialsEnding: the
// seller's consent runs out soon. kCredentialsRevoked: it is said to be gone. kIgnored: nothing of ours.
enum class WebhookKind { kOrderChanged, kListingChanged, kCredentialsEnding, kCredentialsRevoked, kIgnored };
std::string_view ToString(WebhookKind kind);  // "order_changed", …
Result<WebhookKind> ParseWebhookKind(std::string_view text);

// A hint, and nothing more: whoever acts on it reads the thing back by its id. Of the payload only names are kept.
struct WebhookEvent {
  Channel channel;
  std::string delivery;  // The same over all repeats of one delivery, never empty; what repeats are known by.
  WebhookKind kind = WebhookKind::kIgnored;
  std::string topic;  // The platform's own word, for people.
  OrderId order;      // Of kOrderChanged; empty: some order changed, and it was not said which.
  // Of kListingChanged. `remote` names one listing, or the page that several listings share (their ids are then
  // "<remote>/…"); `handle` is the connector's own. Both empty: some listing changed.
  RemoteId remote;
  std::string handle;
  Timestamp occurred_at;  // By the platform's clock where it told, else when it was received.

  friend bool operator==(const WebhookEvent&, const WebhookEvent&) = default;
};
using WebhookEvents = std::vector<WebhookEvent>;

// Turns deliveries of one channel into events. One thread at a time, and not while the channel's reader or writer is at
// work: a key may have to be fetched through the same transport.
class WebhookParser {
 public:
  virtual ~WebhookParser() = default;

  // Verifies the signature over the raw bytes before it looks inside. kUnauthorized: it is missing or wrong, and
  // nothing else is said. kUnavailable and kThrottled: the key to verify it with cannot be fetched now; let the
  // platform send it again. kInvalid: larger than kWebhookBodyMax, or signed and still not understood. A topic that is
  // not known is one event of kind kIgnored. A repeat gives the same events with the same delivery ids.
  virtual Result<WebhookEvents> Parse(const WebhookRequest& request) = 0;

  // The JSON to answer, with status 200, to a platform that asks by a GET whether the endpoint is ours. kUnsupported
  // where the platform never asks.
  virtual Result<std::string> AnswerChallenge(std::string_view challenge_code);
};

// For parsers: kInvalid for a body that is too large.
Result<void> CheckWebhookSize(const WebhookRequest& request);

// For parsers: the error of a missing or wrong signature.
Error WebhookRefusal();

// For parsers: the platform's own id of a delivery where it gave a usable one (at most 200 printable characters), else
// a digest of `bytes`, which a repeat repeats.
std::string DeliveryName(std::string_view given, std::string_view bytes);

}  // namespace riff
