#include "engine/sync/resolve_actions.h"

#include <algorithm>

#include "engine/ledger/balance_rules.h"
#include "engine/ledger/order_rules.h"
#include "engine/plan/idempotency.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/link_by_hand.h"
#include "engine/sync/take_order.h"

namespace riff {

namespace {

Result<TakenLine> LineOf(Transaction& tx, const Finding& finding) {
  const std::string subject = finding.remote.has_value() ? finding.remote->text() : "";
  const std::size_t slash = subject.rfind('/');
  if (!finding.channel.has_value() || !IsAboutOrderLine(finding) || slash == std::string::npos) {
    return Fail(ErrorKind::kInvalid, "this item names no order line");
  }
  const std::size_t prefix = std::string_view(kOrderSubject).size();
  const OrderId order(subject.substr(prefix, slash - prefix));
  const OrderLineId line(subject.substr(slash + 1));
  RIFF_TRY(const std::optional<TakenLine> taken, tx.orders.FindLine(*finding.channel, order, line));
  if (!taken.has_value()) {
    return Fail(ErrorKind::kNotFound, "the order line " + subject + " is not in the store");
  }
  return *taken;
}

Result<void> Restock(Transaction& tx, const TodoItem& item, RestockDecision decision, const Actor& actor) {
  RIFF_TRY(TakenLine taken, LineOf(tx, item.finding));
  const World world = WorldOf(taken.channel.environment);
  const LineCause cause{taken.channel, taken.order, taken.line.id, taken.product, world};
  const LineBefore before{taken.reserved, taken.committed, taken.shipped, taken.oversold, taken.seen};
  // By all that was seen: a "paid" that came late after the cancellation does not undo it.
  const bool whole = std::any_of(taken.seen.begin(), taken.seen.end(), [](OrderState state) {
    return state == OrderState::kCancelled || state == OrderState::kReturned || state == OrderState::kRefunded;
  });
  const Quantity stays = whole ? Quantity(0) : taken.line.quantity;
  const LineEffect effect = RestockMovements(cause, decision, stays, before, actor.at);
  for (const Movement& movement : effect.movements) {
    RIFF_TRY(tx.ledger.Post(movement));
  }
  taken.reserved = effect.after.reserved;
  taken.committed = effect.after.committed;
  taken.shipped = effect.after.shipped;
  taken.oversold = effect.after.oversold;
  RIFF_TRY(tx.orders.SaveLine(taken));
  RIFF_TRY(Balance balance, tx.ledger.BalanceOf(taken.product, World::kReal));
  if (world == World::kSandbox) {
    RIFF_TRY(const Balance simulated, tx.ledger.BalanceOf(taken.product, world));
    balance = Together(balance, simulated);
  }
  const Cause paid{"debt", "todo " + std::to_string(item.id.number()), "what came back pays what was oversold"};
  const std::optional<Movement> debt = PayDebt(world, taken.product, balance, paid, actor.at);
  if (debt.has_value()) {
    RIFF_TRY(tx.ledger.Post(*debt));
  }
  return tx.products.MarkDirty(taken.product);
}

Result<void> LinkListing(Transaction& tx, const TodoItem& item, const Sku& sku, const Actor& actor) {
  if (!item.finding.channel.has_value() || !item.finding.remote.has_value() || sku.empty()) {
    return Fail(ErrorKind::kInvalid, "say which product: --sku SKU");
  }
  if (!IsAboutOrderLine(item.finding)) {
    return LinkByHand(tx, ListingKey{*item.finding.channel, *item.finding.remote}, sku, actor);
  }
  // An order line is placed by its listing; where that was never seen, the line itself gets its product. The next run
  // replays it either way.
  RIFF_TRY(TakenLine taken, LineOf(tx, item.finding));
  const ListingKey sold{*item.finding.channel, taken.line.remote};
  RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(sold));
  if (listing.has_value()) {
    return LinkByHand(tx, sold, sku, actor);
  }
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(sku));
  if (!product.has_value()) {
    return Fail(ErrorKind::kNotFound, "no product " + sku.text() + " (riff products list shows them)");
  }
  return AssignParked(tx, std::move(taken), sku);
}

// Not ours to sell through RIFF: the listing is left alone from now on, and an order line of it moves nothing.
Result<void> LeaveAlone(Transaction& tx, const TodoItem& item, const Resolution& resolution, const Actor& actor) {
  ListingKey key{item.finding.channel.value(), item.finding.remote.value()};
  if (IsAboutOrderLine(item.finding)) {
    RIFF_TRY(TakenLine taken, LineOf(tx, item.finding));
    key.remote = taken.line.remote;
    taken.parked = ParkReason::kNone;
    RIFF_TRY(tx.orders.SaveLine(taken));
  }
  return tx.links.MarkNotOurs(key, resolution.note, actor.at);
}

