#include "engine/sync/store_plan.h"

#include "engine/base/crash_point.h"
#include "engine/plan/idempotency.h"
#include "engine/sync/record_findings.h"
#include "engine/sync/refusal.h"

namespace riff {

namespace {

Activity Entry(const PlanMark& mark, std::string action, std::string subject, const Sku& sku) {
  Activity entry;
  entry.at = mark.at;
  entry.actor = "run " + std::to_string(mark.run.number());
  entry.action = std::move(action);
  entry.subject = std::move(subject);
  entry.sku = sku;
  entry.run = mark.run;
  return entry;
}

Result<bool> PostAdoption(Transaction& tx, const Movement& movement, const PlanMark& mark) {
  RIFF_TRY(const Balance before, tx.ledger.BalanceOf(movement.sku, movement.world));
  RIFF_TRY(const bool posted, tx.ledger.Post(movement));
  if (!posted) {
    return false;
  }
  RIFF_TRY(const Balance after, tx.ledger.BalanceOf(movement.sku, movement.world));
  Activity entry = Entry(mark, "stock", movement.sku.text(), movement.sku);
  entry.before = "available " + std::to_string(before.available.units());
  entry.after = "available " + std::to_string(after.available.units());
  entry.why = movement.cause.note;
  RIFF_TRY(tx.activity.Append(entry));
  return true;
}

Result<void> SaveFacts(Transaction& tx, const Plan& plan, const PlanMark& mark) {
  for (const DesiredUpdate& update : plan.desired) {
    RIFF_TRY(std::optional<Listing> listing, tx.listings.Find(update.listing));
    if (listing.has_value()) {
      listing->desired = update.desired;
      listing->desired_at = mark.at;
      RIFF_TRY(tx.listings.Save(*listing));
    }
  }
  for (const Ack& ack : plan.acks) {
    RIFF_TRY(std::optional<Listing> listing, tx.listings.Find(ack.listing));
    if (listing.has_value()) {
      listing->acked = ack.acked;
      listing->acked_at = mark.at;
      RIFF_TRY(tx.listings.Save(*listing));
    }
  }
  return {};
}

Result<void> Settle(Transaction& tx, const Sku& sku, const WriteSettlement& settlement, const PlanMark& mark,
                    StoredPlan& stored) {
  RIFF_TRY(std::optional<Write> write, tx.outbox.Find(settlement.write));
  if (!write.has_value() || !IsOpen(write->state)) {
    return {};
  }
  const WriteState before = write->state;
  switch (settlement.settlement) {
    case Settlement::kConfirm:
      write->state = WriteState::kConfirmed;
      stored.confirmed.push_back(write->listing.channel);
      break;
    case Settlement::kSupersede:
      write->state = WriteState::kSuperseded;
      break;
    case Settlement::kSendAgain:
      write->state = WriteState::kQueued;
      write->due_at = mark.at;
      break;
  }
  RIFF_TRY(tx.outbox.Settle(*write));
  Activity entry = Entry(mark, "write", ToString(write->listing), sku);
  entry.before = std::string(ToString(before)) + ": " + Describe(write->change);
  entry.after = std::string(ToString(write->state)) + ": " + Describe(write->change);
  entry.why = settlement.reason;
  return tx.activity.Append(entry);
}

// What became of an earlier write with the same key: the same intent, planned again.
Result<std::optional<Write>> EarlierOf(Transaction& tx, const PlannedWrite& planned) {
  constexpr std::size_t kWritesLookedAt = 100'000;  // All of one product's.
  RIFF_TRY(const std::vector<Write> writes, tx.outbox.OfProduct(planned.sku, kWritesLookedAt));
  for (const Write& write : writes) {
    if (write.key == planned.key) {
      return std::optional(write);
    }
  }
  return std::optional<Write>();
}

// The key is in the outbox already, or the listing has an open write. A refusal stands until the facts change: its item
// is kept open. One that was done or dropped is wanted again (somebody changed the listing since): a new intent.
Result<bool> MayBeAskedAgain(Transaction& tx, const PlannedWrite& planned, const PlanMark& mark, StoredPlan& stored) {
  RIFF_TRY(const std::optional<Write> open, tx.outbox.OpenOf(planned.listing));
  if (open.has_value()) {
    return false;
  }
  RIFF_TRY(const std::optional<Write> earlier, EarlierOf(tx, planned));
  if (!earlier.has_value()) {
    return false;
  }
  if (earlier->state == WriteState::kRejected) {
    RIFF_TRY(const std::int64_t opened, RaiseFinding(tx, RefusalOf(*earlier), mark));
    stored.todo_opened += opened;
    return false;
  }
  return true;
}

Result<void> Queue(Transaction& tx, const PlannedWrite& planned, const PlanMark& mark, StoredPlan& stored) {
  if (planned.verdict != Verdict::kPush) {
    return {};
  }
  Write write;
  write.key = planned.key;
  write.listing = planned.listing;
  write.sku = planned.sku;
  write.sku_shown = planned.sku_shown;
  write.handle = planned.handle;
  write.change = planned.change;
  if (auto* content = std::get_if<SetContent>(&write.change)) {
    RIFF_TRY(const std::optional<Product> product, tx.products.Find(planned.sku));
    if (product.has_value()) {
      const std::string title = content->to.title;  // Fitted to the channel by the plan, which knows the title only.
      content->to = product->content;
      content->to.title = title;
    }
  }
  write.urgency = planned.urgency;
  write.reason = planned.reason;
  write.run = mark.run;
  write.created_at = mark.at;
  write.due_at = mark.at;
  const Result<WriteId> inserted = tx.outbox.Insert(write);
  if (!inserted.has_value()) {
    if (inserted.error().kind != ErrorKind::kConflict) {
      return Fail(inserted.error());
    }
    RIFF_TRY(const bool again, MayBeAskedAgain(tx, planned, mark, stored));
    if (!again) {
      return {};
    }
    write.key = KeyFor(planned.listing, write.change, mark.at);
    RIFF_TRY(tx.outbox.Insert(write));
  }
  ++stored.queued;
  Activity entry = Entry(mark, "write", ToString(planned.listing), planned.sku);
  entry.after = "queued: " + Describe(planned.change);
  entry.why = planned.reason;
  return tx.activity.Append(entry);
}

}  // namespace

Result<std::int64_t> RaiseFinding(Transaction& tx, const Finding& finding, const PlanMark& mark) {
  RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, mark.run, mark.at));
  return recorded == Recorded::kOpened ? 1 : 0;
}

