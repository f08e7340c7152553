#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/clock.h"
#include "mocks/catalog.h"
#include "mocks/mock_channel.h"
#include "mocks/planting.h"

namespace riff::sim {

struct MarketsOptions {
  Catalog catalog;
  std::uint64_t seed = 1;
  Planting planting = Planting::kDefault;
  Access production = Access::kReadOnly;
  Duration index_lag{0};
  FaceMaker make_face;            // MakeFace, or a test's own.
  std::int64_t legacy_share = 0;  // Percent of eBay's listings that were made with the Trading API.
  WebhookSender post = {};  // As in MockChannelOptions; called from the thread that calls SendWebhooks, or from a face.
};

// All ten simulated channels of one shop, on one clock: the production ones begin with the catalogue (and what is
// planted in it), the sandboxes empty. Every member function may be called from any thread.
class Markets {
 public:
  Markets(MarketsOptions options, Clock& base);

  MockChannel& At(Channel channel) { return *channels_.at(channel); }
  MockClock& clock() { return clock_; }
  std::vector<Planted> planted();

  // The web-hooks of all channels that are due; how many were sent. One thread at a time.
  std::size_t SendWebhooks();

  // Everything as it was at the start, but for the clock, which never goes back: faults, requests and orders are gone,
  // and the listings have their first ids again.
  void Reset();

 private:
  void Fill();

  const MarketsOptions options_;
  MockClock clock_;
  std::map<Channel, std::unique_ptr<MockChannel>> channels_;
  std::mutex planted_mutex_;
  std::vector<Planted> planted_;
};

}  // namespace riff::sim
