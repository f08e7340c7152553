#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class RunTableTest : public StoreContract {
 protected:
  RunId Begin(const std::string& command) {
    return Do([&](Transaction& tx) { return tx.runs.Begin(command, clock.Now()); });
  }
  bool Acquire(Store& session, const std::string& owner, int until_minutes) {
    return In(session,
              [&](Transaction& tx) { return tx.runs.AcquireLease("cycle", owner, clock.Now(), At(until_minutes)); });
  }
  RunStatus StatusOf(RunId id) {
    return Do([&](Transaction& tx) { return tx.runs.Find(id); }).value_or(RunReport{}).status;
  }
};
RIFF_STORE_SUITE(RunTableTest);

TEST_P(RunTableTest, BeginsRunning) {
  const RunId id = Begin("sync");

  const std::optional<RunReport> report = Do([&](Transaction& tx) { return tx.runs.Find(id); });
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->run, id);
  EXPECT_EQ(report->command, "sync");
  EXPECT_EQ(report->status, RunStatus::kRunning);
  EXPECT_EQ(report->started_at, clock.Now());
  EXPECT_EQ(report->ended_at, std::nullopt);
}

TEST_P(RunTableTest, KeepsEveryFieldOfAReport) {
  RunReport report;
  report.run = Begin("sync");
  report.command = "clone";
  report.status = RunStatus::kPartial;
  report.started_at = At(1);
  report.ended_at = At(2);
  report.channels = {{kReverbSandbox, {ReadStatus::kPartial, 1, kLarge, 3}, {4, 5, 6, 7, 8, 9}, "a page was cut"},
                     {kEbayProduction, {ReadStatus::kComplete, kLarge, 0, 0}, {}, ""}};
  report.changes = {10, 11, 12, kLarge};
  report.todo = {13, 14, 15};
  Do([&](Transaction& tx) { return tx.runs.Save(report); });
  Do([&](Transaction& tx) { return tx.runs.Save(report); });

  const RunReport kept = Do([&](Transaction& tx) { return tx.runs.Find(report.run); }).value_or(RunReport{});
  EXPECT_EQ(kept.command, "clone");
  EXPECT_EQ(kept.status, RunStatus::kPartial);
  EXPECT_EQ(kept.started_at, At(1));
  EXPECT_EQ(kept.ended_at, At(2));
  EXPECT_EQ(std::tie(kept.changes.planned, kept.changes.asked, kept.changes.refused, kept.changes.held),
            std::make_tuple(10, 11, 12, kLarge));
  EXPECT_EQ(std::tie(kept.todo.opened, kept.todo.closed, kept.todo.open), std::make_tuple(13, 14, 15));
  ASSERT_EQ(kept.channels.size(), 2u);
  const ChannelReport& first = kept.channels[0];
  EXPECT_EQ(first.channel, kReverbSandbox);
  EXPECT_EQ(first.error, "a page was cut");
  EXPECT_EQ(std::tie(first.read.status, first.read.listings, first.read.orders, first.read.requests),
            std::make_tuple(ReadStatus::kPartial, 1, kLarge, 3));
  EXPECT_EQ(std::tie(first.push.accepted, first.push.confirmed, first.push.later, first.push.ambiguous,
                     first.push.rejected, first.push.requests),
            std::make_tuple(4, 5, 6, 7, 8, 9));
  EXPECT_EQ(kept.channels[1].channel, kEbayProduction);
  EXPECT_EQ(kept.channels[1].read.status, ReadStatus::kComplete);
}

TEST_P(RunTableTest, SavesNoRunThatWasNeverBegun) {
  RunReport report;
  report.run = RunId(404);

  EXPECT_EQ(ErrorOf([&](Transaction& tx) { return tx.runs.Save(report); }), ErrorKind::kNotFound);
  EXPECT_FALSE(Do([](Transaction& tx) { return tx.runs.Find(RunId(404)); }).has_value());
}

TEST_P(RunTableTest, ListsTheNewestFirst) {
  const RunId first = Begin("a");
  const RunId second = Begin("b");
  const RunId third = Begin("c");
  const auto list = [&](std::optional<RunId> before, std::size_t limit) {
    std::vector<RunId> ids;
    for (const RunReport& report : Do([&](Transaction& tx) { return tx.runs.List(before, limit); })) {
      ids.push_back(report.run);
    }
    return ids;
  };

  EXPECT_EQ(list(std::nullopt, 2), (std::vector{third, second}));
  EXPECT_EQ(list(second, 2), std::vector{first});
}

TEST_P(RunTableTest, AbortsTheRunsThatACrashLeft) {
  const RunId crashed = Begin("sync");
  const RunId alive = Begin("clone");
  const RunId own = Begin("sync");
  Do([&](Transaction& tx) {
    return tx.runs.AcquireLease("clone", "run " + std::to_string(alive.number()), clock.Now(), At(5));
  });

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.runs.AbortUnfinished(own, At(1)); }), std::vector{crashed});

  EXPECT_EQ(StatusOf(crashed), RunStatus::kAborted);
  EXPECT_EQ(StatusOf(alive), RunStatus::kRunning);
  EXPECT_EQ(StatusOf(own), RunStatus::kRunning);
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.runs.AbortUnfinished(own, At(5)); }), std::vector{alive});
}

