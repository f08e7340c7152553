#include "engine/sync/read_channel.h"

#include <algorithm>

#include "engine/base/crash_point.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/check_absences.h"
#include "engine/sync/observe_listings.h"
#include "engine/sync/patient_read.h"
#include "engine/sync/record_findings.h"
#include "engine/sync/take_page.h"

namespace riff {

namespace {

// Orders reach a channel's lists late and its clock is not ours: read again what changed this long before the
// watermark.
constexpr Duration kOrdersOverlap = std::chrono::minutes(15);
// How far back the baseline looks: older orders have long been shipped or cancelled.
constexpr Duration kBaselineHorizon = std::chrono::hours(24 * 60);
// The newest moments are not finished on the channel's side yet; the next window reads them again.
constexpr Duration kOpenEnd = std::chrono::minutes(2);
// A sweep that was broken off longer ago begins anew: its first pages have aged too much.
constexpr Duration kSweepResumeMax = std::chrono::hours(1);
constexpr int kPagesMax = 100'000;  // A cursor that never ends is a fault of the channel's.

Result<ChannelState> LoadState(Store& store, Channel channel) {
  ChannelState state;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(state, tx.channels.Get(channel));
    return {};
  }));
  return state;
}

Result<void> SaveState(Store& store, const ChannelState& state) {
  return store.Transact([&](Transaction& tx) { return tx.channels.Save(state); });
}

Result<void> BeginSweep(Store& store, RunContext& run, ChannelState& state) {
  const Timestamp now = run.clock.Now();
  if (state.sweep_started_at.has_value() && now - *state.sweep_started_at < kSweepResumeMax &&
      !state.sweep_cursor.empty()) {
    return {};
  }
  ++state.sweep;
  state.sweep_started_at = now;
  state.sweep_cursor.clear();
  state.sweep_rows = 0;
  return SaveState(store, state);
}

// One page: asked for, stored, and where to go on from.
Result<std::optional<std::int64_t>> ReadPage(Store& store, RunContext& run, Connector& connector, ChannelState& state) {
  const Timestamp asked_at = run.clock.Now();
  const std::optional<Cursor> cursor =
      state.sweep_cursor.empty() ? std::nullopt : std::optional<Cursor>(Cursor(state.sweep_cursor));
  RIFF_TRY(const Page<RemoteListing> page,
           PatientRead(run, [&] { return connector.reader->ListListings(run, cursor); }));
  RIFF_CRASH_POINT("sweep.page_read");
  ChannelState next = state;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    next = state;
    RIFF_TRY(const ObserveCounts counts,
             ObserveListings(tx, page.rows, ReadMark{connector.channel, asked_at, state.sweep, run.run}));
    RIFF_CRASH_POINT("sweep.half_page");
    next.sweep_rows += counts.first_in_sweep;
    next.sweep_cursor = page.next.has_value() ? page.next->text() : "";
    return tx.channels.Save(next);
  }));
  RIFF_CRASH_POINT("sweep.page_stored");
  state = next;
  return page.total;
}

// A cursor that the channel does not take (any more) would fail every resumed sweep: the next one begins anew.
Result<void> ForgetBadCursor(Store& store, ChannelState& state, const Error& error) {
  if (error.kind != ErrorKind::kInvalid || state.sweep_cursor.empty()) {
    return {};
  }
  state.sweep_cursor.clear();
  return SaveState(store, state);
}

