#include "engine/sync/trace_product.h"

#include <algorithm>

namespace riff {

namespace {

constexpr std::size_t kEntriesPerPage = 1000;

Result<void> AddMovements(Transaction& tx, const Sku& sku, std::size_t limit, Trace& trace) {
  std::vector<LedgerTable::Entry> entries;
  std::int64_t after = 0;
  while (true) {
    RIFF_TRY(const std::vector<LedgerTable::Entry> page, tx.ledger.Of(sku, after, kEntriesPerPage));
    if (page.empty()) {
      break;
    }
    after = page.back().sequence;
    entries.insert(entries.end(), page.begin(), page.end());
    if (entries.size() > limit) {  // The table is in the order of posting: the newest are at its end.
      entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(limit));
      trace.cut = true;
    }
  }
  for (const LedgerTable::Entry& entry : entries) {
    const Movement& movement = entry.movement;
    trace.events.push_back(
        TraceEvent{movement.at, "ledger", std::string(ToString(movement.world)) + " books",
                   std::to_string(movement.quantity.units()) + " " + std::string(ToString(movement.from)) + " -> " +
                       std::string(ToString(movement.to)) + " (" + movement.cause.kind + " " +
                       movement.cause.reference + (movement.cause.note.empty() ? "" : ": " + movement.cause.note) + ")",
                   RunId()});
  }
  return {};
}

Result<void> AddOrders(Transaction& tx, const Sku& sku, std::size_t limit, Trace& trace) {
  RIFF_TRY(const std::vector<TakenLine> lines, tx.orders.OfProduct(sku, limit));
  trace.cut = trace.cut || lines.size() == limit;
  for (const TakenLine& line : lines) {
    std::string text = std::string(ToString(line.line.state)) + " " + std::to_string(line.line.quantity.units()) +
                       ", placed " + FormatUtc(line.placed_at);
    if (line.closed_at.has_value()) {
      text += ", siblings closed after " +
              FormatDuration(std::chrono::duration_cast<std::chrono::milliseconds>(*line.closed_at - line.placed_at));
    }
    trace.events.push_back(
        TraceEvent{line.placed_at, "placed", ToString(line.channel) + " order " + line.order.text(), text, RunId()});
  }
  return {};
}

Result<void> AddActivity(Transaction& tx, const Sku& sku, std::size_t limit, Trace& trace) {
  RIFF_TRY(const std::vector<Activity> entries, tx.activity.Newest(sku, limit));
  trace.cut = trace.cut || entries.size() == limit;
  for (const Activity& entry : entries) {
    std::string text = entry.before.empty() ? entry.after : entry.before + " -> " + entry.after;
    text += entry.why.empty() ? "" : " (" + entry.why + ")";
    trace.events.push_back(TraceEvent{entry.at, entry.action, entry.subject, text, entry.run});
  }
  return {};
}

// In time; what happened at the same moment stays in the order it was added.
void SortByTime(std::vector<TraceEvent>& events) {
  std::vector<std::pair<Timestamp, std::size_t>> order;
  for (std::size_t i = 0; i < events.size(); ++i) {
    order.emplace_back(events[i].at, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<TraceEvent> sorted;
  for (const auto& [at, index] : order) {
    sorted.push_back(std::move(events[index]));
  }
  events = std::move(sorted);
}

}  // namespace

Result<Trace> TraceProduct(Transaction& tx, const Sku& sku, std::size_t limit) {
  Trace trace;
  RIFF_TRY(const std::optional<Product> product, tx.products.Find(sku));
  if (!product.has_value()) {
    return Fail(ErrorKind::kNotFound, "no product " + sku.text() + " (riff products list shows them)");
  }
  trace.product = *product;
  RIFF_TRY(trace.real, tx.ledger.BalanceOf(sku, World::kReal));
  RIFF_TRY(trace.sandbox, tx.ledger.BalanceOf(sku, World::kSandbox));
  RIFF_TRY(AddOrders(tx, sku, limit, trace));
  RIFF_TRY(AddMovements(tx, sku, limit, trace));
  RIFF_TRY(AddActivity(tx, sku, limit, trace));
  SortByTime(trace.events);
  return trace;
}

}  // namespace riff
