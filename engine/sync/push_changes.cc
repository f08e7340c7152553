#include "engine/sync/push_changes.h"

#include <mutex>

#include "engine/sync/confirm_writes.h"
#include "engine/sync/deliver_writes.h"

namespace riff {

namespace {

constexpr int kRoundsMax = 5;  // Quantity, price, content, and one to spare for what moved meanwhile.

void Add(PushReport& sum, const PushReport& part) {
  sum.accepted += part.accepted;
  sum.later += part.later;
  sum.ambiguous += part.ambiguous;
  sum.rejected += part.rejected;
  sum.requests += part.requests;
}

// How one channel's part of a round is done.
struct Round {
  Duration settle_time;
  Outgoing outgoing;
  const Progress& progress;
};

Result<void> PushOne(const ShopChannel& channel, Store& store, RunContext& run, const Round& round,
                     Delivered& delivered) {
  RIFF_TRY(delivered, DeliverWrites(store, run, channel, round.progress, round.outgoing));
  RIFF_TRY(const ConfirmCounts confirmed, ConfirmWrites(store, run, channel, round.settle_time, delivered.look));
  delivered.report.requests += confirmed.requests;
  delivered.todo_opened += confirmed.todo_opened;
  return {};
}

}  // namespace

Result<Pushed> PushChanges(Store& store, RunContext& run, const Shop& shop, const ReconcileRequest& request,
                           const Progress& progress) {
  Pushed pushed;
  std::vector<const ShopChannel*> writable;
  for (const ShopChannel& channel : shop.channels) {
    const auto rules = request.policy.channels.find(channel.connector->channel);
    const bool healthy = rules != request.policy.channels.end() && rules->second.healthy && rules->second.push_enabled;
    if (channel.connector->writer != nullptr && healthy) {
      writable.push_back(&channel);
    }
  }
  const Round how{shop.policy.sync.settle_time, request.only.has_value() ? Outgoing::kOfThisRun : Outgoing::kAll,
                  progress};
  std::mutex mutex;
  for (int round = 0; round < kRoundsMax && !run.stopping && !run.tripwire.tripped(); ++round) {
    ForEachChannel(
        shop, run, writable,
        [&](const ShopChannel& channel, Store& own, RunContext& context) {
          Delivered delivered;
          const Result<void> done = PushOne(channel, own, context, how, delivered);
          const std::scoped_lock lock(mutex);
          Add(pushed.reports[channel.connector->channel], delivered.report);
          pushed.todo_opened += delivered.todo_opened;
          if (!done.has_value()) {
            pushed.errors[channel.connector->channel] = done.error().message;
          }
        },
        [&](const ShopChannel& channel, const Error& error) {
          const std::scoped_lock lock(mutex);
          pushed.errors[channel.connector->channel] = error.message;
        });
    ReconcileRequest again = request;
    again.scope = FactsScope::kDirty;
    again.queued = QueuedWrites::kKeep;  // What was put off keeps its attempts and its time.
    RIFF_TRY(const ReconcileCounts counts, Reconcile(store, run, again));
    pushed.queued += counts.queued;
    pushed.todo_opened += counts.todo_opened;
    for (const auto& [channel, confirmed] : counts.confirmed) {
      pushed.reports[channel].confirmed += confirmed;
    }
    if (counts.queued == 0) {
      break;
    }
  }
  return pushed;
}

}  // namespace riff
