#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "engine/base/error.h"

namespace riff {

// Wakes the worker when something came in. Thread-safe.
class Bell {
 public:
  // Ends the wait under way, or else the next one at once.
  void Ring();

  // Returns after `span`, when rung, or soon after `stopping` is set, whichever comes first.
  void Wait(Duration span, const std::atomic<bool>& stopping);

  // Whether it was rung since the last wait ended.
  bool rung();

 private:
  std::mutex mutex_;
  std::condition_variable woken_;
  bool rung_ = false;
};

}  // namespace riff
