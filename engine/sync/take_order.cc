#include "engine/sync/take_order.h"

#include <algorithm>
#include <utility>

#include "engine/base/crash_point.h"
#include "engine/ledger/order_rules.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/books.h"
#include "engine/sync/order_findings.h"

namespace riff {

namespace {

// The product a line is about: by its listing's link, by a retired id's successor, or by an equal SKU.
Result<Sku> ProductOf(Transaction& tx, const Order& order, const OrderLine& line) {
  ListingKey key{order.channel, line.remote};
  RIFF_TRY(std::optional<Link> link, tx.links.Of(key));
  if (!link.has_value()) {
    RIFF_TRY(const std::optional<ListingKey> successor, tx.listings.SuccessorOf(key));
    if (successor.has_value()) {
      RIFF_TRY(link, tx.links.Of(*successor));
    }
  }
  if (link.has_value()) {
    return link->product;
  }
  if (line.sku.empty()) {
    return Sku();
  }
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(line.sku));
  return product.has_value() ? product->sku : Sku();
}

Result<TakeCounts> Park(Transaction& tx, const Order& order, TakenLine taken, ParkReason reason, const TakeMark& mark) {
  taken.parked = reason;
  RIFF_TRY(tx.orders.SaveLine(taken));
  TakeCounts counts;
  counts.parked = 1;
  const Finding finding = reason == ParkReason::kUnlinked ? UnlinkedLine(order, taken) : UnknownState(order, taken);
  RIFF_TRY(const bool opened, OpenOrderFinding(tx, finding, mark));
  counts.todo_opened = opened ? 1 : 0;
  return counts;
}

// A line that still waits keeps its item as it was opened: the order itself, with the platform's own word for its
// state, is not read again here.
Result<TakeCounts> KeepWaiting(Transaction& tx, const Order& order, const TakenLine& taken, const TakeMark& mark) {
  const Finding subject = OrderFinding(TodoType::kUnknownOrderState, order, taken.line, taken.product);
  RIFF_TRY(const std::optional<TodoItem> item, tx.todos.FindByFingerprint(FingerprintOf(subject)));
  TakeCounts counts;
  if (item.has_value()) {
    RIFF_TRY(const bool opened, OpenOrderFinding(tx, item->finding, mark));
    counts.todo_opened = opened ? 1 : 0;
  }
  counts.parked = 1;
  return counts;
}

Result<void> LogTaken(Transaction& tx, const Order& order, const TakenLine& taken, const LineEffect& effect,
                      const TakeMark& mark) {
  std::string moved;
  for (const Movement& movement : effect.movements) {
    moved += (moved.empty() ? "" : ", ") + std::to_string(movement.quantity.units()) + " " +
             std::string(ToString(movement.from)) + " to " + std::string(ToString(movement.to));
  }
  Activity entry;
  entry.at = mark.at;
  entry.actor = "run " + std::to_string(mark.run.number());
  entry.action = "order";
  entry.subject = NameOf(order, taken.line);
  entry.sku = taken.product;
  entry.after = std::string(ToString(taken.line.state)) + (moved.empty() ? "" : ": " + moved);
  entry.why = "the channel says so (" + order.platform_state + ")";
  entry.run = mark.run;
  return tx.activity.Append(entry);
}

// One transition of one line whose product is known.
Result<TakeCounts> Take(Transaction& tx, const Order& order, TakenLine& taken, const TakeMark& mark) {
  TakeCounts counts;
  const OrderLine& line = taken.line;
  const LineBefore before{taken.reserved, taken.committed, taken.shipped, taken.oversold, taken.seen};
  RIFF_TRY(const bool first_time,
           tx.orders.TakeOnce(order.channel, order.id, line.id, line.state, line.quantity, mark.at, mark.run));
  RIFF_CRASH_POINT("take.inbox_written");
  const bool changed_again = mark.sight == OrderSight::kNewerQuantity;
  if (!first_time && !changed_again) {
    if (taken.parked != ParkReason::kNone) {
      taken.parked = ParkReason::kNone;  // It came back to a state that was taken before.
      RIFF_TRY(tx.orders.SaveLine(taken));
    }
    return counts;
  }
  const World world = WorldOf(order.channel.environment);
  RIFF_TRY(const Balance balance, BooksOf(tx, taken.product, world));
  LineCause cause{order.channel, order.id, line.id, taken.product, world, ""};
  if (changed_again) {
    cause.newer_sight = std::to_string(ToMicros(order.updated_at));
  }
  const LineEffect effect = ApplyTransition(cause, line.state, line.quantity, before, balance, mark.at);
  for (const Movement& movement : effect.movements) {
    RIFF_TRY(tx.ledger.Post(movement));
  }
  RIFF_CRASH_POINT("take.movement_posted");
  RIFF_TRY(PayDebtsAfter(tx, effect.movements, mark.at));
  taken.reserved = effect.after.reserved;
  taken.committed = effect.after.committed;
  taken.shipped = effect.after.shipped;
  taken.oversold = effect.after.oversold;
  taken.seen = effect.after.seen;
  taken.parked = ParkReason::kNone;
  taken.taken_at = mark.at;
  RIFF_TRY(tx.orders.SaveLine(taken));
  RIFF_CRASH_POINT("take.line_saved");
  RIFF_TRY(LogTaken(tx, order, taken, effect, mark));
  RIFF_TRY(tx.products.MarkDirty(taken.product));
  counts.lines = 1;
  if (effect.short_by > Quantity(0)) {
    RIFF_TRY(const bool opened, OpenShort(tx, order, taken, effect.short_by, mark));
    counts.todo_opened += opened ? 1 : 0;
  }
  if (effect.restock_question) {
    RIFF_TRY(const bool opened, OpenRestock(tx, order, taken, mark));
    counts.todo_opened += opened ? 1 : 0;
  }
  return counts;
}

void Add(TakeCounts& sum, const TakeCounts& part) {
  sum.lines += part.lines;
  sum.parked += part.parked;
  sum.todo_opened += part.todo_opened;
}

// Every transition that a line saw before its product was known, in the order they came.
Result<TakeCounts> TakeAll(Transaction& tx, const Order& order, TakenLine& taken, const TakeMark& mark) {
  TakeCounts sum;
  const OrderLine last = taken.line;
  const std::vector<OrderState> waiting = std::exchange(taken.seen, {});
  for (const OrderState state : waiting) {
    taken.line.state = state;
    RIFF_TRY(const TakeCounts part, Take(tx, order, taken, mark));
    Add(sum, part);
  }
  taken.line = last;
  RIFF_TRY(tx.orders.SaveLine(taken));
  return sum;
}

// Whether a write of ours took the listing down, or may have.
Result<bool> ClosedByUs(Transaction& tx, const ListingKey& key) {
  RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(key));
  if (listing.has_value() && listing->acked.has_value() && Sellable(*listing->acked) == Quantity(0)) {
    return true;
  }
  RIFF_TRY(const std::optional<Write> open, tx.outbox.OpenOf(key));
  if (!open.has_value() || open->attempts == 0) {
    return false;
  }
  const auto* set = std::get_if<SetQuantity>(&open->change);
  return std::holds_alternative<EndListing>(open->change) || std::holds_alternative<PauseListing>(open->change) ||
         (set != nullptr && set->to == Quantity(0));
}

