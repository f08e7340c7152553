#include "engine/sync/review_todos.h"

#include <gtest/gtest.h>

#include "engine/sync/approvals.h"
#include "engine/sync/record_findings.h"
#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ReviewTodosTest : public testing::Test {
 protected:
  ReviewTodosTest() { rig.BeginRun(); }

  Finding About(TodoType type, const std::string& facts = "one") {
    Finding finding;
    finding.type = type;
    finding.severity = UsualSeverity(type);
    finding.channel = kReverbSandbox;
    finding.remote = RemoteId("12");
    finding.facts = facts;
    return finding;
  }
  Recorded Record(const Finding& finding) {
    return rig.Do([&](Transaction& tx) { return RecordFinding(tx, finding, rig.run.run, rig.clock.Now()); });
  }
  TodoId Opened(TodoType type) {
    Record(About(type));
    return rig.TodoOf(type)->id;
  }
  template <class Decision>
  Result<TodoItem> Decide(const Decision& decision) {
    std::optional<TodoItem> item;
    RIFF_TRY(rig.store->Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(item, decision(tx));
      return {};
    }));
    return *item;
  }
  Result<TodoItem> Dismiss(TodoId id, const std::string& reason = "it is a buffer") {
    return Decide([&](Transaction& tx) { return DismissTodo(tx, id, reason, rig.Alice()); });
  }
  Result<TodoItem> Resolve(TodoId id, const std::string& action) {
    return Decide(
        [&](Transaction& tx) { return ResolveTodo(tx, id, Resolution{action, Sku(), "seen to"}, rig.Alice()); });
  }
  Result<TodoItem> Approve(TodoId id, std::int64_t number = 1) {
    return Decide([&](Transaction& tx) { return ApproveTodo(tx, id, number, rig.Alice()); });
  }
  ReconcileRequest Approvals() {
    ReconcileRequest request;
    Must(LoadApprovals(*rig.store, request));
    return request;
  }

  ShopRig rig;
};

TEST_F(ReviewTodosTest, AFindingIsOneItemHoweverManyRunsSeeIt) {
  EXPECT_EQ(Record(About(TodoType::kPriceMismatch)), Recorded::kOpened);
  EXPECT_EQ(Record(About(TodoType::kPriceMismatch)), Recorded::kSeen);
  EXPECT_EQ(rig.TodoOf(TodoType::kPriceMismatch)->seen, 1);  // One run.
  rig.BeginRun();
  EXPECT_EQ(Record(About(TodoType::kPriceMismatch, "two")), Recorded::kSeen);

  EXPECT_EQ(rig.CountTodos(TodoType::kPriceMismatch), 1);
  EXPECT_EQ(rig.TodoOf(TodoType::kPriceMismatch)->seen, 2);
  EXPECT_EQ(rig.TodoOf(TodoType::kPriceMismatch)->finding.facts, "two");
}

TEST_F(ReviewTodosTest, ADismissedItemStaysSoUntilItsFactsChange) {
  const TodoId id = Opened(TodoType::kPriceMismatch);
  Must(Dismiss(id));
  rig.BeginRun();

  EXPECT_EQ(Record(About(TodoType::kPriceMismatch)), Recorded::kDismissed);
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kDismissed);

  EXPECT_EQ(Record(About(TodoType::kPriceMismatch, "another price")), Recorded::kOpened);
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kOpen);
  EXPECT_TRUE(rig.TodoById(id).resolution.empty());
}

TEST_F(ReviewTodosTest, AResolvedItemIsOpenedAgainWhenItIsSeenAgain) {
  const TodoId id = Opened(TodoType::kPriceMismatch);
  Must(Resolve(id, "done"));
  rig.BeginRun();

  EXPECT_EQ(Record(About(TodoType::kPriceMismatch)), Recorded::kOpened);
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kOpen);
}

TEST_F(ReviewTodosTest, WhoWhyAndWhatIsKeptInTheHistoryAndTheActivityLog) {
  const TodoId id = Opened(TodoType::kPriceMismatch);
  Must(Decide([&](Transaction& tx) { return AssignTodo(tx, id, "bob", rig.Alice()); }));
  Must(Dismiss(id, "the buffer explains it"));

  const auto events = rig.Do([&](Transaction& tx) { return tx.todos.EventsOf(id); });
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].action, "opened");
  EXPECT_EQ(events[1].note, "to bob");
  EXPECT_EQ(events[2].actor, "cli:alice");
  EXPECT_EQ(events[2].note, "the buffer explains it");
  const auto activity = rig.Do([&](Transaction& tx) { return tx.activity.Newest(Sku(), 1); });
  EXPECT_EQ(activity.front().after, "dismissed: price_mismatch");
}

TEST_F(ReviewTodosTest, AnEndedItemIsDecidedNoSecondTime) {
  const TodoId id = Opened(TodoType::kPriceMismatch);
  Must(Resolve(id, "done"));

  EXPECT_EQ(Resolve(id, "done").error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Dismiss(id).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Approve(id).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Decide([&](Transaction& tx) { return AssignTodo(tx, id, "bob", rig.Alice()); }).error().kind,
            ErrorKind::kConflict);

  Must(Decide([&](Transaction& tx) { return ReopenTodo(tx, id, rig.Alice()); }));
  EXPECT_EQ(Decide([&](Transaction& tx) { return ReopenTodo(tx, id, rig.Alice()); }).error().kind,
            ErrorKind::kConflict);
  Must(Resolve(id, "done"));
}