// The write that was refused becomes an intent of its own again: a person says that the reason is gone.
Result<void> Retry(Transaction& tx, const TodoItem& item, const Actor& actor) {
  constexpr std::size_t kWritesLookedAt = 100'000;  // All of one product's.
  RIFF_TRY(std::vector<Write> writes, tx.outbox.OfProduct(item.finding.sku, kWritesLookedAt));
  std::reverse(writes.begin(), writes.end());  // The newest refusal is the one that was shown.
  for (const Write& write : writes) {
    const bool same = item.finding.channel == write.listing.channel && item.finding.remote == write.listing.remote;
    if (!same || write.state != WriteState::kRejected) {
      continue;
    }
    Write again = write;
    again.id = WriteId();
    again.key = KeyFor(write.listing, write.change, actor.at);
    again.state = WriteState::kQueued;
    again.attempts = 0;
    again.created_at = actor.at;
    again.due_at = actor.at;
    again.last_error.clear();
    RIFF_TRY(tx.outbox.Insert(again));
    return {};
  }
  return tx.products.MarkDirty(item.finding.sku);
}

// A person looked: the create never happened. The next clone or list may try again.
Result<void> NotCreated(Transaction& tx, const TodoItem& item) {
  if (!item.finding.channel.has_value() || !item.finding.remote.has_value()) {
    return {};
  }
  RIFF_TRY(std::optional<Write> open, tx.outbox.OpenOf(ListingKey{*item.finding.channel, *item.finding.remote}));
  if (open.has_value()) {
    open->state = WriteState::kRejected;
    open->last_error = "a person found no such listing on the channel";
    RIFF_TRY(tx.outbox.Settle(*open));
  }
  return {};
}

Result<void> SoldOffline(Transaction& tx, const TodoItem& item, const Actor& actor) {
  // A listing that somebody ended in a sandbox says nothing about the real books.
  const World world = item.finding.channel.has_value() ? WorldOf(item.finding.channel->environment) : World::kReal;
  RIFF_TRY(Balance books, tx.ledger.BalanceOf(item.finding.sku, World::kReal));
  if (world == World::kSandbox) {
    RIFF_TRY(const Balance simulated, tx.ledger.BalanceOf(item.finding.sku, world));
    books = Together(books, simulated);
  }
  if (books.available <= Quantity(0)) {
    return tx.products.MarkDirty(item.finding.sku);
  }
  const Cause cause{"sold_offline", "todo " + std::to_string(item.id.number()), "sold offline, says " + actor.name};
  Movement sale{MovementId(), world, item.finding.sku, Account::kAvailable, Account::kShipped,
                Quantity(1),  cause, actor.at};
  sale.id = MovementIdOf(sale.world, sale.sku, sale.from, sale.to, sale.cause);
  RIFF_TRY(tx.ledger.Post(sale));
  return tx.products.MarkDirty(item.finding.sku);
}

}  // namespace

Result<void> CarryOut(Transaction& tx, const TodoItem& item, const Resolution& resolution, const Actor& actor) {
  const std::vector<std::string> actions = ActionsOf(item.finding.type);
  if (std::find(actions.begin(), actions.end(), resolution.action) == actions.end()) {
    std::string allowed;
    for (const std::string& action : actions) {
      allowed += (allowed.empty() ? "" : ", ") + action;
    }
    return Fail(ErrorKind::kUnsupported, std::string(ToString(item.finding.type)) + " has no action \"" +
                                             resolution.action + "\": use one of " + allowed);
  }
  if (resolution.action == "restock") {
    return Restock(tx, item, RestockDecision::kResellable, actor);
  }
  if (resolution.action == "damaged") {
    return Restock(tx, item, RestockDecision::kDamaged, actor);
  }
  if (resolution.action == "link") {
    return LinkListing(tx, item, resolution.sku, actor);
  }
  if (resolution.action == "not_ours") {
    return LeaveAlone(tx, item, resolution, actor);
  }
  if (resolution.action == "retry") {
    return Retry(tx, item, actor);
  }
  if (resolution.action == "not_created") {
    return NotCreated(tx, item);
  }
  if (resolution.action == "sold_offline") {
    return SoldOffline(tx, item, actor);
  }
  return item.finding.sku.empty() ? Result<void>() : tx.products.MarkDirty(item.finding.sku);
}

}  // namespace riff
