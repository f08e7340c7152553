#include "connectors/http/day_quotas.h"

#include <algorithm>
#include <numeric>

#include "connectors/http/day_window.h"
#include "connectors/http/url.h"

namespace riff {
namespace {

constexpr int kBlocksADay = 200;
constexpr int kBlockMax = 1000;

}  // namespace

DayQuotas::DayQuotas(const std::vector<DayQuota>& rules, CallBook& book) : book_(book) {
  for (const DayQuota& rule : rules) {
    quotas_.push_back(Quota{.rule = rule, .day = {}});
  }
}

DayQuotas::~DayQuotas() {
  for (Quota& quota : quotas_) {
    GiveBack(quota);
  }
}

Result<void> DayQuotas::Take(const HttpRequest& request, RateClass rate_class, Lane lane, Timestamp now) {
  Quota* quota = QuotaOf(request);
  if (quota == nullptr) {
    return {};
  }
  BeginDay(*quota, now);
  const Tier tier = lane == Lane::kUrgent ? kUrgent : rate_class == RateClass::kWrite ? kWrites : kReads;
  for (std::size_t lower = kReads; lower <= tier; ++lower) {
    if (quota->left[lower] > 0) {
      --quota->left[lower];
      return {};
    }
  }
  CountedCalls block = quota->day;
  block.calls = std::clamp(quota->rule.calls / kBlocksADay, 1, kBlockMax);
  RIFF_TRY(const int granted, book_.SetAside(quota->rule.resource, block, quota->LimitOf(tier)));
  if (granted == 0) {
    const Duration wait = quota->day.to - now;
    return Fail(Error{.kind = ErrorKind::kThrottled,
                      .message = request.operation + ": not sent, the day's calls to " + quota->rule.resource +
                                 " are used up for another " + FormatDuration(wait),
                      .retry_after = wait});
  }
  quota->left[tier] = granted - 1;
  return {};
}

Result<void> DayQuotas::Learn(const std::string& resource, int remaining, Timestamp now) {
  const auto quota = std::ranges::find(quotas_, resource, [](const Quota& one) { return one.rule.resource; });
  if (quota == quotas_.end()) {
    return {};
  }
  BeginDay(*quota, now);
  RIFF_TRY(const std::vector<CountedCalls> spans, book_.EndingAfter(resource, now));
  int counted = 0;
  for (const CountedCalls& span : spans) {
    counted += span.from == quota->day.from ? span.calls : 0;
  }
  const int unused = std::accumulate(quota->left.begin(), quota->left.end(), 0);
  CountedCalls others = quota->day;
  others.calls = quota->rule.calls - std::clamp(remaining, 0, quota->rule.calls) - (counted - unused);
  if (others.calls > 0) {
    RIFF_TRY(const int granted, book_.SetAside(resource, others, quota->rule.calls));
    // What others used beyond the quota's rest comes off what we had set aside for ourselves.
    int missing = others.calls - granted;
    for (int& left : quota->left) {
      const int taken = std::min(left, missing);
      left -= taken;
      missing -= taken;
    }
  }
  return {};
}

int DayQuotas::Quota::LimitOf(Tier tier) const {
  const int below_urgent = tier == kUrgent ? 0 : rule.kept_for_urgent;
  const int below_writes = tier == kReads ? rule.kept_for_writes : 0;
  return std::max(0, rule.calls - below_urgent - below_writes);
}

DayQuotas::Quota* DayQuotas::QuotaOf(const HttpRequest& request) {
  if (quotas_.empty()) {
    return nullptr;
  }
  const Result<UrlParts> url = SplitUrl(request.url);
  const auto quota = std::ranges::find_if(quotas_, [&](const Quota& one) {
    const bool on_path = url.has_value() && url->path.starts_with(one.rule.path_prefix);
    return request.operation.starts_with(one.rule.operation_prefix) && (one.rule.path_prefix.empty() || on_path);
  });
  return quota == quotas_.end() ? nullptr : &*quota;
}

void DayQuotas::BeginDay(Quota& quota, Timestamp now) {
  const CountedCalls today = DayAt(quota.rule.reset, now);
  // A clock that was set back does not open an earlier day again while today's calls may still count there.
  if (today.from > quota.day.from) {
    quota.left = {};
    quota.day = today;
  }
}

void DayQuotas::GiveBack(Quota& quota) {
  CountedCalls rest = quota.day;
  rest.calls = std::accumulate(quota.left.begin(), quota.left.end(), 0);
  if (rest.calls > 0) {
    book_.GiveBack(quota.rule.resource, rest);
  }
  quota.left = {};
}

}  // namespace riff