TEST_P(RunTableTest, GivesALeaseToOneOwnerAtATime) {
  const std::unique_ptr<Store> other = OpenStore();

  EXPECT_TRUE(Acquire(*store, "a", 5));
  EXPECT_FALSE(Acquire(*other, "b", 5));
  EXPECT_TRUE(Acquire(*store, "a", 6));  // Renewed.

  clock.Advance(std::chrono::minutes(5));
  EXPECT_FALSE(Acquire(*other, "b", 5));
  clock.Advance(std::chrono::minutes(1));
  EXPECT_TRUE(Acquire(*other, "b", 5));
  EXPECT_FALSE(Acquire(*store, "a", 5));
}

TEST_P(RunTableTest, ReleasesALeaseForItsOwnerOnly) {
  Acquire(*store, "a", 5);

  Do([](Transaction& tx) { return tx.runs.ReleaseLease("cycle", "b"); });
  EXPECT_FALSE(Acquire(*store, "b", 5));

  Do([](Transaction& tx) { return tx.runs.ReleaseLease("cycle", "a"); });
  EXPECT_TRUE(Acquire(*store, "b", 5));
}

using ChannelTableTest = StoreContract;
RIFF_STORE_SUITE(ChannelTableTest);

TEST_P(ChannelTableTest, AnswersAnEmptyStateForAChannelNeverSaved) {
  ChannelState empty;
  empty.channel = kReverbSandbox;

  EXPECT_EQ(Do([](Transaction& tx) { return tx.channels.Get(kReverbSandbox); }), empty);
}

TEST_P(ChannelTableTest, KeepsEveryField) {
  const ChannelState full{kReverbSandbox,
                          ChannelHealth::kNeedsReauth,
                          "401 since noon",
                          At(1),
                          At(2),
                          kLarge,
                          At(3),
                          "page=2&x='1'",
                          kLarge + 1,
                          At(4)};
  ChannelState bare;
  bare.channel = kReverbSandbox;
  bare.health = ChannelHealth::kMaintenance;
  for (const ChannelState& state : {full, bare}) {
    Do([&](Transaction& tx) { return tx.channels.Save(state); });
    EXPECT_EQ(Do([](Transaction& tx) { return tx.channels.Get(kReverbSandbox); }), state);
  }
  EXPECT_EQ(Do([](Transaction& tx) { return tx.channels.Get(kReverbProduction); }).health, ChannelHealth::kOk);
}

class ActivityTableTest : public StoreContract {
 protected:
  void Append(const std::string& sku, const std::string& why) {
    Do([&](Transaction& tx) {
      return tx.activity.Append({0, clock.Now(), "cli:alice", "stock", "subject", Sku(sku), "1", "0", why, RunId(7)});
    });
  }
  static std::vector<std::string> WhysOf(const std::vector<Activity>& entries) {
    std::vector<std::string> whys;
    for (const Activity& entry : entries) {
      whys.push_back(entry.why);
    }
    return whys;
  }
};
RIFF_STORE_SUITE(ActivityTableTest);

using Whys = std::vector<std::string>;

TEST_P(ActivityTableTest, KeepsEveryField) {
  Activity entry{0,          clock.Now(), "run 12", "write",  "reverb/sandbox 1", Sku("SG-61"),
                 "before é", "0",         "why",    RunId(12)};
  Do([&](Transaction& tx) { return tx.activity.Append(entry); });

  const std::vector<Activity> kept = Do([](Transaction& tx) { return tx.activity.List(Sku("SG-61"), 0, 9); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_GT(kept[0].sequence, 0);
  entry.sequence = kept[0].sequence;
  EXPECT_EQ(kept[0], entry);
}

TEST_P(ActivityTableTest, ListsInOrderOfAllOrOfOneProduct) {
  Append("A", "1");
  Append("B", "2");
  Append("A", "3");
  Append("", "4");
  const auto list = [&](const char* sku, std::int64_t after, std::size_t limit) {
    return Do([&](Transaction& tx) { return tx.activity.List(Sku(sku), after, limit); });
  };
  const std::vector<Activity> all = list("", 0, 9);

  EXPECT_EQ(WhysOf(all), (Whys{"1", "2", "3", "4"}));
  EXPECT_EQ(WhysOf(list("", all[1].sequence, 1)), Whys{"3"});
  EXPECT_EQ(WhysOf(list("A", 0, 9)), (Whys{"1", "3"}));
  EXPECT_EQ(WhysOf(list("A", all[0].sequence, 9)), Whys{"3"});
}

TEST_P(ActivityTableTest, AnswersTheNewestInOrder) {
  for (const char* why : {"1", "2", "3"}) {
    Append(why[0] == '2' ? "B" : "A", why);
  }
  const auto newest = [&](const char* sku) {
    return WhysOf(Do([&](Transaction& tx) { return tx.activity.Newest(Sku(sku), 2); }));
  };

  EXPECT_EQ(newest(""), (Whys{"2", "3"}));
  EXPECT_EQ(newest("A"), (Whys{"1", "3"}));
}

TEST_P(ActivityTableTest, IsNeverEditedOrShortenedEvenByHand) {
  Append("A", "1");

  EXPECT_DEATH(rig->RunByHand("UPDATE activity SET why = '2'"), "the test's own SQL is right");
  EXPECT_DEATH(rig->RunByHand("DELETE FROM activity"), "the test's own SQL is right");
}

}  // namespace
}  // namespace riff
