#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace riff {

// Counters by name and labels, for `riff health` and /metrics. Labels are written "key=value,key=value" in a fixed
// order by the caller and never hold a secret. Thread-safe.
class Metrics {
 public:
  virtual ~Metrics() = default;
  virtual void Count(std::string_view name, std::string_view labels, double amount) = 0;
};

class NullMetrics final : public Metrics {
 public:
  void Count(std::string_view, std::string_view, double) override {}
};

// Keeps the sums in memory.
class CounterMetrics final : public Metrics {
 public:
  void Count(std::string_view name, std::string_view labels, double amount) override;

  // {"name{labels}": sum}, sorted.
  std::map<std::string, double> Snapshot();

 private:
  std::mutex mutex_;
  std::map<std::string, double> sums_;
};

}  // namespace riff
