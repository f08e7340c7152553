#include "engine/sync/review_todos.h"

#include "engine/sync/approvals.h"
#include "engine/sync/resolve_actions.h"

namespace riff {

namespace {

bool IsOpenItem(const TodoItem& item) {
  return item.status == TodoStatus::kOpen || item.status == TodoStatus::kSnoozed;
}

Result<TodoItem> Load(Transaction& tx, TodoId id) {
  RIFF_TRY(const std::optional<TodoItem> found, tx.todos.Find(id));
  if (!found.has_value()) {
    return Fail(ErrorKind::kNotFound, "no to-do item " + std::to_string(id.number()) + " (riff todo list shows them)");
  }
  return *found;
}

Result<TodoItem> LoadOpen(Transaction& tx, TodoId id) {
  RIFF_TRY(TodoItem item, Load(tx, id));
  if (!IsOpenItem(item)) {
    return Fail(ErrorKind::kConflict, "to-do item " + std::to_string(id.number()) + " is " +
                                          std::string(ToString(item.status)) + ": " + item.resolution);
  }
  return item;
}

Result<TodoItem> Save(Transaction& tx, const TodoItem& item, const std::string& action, const std::string& note,
                      const Actor& actor) {
  RIFF_TRY(tx.todos.Save(item));
  RIFF_TRY(tx.todos.AppendEvent(TodoEvent{item.id, actor.at, actor.name, action, note}));
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = "todo";
  entry.subject = "todo " + std::to_string(item.id.number());
  entry.sku = item.finding.sku;
  entry.after = action + ": " + std::string(ToString(item.finding.type));
  entry.why = note;
  RIFF_TRY(tx.activity.Append(entry));
  return item;
}

}  // namespace

std::vector<std::string> ActionsOf(TodoType type) {
  switch (type) {
    case TodoType::kRelistDecision:
      return {"restock", "damaged", "done"};
    case TodoType::kNewOnChannel:
    case TodoType::kMatchReview:
    case TodoType::kOrderUnlinked:
      return {"link", "not_ours", "done"};
    case TodoType::kWriteRejected:
    case TodoType::kListingPrecondition:
      return {"retry", "done"};
    case TodoType::kIdentityUnresolved:
      return {"not_created", "done"};
    case TodoType::kEndedUnexplained:
      return {"sold_offline", "done"};
    default:
      return {"done"};
  }
}

Result<TodoItem> ApproveTodo(Transaction& tx, TodoId id, std::int64_t number, const Actor& actor) {
  RIFF_TRY(const TodoItem item, LoadOpen(tx, id));
  RIFF_TRY(SaveApproval(tx, item, number));
  if (!item.finding.sku.empty()) {
    RIFF_TRY(tx.products.MarkDirty(item.finding.sku));
  }
  return Save(tx, item, "approved", number > 1 ? "up to " + std::to_string(number) : "", actor);
}

Result<TodoItem> ResolveTodo(Transaction& tx, TodoId id, const Resolution& resolution, const Actor& actor) {
  RIFF_TRY(TodoItem item, LoadOpen(tx, id));
  RIFF_TRY(CarryOut(tx, item, resolution, actor));
  RIFF_TRY(DropApproval(tx, item));
  item.status = TodoStatus::kResolved;
  item.resolution = resolution.action + " by " + actor.name + (resolution.note.empty() ? "" : ": " + resolution.note);
  return Save(tx, item, "resolved", resolution.action + (resolution.note.empty() ? "" : ": " + resolution.note), actor);
}

Result<TodoItem> DismissTodo(Transaction& tx, TodoId id, const std::string& reason, const Actor& actor) {
  RIFF_TRY(TodoItem item, LoadOpen(tx, id));
  if (reason.empty()) {
    return Fail(ErrorKind::kInvalid, "say why: --reason TEXT");
  }
  RIFF_TRY(DropApproval(tx, item));
  item.status = TodoStatus::kDismissed;
  item.resolution = "dismissed by " + actor.name + ": " + reason;
  if (!item.finding.sku.empty()) {
    RIFF_TRY(tx.products.MarkDirty(item.finding.sku));  // A dismissed item protects nothing any more.
  }
  return Save(tx, item, "dismissed", reason, actor);
}

Result<TodoItem> SnoozeTodo(Transaction& tx, TodoId id, Timestamp until, const Actor& actor) {
  RIFF_TRY(TodoItem item, LoadOpen(tx, id));
  if (until <= actor.at) {
    return Fail(ErrorKind::kInvalid, "snooze until a time that is still to come");
  }
  item.status = TodoStatus::kSnoozed;
  item.snoozed_until = until;
  return Save(tx, item, "snoozed", "until " + FormatUtc(until), actor);
}

Result<TodoItem> AssignTodo(Transaction& tx, TodoId id, const std::string& owner, const Actor& actor) {
  RIFF_TRY(TodoItem item, LoadOpen(tx, id));
  item.owner = owner;
  return Save(tx, item, "assigned", owner.empty() ? "to nobody" : "to " + owner, actor);
}

Result<TodoItem> ReopenTodo(Transaction& tx, TodoId id, const Actor& actor) {
  RIFF_TRY(TodoItem item, Load(tx, id));
  if (item.status == TodoStatus::kOpen) {
    return Fail(ErrorKind::kConflict, "to-do item " + std::to_string(id.number()) + " is open");
  }
  item.status = TodoStatus::kOpen;
  item.snoozed_until.reset();
  item.resolution.clear();
  if (!item.finding.sku.empty()) {
    RIFF_TRY(tx.products.MarkDirty(item.finding.sku));
  }
  return Save(tx, item, "reopened", "", actor);
}

}  // namespace riff
