#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/run.h"
#include "engine/port/shopper.h"
#include "engine/sync/shop.h"

namespace riff {

enum class Scenario {
  kSingle,    // One buyer buys a unique product on one channel: gone from all others.
  kLast,      // A stocked product is bought down to nothing, the last unit by itself.
  kReduce,    // Some units of a stocked product: every channel shows what is left.
  kOversell,  // Two buyers buy the same unique product on two channels before we look: gone everywhere, and a critical
              // item.
  kMulti,     // Several products on several channels at once.
};
std::string_view ToString(Scenario scenario);
// "single", …, or "all" for the five in this order; kInvalid names what is allowed.
Result<std::vector<Scenario>> ParseScenarios(std::string_view text);

struct SimulationRequest {
  std::vector<Scenario> scenarios;
  std::uint64_t seed = 1;
  int count = 1;  // How often each scenario is played, each time with other products.
};

// One listing's end state, as its channel itself shows it when asked.
struct SimulationCheck {
  Scenario scenario = Scenario::kSingle;
  Sku sku;
  Channel channel;
  Quantity expected;
  std::optional<Quantity> shown;  // Unset: it could not be read.
  bool pass = false;
  std::string note;
};

struct SimulationReport {
  std::vector<SimulationCheck> checks;
  std::vector<std::string> purchases;  // "reverb/sandbox: 1 of GTR-000012 (order 77)".
  std::vector<std::string> skipped;    // Why a scenario could not be played.
  std::vector<RunId> runs;
  std::int64_t failed = 0;
};

// Runs one ordinary sync cycle; given by the caller, who holds the cycle's lock.
using SyncOnce = std::function<Result<RunReport>()>;

// Plays the scenarios in the sandboxes: picks products whose sandbox listings agree with the store and have no open
// item, lets `shopper` buy, runs `sync` until the expected state is reached (a few cycles at most), and asks every
// sandbox channel of the product what it shows. An oversell must also have opened a critical item. The same seed on the
// same store picks the same products. Moves the sandbox world only.
Result<SimulationReport> SimulateSales(Store& store, RunContext& run, const Shop& shop, Shopper& shopper,
                                       const SimulationRequest& request, const SyncOnce& sync);

}  // namespace riff
