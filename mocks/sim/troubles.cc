// Clocks, processes and the platforms' own troubles.

#include <algorithm>

#include "mocks/sim/deeds.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

EngineProcess& SomeEngine(World& world, Random& random) {
  return world.engine(1 + static_cast<int>(random.Below(static_cast<std::uint64_t>(world.engines()))));
}

// A step backward or forward, put right again some minutes later, as a time server does.
void StepClock(World& world, Random& random, int direction) {
  EngineProcess& engine = SomeEngine(world, random);
  const Duration by = seconds(1 + static_cast<int>(random.Below(600))) * direction;
  engine.clock().Step(by);
  world.Note("clock",
             "engine " + std::to_string(engine.number()) + " steps " + std::to_string(by.count() / 1'000'000) + " s");
  world.In(minutes(5 + static_cast<int>(random.Below(60))), Needs::kNobody,
           [&engine, by] { engine.clock().Step(-by); });
}

void Crash(World& world, Random& random) {
  EngineProcess& engine = SomeEngine(world, random);
  if (!engine.alive()) {
    return;
  }
  if (!engine.busy() && random.Below(4) == 0) {
    world.Note("killed", "engine " + std::to_string(engine.number()) + ", idle");
    engine.Die();
    world.OnDeath(engine.number());
    return;
  }
  // Somewhere in its next steps: few points are passed often, so the names are drawn as well as the count.
  const std::vector<std::string> known = KnownCrashPoints();
  if (random.Below(3) == 0) {
    world.crashes().Arm(engine.number(), static_cast<std::int64_t>(1 + random.Below(3000)));
  } else {
    world.crashes().ArmAt(engine.number(), known[random.Below(known.size())]);
  }
}

void StrikeFace(World& world, Random& random, const FaultKind& kind) {
  std::vector<Channel> channels = world.channels();
  std::erase_if(channels, [&](Channel channel) {
    return !kind.platform.empty() && riff::ToString(channel.platform) != kind.platform;
  });
  if (channels.empty()) {
    return;
  }
  const Channel channel = channels[random.Below(channels.size())];
  FaultRule rule;
  rule.fault = std::string(kind.mock_fault);
  rule.count = static_cast<std::int64_t>(1 + random.Below(3));
  world.markets().At(channel).With([&](Market&, Faults& faults) {
    std::vector<FaultRule> rules = faults.rules();
    rules.push_back(rule);
    if (faults.Put(rules).has_value()) {
      world.CountFault(kind.name);
    }
  });
  world.Note("platform", ToString(channel) + " " + std::string(kind.name));
}

}  // namespace

void DoTrouble(World& world, const Deed& deed) {
  SeededRandom random(deed.draw);
  const FaultKind& kind = FaultNamed(deed.what);
  if (kind.place == FaultPlace::kFace) {
    return StrikeFace(world, random, kind);
  }
  if (deed.what == "crash") {
    return Crash(world, random);
  }
  world.CountFault(deed.what);
  if (deed.what == "clock_step_forward") {
    StepClock(world, random, 1);
  } else if (deed.what == "clock_step_back") {
    StepClock(world, random, -1);
  } else if (deed.what == "clocks_apart") {
    SomeEngine(world, random).clock().Step(seconds(static_cast<int>(random.Below(240)) - 120));
  } else if (deed.what == "engine_paused") {
    // Whoever waits for an answer right now waits much longer, and the others go on.
    world.PauseNext(minutes(3 + static_cast<int>(random.Below(20))));
  }
}

}  // namespace riff::sim