Result<TakeCounts> TakeLine(Transaction& tx, const Order& order, const OrderLine& line, const TakeMark& mark) {
  RIFF_TRY(const std::optional<TakenLine> found, tx.orders.FindLine(order.channel, order.id, line.id));
  TakenLine taken = found.value_or(TakenLine{});
  if (!found.has_value()) {
    taken.channel = order.channel;
    taken.order = order.id;
    taken.placed_at = order.placed_at;
    taken.taken_at = mark.at;
  }
  if (mark.age == OrderAge::kBaseline) {
    taken.line = line;
    if (!found.has_value()) {
      RIFF_TRY(tx.orders.TakeOnce(order.channel, order.id, line.id, line.state, line.quantity, mark.at, mark.run));
      RIFF_TRY(tx.orders.SaveLine(taken));
    }
    return TakeCounts{};
  }
  if (found.has_value() && found->parked == ParkReason::kNone && found->product.empty()) {
    return TakeCounts{};  // A baseline line: whatever becomes of it, its units were never in these books.
  }
  if (!found.has_value() && mark.evidence == OrderEvidence::kListingState) {
    RIFF_TRY(const bool ours, ClosedByUs(tx, ListingKey{order.channel, line.remote}));
    if (ours) {
      return TakeCounts{};
    }
  }
  taken.line = line;
  if (line.state == OrderState::kUnknown) {
    return Park(tx, order, taken, ParkReason::kUnknownState, mark);
  }
  const bool never_placed = taken.product.empty() || taken.parked == ParkReason::kUnlinked;
  if (taken.product.empty()) {
    RIFF_TRY(taken.product, ProductOf(tx, order, line));
  }
  if (!never_placed) {
    return Take(tx, order, taken, mark);
  }
  if (std::find(taken.seen.begin(), taken.seen.end(), line.state) == taken.seen.end()) {
    taken.seen.push_back(line.state);
  }
  return taken.product.empty() ? Park(tx, order, taken, ParkReason::kUnlinked, mark) : TakeAll(tx, order, taken, mark);
}

}  // namespace