Result<StoredPlan> StorePlan(Transaction& tx, const Sku& sku, const Plan& plan, const PlanMark& mark) {
  StoredPlan stored;
  for (const Adoption& adoption : plan.adoptions) {
    RIFF_TRY(const bool posted, PostAdoption(tx, adoption.movement, mark));
    stored.adopted += posted ? 1 : 0;
    RIFF_CRASH_POINT("plan.adopted");
  }
  RIFF_TRY(SaveFacts(tx, plan, mark));
  RIFF_CRASH_POINT("plan.facts_saved");
  for (const WriteSettlement& settlement : plan.settlements) {
    RIFF_TRY(Settle(tx, sku, settlement, mark, stored));
    RIFF_CRASH_POINT("plan.settled");
  }
  for (const PlannedWrite& planned : plan.writes) {
    RIFF_TRY(Queue(tx, planned, mark, stored));
    RIFF_CRASH_POINT("plan.queued");
  }
  for (const Finding& finding : plan.findings) {
    RIFF_TRY(const std::int64_t opened, RaiseFinding(tx, finding, mark));
    stored.todo_opened += opened;
  }
  if (plan.unsettled.empty()) {
    RIFF_TRY(tx.products.ClearDirty(sku));
  } else {
    RIFF_TRY(tx.products.MarkDirty(sku));
  }
  return stored;
}

}  // namespace riff
