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
  FaceMaker make_face;  // MakeFace, or a test's own.
};

// All ten simulated channels of one shop, on one clock: the production ones begin with the catalogue (and what is
// planted in it), the sandboxes empty. Every member function may be called from any thread.
class Markets {
 public:
  Markets(MarketsOptions options, Clock& base);

  MockChannel& At(Channel channel) { return *channels_.at(channel); }
  MockClock& clock() { return clock_; }
  std::vector<Planted> planted();

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