std::string BooksSinceSetting(Channel channel) { return "books_since." + ToString(channel); }

Result<TakeCounts> TakeOrder(Transaction& tx, const Order& order, const TakeMark& given) {
  TakeMark mark = given;
  RIFF_TRY(const std::optional<std::string> since, tx.settings.Get(BooksSinceSetting(order.channel)));
  if (since.has_value()) {
    RIFF_TRY(const Timestamp books_since, ParseTimestamp(*since));
    // Placed shortly before, it may have come too late for the first read.
    constexpr Duration kLate = std::chrono::hours(1);
    mark.age = order.placed_at < books_since - kLate ? OrderAge::kBaseline : mark.age;
  }
  TakeCounts counts;
  RIFF_TRY(const bool newer, tx.orders.SaveOrder(order));
  for (const OrderLine& line : order.lines) {
    RIFF_TRY(const std::optional<TakenLine> before, tx.orders.FindLine(order.channel, order.id, line.id));
    const bool changed = newer && before.has_value() && before->line.quantity != line.quantity;
    mark.sight = changed ? OrderSight::kNewerQuantity : OrderSight::kAny;
    RIFF_TRY(const TakeCounts part, TakeLine(tx, order, line, mark));
    Add(counts, part);
  }
  return counts;
}

Result<TakeCounts> ReplayParked(Transaction& tx, const TakeMark& mark) {
  constexpr std::size_t kParkedMax = 10'000;  // More than that waiting is a mapping that was never done.
  TakeCounts counts;
  RIFF_TRY(const std::vector<TakenLine> parked, tx.orders.Parked(kParkedMax));
  for (const TakenLine& line : parked) {
    Order order;
    order.channel = line.channel;
    order.id = line.order;
    order.placed_at = line.placed_at;
    order.platform_state = std::string(ToString(line.line.state));
    const bool unknown = line.line.state == OrderState::kUnknown;
    RIFF_TRY(const TakeCounts part,
             unknown ? KeepWaiting(tx, order, line, mark) : TakeLine(tx, order, line.line, mark));
    Add(counts, part);
  }
  return counts;
}

Result<void> AssignParked(Transaction& tx, TakenLine taken, const Sku& product) {
  if (taken.parked != ParkReason::kUnlinked) {
    return Fail(ErrorKind::kConflict, "the order line is not waiting for a product any more");
  }
  taken.product = product;
  return tx.orders.SaveLine(taken);
}

}  // namespace riff
