#pragma once

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/base/time.h"
#include "engine/model/write.h"

namespace riff {

// What the outbox does after one attempt.
struct NextStep {
  WriteState state = WriteState::kQueued;
  Timestamp due_at;
  bool counts = true;      // False: throttled; the attempt is not one.
  bool give_up = false;    // Attempts are used up: rejected, and a to-do item.
  bool halt_channel = false;  // Credentials are dead: send nothing more there.
};

inline constexpr int kAttemptsMax = 12;  // About six hours of backoff: longer than any outage a person would not notice.

// By error kind: throttled → queued at retry_after (or backoff), not counted; unavailable → queued with backoff;
// ambiguous → ambiguous (read back at once); conflict → superseded (observe, then plan again); rejected, invalid,
// not found, unsupported → rejected; unauthorized → queued, channel halted. Backoff: 2^attempts seconds from 2 s to
// 30 min, with full jitter in its upper half.
NextStep AfterFailure(const Error& error, int attempts, Timestamp now, Random& random);

}  // namespace riff
