#include "engine/sync/undo_run.h"

#include <algorithm>
#include <map>
#include <set>

namespace riff {
namespace {

constexpr std::size_t kWritesMax = 10'000;  // Of one run: all are undone in one transaction.
constexpr std::size_t kHistoryMax = 100'000;

enum class Field { kPrice, kTitle, kStock, kListing };

Field FieldOf(const Change& change) {
  if (std::holds_alternative<SetPrice>(change)) {
    return Field::kPrice;
  }
  if (std::holds_alternative<SetContent>(change)) {
    return Field::kTitle;
  }
  return std::holds_alternative<CreateListing>(change) ? Field::kListing : Field::kStock;
}

bool HadEffect(const Write& write) {
  return write.state == WriteState::kAccepted || write.state == WriteState::kConfirmed ||
         write.state == WriteState::kInFlight || write.state == WriteState::kAmbiguous;
}

std::string NameOf(const Write& write) {
  return "write " + std::to_string(write.id.number()) + " of run " + std::to_string(write.run.number()) + " (" +
         Describe(write.change) + ")";
}

// After `first` and up to `last`: when the causes of a run's writes happened.
struct Span {
  Timestamp first;
  Timestamp last;
  bool Holds(Timestamp at) const { return first < at && at <= last; }
};

// One product's part of the undoing.
class ProductUndo {
 public:
  static Result<ProductUndo> Load(Transaction& tx, RunId run, const Sku& sku) {
    ProductUndo undo;
    undo.run_ = run;
    undo.sku_ = sku;
    RIFF_TRY(undo.writes_, tx.outbox.OfProduct(sku, kHistoryMax));
    RIFF_TRY(undo.product_, tx.products.Find(sku));
    RIFF_TRY(undo.entries_, tx.activity.List(sku, 0, kHistoryMax));
    RIFF_TRY(undo.movements_, tx.ledger.Of(sku, 0, kHistoryMax));
    RIFF_TRY(undo.listings_, tx.listings.OfProduct(sku));
    return undo;
  }

  void Plan(UndoPlan& plan) const {
    if (KeepOvertaken(plan)) {
      return;
    }
    for (const Field field : {Field::kPrice, Field::kTitle, Field::kStock, Field::kListing}) {
      const std::vector<const Write*> writes = WritesOf(field);
      if (writes.empty()) {
        continue;
      }
      if (field == Field::kListing) {
        Keep(plan, writes, "undoing removes no listing: end it on its channel, or take the stock away");
      } else if (field == Field::kStock) {
        PlanStock(writes, plan);
      } else {
        PlanEdit(field, writes, plan);
      }
    }
  }

 private:
  static void Keep(UndoPlan& plan, const std::vector<const Write*>& writes, const std::string& why,
                   KeptWrite::Cause cause = KeptWrite::Cause::kNotUndoable) {
    for (const Write* write : writes) {
      plan.kept.push_back(KeptWrite{cause, write->listing, write->sku, Describe(write->change), why});
    }
  }

  // This run's writes that reached their channel.
  std::vector<const Write*> WritesOf(Field field) const {
    std::vector<const Write*> found;
    for (const Write& write : writes_) {
      if (write.run == run_ && HadEffect(write) && FieldOf(write.change) == field) {
        found.push_back(&write);
      }
    }
    return found;
  }

  // The product is one cause for all its listings: where one of them went on, none is put back.
  bool KeepOvertaken(UndoPlan& plan) const {
    bool overtaken = false;
    for (const Write& write : writes_) {
      if (write.run != run_ || !HadEffect(write)) {
        continue;
      }
      const auto later = std::find_if(writes_.begin(), writes_.end(), [&](const Write& other) {
        return other.run != run_ && other.id > write.id && other.listing == write.listing &&
               (HadEffect(other) || other.state == WriteState::kQueued);
      });
      const bool unknown = write.state == WriteState::kInFlight || write.state == WriteState::kAmbiguous;
      if (unknown || later != writes_.end()) {
        overtaken = true;
        Keep(plan, {&write},
             unknown ? "what became of it is not known yet: riff sync reads it back"
                     : "a later write changed the same listing: " + NameOf(*later),
             KeptWrite::Cause::kOvertaken);
      }
    }
    return overtaken;
  }

