#include "mocks/sim/deeds.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/base/random.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

const std::set<std::string_view> kBuyerDeeds = {
    "buy", "last_unit_race", "burst_of_buyers", "cancelled_order", "returned_order", "unpaid_order"};
const std::set<std::string_view> kHandDeeds = {"hand_edit_quantity", "hand_edit_price", "hand_edit_title",
                                               "hand_ended"};
const std::set<std::string_view> kOperatorDeeds = {"edit", "work_todo", "push_switched_off", "stage_halted"};

// As many as the rate says over the whole time, at times of their own.
void DrawKind(Random& random, const SimOptions& options, std::string_view what, double per_day,
              std::vector<Deed>& deeds) {
  const double days = std::chrono::duration<double>(options.length).count() / 86'400.0;
  const double expected = per_day * days;
  auto count = static_cast<std::int64_t>(std::floor(expected));
  count += random.Share() < expected - std::floor(expected) ? 1 : 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto after = static_cast<std::int64_t>(random.Below(static_cast<std::uint64_t>(options.length.count())));
    deeds.push_back(Deed{Duration(after), what, random.Next()});
  }
}

bool IsDeed(FaultPlace place) {
  return place == FaultPlace::kFace || place == FaultPlace::kWorld || place == FaultPlace::kClock ||
         place == FaultPlace::kProcess;
}

}  // namespace

std::vector<Deed> DrawDeeds(const SimOptions& options) {
  SeededRandom random(options.seed * 31 + 5);
  std::vector<Deed> deeds;
  DrawKind(random, options, "buy", options.buys_per_hour * 24, deeds);
  DrawKind(random, options, "edit", options.edits_per_hour * 24, deeds);
  DrawKind(random, options, "work_todo", options.edits_per_hour * 12, deeds);
  for (const FaultKind& kind : kFaultKinds) {
    // Drawn for every kind, so that leaving one out changes no other's times.
    SeededRandom own(random.Next());
    const auto rate = options.faults.find(kind.name);
    if (rate == options.faults.end() || !IsDeed(kind.place) || kind.name == "crash_in_recovery") {
      continue;
    }
    DrawKind(own, options, kind.name, kind.name == "clocks_apart" ? 8.0 : std::max(4.0, rate->second), deeds);
  }
  std::ranges::sort(deeds, {}, [](const Deed& deed) { return std::pair(deed.after, deed.draw); });
  if (deeds.size() > options.deeds_max) {
    deeds.resize(options.deeds_max);
  }
  return deeds;
}

void PlanDeeds(World& world, const std::vector<Deed>& deeds) {
  for (const Deed& deed : deeds) {
    world.In(deed.after, Needs::kNobody, [&world, deed] {
      if (kBuyerDeeds.contains(deed.what)) {
        DoAsBuyer(world, deed);
      } else if (kHandDeeds.contains(deed.what)) {
        DoByHand(world, deed);
      } else if (kOperatorDeeds.contains(deed.what)) {
        DoAsOperator(world, deed);
      } else {
        DoTrouble(world, deed);
      }
    });
  }
}

}  // namespace riff::sim
