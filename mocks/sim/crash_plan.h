#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/crash_point.h"

namespace riff::sim {

// Thrown where a simulated process dies. No engine code knows it; what was not committed is rolled back on its way out.
struct ProcessKilled {
  const char* point;
};

// All step boundaries that the program has, by name: those in the engine, and three for every platform's requests.
std::vector<std::string> KnownCrashPoints();

// Which engine dies next, and where. Installed as the crash observer as long as it lives; one at a time.
class CrashPlan final : public CrashObserver {
 public:
  CrashPlan();
  ~CrashPlan() override;
  CrashPlan(const CrashPlan&) = delete;
  CrashPlan& operator=(const CrashPlan&) = delete;

  // The engine at work dies at the `steps`th boundary from now that it passes, or at the first of that name.
  void Arm(int engine, std::int64_t steps);
  void ArmAt(int engine, std::string point);
  void Disarm(int engine);
  bool armed(int engine) const { return armed_.contains(engine); }

  // Whose steps are being made: 0 for nobody's. Gives what it was before.
  int Act(int engine);

  void Reached(const char* point) override;

  std::map<std::string, std::int64_t> passed() const;

 private:
  struct Order {
    std::int64_t steps = 0;
    std::string point;
  };

  int acting_ = 0;
  std::map<int, Order> armed_;
  std::map<const char*, std::int64_t> passed_;  // By the literal's address; joined by name when asked.
};

}  // namespace riff::sim