  // From the product's write before (or from when its first listing was seen) to the run's last.
  Span SpanOf(Field field, const std::vector<const Write*>& writes) const {
    Span span{Timestamp::min(), Timestamp::min()};
    for (const Write* write : writes) {
      span.last = std::max(span.last, write->created_at);
    }
    for (const Write& other : writes_) {
      const Field of = FieldOf(other.change);
      if (other.id < writes.front()->id && other.run != run_ && HadEffect(other) &&
          (of == field || of == Field::kListing)) {
        span.first = std::max(span.first, other.created_at);
      }
    }
    if (span.first == Timestamp::min() && !listings_.empty()) {
      span.first = listings_.front().first_seen_at;
      for (const Listing& listing : listings_) {
        span.first = std::min(span.first, listing.first_seen_at);
      }
    }
    return span;
  }

  void PlanEdit(Field field, const std::vector<const Write*>& writes, UndoPlan& plan) const {
    const Span span = SpanOf(field, writes);
    std::optional<LoggedEdit> first;
    std::optional<LoggedEdit> last;
    const Activity* later = nullptr;
    for (const Activity& entry : entries_) {
      const std::optional<LoggedEdit> edit = ReadEdit(entry);
      const bool of_field = edit.has_value() && (field == Field::kPrice) == edit->after.price.has_value();
      if (of_field && span.Holds(entry.at)) {
        first = first.has_value() ? first : edit;
        last = edit;
      } else if (of_field && entry.at > span.last) {
        later = &entry;
      }
    }
    if (!first.has_value() || !product_.has_value()) {
      Keep(plan, writes, "no edit of the product led to it: the run put back what the listing had lost");
      return;
    }
    if (later != nullptr) {
      Keep(plan, writes,
           "the product was changed again by " + later->actor + ": " + later->before + " to " + later->after,
           KeptWrite::Cause::kOvertaken);
      return;
    }
    UndoStep step;
    step.sku = sku_;
    if (field == Field::kTitle) {
      step.kind = UndoStep::Kind::kTitle;
      step.edit.title = first->before.title;
      step.now = "title \"" + product_->content.title + "\"";
      step.back = "title \"" + *step.edit.title + "\"";
    } else if (!first->before.price.has_value()) {
      Keep(plan, writes, "the product had no price before, and a product cannot lose its price");
      return;
    } else {
      step.edit.price = first->before.price;
      step.now = "price " + FormatMoney(*last->after.price);
      step.back = "price " + FormatMoney(*step.edit.price);
    }
    plan.steps.push_back(std::move(step));
  }

  // What the books say of why a change came: empty for a person's own change of stock.
  static std::string WhyItHappened(const Cause& cause) {
    static const std::set<std::string> kByHand = {"receive", "adjust", "set", "first"};
    if (kByHand.contains(cause.kind)) {
      return "";
    }
    if (cause.kind == "counter") {
      return "it followed a sale in the shop, and that cannot be undone";
    }
    if (cause.kind == "hold") {
      return "it followed a hold: release it with riff hold release";
    }
    if (cause.kind == "adopt") {
      return "it followed what production shows: " + cause.note;
    }
    return cause.kind == "order" ? "it followed an order, and an order cannot be undone: " + cause.note
                                 : "it followed what happened to the stock: " + cause.note;
  }

  void PlanStock(const std::vector<const Write*>& writes, UndoPlan& plan) const {
    const Span span = SpanOf(Field::kStock, writes);
    std::map<World, Quantity> put_in;
    for (const LedgerTable::Entry& entry : movements_) {
      const Movement& movement = entry.movement;
      if (!span.Holds(movement.at)) {
        continue;
      }
      const std::string why = WhyItHappened(movement.cause);
      if (!why.empty()) {
        Keep(plan, writes, why);
        return;
      }
      const Quantity units = movement.quantity;
      put_in[movement.world] += movement.to == Account::kAvailable     ? units
                                : movement.from == Account::kAvailable ? -units
                                                                       : Quantity(0);
    }
    std::erase_if(put_in, [](const auto& net) { return net.second == Quantity(0); });
    if (put_in.empty()) {
      Keep(plan, writes, "no change of stock led to it: the run put right what the listing showed");
      return;
    }
    for (const auto& [world, units] : put_in) {
      if (units < Quantity(0)) {
        Keep(plan, writes,
             "undoing it would put more on sale, which a person does: riff stock adjust " + sku_.text() + " " +
                 std::to_string(-units.units()) + " --world " + std::string(ToString(world)) +
                 " (a listing that was ended comes back by a relist only)");
        return;
      }
    }
    for (const auto& [world, units] : put_in) {
      UndoStep step;
      step.kind = UndoStep::Kind::kStock;
      step.sku = sku_;
      step.world = world;
      step.units = units;
      step.now = std::to_string(units.units()) + " put into the " + std::string(ToString(world)) + " books";
      step.back = "taken out again";
      plan.steps.push_back(std::move(step));
    }
  }

