// The small seams: log, metrics, clocks, tripwire.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/manual_clock.h"
#include "engine/base/metrics.h"
#include "engine/base/system_clock.h"
#include "engine/base/tripwire.h"

namespace riff {
namespace {

using namespace std::chrono_literals;

std::string Logged(LogLevel least, LogLevel level, std::string_view message) {
  testing::internal::CaptureStderr();
  MakeStderrLog(least)->Write(level, message);
  return testing::internal::GetCapturedStderr();
}

TEST(StderrLogTest, WritesTimeLevelAndMessageOnOneLine) {
  const std::string line = Logged(LogLevel::kDebug, LogLevel::kWarn, "reverb/sandbox is slow");

  ASSERT_GT(line.size(), 24u);
  EXPECT_EQ(line.substr(10, 1), "T");
  EXPECT_EQ(line.substr(23, 1), "Z");
  EXPECT_EQ(line.substr(24), " warning reverb/sandbox is slow\n");
}

TEST(StderrLogTest, NamesEachLevel) {
  EXPECT_NE(Logged(LogLevel::kDebug, LogLevel::kDebug, "x").find(" debug x\n"), std::string::npos);
  EXPECT_NE(Logged(LogLevel::kDebug, LogLevel::kInfo, "x").find(" info x\n"), std::string::npos);
  EXPECT_NE(Logged(LogLevel::kDebug, LogLevel::kError, "x").find(" error x\n"), std::string::npos);
}

TEST(StderrLogTest, DropsWhatIsBelowTheLeastLevel) {
  EXPECT_EQ(Logged(LogLevel::kWarn, LogLevel::kInfo, "x"), "");
  EXPECT_EQ(Logged(LogLevel::kError, LogLevel::kWarn, "x"), "");
  EXPECT_NE(Logged(LogLevel::kWarn, LogLevel::kWarn, "x"), "");
  EXPECT_NE(Logged(LogLevel::kInfo, LogLevel::kError, "x"), "");
}

TEST(StderrLogTest, SpellsOutControlCharactersSoThatNoMessageForgesALine) {
  const std::string line = Logged(LogLevel::kInfo, LogLevel::kInfo, "one\ntwo\r\x1b[31m\x7f {} %v \xc3\xa9");

  EXPECT_NE(line.find(" info one\\ntwo\\x0d\\x1b[31m\\x7f {} %v \xc3\xa9\n"), std::string::npos) << line;
}

TEST(CounterMetricsTest, AddsUpByNameAndLabels) {
  CounterMetrics metrics;

  metrics.Count("requests", "channel=reverb/sandbox", 1);
  metrics.Count("requests", "channel=reverb/sandbox", 2.5);
  metrics.Count("requests", "channel=ebay/sandbox", 1);
  metrics.Count("runs", "", 1);

  const std::map<std::string, double> expected = {
      {"requests{channel=ebay/sandbox}", 1}, {"requests{channel=reverb/sandbox}", 3.5}, {"runs", 1}};
  EXPECT_EQ(metrics.Snapshot(), expected);
}

TEST(CounterMetricsTest, LosesNothingBetweenThreads) {
  CounterMetrics metrics;
  std::vector<std::thread> threads(4);

  for (std::thread& thread : threads) {
    thread = std::thread([&metrics] {
      for (int k = 0; k < 1000; ++k) {
        metrics.Count("n", "", 1);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }

  EXPECT_EQ(metrics.Snapshot().at("n"), 4000);
}

TEST(ManualClockTest, MovesOnlyWhenToldOrWaitedOn) {
  ManualClock clock(FromMicros(5));
  EXPECT_EQ(clock.Now(), FromMicros(5));

  clock.Advance(2us);
  EXPECT_EQ(clock.Now(), FromMicros(7));

  EXPECT_TRUE(clock.Wait(3us));
  EXPECT_EQ(clock.Now(), FromMicros(10));
}

TEST(SystemClockTest, TellsTheMachinesTime) {
  SystemClock clock;

  const auto before = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  const Timestamp now = clock.Now();
  const auto after = std::chrono::system_clock::now();

  EXPECT_GE(now, before);
  EXPECT_LE(now, after);
}

TEST(SystemWaiterTest, WaitsUntilTheSpanIsOver) {
  SystemWaiter waiter;

  EXPECT_TRUE(waiter.Wait(0us));
  EXPECT_TRUE(waiter.Wait(1us));
  EXPECT_FALSE(waiter.stopped());
}

TEST(SystemWaiterTest, RefusesToWaitOnceStopped) {
  SystemWaiter waiter;

  waiter.Stop();
  waiter.Stop();

  EXPECT_TRUE(waiter.stopped());
  EXPECT_FALSE(waiter.Wait(Duration::max()));
  EXPECT_FALSE(waiter.Wait(0us));
}

TEST(SystemWaiterTest, WakesThoseWhoWaitForever) {
  SystemWaiter waiter;
  std::latch begun(1);
  std::atomic<bool> waited = true;
  std::thread thread([&] {
    begun.count_down();
    waited = waiter.Wait(Duration::max());
  });

  begun.wait();
  for (int turn = 0; turn < 1000; ++turn) {
    std::this_thread::yield();  // Lets the thread get as far as its wait; the outcome is the same if it does not.
  }
  waiter.Stop();
  thread.join();

  EXPECT_FALSE(waited);
}

TEST(TripwireTest, RemembersEveryAttempt) {
  Tripwire tripwire;
  EXPECT_FALSE(tripwire.tripped());
  EXPECT_TRUE(tripwire.attempts().empty());

  tripwire.Trip({"reverb/production", "reverb.listing.update", "api.reverb.com"});
  tripwire.Trip({"ebay/production", "ebay.offer.publish", "api.ebay.com"});

  EXPECT_TRUE(tripwire.tripped());
  ASSERT_EQ(tripwire.attempts().size(), 2u);
  EXPECT_EQ(tripwire.attempts()[0].operation, "reverb.listing.update");
  EXPECT_EQ(tripwire.attempts()[1].host, "api.ebay.com");
}

}  // namespace
}  // namespace riff
