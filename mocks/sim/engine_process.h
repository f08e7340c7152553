#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/base/tripwire.h"
#include "engine/runtime/wiring.h"
#include "engine/sync/run_sync.h"
#include "mocks/sim/engine_clock.h"
#include "mocks/sim/faulty_database.h"

namespace riff::sim {

class World;

// How a step of a process ended.
enum class StepEnd { kDone, kFailed, kKilled, kRefused };

// One engine process: the real wiring, the real use cases, a clock of its own, on the shop's one database. What it
// keeps in memory is gone when it dies.
class EngineProcess {
 public:
  EngineProcess(World& world, int number);
  ~EngineProcess();

  // Begins a life: opens the database, builds the wiring. A running one is left alone.
  void Start();
  void Die();
  bool alive() const { return life_ != nullptr; }
  bool busy() const { return busy_ > 0; }
  int number() const { return number_; }
  EngineClock& clock() { return clock_; }

  // One sync cycle, holding the cycle's lock: refused while another process has it.
  StepEnd Sync(const SyncRequest& request);

  // Anything else the process does; `needs_lock` for what the command line takes the cycle's lock for.
  enum class Lock { kNone, kCycle };
  using Work = std::function<Result<void>(Store&, RunContext&, const Shop&)>;
  StepEnd Do(const std::string& what, Lock lock, const Work& work);

  // Takes web-hooks as the server does: receives at once, acts on them when its connectors are free.
  void TakeHooks(const WebhookEvents& events);

  bool tripped();
  const Shop& shop() const { return life_->wiring->shop(); }

 private:
  struct Life;
  void TakeWaiting();  // What was put off, or came while the connectors were in use.
  StepEnd Guarded(const std::string& what, const Work& work);

  World& world_;
  const int number_;
  EngineClock clock_;
  int busy_ = 0;
  std::unique_ptr<Life> life_;

  struct Life {
    Life(World& world, Database& database) : faulty(world, database) {}
    FaultyDatabase faulty;
    std::unique_ptr<TokenVault> vault;
    CounterMetrics metrics;
    Tripwire tripwire;
    NullLog log;
    std::atomic<bool> stopping{false};
    std::unique_ptr<SeededRandom> random;
    std::unique_ptr<Store> store;
    std::unique_ptr<Wiring> wiring;
  };
};

}  // namespace riff::sim
