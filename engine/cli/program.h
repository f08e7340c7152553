#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/base/boot_clock.h"
#include "engine/base/log.h"
#include "engine/base/metrics.h"
#include "engine/base/steady_clock.h"
#include "engine/base/system_clock.h"
#include "engine/base/tripwire.h"
#include "engine/cli/console.h"
#include "engine/cli/invocation.h"
#include "engine/port/run_context.h"
#include "engine/port/store.h"
#include "engine/runtime/config.h"
#include "engine/runtime/run_lock.h"
#include "engine/runtime/stop_signal.h"
#include "engine/runtime/wiring.h"
#include "engine/sync/edit_product.h"

namespace riff {

// Whether a store that is empty, older or newer than the program is an error (exit 3, naming the command to run).
enum class SchemaNeed { kCurrent, kAny };

// One invocation's parts, opened in order: stop signal, configuration, store; the shop and the lock on demand.
class Program {
 public:
  static Result<std::unique_ptr<Program>> Open(const Invocation& invocation, SchemaNeed need);

  const Config& config() const { return config_; }
  Store& store() { return *store_; }
  Database& database() { return *database_; }
  RunContext& run() { return *run_; }
  CounterMetrics& metrics() { return metrics_; }

  // The shop of the configuration, with the stages set by hand. Built anew, and the one before gone, when those have
  // changed since. kInvalid names what is wrong in the configuration.
  Result<const Shop*> shop();

  // A second shop like it, with connectors and wires of its own.
  Result<std::unique_ptr<Wiring>> NewWiring();

  // The one-cycle-at-a-time lock, held until the program ends. kUnavailable when another run has it.
  Result<void> TakeLock(RunLock::Patience patience);

  // The same lock for one piece of work: kConflict, without waiting, when another run has it.
  Result<std::unique_ptr<RunLock>> TryLock();

  // Who is at the keyboard, for the activity log.
  Actor actor();

 private:
  Program() = default;
  Result<std::map<Platform, Stage>> StagesByHand();
  Result<std::unique_ptr<Wiring>> BuildWiring(const std::map<Platform, Stage>& stages);

  StopSignal signal_;
  SystemClock clock_;
  SystemBootClock boot_clock_;
  SteadyClock pace_clock_{boot_clock_};
  CounterMetrics metrics_;
  Tripwire tripwire_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<Random> random_;
  Config config_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<TokenVault> vault_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<RunContext> run_;
  std::map<Platform, Stage> stages_;  // That wiring_ was built with.
  std::unique_ptr<Wiring> wiring_;
  std::unique_ptr<RunLock> lock_;
};

// Opens a program and runs `body` with it; explains what failed.
ExitCode WithProgram(Console& console, const Invocation& invocation, SchemaNeed need,
                     const std::function<Result<ExitCode>(Program&)>& body);

// Progress on a terminal's standard error, one line that overwrites itself; nothing elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(const Console& console);
  ~ProgressLine();
  Progress callback();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace riff
