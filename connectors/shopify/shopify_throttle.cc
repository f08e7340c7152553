#include "connectors/shopify/shopify_throttle.h"

#include <algorithm>

namespace riff::shopify {

std::optional<Duration> ShopifyThrottle::WaitFor(double points) const {
  if (!status_.has_value()) {
    return std::nullopt;
  }
  const double missing = std::min(points, status_->maximum) - AvailableNow();
  if (missing <= 0) {
    return std::nullopt;
  }
  return std::chrono::ceil<Duration>(std::chrono::duration<double>(missing / status_->restore_per_second));
}

void ShopifyThrottle::Take(double points) {
  if (status_.has_value()) {
    status_->available = AvailableNow() - points;
    learnt_at_ = clock_.Now();
  }
}

void ShopifyThrottle::Learn(const ThrottleStatus& status) {
  if (status.restore_per_second > 0 && status.maximum > 0) {
    status_ = status;
    learnt_at_ = clock_.Now();
  }
}

double ShopifyThrottle::CostOf(std::string_view operation, double guess) const {
  const auto found = costs_.find(operation);
  return found == costs_.end() ? guess : found->second;
}

void ShopifyThrottle::LearnCost(std::string_view operation, double points) {
  if (points > 0) {
    costs_.insert_or_assign(std::string(operation), points);
  }
}

double ShopifyThrottle::AvailableNow() const {
  // A clock set back must not take points away.
  const double seconds = std::max(0.0, std::chrono::duration<double>(clock_.Now() - learnt_at_).count());
  return std::min(status_->maximum, status_->available + seconds * status_->restore_per_second);
}

}  // namespace riff::shopify
