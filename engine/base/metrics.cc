#include "engine/base/metrics.h"

namespace riff {

void CounterMetrics::Count(std::string_view name, std::string_view labels, double amount) {
  std::string key(name);
  if (!labels.empty()) {
    key.append("{").append(labels).append("}");
  }
  const std::lock_guard lock(mutex_);
  sums_[std::move(key)] += amount;
}

std::map<std::string, double> CounterMetrics::Snapshot() {
  const std::lock_guard lock(mutex_);
  return sums_;
}

}  // namespace riff
