#include "engine/sync/take_page.h"

#include <algorithm>

#include "engine/base/crash_point.h"
#include "engine/sync/record_findings.h"

namespace riff {
namespace {

void Add(TakeCounts& sum, const TakeCounts& part) {
  sum.lines += part.lines;
  sum.parked += part.parked;
  sum.todo_opened += part.todo_opened;
}

Result<TakeCounts> TakeAll(Store& store, const std::vector<Order>& orders, const TakeMark& mark) {
  TakeCounts counts;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    counts = TakeCounts{};
    for (const Order& order : orders) {
      RIFF_TRY(const TakeCounts part, TakeOrder(tx, order, mark));
      RIFF_CRASH_POINT("orders.half_page");
      Add(counts, part);
    }
    return {};
  }));
  return counts;
}

// What cannot be stored may be why the order is here.
std::string Storable(std::string text) {
  std::replace(text.begin(), text.end(), '\0', '?');
  return text;
}

Result<std::int64_t> Quarantine(Store& store, const Order& order, const Error& error, const TakeMark& mark) {
  Finding finding;
  finding.type = TodoType::kRowQuarantined;
  finding.severity = UsualSeverity(finding.type);
  finding.channel = order.channel;
  finding.remote = RemoteId(kOrderSubject + Storable(order.id.text()));
  finding.title = order.lines.empty() ? "" : Storable(order.lines.front().title);
  finding.observed = Storable(ToString(order.channel) + " order " + order.id.text() + " (" + order.platform_state +
                              ") could not be taken: " + error.message);
  finding.intended = "every order changes stock exactly once";
  finding.suggested = "mend what is named, then run riff sync: the order is tried again every time";
  finding.facts = Storable(error.message);
  Recorded recorded = Recorded::kSeen;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(recorded, RecordFinding(tx, finding, mark.run, mark.at));
    return {};
  }));
  return recorded == Recorded::kOpened ? 1 : 0;
}

}  // namespace

bool IsAboutOneRow(const Error& error) {
  return error.kind == ErrorKind::kConflict || error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kNotFound;
}

Result<PageTaken> TakePage(Store& store, const std::vector<Order>& orders, const TakeMark& mark) {
  PageTaken page;
  const Result<TakeCounts> together = TakeAll(store, orders, mark);
  if (together.has_value()) {
    page.counts = *together;
    return page;
  }
  if (!IsAboutOneRow(together.error())) {
    return Fail(together.error());
  }
  for (const Order& order : orders) {
    const Result<TakeCounts> alone = TakeAll(store, {order}, mark);
    if (alone.has_value()) {
      Add(page.counts, *alone);
      continue;
    }
    if (!IsAboutOneRow(alone.error())) {
      return Fail(alone.error());
    }
    RIFF_TRY(const std::int64_t opened, Quarantine(store, order, alone.error(), mark));
    page.counts.todo_opened += opened;
    page.stuck_since = std::min(page.stuck_since.value_or(order.updated_at), order.updated_at);
  }
  return page;
}

}  // namespace riff
