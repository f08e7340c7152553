#include "engine/serve/hold_reaper.h"

#include "tests/unit/engine/serve/checkout_bench.h"

namespace riff {
namespace {

using std::chrono::minutes;

class HoldReaperTest : public CheckoutTest {};

// Lets so many waits pass, and stops then.
class CountedWaiter final : public Waiter {
 public:
  explicit CountedWaiter(std::function<void()> meanwhile) : meanwhile_(std::move(meanwhile)) {}
  bool Wait(Duration span) override {
    spans.push_back(span);
    meanwhile_();
    return spans.size() < 2;
  }
  std::vector<Duration> spans;

 private:
  std::function<void()> meanwhile_;
};

TEST_F(HoldReaperTest, TheReaperLooksAtOnceAndThenAfterEachInterval) {
  rig.AddProduct("STR-10", 5, ProductKind::kStocked);
  HoldReaper reaper(*desk, rig.clock, log, [this] { ++moved; });
  EXPECT_FALSE(reaper.last_run().at.has_value());
  Place(2);
  boot.Pass(minutes(21));
  const int moved_before = moved;
  std::vector<std::int64_t> available;

  CountedWaiter waiter([&] {
    available.push_back(rig.Available("STR-10"));
    Place(1);
    boot.Pass(minutes(21));
  });
  reaper.Run(waiter, minutes(1));

  EXPECT_EQ(waiter.spans, (std::vector<Duration>{minutes(1), minutes(1)}));
  EXPECT_EQ(available, (std::vector<std::int64_t>{5, 5}));
  EXPECT_EQ(moved, moved_before + 4) << "two runs of the reaper, two holds";
  EXPECT_EQ(reaper.last_run().at, rig.clock.Now());
  EXPECT_EQ(reaper.last_run().expired, 1);
  EXPECT_EQ(reaper.last_run().problem, "");
}

TEST_F(HoldReaperTest, AReaperThatTheStoreRefusesSaysSoAndGoesOn) {
  HoldReaper reaper(*desk, rig.clock, log, [] {});
  store.fault = ErrorOf(ErrorKind::kUnavailable);
  std::string problem;
  CountedWaiter waiter([&] {
    problem = waiter.spans.size() == 1 ? reaper.last_run().problem : problem;
    store.fault.reset();
  });

  reaper.Run(waiter, minutes(1));

  EXPECT_NE(problem, "");
  EXPECT_EQ(reaper.last_run().problem, "");
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(log.lines.front().first, LogLevel::kError);
}

}  // namespace
}  // namespace riff
