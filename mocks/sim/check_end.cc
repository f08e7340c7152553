#include "mocks/sim/check_end.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

constexpr std::size_t kAll = 100'000;

std::vector<TodoItem> Todos(Transaction& tx) {
  const Result<std::vector<TodoItem>> items = tx.todos.List(TodoFilter{}, 0, kAll);
  RIFF_CHECK(items.has_value(), "the store can be read");
  return *items;
}

// Somebody was asked about it, or has said that it may stay so.
bool IsNamed(const std::vector<TodoItem>& items, Channel channel, const RemoteId& remote, const Sku& sku) {
  return std::ranges::any_of(items, [&](const TodoItem& item) {
    const Finding& finding = item.finding;
    const bool standing = item.status == TodoStatus::kOpen || item.status == TodoStatus::kSnoozed ||
                          item.status == TodoStatus::kDismissed;
    const bool here = !finding.channel.has_value() || *finding.channel == channel;
    const bool whole_channel = finding.sku.empty() && !finding.remote.has_value();
    const bool about = finding.sku == sku || (finding.remote.has_value() && *finding.remote == remote);
    return standing && here && (about || whole_channel);
  });
}

// An open question that keeps the product closed everywhere until a person has answered it.
bool IsProtected(const std::vector<TodoItem>& items, const Sku& sku) {
  return std::ranges::any_of(items, [&](const TodoItem& item) {
    const bool open = item.status == TodoStatus::kOpen || item.status == TodoStatus::kSnoozed;
    const TodoType type = item.finding.type;
    return open && item.finding.sku == sku && (type == TodoType::kDoubleSale || type == TodoType::kEndedUnexplained);
  });
}

std::vector<MarketListing> RowsOf(World& world, Channel channel) {
  std::vector<MarketListing> rows;
  world.markets().At(channel).With([&](Market& market, Faults&) {
    for (const auto& [number, listing] : market.rows()) {
      if (listing.status != ListingStatus::kGone) {
        rows.push_back(listing);
      }
    }
  });
  return rows;
}

bool HasLiveSibling(World& world, Channel channel, const std::vector<MarketListing>& rows, const MarketListing& row) {
  return std::ranges::any_of(rows, [&](const MarketListing& other) {
    return other.row != row.row && other.status == ListingStatus::kLive &&
           world.SkuOf(channel, other.row) == world.SkuOf(channel, row.row);
  });
}

// One listing of the marketplace against the books; empty: it is as it should be, or asked about.
std::string Disagreement(World& world, Transaction& tx, Channel channel, const MarketListing& row,
                         const std::vector<TodoItem>& items) {
  const Sku sku = world.SkuOf(channel, row.row);
  const Result<std::optional<Product>> product = tx.products.Find(sku);
  RIFF_CHECK(product.has_value(), "the store can be read");
  if (!product->has_value() || IsNamed(items, channel, row.remote, sku)) {
    return "";
  }
  const Quantity shown = row.status == ListingStatus::kLive ? row.available : Quantity(0);
  Quantity expected = std::max(Quantity(0), world.books().Available(sku, channel.environment));
  if (row.stock == StockKind::kOneOfAKind || channel.platform == Platform::kVr) {
    expected = std::min(expected, Quantity(1));
  }
  const std::string name = ToString(channel) + " " + row.remote.text() + " (" + sku.text() + ")";
  if (IsProtected(items, sku)) {
    expected = Quantity(0);
  }
  if (shown != expected) {
    return name + " sells " + std::to_string(shown.units()) + " where the books have " +
           std::to_string(expected.units()) + " (" + std::string(riff::ToString(row.status)) + ")";
  }
  const std::optional<Money>& price = (*product)->price;
  if (shown > Quantity(0) && price.has_value() && row.price != *price) {
    return name + " costs " + FormatDecimal(row.price) + " where " + FormatDecimal(*price) + " is wanted";
  }
  return "";
}

Result<void> FindDisagreements(World& world, Transaction& tx, std::vector<std::string>& pending) {
  Violations ignored;
  RIFF_TRY(world.books().Look(tx, world.skus(), ignored));
  const std::vector<TodoItem> items = Todos(tx);
  for (const Channel channel : world.written()) {
    const std::vector<MarketListing> rows = RowsOf(world, channel);
    for (const MarketListing& row : rows) {
      if (row.status != ListingStatus::kLive && HasLiveSibling(world, channel, rows, row)) {
        continue;
      }
      const std::string what = Disagreement(world, tx, channel, row, items);
      if (!what.empty()) {
        pending.push_back(what);
      }
    }
  }
  return {};
}

