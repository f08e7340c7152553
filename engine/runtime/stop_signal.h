#pragma once

#include <atomic>
#include <thread>

#include "engine/base/system_clock.h"

namespace riff {

// Ctrl-C and SIGTERM, turned into a flag that every step looks at and a waiter that stops waiting. The second one ends
// the process at once. Make it before any other thread, so that they all inherit the blocked signals.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  const std::atomic<bool>& stopping() const { return stopping_; }
  SystemWaiter& waiter() { return waiter_; }

 private:
  void Watch();

  std::atomic<bool> stopping_ = false;
  std::atomic<bool> over_ = false;
  SystemWaiter waiter_;
  std::thread watcher_;
};

}  // namespace riff
