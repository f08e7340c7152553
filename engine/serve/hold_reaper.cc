#include "engine/serve/hold_reaper.h"

#include <utility>

namespace riff {

HoldReaper::HoldReaper(HoldDesk& desk, Clock& clock, Log& log, std::function<void()> moved)
    : desk_(desk), clock_(clock), log_(log), moved_(std::move(moved)) {}

void HoldReaper::Run(Waiter& waiter, Duration interval) {
  do {
    Reap();
  } while (waiter.Wait(interval));
}

void HoldReaper::Reap() {
  const Result<std::int64_t> expired = desk_.ExpireOverdue("reaper");
  LastRun run;
  run.at = clock_.Now();
  if (!expired.has_value()) {
    log_.Failure("holds: those overdue were not expired: " + expired.error().message);
    run.problem = "the store did not take it";
  } else if (*expired > 0) {
    log_.Info("holds: " + std::to_string(*expired) + " expired");
    run.expired = *expired;
    moved_();
  }
  const std::lock_guard lock(mutex_);
  last_run_ = std::move(run);
}

HoldReaper::LastRun HoldReaper::last_run() const {
  const std::lock_guard lock(mutex_);
  return last_run_;
}

}  // namespace riff
