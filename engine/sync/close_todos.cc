#include "engine/sync/close_todos.h"

#include "engine/model/write.h"
#include "engine/sync/record_findings.h"

namespace riff {

namespace {
constexpr std::size_t kItemsLookedAt = 100'000;
}  // namespace

Result<std::int64_t> CloseAgreedTodos(Store& store, RunContext& run, const std::set<Channel>& complete,
                                      Coverage coverage) {
  std::int64_t closed = 0;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    const auto examined = [&](const TodoItem& item) {
      const Finding& finding = item.finding;
      if (!finding.channel.has_value()) {
        return coverage == Coverage::kAllChannels;
      }
      if (finding.remote.has_value() && IsPending(*finding.remote)) {
        const Result<std::optional<Listing>> waiting = tx.listings.Find(ListingKey{*finding.channel, *finding.remote});
        if (!waiting.has_value() || waiting->has_value()) {
          return false;
        }
      }
      return complete.contains(*finding.channel);
    };
    RIFF_TRY(closed, CloseSettled(tx, run.run, run.clock.Now(), examined, kItemsLookedAt));
    return {};
  }));
  return closed;
}

Result<std::int64_t> WakeSnoozedTodos(Store& store, RunContext& run) {
  std::int64_t woken = 0;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    woken = 0;
    const Timestamp now = run.clock.Now();
    TodoFilter filter;
    filter.status = TodoStatus::kSnoozed;
    RIFF_TRY(const std::vector<TodoItem> snoozed, tx.todos.List(filter, 0, kItemsLookedAt));
    for (TodoItem item : snoozed) {
      if (item.snoozed_until.has_value() && *item.snoozed_until > now) {
        continue;
      }
      item.status = TodoStatus::kOpen;
      item.snoozed_until.reset();
      RIFF_TRY(tx.todos.Save(item));
      const std::string actor = "run " + std::to_string(run.run.number());
      RIFF_TRY(tx.todos.AppendEvent(TodoEvent{item.id, now, actor, "woken", "its time has come"}));
      ++woken;
    }
    return {};
  }));
  return woken;
}

}  // namespace riff