Result<void> FindOpenWrites(World& world, Transaction& tx, std::vector<std::string>& pending) {
  const std::vector<TodoItem> items = Todos(tx);
  for (const Channel channel : world.written()) {
    for (const WriteState state :
         {WriteState::kQueued, WriteState::kInFlight, WriteState::kAmbiguous, WriteState::kAccepted}) {
      RIFF_TRY(const std::vector<Write> writes, tx.outbox.InState(channel, state, kAll));
      for (const Write& write : writes) {
        if (!IsNamed(items, channel, write.listing.remote, write.sku)) {
          pending.push_back("write " + std::to_string(write.id.number()) + " of " + riff::ToString(write.listing) +
                            " (" + write.sku.text() + ") is " + std::string(riff::ToString(state)) + ": " +
                            Describe(write.change) + "; " + write.last_error);
        }
      }
    }
    RIFF_TRY(const std::vector<WaitingWebhook> waiting,
             tx.webhooks.Waiting(channel, Timestamp(Duration(INT64_MAX / 2)), kAll));
    if (!waiting.empty()) {
      pending.push_back(std::to_string(waiting.size()) + " web-hooks wait on " + ToString(channel));
    }
  }
  return {};
}

// What the store holds of each order, by its product.
struct TakenUnits {
  std::int64_t units = 0;
  std::int64_t reserved = 0;
  bool cancelled = false;
  bool asked = false;  // Parked, with its question.
};
using Taken = std::map<std::pair<Channel, OrderId>, TakenUnits>;

Result<Taken> TakenOf(World& world, Transaction& tx) {
  Taken taken;
  for (const Sku& sku : world.skus()) {
    RIFF_TRY(const std::vector<TakenLine> lines, tx.orders.OfProduct(sku, kAll));
    for (const TakenLine& line : lines) {
      TakenUnits& sum = taken[{line.channel, line.order}];
      sum.units += (line.reserved + line.committed + line.shipped).units();
      sum.reserved += line.reserved.units();
      sum.cancelled = sum.cancelled || std::ranges::count(line.seen, OrderState::kCancelled) > 0;
      sum.asked = sum.asked || line.parked != ParkReason::kNone;
    }
  }
  return taken;
}

std::optional<OrderState> StateAtMarket(World& world, const Sale& sale) {
  std::optional<OrderState> state;
  world.markets().At(sale.channel).With([&](Market& market, Faults&) {
    if (const MarketOrder* order = market.FindOrder(sale.number)) {
      state = order->state;
    }
  });
  return state;
}

void CheckSale(World& world, const Sale& sale, const std::optional<TakenUnits>& taken) {
  const std::string name = ToString(sale.channel) + " order " + sale.order.text() + " of " +
                           std::to_string(sale.quantity.units()) + " " + sale.sku.text() + " placed " +
                           FormatUtc(sale.placed_at);
  const std::optional<OrderState> state = StateAtMarket(world, sale);
  RIFF_CHECK(state.has_value(), "a market keeps its orders");
  const bool undone = *state == OrderState::kCancelled || *state == OrderState::kReturned;
  if (!taken.has_value()) {
    // Cancelled before anybody saw it: there is nothing to take.
    if (!undone) {
      world.Violate("I12", name + " was never taken");
    }
    return;
  }
  if (taken->units > sale.quantity.units()) {
    world.Violate("I11", name + " was taken as " + std::to_string(taken->units));
  }
  if (!undone && !taken->asked && taken->units != sale.quantity.units()) {
    world.Violate("I12", name + " was taken as " + std::to_string(taken->units) + " only");
  }
  if (*state == OrderState::kPaid || *state == OrderState::kShipped) {
    if (taken->reserved > 0) {
      world.Violate("I11", name + " is paid and still only reserved");
    }
  }
  if (*state == OrderState::kCancelled && taken->reserved > 0) {
    world.Violate("I11", name + " is cancelled and still reserved");
  }
}

