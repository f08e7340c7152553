#include "engine/sync/take_order.h"

#include <algorithm>
#include <utility>

#include "engine/ledger/balance_rules.h"
#include "engine/ledger/order_rules.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/record_findings.h"

namespace riff {

namespace {

std::string Name(const Order& order, const OrderLine& line) {
  return ToString(order.channel) + " order " + order.id.text() + " line " + line.id.text();
}

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

Finding OrderFinding(TodoType type, const Order& order, const OrderLine& line, const Sku& product) {
  Finding finding;
  finding.type = type;
  finding.severity = UsualSeverity(type);
  finding.channel = order.channel;
  finding.sku = product;
  finding.title = line.title;
  // The order line is the subject: two short orders of one product are two items.
  finding.remote = RemoteId(kOrderSubject + order.id.text() + "/" + line.id.text());
  finding.facts = std::string(ToString(line.state)) + " " + std::to_string(line.quantity.units());
  return finding;
}

Result<bool> Open(Transaction& tx, const Finding& finding, const TakeMark& mark) {
  RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, mark.run, mark.at));
  return recorded == Recorded::kOpened;
}

Result<TakeCounts> Park(Transaction& tx, const Order& order, TakenLine taken, ParkReason reason, const TakeMark& mark) {
  taken.parked = reason;
  RIFF_TRY(tx.orders.SaveLine(taken));
  TakeCounts counts;
  counts.parked = 1;
  const bool unlinked = reason == ParkReason::kUnlinked;
  Finding finding = OrderFinding(unlinked ? TodoType::kOrderUnlinked : TodoType::kUnknownOrderState, order, taken.line,
                                 taken.product);
  if (unlinked) {
    finding.observed = Name(order, taken.line) + " sold " + std::to_string(taken.line.quantity.units()) + " of \"" +
                       taken.line.title + "\" (SKU " + (taken.line.sku.empty() ? "blank" : taken.line.sku.text()) +
                       "), which no product is linked to";
    finding.intended = "every order line takes its units from a product";
    finding.suggested = "link the listing to its product; the order is then taken by itself";
  } else {
    finding.observed =
        Name(order, taken.line) + " is in state \"" + order.platform_state + "\", which RIFF does not know";
    finding.intended = "the state is known to hold, commit, release or leave stock";
    finding.suggested = "look at the order on the channel, correct the stock if need be, then dismiss this item";
  }
  RIFF_TRY(const bool opened, Open(tx, finding, mark));
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
    RIFF_TRY(const bool opened, Open(tx, item->finding, mark));
    counts.todo_opened = opened ? 1 : 0;
  }
  counts.parked = 1;
  return counts;
}

Result<bool> OpenShort(Transaction& tx, const Order& order, const TakenLine& taken, Quantity short_by,
                       const TakeMark& mark) {
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(taken.product));
  const bool unique = product.has_value() && product->kind == ProductKind::kUnique;
  Finding finding =
      OrderFinding(unique ? TodoType::kDoubleSale : TodoType::kOrderShort, order, taken.line, taken.product);
  std::string others;
  RIFF_TRY(const std::vector<TakenLine> lines, tx.orders.OfProduct(taken.product, 20));
  for (const TakenLine& other : lines) {
    if (other.channel == taken.channel && other.order == taken.order && other.line.id == taken.line.id) {
      continue;
    }
    if (other.committed + other.reserved + other.shipped > Quantity(0)) {
      others += (others.empty() ? "" : "; ") + ToString(other.channel) + " order " + other.order.text() + " placed " +
                FormatUtc(other.placed_at);
    }
  }
  finding.observed = Name(order, taken.line) + " placed " + FormatUtc(order.placed_at) + " wants " +
                     std::to_string(taken.line.quantity.units()) + " of " + taken.product.text() + ", " +
                     std::to_string(short_by.units()) + " more than there are" +
                     (others.empty() ? "" : "; sold before: " + others);
  finding.intended = unique ? "one guitar is sold once" : "no more units are sold than there are";
  finding.suggested = unique ? "keep one order, cancel the other on its channel and tell that buyer"
                             : "accept the back-order, cancel the line, or correct the stock";
  return Open(tx, finding, mark);
}

