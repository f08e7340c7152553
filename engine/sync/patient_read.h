#pragma once

#include <algorithm>

#include "engine/port/run_context.h"

namespace riff {

inline constexpr int kReadAttemptsMax = 4;
inline constexpr Duration kReadWaitMax = std::chrono::seconds(60);

// Asks again, a few times and with growing waits, when a read was refused for pace or not answered: reads change
// nothing, so that is safe. Gives the last answer. `read` is called as `Result<T> read()`.
template <class Read>
auto PatientRead(RunContext& run, const Read& read) -> decltype(read()) {
  for (int attempt = 1;; ++attempt) {
    auto result = read();
    if (result.has_value() || attempt == kReadAttemptsMax || run.stopping) {
      return result;
    }
    const Error& error = result.error();
    if (error.kind != ErrorKind::kThrottled && error.kind != ErrorKind::kUnavailable) {
      return result;
    }
    const Duration backoff = std::chrono::milliseconds(250) * (1 << attempt);
    const Duration wait = error.retry_after.value_or(backoff);
    if (wait > kReadWaitMax ||
        !run.waiter.Wait(std::max(wait, std::chrono::duration_cast<Duration>(std::chrono::milliseconds(50))))) {
      return result;
    }
  }
}

}  // namespace riff