  RunId run_;
  Sku sku_;
  std::optional<Product> product_;
  std::vector<Write> writes_;
  std::vector<Activity> entries_;
  std::vector<LedgerTable::Entry> movements_;
  std::vector<Listing> listings_;
};

Result<void> Apply(Transaction& tx, RunId run, const UndoStep& step, const Actor& actor) {
  const std::string what = "undo of run " + std::to_string(run.number());
  if (step.kind == UndoStep::Kind::kStock) {
    StockChange change;
    change.sku = step.sku;
    change.world = step.world;
    change.units = -step.units;
    change.key = what;
    change.note = what;
    const Result<Quantity> left = AdjustStock(tx, change, actor);
    if (!left.has_value()) {
      return left.error().kind == ErrorKind::kConflict
                 ? Fail(ErrorKind::kRejected, what + ": not all of " + std::to_string(step.units.units()) +
                                                  " units of " + step.sku.text() + " are available any more")
                 : Fail(left.error());
    }
    return {};
  }
  RIFF_TRY(EditProduct(tx, step.sku, step.edit, step.world, actor));
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = "product";
  entry.subject = step.sku.text();
  entry.sku = step.sku;
  entry.after = "back to what it was: " + step.back;
  entry.why = what;
  return tx.activity.Append(entry);
}

}  // namespace

Result<UndoPlan> PlanUndo(Transaction& tx, RunId run) {
  const std::string number = std::to_string(run.number());
  RIFF_TRY(const std::optional<RunReport> report, tx.runs.Find(run));
  if (!report.has_value()) {
    return Fail(ErrorKind::kNotFound, "no run " + number + " (riff runs shows them)");
  }
  if (report->status == RunStatus::kRunning) {
    return Fail(ErrorKind::kRejected, "run " + number + " is still at work");
  }
  RIFF_TRY(const std::vector<Write> writes, tx.outbox.OfRun(run, kWritesMax + 1));
  if (writes.size() > kWritesMax) {
    return Fail(ErrorKind::kRejected, "run " + number + " made more than " + std::to_string(kWritesMax) +
                                          " writes: that is too many to undo at once");
  }
  std::set<Sku> skus;
  for (const Write& write : writes) {
    if (HadEffect(write)) {
      skus.insert(write.sku);
    }
  }
  UndoPlan plan;
  for (const Sku& sku : skus) {
    RIFF_TRY(const ProductUndo undo, ProductUndo::Load(tx, run, sku));
    undo.Plan(plan);
  }
  return plan;
}

Result<UndoPlan> ApplyUndo(Transaction& tx, RunId run, WhenOvertaken when, const Actor& actor) {
  RIFF_TRY(UndoPlan plan, PlanUndo(tx, run));
  const std::string what = "run " + std::to_string(run.number());
  for (const KeptWrite& kept : plan.kept) {
    if (kept.cause == KeptWrite::Cause::kOvertaken && when == WhenOvertaken::kStop) {
      return Fail(ErrorKind::kRejected, "nothing of " + what + " was undone: " + ToString(kept.listing) + ": " +
                                            kept.why + " (--partial undoes the rest)");
    }
  }
  if (plan.steps.empty()) {
    return Fail(ErrorKind::kRejected, "nothing of " + what + " can be undone");
  }
  for (const UndoStep& step : plan.steps) {
    RIFF_TRY(Apply(tx, run, step, actor));
  }
  return plan;
}

}  // namespace riff
