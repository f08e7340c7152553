#include "engine/plan/retry.h"

#include <gtest/gtest.h>

#include <vector>

namespace riff {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp kNow = FromMicros(1'000'000'000);

NextStep After(ErrorKind kind, int attempts = 1, std::optional<Duration> retry_after = std::nullopt) {
  SeededRandom random(7);
  return AfterFailure(Error{kind, "told", retry_after}, attempts, kNow, random);
}

TEST(AfterFailure, DoesWhatTheKindOfErrorSays) {
  struct Row {
    ErrorKind kind;
    WriteState state;
    bool counts;
    bool halts;
  };
  for (const Row& row : std::vector<Row>{{ErrorKind::kThrottled, WriteState::kQueued, false, false},
                                         {ErrorKind::kUnavailable, WriteState::kQueued, true, false},
                                         {ErrorKind::kAmbiguous, WriteState::kAmbiguous, true, false},
                                         {ErrorKind::kConflict, WriteState::kSuperseded, true, false},
                                         {ErrorKind::kRejected, WriteState::kRejected, true, false},
                                         {ErrorKind::kInvalid, WriteState::kRejected, true, false},
                                         {ErrorKind::kNotFound, WriteState::kRejected, true, false},
                                         {ErrorKind::kUnsupported, WriteState::kRejected, true, false},
                                         {ErrorKind::kUnauthorized, WriteState::kQueued, false, true}}) {
    SCOPED_TRACE(ToString(row.kind));
    const NextStep step = After(row.kind);
    EXPECT_EQ(step.state, row.state);
    EXPECT_EQ(step.counts, row.counts);
    EXPECT_EQ(step.halt_channel, row.halts);
    EXPECT_FALSE(step.give_up);
    EXPECT_GE(step.due_at, kNow);
  }
}

TEST(AfterFailure, ObeysTheTimeThatTheChannelNames) {
  EXPECT_EQ(After(ErrorKind::kThrottled, 9, seconds(3)).due_at, kNow + seconds(3));
  EXPECT_EQ(After(ErrorKind::kUnavailable, 1, minutes(5)).due_at, kNow + minutes(5));
  EXPECT_GE(After(ErrorKind::kUnavailable, 9, seconds(3)).due_at, kNow + seconds(256));
}

TEST(AfterFailure, BacksOffTwiceAsLongEachTimeWithinItsBounds) {
  struct Row {
    int attempts;
    Duration least;
    Duration most;
  };
  for (const Row& row : std::vector<Row>{{0, seconds(1), seconds(2)},
                                         {1, seconds(1), seconds(2)},
                                         {2, seconds(2), seconds(4)},
                                         {10, seconds(512), seconds(1024)},
                                         {11, minutes(15), minutes(30)},
                                         {kAttemptsMax - 1, minutes(15), minutes(30)}}) {
    SeededRandom random(static_cast<std::uint64_t>(row.attempts));
    bool in_lower_half = false;
    bool in_upper_half = false;
    for (int draw = 0; draw < 200; ++draw) {
      const NextStep step = AfterFailure(Error{ErrorKind::kUnavailable, "", std::nullopt}, row.attempts, kNow, random);
      const Duration waited = step.due_at - kNow;
      EXPECT_GE(waited, row.least);
      EXPECT_LE(waited, row.most);
      (waited < (row.least + row.most) / 2 ? in_lower_half : in_upper_half) = true;
    }
    EXPECT_TRUE(in_lower_half && in_upper_half) << "jitter spreads the retries";
  }
}

TEST(AfterFailure, SaysWhenTheAttemptsAreUsedAndKeepsTheWriteAllTheSame) {
  EXPECT_FALSE(After(ErrorKind::kUnavailable, kAttemptsMax - 1).give_up);

  const NextStep last = After(ErrorKind::kUnavailable, kAttemptsMax);
  EXPECT_TRUE(last.give_up);
  EXPECT_EQ(last.state, WriteState::kQueued);
}

TEST(AfterFailure, NeverGivesUpForBeingThrottled) {
  const NextStep step = After(ErrorKind::kThrottled, kAttemptsMax + 50);

  EXPECT_FALSE(step.give_up);
  EXPECT_EQ(step.state, WriteState::kQueued);
}

}  // namespace
}  // namespace riff
