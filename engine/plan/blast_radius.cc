#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

#include "engine/plan/aim.h"
#include "engine/plan/explain.h"
#include "engine/plan/plan.h"

namespace riff {
namespace {

using Removals = std::map<Channel, std::vector<PlannedWrite*>>;

Removals RemovalsOf(Plan& plan) {
  Removals removals;
  for (PlannedWrite& write : plan.writes) {
    if (write.verdict == Verdict::kPush && Removes(write.change)) {
      removals[write.listing.channel].push_back(&write);
    }
  }
  return removals;
}

// Both bounds must be exceeded: five of twelve listings is a bad day, six of ten thousand is business.
bool IsBeyond(std::int64_t count, std::int64_t live, const BlastRadius& bound) {
  return count > bound.listings && static_cast<double>(count) > bound.share * static_cast<double>(live);
}

// From so many live listings on, `count` removals are within the share.
std::int64_t LiveListingsWithinShare(std::int64_t count, double share) {
  constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();
  const double live = std::ceil(static_cast<double>(count) / share);
  // One more, for what dividing rounds away.
  return share > 0 && live < static_cast<double>(kAll / 2) ? static_cast<std::int64_t>(live) + 1 : kAll;
}

bool ComesBefore(const Finding& a, const Finding& b) { return std::tie(a.sku, a.type) < std::tie(b.sku, b.type); }

}  // namespace

void ApplyBlastRadius(Plan& plan, const SyncPolicy& policy, const std::map<Channel, ChannelSize>& sizes) {
  for (const auto& [channel, removals] : RemovalsOf(plan)) {
    const auto found = sizes.find(channel);
    const ChannelSize size = found == sizes.end() ? ChannelSize{} : found->second;
    const std::int64_t count = static_cast<std::int64_t>(removals.size());
    const std::int64_t approved = std::clamp<std::int64_t>(size.approved_removals, 0, count);
    if (!IsBeyond(count - approved, size.live, policy.blast_radius)) {
      continue;
    }
    for (std::size_t index = static_cast<std::size_t>(approved); index < removals.size(); ++index) {
      removals[index]->verdict = Verdict::kHold;
    }
    Finding finding = MassChangeFinding(channel, count - approved, size.live);
    const auto place = std::upper_bound(plan.findings.begin(), plan.findings.end(), finding, ComesBefore);
    plan.findings.insert(place, std::move(finding));
  }
}

std::map<Channel, std::int64_t> LiveListingsToCount(const Plan& plan, const SyncPolicy& policy) {
  std::map<Channel, std::int64_t> removals;
  for (const PlannedWrite& write : plan.writes) {
    if (write.verdict == Verdict::kPush && Removes(write.change)) {
      ++removals[write.listing.channel];
    }
  }
  std::map<Channel, std::int64_t> bounds;
  for (const auto& [channel, count] : removals) {
    if (count > policy.blast_radius.listings) {
      bounds[channel] = LiveListingsWithinShare(count, policy.blast_radius.share);
    }
  }
  return bounds;
}

}  // namespace riff