TEST_F(ReviewTodosTest, AnItemThatIsNotThereIsNotFound) {
  EXPECT_EQ(Dismiss(TodoId(99)).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Resolve(TodoId(99), "done").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Decide([&](Transaction& tx) { return ReopenTodo(tx, TodoId(99), rig.Alice()); }).error().kind,
            ErrorKind::kNotFound);
}

TEST_F(ReviewTodosTest, DismissingWantsAReasonAndSnoozingATimeToCome) {
  const TodoId id = Opened(TodoType::kPriceMismatch);

  EXPECT_EQ(Dismiss(id, "").error().kind, ErrorKind::kInvalid);
  const auto snooze = [&](Timestamp until) {
    return Decide([&](Transaction& tx) { return SnoozeTodo(tx, id, until, rig.Alice()); });
  };
  EXPECT_EQ(snooze(rig.clock.Now()).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Must(snooze(rig.clock.Now() + hours(1))).status, TodoStatus::kSnoozed);
  rig.BeginRun();
  EXPECT_EQ(Record(About(TodoType::kPriceMismatch)), Recorded::kSeen);
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kSnoozed);
}

TEST_F(ReviewTodosTest, AnApprovalReachesTheNextPlanAndIsForgottenWithItsItem) {
  const TodoId id = Opened(TodoType::kApprovalNeeded);
  Must(Approve(id));
  const ListingKey key{kReverbSandbox, RemoteId("12")};
  EXPECT_EQ(Approvals().approved, std::set{key});
  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kOpen);  // Closed by the read that shows it done.

  rig.BeginRun();
  rig.Do([&](Transaction& tx) {
    return CloseSettled(tx, rig.run.run, rig.clock.Now(), [](const TodoItem&) { return true; }, 100);
  });

  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kResolved);
  EXPECT_TRUE(Approvals().approved.empty());
}

TEST_F(ReviewTodosTest, DismissingAndResolvingTakeTheApprovalBack) {
  const TodoId first = Opened(TodoType::kApprovalNeeded);
  Must(Approve(first));
  Must(Dismiss(first));
  EXPECT_TRUE(Approvals().approved.empty());

  const TodoId second = Opened(TodoType::kMassChangeHeld);
  Must(Approve(second, 7));
  EXPECT_EQ(Approvals().approved_removals[kReverbSandbox], 7);
  Must(Resolve(second, "done"));
  EXPECT_TRUE(Approvals().approved_removals.empty());
}

TEST_F(ReviewTodosTest, OnlyKindsThatAskCanBeApproved) {
  EXPECT_EQ(Approve(Opened(TodoType::kDoubleSale)).error().kind, ErrorKind::kUnsupported);
  Finding order = About(TodoType::kRelistDecision);
  order.remote = RemoteId("order A1/1");
  Record(order);
  EXPECT_EQ(Approve(rig.TodoOf(TodoType::kRelistDecision)->id).error().kind, ErrorKind::kUnsupported);
}

TEST_F(ReviewTodosTest, AnActionOfAnotherKindIsUnsupportedAndNamesTheKindsOwn) {
  const Result<TodoItem> wrong = Resolve(Opened(TodoType::kPriceMismatch), "restock");

  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().kind, ErrorKind::kUnsupported);
  EXPECT_NE(wrong.error().message.find("use one of done"), std::string::npos);
  EXPECT_EQ(rig.TodoOf(TodoType::kPriceMismatch)->status, TodoStatus::kOpen);
}

TEST_F(ReviewTodosTest, EveryKindCanAtLeastBeDoneAndOnlySomeCloseByThemselves) {
  for (const TodoType type : {TodoType::kDoubleSale, TodoType::kOrderShort, TodoType::kLatePayment,
                              TodoType::kHoldStuck, TodoType::kEnvironmentViolation, TodoType::kLedgerInconsistent,
                              TodoType::kGateFailed, TodoType::kCutoverItem, TodoType::kMembershipPending}) {
    EXPECT_FALSE(ClosesByItself(type)) << ToString(type);
    EXPECT_EQ(ActionsOf(type).back(), "done") << ToString(type);
  }
  for (const TodoType type : {TodoType::kNewOnChannel, TodoType::kMassChangeHeld, TodoType::kWriteRejected,
                              TodoType::kReadIncomplete, TodoType::kEndedUnexplained, TodoType::kWorkOrder}) {
    EXPECT_TRUE(ClosesByItself(type)) << ToString(type);
    EXPECT_EQ(ActionsOf(type).back(), "done") << ToString(type);
  }
}

TEST_F(ReviewTodosTest, WhetherAListingComesBackClosesByItselfAndWhatBecomesOfAUnitDoesNot) {
  Finding listing = About(TodoType::kRelistDecision);
  Finding order = About(TodoType::kRelistDecision);
  order.remote = RemoteId("order A1/1");

  EXPECT_TRUE(ClosesByItself(listing));
  EXPECT_FALSE(ClosesByItself(order));
}

TEST_F(ReviewTodosTest, OnlyWhatWasExaminedCloses) {
  const TodoId id = Opened(TodoType::kPriceMismatch);
  rig.BeginRun();

  rig.Do([&](Transaction& tx) {
    return CloseSettled(tx, rig.run.run, rig.clock.Now(), [](const TodoItem&) { return false; }, 100);
  });

  EXPECT_EQ(rig.TodoById(id).status, TodoStatus::kOpen);
}

}  // namespace
}  // namespace riff
