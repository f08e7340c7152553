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
  bool counts = true;         // False: the attempt says nothing about the write (throttled, unauthorized).
  bool give_up = false;       // Attempts are used up: time that a person knew. A write stays queued all the same.
  bool halt_channel = false;  // Credentials are dead: send nothing more there.
};

// Three to five and a half hours of backoff: longer than a platform's nightly maintenance, shorter than a day nobody
// would want to lose.
inline constexpr int kAttemptsMax = 20;
inline constexpr Duration kBackoffMin = std::chrono::seconds(2);
inline constexpr Duration kBackoffMax = std::chrono::minutes(30);

// By error kind: throttled → queued at retry_after (or backoff), not counted; unavailable → queued with backoff, not
// before retry_after, for ever (what is sold must come down, however long the channel was away; give_up says when
// `attempts` has reached kAttemptsMax); ambiguous → ambiguous (read back at once); conflict → superseded (observe, then
// plan again); rejected, invalid, not found, unsupported → rejected; unauthorized → queued, not counted, channel
// halted. Backoff: 2^attempts seconds from kBackoffMin to kBackoffMax, with full jitter in its upper half. `attempts`
// includes the one that failed.
NextStep AfterFailure(const Error& error, int attempts, Timestamp now, Random& random);

}  // namespace riff
