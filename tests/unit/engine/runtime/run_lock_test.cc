#include "engine/runtime/run_lock.h"

#include <gtest/gtest.h>

#include "engine/base/manual_clock.h"
#include "tests/unit/engine/runtime/scratch_folder.h"

namespace riff {
namespace {

// Runs what it was given when somebody waits.
class BusyWaiter final : public Waiter {
 public:
  explicit BusyWaiter(std::function<bool(int)> on_wait) : on_wait_(std::move(on_wait)) {}
  bool Wait(Duration) override { return on_wait_(++waits); }
  int waits = 0;

 private:
  std::function<bool(int)> on_wait_;
};

class RunLockTest : public testing::Test {
 protected:
  ScratchFolder folder;
  std::string path = folder.path() + "/riff.lock";
  BusyWaiter never{[](int) { return false; }};
};

TEST_F(RunLockTest, TwoAtOnceAreRefused) {
  const auto first = RunLock::Take(path, RunLock::Patience::kNo, never);
  ASSERT_TRUE(first.has_value());

  const auto second = RunLock::Take(path, RunLock::Patience::kNo, never);

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(never.waits, 0);
}

TEST_F(RunLockTest, IsFreeAgainOnceTheFirstIsGone) {
  {
    const auto first = RunLock::Take(path, RunLock::Patience::kNo, never);
    ASSERT_TRUE(first.has_value());
  }

  EXPECT_TRUE(RunLock::Take(path, RunLock::Patience::kNo, never).has_value());
}

TEST_F(RunLockTest, WithPatienceItWaitsUntilTheOtherIsDone) {
  auto first = RunLock::Take(path, RunLock::Patience::kNo, never);
  ASSERT_TRUE(first.has_value());
  BusyWaiter waiter([&](int waits) {
    if (waits == 3) {
      first->reset();
    }
    return true;
  });

  const auto second = RunLock::Take(path, RunLock::Patience::kYes, waiter);

  EXPECT_TRUE(second.has_value());
  EXPECT_EQ(waiter.waits, 3);
}

TEST_F(RunLockTest, AnInterruptedWaitTakesNothing) {
  const auto first = RunLock::Take(path, RunLock::Patience::kNo, never);
  ASSERT_TRUE(first.has_value());

  const auto second = RunLock::Take(path, RunLock::Patience::kYes, never);

  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::kUnavailable);
}

TEST_F(RunLockTest, AFolderThatIsNotThereIsNamed) {
  const auto lock = RunLock::Take(folder.path() + "/none/riff.lock", RunLock::Patience::kNo, never);

  ASSERT_FALSE(lock.has_value());
  EXPECT_EQ(lock.error().kind, ErrorKind::kUnavailable);
  EXPECT_NE(lock.error().message.find("none/riff.lock"), std::string::npos);
}

}  // namespace
}  // namespace riff
