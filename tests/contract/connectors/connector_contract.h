#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/model/write.h"
#include "engine/port/run_context.h"
#include "tests/contract/connectors/rig.h"

namespace riff {

// Ids show as their texts in a test's output.
template <class Tag>
void PrintTo(const TextId<Tag>& id, std::ostream* out) {
  *out << '"' << id.text() << '"';
}
inline void PrintTo(Quantity quantity, std::ostream* out) { *out << quantity.units(); }
inline void PrintTo(ErrorKind kind, std::ostream* out) { *out << ToString(kind); }
inline void PrintTo(OrderState state, std::ostream* out) { *out << ToString(state); }
inline void PrintTo(ListingStatus status, std::ostream* out) { *out << ToString(status); }

// A used guitar, one of a kind, and a box of new strings.
sim::MarketListing Guitar(const std::string& sku);
sim::MarketListing Strings(const std::string& sku, Quantity available);

// One reader's call, whatever it answers: nothing when it worked, else its error.
struct Reading {
  std::string name;
  std::function<std::optional<Error>()> call;
};

// A channel of one rig, with a connection that the wiring would build for it.
class ChannelBench {
 public:
  ChannelBench(const RigSpec& spec, Environment environment, Access production);

  // Builds the connection anew.
  void Connect(Guard guard, Access access);

  bool Deviates(Deviation deviation) const { return spec_.deviations.contains(deviation); }
  const Capabilities& can() const { return connection_.connector.can; }
  ChannelReader& reader() { return *connection_.connector.reader; }
  Connector& connector() { return connection_.connector; }
  Marketplace& marketplace() { return rig_.marketplace(); }
  Tripwire& tripwire() { return rig_.tripwire; }
  ManualClock& clock() { return rig_.clock; }
  RunContext& run() { return run_; }
  const RigSpec& spec() const { return spec_; }

  // ---- given ------------------------------------------------------------------------------------------------------

  // No more than one listing can show here.
  Quantity AtMost(std::int64_t units) const;
  RemoteId ListGuitar(const std::string& sku);
  RemoteId ListStrings(const std::string& sku, std::int64_t units);
  CreateListing NewGuitar(const std::string& sku) const;
  CreateListing NewStrings(const std::string& sku, std::int64_t units) const;

  // ---- when -------------------------------------------------------------------------------------------------------

  // As long as anything that was accepted may take to be seen.
  void Settle();

  // A write as the outbox would hand it over. Each has a key of its own; the listing's handle and SKU are those it has
  // there.
  Write WriteOf(const RemoteId& remote, Change change);
  Write WriteOf(CreateListing create);
  WriteOutcome Deliver(const Write& write);
  std::vector<WriteOutcome> DeliverAll(const std::vector<Write>& writes);
  WriteOutcome Deliver(const RemoteId& remote, Change change);

  Result<RemoteListing> Read(const RemoteId& remote);
  std::vector<RemoteListing> ReadAll();  // Every page; the test fails when one cannot be read.
  std::vector<Order> ReadOrders(Timestamp from, Timestamp to);
  // The reads whose answers faults are tried on; `remote` is a listing that is there.
  std::vector<Reading> ReadingsOf(const RemoteId& remote);

  // ---- then -------------------------------------------------------------------------------------------------------

  sim::MarketListing Truth(const RemoteId& remote);
  std::vector<sim::MarketListing> TruthOf(const Sku& sku);
  Quantity TrulySellable(const RemoteId& remote);
  Quantity SellableAsRead(const RemoteId& remote);

  // What came in while `act` ran, sessions aside.
  std::vector<sim::RequestEntry> RequestsOf(const std::function<void()>& act);
  // The operations among them, each once, in the order of coming.
  std::vector<std::string> OperationsOf(const std::function<void()>& act);
  std::vector<std::string> ChangingOperationsOf(const std::function<void()>& act);

  // A fault for each request of that operation, until the marketplace is healed.
  void Strike(const std::string& fault, const std::string& operation, std::optional<std::int64_t> count = std::nullopt);
  // Ends all faults, and waits as long as the pace may still hold its breath after them.
  void Heal();

 private:
  std::vector<std::string> DistinctOperations(const std::function<void()>& act, std::optional<sim::Effect> effect);

  const RigSpec& spec_;
  Rig rig_;
  SeededRandom random_{7};
  NullLog log_;
  NullMetrics metrics_;
  std::atomic<bool> stopping_{false};
  RunContext run_;
  Connection connection_;
  int writes_ = 0;
};

// Every test runs on every rig: on the sandbox, which may be written, unless it says otherwise.
class ConnectorContract : public testing::TestWithParam<RigSpec> {
 protected:
  ConnectorContract() : bench(GetParam(), Environment::kSandbox, Access::kReadOnly) {
    bench.Connect(Guard::kOriginBound, Access::kReadAndWrite);
  }

  // Demands that the change works and is seen where the channel claims it, and otherwise that it is kUnsupported and
  // nothing happened. Answers the outcome where the change was claimed.
  enum class Claim { kYes, kNo };
  static Claim Claimed(bool capability) { return capability ? Claim::kYes : Claim::kNo; }
  std::optional<Accepted> DeliverEitherWay(Claim claim, const Write& write);

  ChannelBench bench;
};

std::string Told(const Error& error);

// How a failed outcome shows in a test's output.
template <class T>
std::string Told(const Result<T>& result) {
  return result.has_value() ? "worked" : Told(result.error());
}

}  // namespace riff

// Names the suite's tests by their rig.
#define RIFF_CONNECTOR_SUITE(suite)                                            \
  INSTANTIATE_TEST_SUITE_P(Every, suite, testing::ValuesIn(::riff::AllRigs()), \
                           [](const testing::TestParamInfo<::riff::RigSpec>& tested) { return tested.param.name; })
