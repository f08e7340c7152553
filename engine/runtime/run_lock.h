#pragma once

#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/error.h"

namespace riff {

// One sync cycle at a time on one store: a lock on a file beside the database, held by the process, so that it is free
// the moment the process is gone, however it went.
class RunLock {
 public:
  // Takes the lock. kConflict when another process has it and `wait` is kNo; with kYes it waits through `waiter` until
  // it is free, or kUnavailable when the wait was interrupted.
  enum class Patience { kNo, kYes };
  static Result<std::unique_ptr<RunLock>> Take(const std::string& path, Patience patience, Waiter& waiter);

  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  explicit RunLock(int file) : file_(file) {}
  int file_;
};

}  // namespace riff