Result<void> RecordChannelTrouble(Store& store, RunContext& run, Channel channel, const Error& error, bool& opened) {
  const bool dead = error.kind == ErrorKind::kUnauthorized;
  return store.Transact([&](Transaction& tx) -> Result<void> {
    const Timestamp now = run.clock.Now();
    RIFF_TRY(ChannelState state, tx.channels.Get(channel));
    const ChannelHealth health = dead ? ChannelHealth::kNeedsReauth : ChannelHealth::kDegraded;
    if (state.health != health) {
      state.health = health;
      state.health_since = now;
    }
    state.health_why = error.message;
    RIFF_TRY(tx.channels.Save(state));
    Finding finding;
    finding.type = dead ? TodoType::kChannelNeedsReauth : TodoType::kReadIncomplete;
    finding.severity = UsualSeverity(finding.type);
    finding.channel = channel;
    finding.title = ToString(channel);
    finding.observed = ToString(channel) + " could not be read to its end: " + error.message;
    finding.intended = dead ? "its credentials are accepted" : "every listing is read; nothing is inferred until then";
    finding.suggested = dead ? "renew the credentials, then run riff doctor" : "run riff sync again; see riff doctor";
    finding.facts = std::string(ToString(error.kind));
    RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run.run, now));
    opened = recorded == Recorded::kOpened;
    return {};
  });
}

Result<void> RecordHealthy(Store& store, RunContext& run, Channel channel) {
  RIFF_TRY(ChannelState state, LoadState(store, channel));
  if (state.health == ChannelHealth::kOk) {
    return {};
  }
  state.health = ChannelHealth::kOk;
  state.health_since = run.clock.Now();
  state.health_why.clear();
  return SaveState(store, state);
}

}  // namespace

Result<TakeCounts> ReadOrders(Store& store, RunContext& run, const ShopChannel& channel, ReadReport& report,
                              const Progress& progress) {
  Connector& connector = *channel.connector;
  TakeCounts sum;
  if (!connector.can.reads_orders) {
    return sum;
  }
  RIFF_TRY(ChannelState state, LoadState(store, connector.channel));
  const Timestamp now = run.clock.Now();
  const bool baseline = !state.orders_watermark.has_value();
  // A watermark in the future was set by a clock that ran ahead: what came since then is not known to be read.
  const bool overtaken = !baseline && *state.orders_watermark > now;
  const OrderWindow window{baseline || overtaken ? now - kBaselineHorizon : *state.orders_watermark - kOrdersOverlap,
                           now};
  Timestamp stuck_since = now;
  std::optional<Cursor> cursor;
  for (int page_number = 0; page_number < kPagesMax; ++page_number) {
    if (run.stopping) {
      return Fail(ErrorKind::kUnavailable, "stopped while reading orders");
    }
    RIFF_TRY(const Page<Order> page,
             PatientRead(run, [&] { return connector.reader->ListOrders(run, window, cursor); }));
    RIFF_CRASH_POINT("orders.page_read");
    const TakeMark mark{run.run, now, baseline ? OrderAge::kBaseline : OrderAge::kNew,
                        connector.can.orders_from_state ? OrderEvidence::kListingState : OrderEvidence::kOrder};
    RIFF_TRY(const PageTaken taken, TakePage(store, page.rows, mark));
    stuck_since = taken.stuck_since.has_value() ? std::min(stuck_since, *taken.stuck_since) : stuck_since;
    RIFF_CRASH_POINT("orders.page_stored");
    sum.lines += taken.counts.lines;
    sum.parked += taken.counts.parked;
    sum.todo_opened += taken.counts.todo_opened;
    report.orders += static_cast<std::int64_t>(page.rows.size());
    progress(ToString(connector.channel), "orders", report.orders);
    if (!page.next.has_value()) {
      RIFF_CRASH_POINT("orders.watermark_ahead");
      RIFF_TRY(state, LoadState(store, connector.channel));
      const Timestamp read_until = baseline || overtaken ? now : std::max(*state.orders_watermark, now - kOpenEnd);
      // What is in quarantine is read again.
      state.orders_watermark = std::min(
          read_until, std::max(stuck_since, overtaken ? stuck_since : state.orders_watermark.value_or(stuck_since)));
      RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
        if (baseline) {
          RIFF_TRY(tx.settings.Set(BooksSinceSetting(connector.channel), FormatUtc(now)));
        }
        return tx.channels.Save(state);
      }));
      RIFF_CRASH_POINT("orders.watermark_stored");
      return sum;
    }
    cursor = page.next;
  }
  return Fail(ErrorKind::kInvalid, "the orders of " + ToString(connector.channel) + " never end");
}

