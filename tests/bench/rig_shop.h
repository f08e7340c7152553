#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/manual_clock.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/base/tripwire.h"
#include "tests/contract/connectors/rig.h"

namespace riff::bench {

// Hands on what a connector sends, and shows what came back.
class WatchedWire final : public Transport {
 public:
  using Watch = std::function<void(const HttpRequest&, const HttpResponse&)>;
  WatchedWire(Transport& inner, Watch watch) : inner_(inner), watch_(std::move(watch)) {}

  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override;

 private:
  Transport& inner_;
  Watch watch_;
};

// A sandbox channel of one rig of the contract suite: the simulated marketplace, and connectors that talk to it or to
// any other wire. No pace is kept and nothing is guarded.
class RigShop {
 public:
  explicit RigShop(const RigSpec& spec);

  // Lists so many boxes of strings, three units each.
  std::vector<RemoteId> List(std::size_t count);

  Connector Connect(Transport& wire);

  Marketplace& marketplace() { return *marketplace_; }
  Channel channel() const { return channel_; }
  const RigSpec& spec() const { return spec_; }
  RunContext& run() { return run_; }

 private:
  RigSpec spec_;
  ManualClock clock_;
  SeededRandom random_{1};
  NullLog log_;
  NullMetrics metrics_;
  Tripwire tripwire_;
  std::atomic<bool> stopping_{false};
  RunContext run_{RunId(1), clock_, clock_, random_, log_, metrics_, tripwire_, stopping_};
  Channel channel_;
  TokenShelf tokens_;
  std::unique_ptr<Marketplace> marketplace_;
  Kit kit_;
  std::size_t listed_ = 0;
};

// The rigs that have a wire.
std::vector<RigSpec> RigsWithAWire();

// Reads all listings, page after page; how many there were.
Result<std::size_t> ReadAll(Connector& connector, RunContext& run);

}  // namespace riff::bench
