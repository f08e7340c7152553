#include "mocks/sim/engine_process.h"

#include "engine/base/check.h"
#include "engine/store/database.h"
#include "engine/sync/take_webhook.h"
#include "mocks/sim/crash_plan.h"
#include "mocks/sim/sim_transport.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

// What belongs to one step of a process, given back however the step ends.
class Acting {
 public:
  Acting(World& world, int engine, int& busy) : world_(world), busy_(busy), before_(world.crashes().Act(engine)) {
    ++busy_;
    world_.Enter();
  }
  ~Acting() {
    world_.Leave();
    --busy_;
    world_.crashes().Act(before_);
  }
  Acting(const Acting&) = delete;
  Acting& operator=(const Acting&) = delete;

 private:
  World& world_;
  int& busy_;
  int before_;
};

}  // namespace

EngineProcess::EngineProcess(World& world, int number)
    : world_(world), number_(number), clock_(world.truth(), [&world](Duration span) { world.Pass(span); }) {}

EngineProcess::~EngineProcess() = default;

void EngineProcess::Start() {
  if (alive()) {
    return;
  }
  auto life = std::make_unique<Life>(world_, world_.database());
  life->vault = MakeTokenVault(world_.database(), clock_);
  life->random = std::make_unique<SeededRandom>(world_.NextSeed());
  Result<std::unique_ptr<Store>> store = life->faulty.Open();
  RIFF_CHECK(store.has_value(), "the simulation's database can always be opened");
  life->store = *std::move(store);
  WiringOptions options;
  options.concurrency = Concurrency::kOneByOne;
  options.stages = world_.stages();
  options.pace_clock = &world_.truth();
  options.make_wire = [this](Channel channel) { return std::make_unique<SimTransport>(world_, number_, channel); };
  Result<std::unique_ptr<Wiring>> wiring = Wiring::Build(
      world_.config(), WiringParts{life->faulty, *life->vault, clock_, clock_, life->metrics, life->tripwire}, options);
  RIFF_CHECK(wiring.has_value(), "the simulation's configuration is right");
  life->wiring = *std::move(wiring);
  life_ = std::move(life);
}

void EngineProcess::Die() { life_.reset(); }

bool EngineProcess::tripped() { return alive() && life_->tripwire.tripped(); }

StepEnd EngineProcess::Guarded(const std::string& what, const Work& work) {
  if (!alive() || busy()) {
    return StepEnd::kRefused;
  }
  bool killed = false;
  Result<void> done;
  try {
    const Acting acting(world_, number_, busy_);
    RunContext run{RunId(),    clock_,         clock_,          *life_->random,
                   life_->log, life_->metrics, life_->tripwire, life_->stopping};
    done = work(*life_->store, run, life_->wiring->shop());
  } catch (const ProcessKilled& kill) {
    killed = true;
    ++world_.tally().crashes_at[kill.point];
    world_.Note("killed", "engine " + std::to_string(number_) + " in " + what + " at " + kill.point);
  }
  if (killed) {
    Die();
    world_.OnDeath(number_);
    return StepEnd::kKilled;
  }
  if (!done.has_value()) {
    world_.Note("failed", "engine " + std::to_string(number_) + " in " + what + ": " +
                              std::string(riff::ToString(done.error().kind)) + ": " + done.error().message);
    return StepEnd::kFailed;
  }
  return StepEnd::kDone;
}

StepEnd EngineProcess::Do(const std::string& what, Lock lock, const Work& work) {
  if (lock == Lock::kNone) {
    return Guarded(what, work);
  }
  if (world_.cycle_holder() != 0 || !alive() || busy()) {
    return StepEnd::kRefused;
  }
  world_.SetCycleHolder(number_);
  const StepEnd end = Guarded(what, work);
  world_.SetCycleHolder(0);
  return end;
}

StepEnd EngineProcess::Sync(const SyncRequest& request) {
  const Timestamp began = world_.truth().Now();
  RunReport report;
  const StepEnd end = Do("sync", Lock::kCycle, [&](Store& store, RunContext& run, const Shop& shop) -> Result<void> {
    // Time goes on while the engine works, so that what is read back is newer than what was sent.
    const Progress progress = [](const std::string&, const std::string&, std::int64_t) {};
    RIFF_TRY(report, RunSync(store, run, shop, request, progress));
    return {};
  });
  if (end == StepEnd::kDone) {
    world_.OnSynced(number_, began, report);
    TakeWaiting();
  }
  return end;
}

void EngineProcess::TakeWaiting() {
  constexpr std::size_t kWaitingMax = 500;
  Do("waiting hooks", Lock::kNone, [](Store& store, RunContext& run, const Shop& shop) -> Result<void> {
    for (const ShopChannel& channel : shop.channels) {
      RIFF_TRY(TakeWaitingWebhooks(store, run, channel, kWaitingMax));
    }
    return {};
  });
}

void EngineProcess::TakeHooks(const WebhookEvents& events) {
  if (!alive()) {
    world_.Note("hook missed", "engine " + std::to_string(number_) + " is down");
    return;
  }
  if (busy()) {
    // The server's threads have sessions of their own; the connectors are in use.
    const int before = world_.crashes().Act(0);
    Result<std::unique_ptr<Store>> own = life_->faulty.Open();
    if (own.has_value()) {
      const Result<ReceivedWebhooks> received = ReceiveWebhooks(**own, events, clock_.Now());
      world_.Note("hook stored", received.has_value() ? std::to_string(received->stored) : received.error().message);
    }
    world_.crashes().Act(before);
    return;
  }
  TakenWebhooks taken;
  const StepEnd end = Do("hooks", Lock::kNone, [&](Store& store, RunContext& run, const Shop& shop) -> Result<void> {
    RIFF_TRY(taken, TakeWebhooks(store, run, shop, events));
    return {};
  });
  if (end == StepEnd::kDone && (taken.orders.lines > 0 || taken.listings_changed > 0 || taken.read_wanted)) {
    world_.SyncSoon(number_);
  }
}

}  // namespace riff::sim
