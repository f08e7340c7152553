#include "engine/sync/record_findings.h"

#include "engine/base/crash_point.h"
#include "engine/sync/approvals.h"
#include "engine/sync/take_order.h"
#include "engine/sync/webhook_findings.h"

namespace riff {

namespace {

std::string ActorOf(RunId run) { return "run " + std::to_string(run.number()); }

Result<void> LogItem(Transaction& tx, const TodoItem& item, const std::string& action, RunId run, Timestamp now) {
  RIFF_CRASH_POINT("todo.recorded");
  RIFF_TRY(tx.todos.AppendEvent(TodoEvent{item.id, now, ActorOf(run), action, item.finding.observed}));
  Activity entry;
  entry.at = now;
  entry.actor = ActorOf(run);
  entry.action = "todo";
  entry.subject = "todo " + std::to_string(item.id.number());
  entry.sku = item.finding.sku;
  entry.after = action + ": " + std::string(ToString(item.finding.type));
  entry.why = item.finding.observed;
  entry.run = run;
  return tx.activity.Append(entry);
}

}  // namespace

bool ClosesByItself(const Finding& finding) {
  // Whether a listing shall come back is settled once it has; what becomes of units that came back, only a person says.
  if (finding.type == TodoType::kRelistDecision) {
    return !IsAboutOrderLine(finding);
  }
  return ClosesByItself(finding.type) && !IsAboutEndingCredentials(finding);
}

bool ClosesByItself(TodoType type) {
  switch (type) {
    case TodoType::kStatusMismatch:
    case TodoType::kQuantityMismatch:
    case TodoType::kPriceMismatch:
    case TodoType::kContentMismatch:
    case TodoType::kNewOnChannel:
    case TodoType::kMatchReview:
    case TodoType::kDuplicateListing:
    case TodoType::kEndedUnexplained:
    case TodoType::kIdentityUnresolved:
    case TodoType::kWriteNotApplied:
    case TodoType::kWriteUnverified:
    case TodoType::kWriteRejected:
    case TodoType::kListingPrecondition:
    case TodoType::kFanoutPartial:
    case TodoType::kRowQuarantined:
    case TodoType::kMassChangeHeld:
    case TodoType::kApprovalNeeded:
    case TodoType::kReadIncomplete:
    case TodoType::kReadStale:
    case TodoType::kChannelNeedsReauth:
    case TodoType::kChannelDegraded:
    case TodoType::kOrderUnlinked:
    case TodoType::kUnknownOrderState:
    case TodoType::kWorkOrder:
    case TodoType::kLowStock:
      return true;
    case TodoType::kDoubleSale:
    case TodoType::kOrderShort:
    case TodoType::kLatePayment:
    case TodoType::kHoldStuck:
    case TodoType::kRelistDecision:
    case TodoType::kEnvironmentViolation:
    case TodoType::kLedgerInconsistent:
    case TodoType::kGateFailed:
    case TodoType::kCutoverItem:
    case TodoType::kMembershipPending:
      return false;
  }
  return false;
}

Result<Recorded> RecordFinding(Transaction& tx, const Finding& finding, RunId run, Timestamp now) {
  const Fingerprint fingerprint = FingerprintOf(finding);
  RIFF_TRY(const std::optional<TodoItem> found, tx.todos.FindByFingerprint(fingerprint));
  if (!found.has_value()) {
    TodoItem item;
    item.fingerprint = fingerprint;
    item.finding = finding;
    item.first_seen_at = now;
    item.last_seen_at = now;
    item.first_run = run;
    item.last_run = run;
    RIFF_TRY(item.id, tx.todos.Save(item));
    RIFF_TRY(LogItem(tx, item, "opened", run, now));
    return Recorded::kOpened;
  }
  TodoItem item = *found;
  const bool same_facts = item.finding.facts == finding.facts;
  if (item.status == TodoStatus::kDismissed && same_facts) {
    return Recorded::kDismissed;
  }
  const bool was_open = item.status == TodoStatus::kOpen || item.status == TodoStatus::kSnoozed;
  if (item.last_run != run) {
    ++item.seen;
  }
  item.finding = finding;
  item.last_seen_at = now;
  item.last_run = run;
  if (was_open) {
    RIFF_TRY(tx.todos.Save(item));
    return Recorded::kSeen;
  }
  item.status = TodoStatus::kOpen;
  item.resolution.clear();
  RIFF_TRY(tx.todos.Save(item));
  RIFF_TRY(LogItem(tx, item, "reopened", run, now));
  return Recorded::kOpened;
}

Result<std::int64_t> CloseSettled(Transaction& tx, RunId run, Timestamp now,
                                  const std::function<bool(const TodoItem&)>& examined, std::size_t limit) {
  std::int64_t closed = 0;
  RIFF_TRY(const std::vector<TodoItem> candidates, tx.todos.OpenNotSeenIn(run, limit));
  for (TodoItem item : candidates) {
    if (!ClosesByItself(item.finding) || !examined(item)) {
      continue;
    }
    item.status = TodoStatus::kResolved;
    item.resolution = "closed by " + ActorOf(run) + ": a later read agrees";
    RIFF_TRY(DropApproval(tx, item));  // An approval is for the case at hand, not for the next one.
    RIFF_TRY(tx.todos.Save(item));
    if (!item.finding.sku.empty()) {
      RIFF_TRY(tx.products.MarkDirty(item.finding.sku));  // A closed item protects nothing any more: look again.
    }
    RIFF_TRY(LogItem(tx, item, "closed", run, now));
    ++closed;
  }
  return closed;
}

}  // namespace riff
