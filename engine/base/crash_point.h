#pragma once

#include <atomic>

namespace riff {

// Told of every named step boundary that is passed. A simulation's observer may throw there, which is how it lets a
// process die: whatever was not committed is rolled back, and nobody in the engine catches it. In a real process there
// is no observer, and a boundary costs one relaxed load.
class CrashObserver {
 public:
  virtual ~CrashObserver() = default;
  virtual void Reached(const char* point) = 0;
};

// Null in every program but the simulation's.
inline std::atomic<CrashObserver*> crash_observer = nullptr;

}  // namespace riff

// RIFF_CRASH_POINT("deliver.claimed"): the name is "<step>.<boundary>", the same nowhere else.
#define RIFF_CRASH_POINT(name)                                                                               \
  do {                                                                                                       \
    if (::riff::CrashObserver* const riff_observer = ::riff::crash_observer.load(std::memory_order_relaxed)) \
        [[unlikely]] {                                                                                       \
      riff_observer->Reached(name);                                                                          \
    }                                                                                                        \
  } while (false)
