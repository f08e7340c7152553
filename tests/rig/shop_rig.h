#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/manual_clock.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/port/store.h"
#include "engine/sync/edit_product.h"
#include "engine/sync/reconcile.h"
#include "engine/sync/run_sync.h"
#include "engine/sync/shop.h"
#include "tests/rig/fake_marketplace.h"

namespace riff {

inline constexpr Channel kReverb{Platform::kReverb, Environment::kProduction};
inline constexpr Channel kReverbSandbox{Platform::kReverb, Environment::kSandbox};
inline constexpr Channel kEbay{Platform::kEbay, Environment::kProduction};
inline constexpr Channel kEbaySandbox{Platform::kEbay, Environment::kSandbox};
inline constexpr Channel kShopify{Platform::kShopify, Environment::kProduction};
inline constexpr Channel kShopifySandbox{Platform::kShopify, Environment::kSandbox};

// The value, or a failed test that says why there is none.
template <class T>
T Must(Result<T> result) {
  if (!result.has_value()) {
    throw std::runtime_error(std::string(ToString(result.error().kind)) + ": " + result.error().message);
  }
  if constexpr (!std::is_void_v<T>) {
    return *std::move(result);
  }
}

inline Error ErrorOf(ErrorKind kind, std::optional<Duration> retry_after = std::nullopt) {
  return Error{kind, "told to fail", retry_after};
}

// A cycle that sends nothing, and one that plans the whole catalogue.
inline SyncRequest WithoutPush() {
  SyncRequest request;
  request.push = false;
  return request;
}
inline SyncRequest OfAll() {
  SyncRequest request;
  request.scope = FactsScope::kAll;
  return request;
}

// A shop on a store in memory, with the clock in the test's hand and marketplaces that behave. Channels are worked on
// one after another, so that a test is one history.
class ShopRig {
 public:
  ShopRig();

  // A channel that takes part from now on. Without a writer where its stage only reads.
  FakeMarketplace& Open(Channel channel, Stage stage = Stage::kHybrid);
  FakeMarketplace& At(Channel channel);
  ChannelPolicy& PolicyOf(Channel channel) { return shop.policy.channels.at(channel); }
  const ShopChannel& ShopChannelOf(Channel channel) const { return *shop.Find(channel); }
  // The connectors made again, after capabilities were changed.
  void Reconnect();
  void SetStage(Platform platform, Stage stage);

  // Runs `body` in a transaction and hands out its value.
  template <class Body>
  auto Do(const Body& body) {
    using T = typename std::invoke_result_t<Body, Transaction&>::value_type;
    if constexpr (std::is_void_v<T>) {
      Must(store->Transact([&](Transaction& tx) -> Result<void> { return body(tx); }));
    } else {
      std::optional<T> value;
      Must(store->Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(value, body(tx));
        return {};
      }));
      return *std::move(value);
    }
  }

  // One cycle, and cycles until nothing moves: the settle time passes between them.
  RunReport Sync(const SyncRequest& request = {});
  RunReport SyncAfter(Duration span, const SyncRequest& request = {});
  void Settle();

  // Reads every channel and does nothing else.
  void ReadAll();

  // Begins a run, for steps that are called by themselves.
  RunId BeginRun();
  ReconcileCounts Reconcile(FactsScope scope = FactsScope::kAll);
  Plan Preview();
  ReconcileRequest PlanRequest(FactsScope scope = FactsScope::kAll);

  // A product with its first stock in the real books.
  void AddProduct(const std::string& sku, std::int64_t available, ProductKind kind = ProductKind::kUnique,
                  const std::string& title = "Fender Jazzmaster 1964");
  // Alice says how many there are, or what it is called.
  void SetAvailable(const std::string& sku, std::int64_t available, World world);
  void SetTitle(const std::string& sku, const std::string& title);
  void SetPrice(const std::string& sku, const std::string& price);
  Actor Alice() { return Actor{"cli:alice", clock.Now()}; }

  // What the store says.
  Balance BalanceOf(const std::string& sku, World world = World::kReal);
  std::int64_t Available(const std::string& sku, World world = World::kReal) {
    return BalanceOf(sku, world).available.units();
  }
  std::int64_t CountMovements(const std::string& sku);
  std::optional<Product> ProductOf(const std::string& sku);
  std::vector<Listing> ListingsOf(Channel channel);
  std::optional<Listing> ListingOf(Channel channel, const std::string& sku);
  std::vector<Write> WritesOf(const std::string& sku);
  std::vector<Write> OpenWrites();
  std::optional<Link> LinkOf(Channel channel, const RemoteId& remote);

  // To-do items that are open, and any by its kind.
  std::vector<TodoItem> OpenTodos();
  std::vector<std::string> OpenTodoTypes();
  std::optional<TodoItem> TodoOf(TodoType type);
  TodoItem TodoById(TodoId id);
  std::int64_t CountTodos(TodoType type);

  // Every disagreement between a balance and its movements; always empty.
  std::size_t CountLedgerFaults();

  ManualClock clock;
  SeededRandom random{7};
  NullLog log;
  CounterMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  std::unique_ptr<Database> database;
  std::unique_ptr<Store> store;
  Shop shop;
  RunContext run{RunId(), clock, clock, random, log, metrics, tripwire, stopping};
  // Time passes while writes are sent, so that what is read back is newer than what was sent.
  Progress progress = [this](const std::string&, const std::string& what, std::int64_t) {
    if (what == "writes" && shop.concurrency == Concurrency::kOneByOne) {
      clock.Advance(std::chrono::milliseconds(1));
    }
  };

 private:
  struct Desk {
    std::unique_ptr<FakeMarketplace> marketplace;
    Connector connector;
  };
  void Rebuild();

  std::map<Channel, Desk> desks_;
};

}  // namespace riff
