#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "engine/base/log.h"
#include "engine/sync/hold_desk.h"

namespace riff {

// Ends holds whose time is up, again and again. Nobody depends on it being in time: whoever is short of a unit expires
// what is overdue by himself. It gives units back that nobody asks for. What it borrows outlives it.
class HoldReaper {
 public:
  struct LastRun {
    std::optional<Timestamp> at;  // Unset: none yet.
    std::int64_t expired = 0;
    std::string problem;  // Empty: it went well.
  };

  // `moved` is called after a run that gave units back.
  HoldReaper(HoldDesk& desk, Clock& clock, Log& log, std::function<void()> moved);

  // At once, and after each `interval`, until `waiter` says to stop.
  void Run(Waiter& waiter, Duration interval);

  // From any thread.
  LastRun last_run() const;

 private:
  void Reap();

  HoldDesk& desk_;
  Clock& clock_;
  Log& log_;
  std::function<void()> moved_;
  mutable std::mutex mutex_;
  LastRun last_run_;
};

}  // namespace riff
