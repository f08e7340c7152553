#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class TodoTableTest : public StoreContract {
 protected:
  TodoItem FullItem(const std::string& fingerprint) {
    TodoItem item;
    item.fingerprint = Fingerprint(fingerprint);
    item.finding = {TodoType::kQuantityMismatch,
                    Severity::kHigh,
                    kReverbSandbox,
                    RemoteId("77"),
                    Sku("SG-61"),
                    "1961 SG <b>é</b>",
                    "shows 2",
                    "should show 1",
                    "push 1",
                    "2|1",
                    {"SG-61: title equal (0.93)", "", "TELE: 3:x"}};
    item.status = TodoStatus::kSnoozed;
    item.owner = "alice";
    item.first_seen_at = clock.Now();
    item.last_seen_at = At(1);
    item.seen = 4;
    item.first_run = RunId(3);
    item.last_run = RunId(kLarge);
    item.snoozed_until = At(9);
    item.resolution = "later";
    return item;
  }
  TodoId Save(const TodoItem& item) {
    return Do([&](Transaction& tx) { return tx.todos.Save(item); });
  }
  TodoId SaveOne(const std::string& fingerprint, Severity severity, int first_seen_minutes) {
    TodoItem item = FullItem(fingerprint);
    item.finding.severity = severity;
    item.first_seen_at = At(first_seen_minutes);
    return Save(item);
  }
  std::vector<std::string> List(const TodoFilter& filter, std::size_t offset, std::size_t limit) {
    std::vector<std::string> fingerprints;
    for (const TodoItem& item : Do([&](Transaction& tx) { return tx.todos.List(filter, offset, limit); })) {
      fingerprints.push_back(item.fingerprint.text());
    }
    return fingerprints;
  }
};
RIFF_STORE_SUITE(TodoTableTest);

using Names = std::vector<std::string>;

TEST_P(TodoTableTest, KeepsEveryField) {
  TodoItem item = FullItem("f");
  item.id = Save(item);

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.Find(item.id); }), item);
  EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.FindByFingerprint(item.fingerprint); }), item);
}

TEST_P(TodoTableTest, KeepsAnItemWithoutAChannel) {
  TodoItem item = FullItem("f");
  item.finding.channel.reset();
  item.finding.remote.reset();
  item.finding.candidates.clear();
  item.snoozed_until.reset();
  item.id = Save(item);

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.Find(item.id); }), item);
}

TEST_P(TodoTableTest, ReplacesAnItemById) {
  TodoItem item = FullItem("f");
  item.id = Save(item);
  item.status = TodoStatus::kResolved;
  item.finding.observed = "shows 1";

  EXPECT_EQ(Save(item), item.id);

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.Find(item.id); }), item);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.todos.Count({}); }), 1);
}

TEST_P(TodoTableTest, HasOneItemAFingerprint) {
  const TodoId first = Save(FullItem("f"));
  TodoItem second = FullItem("g");
  second.id = Save(second);
  const auto refusal = [this](const TodoItem& item) {
    return ErrorOf([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(tx.todos.Save(item));
      return {};
    });
  };

  EXPECT_EQ(refusal(FullItem("f")), ErrorKind::kConflict);
  second.fingerprint = Fingerprint("f");
  EXPECT_EQ(refusal(second), ErrorKind::kConflict);
  TodoItem unknown = FullItem("h");
  unknown.id = TodoId(404);
  EXPECT_EQ(refusal(unknown), ErrorKind::kNotFound);
  EXPECT_EQ(Do([](Transaction& tx) { return tx.todos.FindByFingerprint(Fingerprint("f")); })->id, first);
}

TEST_P(TodoTableTest, ListsTheWorstFirstThenTheOldest) {
  SaveOne("low", Severity::kLow, -9);
  SaveOne("critical later", Severity::kCritical, 2);
  SaveOne("medium", Severity::kMedium, 1);
  SaveOne("critical first", Severity::kCritical, 1);

  EXPECT_EQ(List({}, 0, 3), (Names{"critical first", "critical later", "medium"}));
  EXPECT_EQ(List({}, 3, 3), Names{"low"});
}

TEST_P(TodoTableTest, FiltersByEachField) {
  TodoItem other = FullItem("other");
  other.finding.type = TodoType::kDoubleSale;
  other.finding.severity = Severity::kCritical;
  other.finding.channel = kEbayProduction;
  other.finding.sku = Sku("TELE");
  other.finding.title = "Telecaster ÉTÉ";
  other.status = TodoStatus::kOpen;
  other.owner = "bob";
  Save(FullItem("f"));
  Save(other);
  const std::vector<std::function<void(TodoFilter&)>> narrow = {
      [](TodoFilter& filter) { filter.status = TodoStatus::kOpen; },
      [](TodoFilter& filter) { filter.type = TodoType::kDoubleSale; },
      [](TodoFilter& filter) { filter.severity = Severity::kCritical; },
      [](TodoFilter& filter) { filter.channel = kEbayProduction; },
      [](TodoFilter& filter) { filter.sku = Sku("TELE"); },
      [](TodoFilter& filter) { filter.owner = "bob"; },
      [](TodoFilter& filter) { filter.text = "telecaster été"; },
  };

  for (std::size_t i = 0; i < narrow.size(); ++i) {
    TodoFilter filter;
    narrow[i](filter);
    EXPECT_EQ(List(filter, 0, 9), Names{"other"}) << "filter " << i;
    EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.Count(filter); }), 1) << "filter " << i;
  }
}

TEST_P(TodoTableTest, ListsWhatWaitsForAProduct) {
  TodoItem resolved = FullItem("resolved");
  resolved.status = TodoStatus::kResolved;
  TodoItem other = FullItem("other");
  other.finding.sku = Sku("TELE");
  for (const TodoItem& item : {resolved, other, FullItem("snoozed")}) {
    Save(item);
  }

  const std::vector<TodoItem> open = Do([](Transaction& tx) { return tx.todos.OpenOfProduct(Sku("SG-61")); });
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].fingerprint, Fingerprint("snoozed"));
}

TEST_P(TodoTableTest, ListsOpenItemsThatTheRunDidNotSee) {
  TodoItem old = FullItem("old");
  old.last_run = RunId(4);
  TodoItem seen = FullItem("seen");
  seen.last_run = RunId(5);
  TodoItem dismissed = FullItem("dismissed");
  dismissed.last_run = RunId(4);
  dismissed.status = TodoStatus::kDismissed;
  for (const TodoItem& item : {old, seen, dismissed}) {
    Save(item);
  }

  const std::vector<TodoItem> missed = Do([](Transaction& tx) { return tx.todos.OpenNotSeenIn(RunId(5), 9); });
  ASSERT_EQ(missed.size(), 1u);
  EXPECT_EQ(missed[0].fingerprint, Fingerprint("old"));
}

TEST_P(TodoTableTest, KeepsTheHistoryOfAnItemInOrder) {
  const TodoId id = Save(FullItem("f"));
  const TodoId other = Save(FullItem("g"));
  const TodoEvent opened{id, At(2), "run 12", "opened", "shows 2"};
  const TodoEvent closed{id, At(1), "alice", "closed", ""};
  Do([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(tx.todos.AppendEvent(opened));
    RIFF_TRY(tx.todos.AppendEvent({other, At(0), "bob", "seen", ""}));
    return tx.todos.AppendEvent(closed);
  });

  EXPECT_EQ(Do([&](Transaction& tx) { return tx.todos.EventsOf(id); }), (std::vector{opened, closed}));
}

}  // namespace
}  // namespace riff