Result<void> ReadListings(Store& store, RunContext& run, const Shop& shop, const ShopChannel& channel,
                          ChannelRead& read, const Progress& progress) {
  Connector& connector = *channel.connector;
  RIFF_TRY(ChannelState state, LoadState(store, connector.channel));
  RIFF_TRY(BeginSweep(store, run, state));
  RIFF_CRASH_POINT("sweep.begun");
  std::optional<std::int64_t> total;
  for (int page = 0; page < kPagesMax; ++page) {
    if (run.stopping) {
      return Fail(ErrorKind::kUnavailable, "stopped while reading listings");
    }
    const Result<std::optional<std::int64_t>> stated = ReadPage(store, run, connector, state);
    if (!stated.has_value()) {
      RIFF_TRY(ForgetBadCursor(store, state, stated.error()));
      return Fail(stated.error());
    }
    total = stated->has_value() ? *stated : total;
    read.report.listings = state.sweep_rows;
    progress(ToString(connector.channel), "listings", state.sweep_rows);
    if (state.sweep_cursor.empty()) {
      break;
    }
    read.report.status = ReadStatus::kPartial;
  }
  RIFF_CRASH_POINT("sweep.last_page");
  const bool whole = state.sweep_cursor.empty() && (!total.has_value() || state.sweep_rows >= *total);
  const Timestamp started_at = *state.sweep_started_at;
  const CompleteSweep sweep{state.sweep, state.complete_read_at};
  state.sweep_started_at.reset();
  state.sweep_cursor.clear();
  if (whole) {
    state.complete_read_at = started_at;
  }
  RIFF_TRY(SaveState(store, state));
  RIFF_CRASH_POINT("sweep.complete");
  if (!whole) {
    read.report.status = ReadStatus::kPartial;
    return Fail(ErrorKind::kUnavailable, "the pages showed " + std::to_string(state.sweep_rows) +
                                             " listings where the channel says it has " +
                                             std::to_string(total.value_or(0)));
  }
  read.report.status = ReadStatus::kComplete;
  RIFF_TRY(const AbsenceCounts absences, CheckAbsences(store, run, connector, shop.policy.sync.blast_radius, sweep));
  RIFF_CRASH_POINT("sweep.absences_checked");
  read.todo_opened += absences.todo_opened;
  if (absences.held) {
    read.report.status = ReadStatus::kPartial;
  }
  return {};
}

ChannelRead ReadChannel(Store& store, RunContext& run, const Shop& shop, const ShopChannel& channel,
                        const Progress& progress) {
  ChannelRead read;
  const std::int64_t before = channel.requests_sent();
  const Channel name = channel.connector->channel;
  const auto read_both = [&]() -> Result<void> {
    RIFF_TRY(const TakeCounts taken, ReadOrders(store, run, channel, read.report, progress));
    read.todo_opened += taken.todo_opened;
    RIFF_TRY(ReadListings(store, run, shop, channel, read, progress));
    return RecordHealthy(store, run, name);
  };
  read.report.status = ReadStatus::kFailed;
  const Result<void> done = read_both();
  if (!done.has_value()) {
    read.error = done.error().message;
  }
  if (!done.has_value() && !run.stopping) {  // A person's Ctrl-C is no trouble of the channel's.
    bool opened = false;
    const Result<void> recorded = RecordChannelTrouble(store, run, name, done.error(), opened);
    if (!recorded.has_value()) {
      read.error += "; and this could not be recorded: " + recorded.error().message;
    }
    read.todo_opened += opened ? 1 : 0;
  }
  read.report.requests = channel.requests_sent() - before;
  return read;
}

}  // namespace riff
