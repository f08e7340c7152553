#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/net/http_server.h"
#include "mocks/credentials.h"
#include "mocks/face.h"
#include "mocks/faults.h"
#include "mocks/market.h"
#include "mocks/mock_clock.h"

namespace riff::sim {

// One request as it arrived, for GET /requests. The path is without its query, which may carry secrets.
struct RequestEntry {
  std::int64_t seq = 0;
  Timestamp at;
  std::string method;
  std::string path;
  Classified classified;
  int status = 0;  // 0: the connection was closed without an answer.
};

using FaceMaker = std::function<std::unique_ptr<Face>(const FaceParts&)>;

struct MockChannelOptions {
  Channel channel;
  Access production = Access::kReadOnly;  // What production credentials may do.
  std::uint64_t seed = 1;                 // Of the faults' chance.
  Duration index_lag{0};                  // The default of the knob "index_lag_ms".
  FaceMaker make_face;                    // MakeFace, or a test's own.
  std::int64_t legacy_share = 0;          // eBay: the default of the knob "legacy_share", in percent.
  WebhookSender post = {};                // Empty: web-hooks stay in the outbox, and no challenge is answered.
};

// One simulated channel: its market, its face, its faults and its request log, behind one mutex. Every member function
// may be called from any thread.
class MockChannel {
 public:
  MockChannel(MockChannelOptions options, MockClock& clock);

  // Classifies, applies at most one generic fault around the face, and logs. What a server's handler calls, and what a
  // test may call instead of a server.
  ServerResponse Handle(const ServerRequest& request);

  // Runs `body` while nobody else touches the channel.
  void With(const std::function<void(Market&, Faults&)>& body);

  // Lets the face fill in what its platform would have, and adds the listing.
  RemoteId Seed(MarketListing listing);

  std::vector<RequestEntry> RequestsSince(std::int64_t seq);  // Those with a greater number, oldest first.

  // Sends the web-hooks that are due, in their order, and returns how many. The channel is free while a receiver is
  // asked, so that it may call back. One thread at a time.
  std::size_t SendWebhooks();
  Result<void> Subscribe(const WebhookReceiver& receiver);  // As Face::Subscribe.
  // Tries at delivering, oldest first, and how many messages wait. Nothing for a platform that sends nothing.
  struct Webhooks {
    std::vector<WebhookDelivery> deliveries;
    std::size_t waiting = 0;
  };
  Webhooks webhooks();

  // As new: no listing, order, session, fault or logged request; numbers start again, the clock goes on.
  void Reset();

  Channel channel() const { return options_.channel; }
  const Credentials& credentials() const { return credentials_; }

 private:
  void Build();

  const MockChannelOptions options_;
  const Credentials credentials_;
  MockClock& clock_;
  std::mutex mutex_;
  std::unique_ptr<Market> market_;
  std::unique_ptr<Faults> faults_;
  std::unique_ptr<Face> face_;
  std::int64_t built_ = 0;  // How often: what was taken from an earlier face is not this one's.
  std::vector<RequestEntry> requests_;
};

}  // namespace riff::sim