void CheckOrders(World& world, const Taken& taken) {
  std::set<std::pair<Channel, OrderId>> sold;
  for (const Sale& sale : world.sales().all()) {
    sold.insert({sale.channel, sale.order});
    if (sale.channel.platform == Platform::kVr) {
      continue;  // It shows no orders: a listing that came back before anybody looked has hidden its sale.
    }
    const auto found = taken.find({sale.channel, sale.order});
    CheckSale(world, sale, found == taken.end() ? std::nullopt : std::optional(found->second));
  }
  for (const auto& [key, units] : taken) {
    const bool written = std::ranges::count(world.written(), key.first) > 0;
    if (written && key.first.platform != Platform::kVr && !sold.contains(key)) {
      world.Violate("I13", ToString(key.first) + " order " + key.second.text() + " was taken, and nobody bought");
    }
  }
}

Result<void> CheckTodos(World& world, Transaction& tx) {
  std::set<std::string> fingerprints;
  const std::vector<TodoItem> items = Todos(tx);
  for (const TodoItem& item : items) {
    if (!fingerprints.insert(item.fingerprint.text()).second) {
      world.Violate("I21", "two items of one fingerprint: " + item.finding.observed);
    }
  }
  for (const Sku& sku : world.skus()) {
    Quantity owed;
    for (const riff::World books : {riff::World::kReal, riff::World::kSandbox}) {
      RIFF_TRY(const Balance balance, tx.ledger.BalanceOf(sku, books));
      owed += balance.oversold;
    }
    const bool asked = std::ranges::any_of(items, [&](const TodoItem& item) {
      return item.finding.sku == sku &&
             (item.finding.type == TodoType::kDoubleSale || item.finding.type == TodoType::kOrderShort);
    });
    if (owed > Quantity(0) && !asked) {
      world.Violate("I2", sku.text() + " owes " + std::to_string(owed.units()) + " and nobody was told");
    }
  }
  return {};
}

std::int64_t Duplicates(World& world, Channel channel) {
  std::map<Sku, std::int64_t> rows;
  std::int64_t duplicates = 0;
  for (const MarketListing& row : RowsOf(world, channel)) {
    const Sku sku = world.SkuOf(channel, row.row);
    if (++rows[sku] > 1 && !sku.empty()) {
      ++duplicates;
      world.Violate("I15", "a second listing of " + sku.text() + " on " + ToString(channel) + ": " + row.remote.text() +
                               " (" + std::string(riff::ToString(row.status)) + ")");
    }
  }
  return duplicates;
}

}  // namespace

std::vector<std::string> StillPending(World& world) {
  std::vector<std::string> pending;
  const Result<void> looked = world.Look([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(FindOpenWrites(world, tx, pending));
    return FindDisagreements(world, tx, pending);
  });
  RIFF_CHECK(looked.has_value(), "the store can be read");
  return pending;
}

void CheckAtRest(World& world) {
  const Result<void> looked = world.Look([&](Transaction& tx) -> Result<void> {
    Violations found;
    RIFF_TRY(world.books().Look(tx, world.skus(), found));
    RIFF_TRY(world.books().Recount(tx, found));
    for (const Violation& violation : found) {
      world.Violate(violation.invariant, violation.what);
    }
    RIFF_TRY(const Taken taken, TakenOf(world, tx));
    CheckOrders(world, taken);
    return CheckTodos(world, tx);
  });
  RIFF_CHECK(looked.has_value(), "the store can be read");
  for (const Channel channel : world.written()) {
    world.tally().duplicate_creates += Duplicates(world, channel);
  }
}

void CountAtRest(World& world) {
  const Result<void> looked = world.Look([&](Transaction& tx) -> Result<void> {
    for (const Sku& sku : world.skus()) {
      RIFF_TRY(const std::vector<TakenLine> lines, tx.orders.OfProduct(sku, kAll));
      for (const TakenLine& line : lines) {
        if (line.closed_at.has_value() && line.placed_at > Timestamp{}) {
          world.tally().exposures.push_back(std::max(Duration(0), *line.closed_at - line.placed_at));
        }
      }
    }
    return {};
  });
  RIFF_CHECK(looked.has_value(), "the store can be read");
}

}  // namespace riff::sim