Result<bool> OpenRestock(Transaction& tx, const Order& order, const TakenLine& taken, const TakeMark& mark) {
  Finding finding = OrderFinding(TodoType::kRelistDecision, order, taken.line, taken.product);
  finding.observed = Name(order, taken.line) + " is " + std::string(ToString(taken.line.state)) + "; " +
                     std::to_string((taken.committed + taken.shipped).units()) + " of " + taken.product.text() +
                     " stay sold in the books";
  finding.intended = "what came back is either sold again or written off";
  finding.suggested = "resolve with --action restock (can be sold again) or --action damaged (cannot)";
  return Open(tx, finding, mark);
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
  entry.subject = Name(order, taken.line);
  entry.sku = taken.product;
  entry.after = std::string(ToString(taken.line.state)) + (moved.empty() ? "" : ": " + moved);
  entry.why = "the channel says so (" + order.platform_state + ")";
  entry.run = mark.run;
  return tx.activity.Append(entry);
}

Result<Balance> BooksOf(Transaction& tx, const Sku& sku, World world) {
  RIFF_TRY(Balance balance, tx.ledger.BalanceOf(sku, World::kReal));
  if (world == World::kSandbox) {
    RIFF_TRY(const Balance simulated, tx.ledger.BalanceOf(sku, World::kSandbox));
    balance = Together(balance, simulated);
  }
  return balance;
}

// Units that a cancellation gave back belong first to whoever was promised more than there was.
Result<void> PayDebtWith(Transaction& tx, const LineEffect& effect, World world, Timestamp at) {
  for (const Movement& movement : effect.movements) {
    if (movement.to != Account::kAvailable) {
      continue;
    }
    RIFF_TRY(const Balance balance, BooksOf(tx, movement.sku, world));
    const Cause cause{"debt", movement.cause.reference, "what came back pays what was oversold"};
    const std::optional<Movement> debt = PayDebt(world, movement.sku, balance, cause, at);
    if (debt.has_value()) {
      RIFF_TRY(tx.ledger.Post(*debt));
    }
  }
  return {};
}

// One transition of one line whose product is known.
Result<TakeCounts> Take(Transaction& tx, const Order& order, TakenLine& taken, const TakeMark& mark) {
  TakeCounts counts;
  const OrderLine& line = taken.line;
  RIFF_TRY(const bool first_time,
           tx.orders.TakeOnce(order.channel, order.id, line.id, line.state, line.quantity, mark.at, mark.run));
  if (!first_time) {
    if (taken.parked != ParkReason::kNone) {
      taken.parked = ParkReason::kNone;  // It came back to a state that was taken before.
      RIFF_TRY(tx.orders.SaveLine(taken));
    }
    return counts;
  }
  const World world = WorldOf(order.channel.environment);
  RIFF_TRY(const Balance balance, BooksOf(tx, taken.product, world));
  const LineBefore before{taken.reserved, taken.committed, taken.shipped, taken.oversold, taken.seen};
  const LineEffect effect = ApplyTransition(LineCause{order.channel, order.id, line.id, taken.product, world},
                                            line.state, line.quantity, before, balance, mark.at);
  for (const Movement& movement : effect.movements) {
    RIFF_TRY(tx.ledger.Post(movement));
  }
  RIFF_TRY(PayDebtWith(tx, effect, world, mark.at));
  taken.reserved = effect.after.reserved;
  taken.committed = effect.after.committed;
  taken.shipped = effect.after.shipped;
  taken.oversold = effect.after.oversold;
  taken.seen = effect.after.seen;
  taken.parked = ParkReason::kNone;
  taken.taken_at = mark.at;
  RIFF_TRY(tx.orders.SaveLine(taken));
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
  RIFF_TRY(tx.orders.SaveOrder(order));
  for (const OrderLine& line : order.lines) {
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

bool IsAboutOrderLine(const Finding& finding) {
  return finding.remote.has_value() && finding.remote->text().starts_with(kOrderSubject);
}

}  // namespace riff
