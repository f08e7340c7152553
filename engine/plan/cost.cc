#include <algorithm>
#include <variant>

#include "engine/plan/plan.h"

namespace riff {
namespace {

struct Counts {
  std::int64_t quantities = 0;
  std::int64_t others = 0;
};

PlanCost CostFor(const Counts& counts, const Capabilities& can) {
  const std::int64_t rows = std::max(1, can.rows_per_write_call);
  PlanCost cost;
  cost.writes = counts.quantities + counts.others;
  cost.calls = (counts.quantities + rows - 1) / rows + counts.others;
  if (cost.calls > 1 && can.write_calls_per_second > 0.0) {
    const double seconds = static_cast<double>(cost.calls - 1) / can.write_calls_per_second;
    cost.least_time = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
  }
  return cost;
}

}  // namespace

std::map<Channel, PlanCost> CostOf(const Plan& plan, const PlanPolicy& policy) {
  std::map<Channel, Counts> counts;
  for (const PlannedWrite& write : plan.writes) {
    if (write.verdict == Verdict::kPush) {
      Counts& of_channel = counts[write.listing.channel];
      ++(std::holds_alternative<SetQuantity>(write.change) ? of_channel.quantities : of_channel.others);
    }
  }
  std::map<Channel, PlanCost> costs;
  for (const auto& [channel, of_channel] : counts) {
    const auto found = policy.channels.find(channel);
    costs[channel] = CostFor(of_channel, found == policy.channels.end() ? Capabilities{} : found->second.can);
  }
  return costs;
}

}  // namespace riff
