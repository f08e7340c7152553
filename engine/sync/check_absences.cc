#include "engine/sync/check_absences.h"

#include <algorithm>
#include <span>

#include "engine/base/check.h"
#include "engine/base/crash_point.h"
#include "engine/sync/approvals.h"
#include "engine/sync/observe_listings.h"
#include "engine/sync/patient_read.h"
#include "engine/sync/record_findings.h"

namespace riff {

namespace {

constexpr std::size_t kRefsPerRead = 50;
constexpr std::size_t kMissingListed = 10'000;

Result<std::vector<Listing>> Missing(Store& store, Channel channel, std::int64_t sweep) {
  std::vector<Listing> missing;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    missing.clear();
    RIFF_TRY(const std::vector<Listing> rows, tx.listings.NotSeenIn(channel, sweep, RemoteId(), kMissingListed));
    for (const Listing& row : rows) {
      if (!IsPending(row.key.remote)) {
        missing.push_back(row);
      }
    }
    return {};
  }));
  return missing;
}

Result<bool> HoldBack(Store& store, RunContext& run, Channel channel, const std::vector<Listing>& missing,
                      std::int64_t live) {
  bool opened = false;
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    Finding finding;
    finding.type = TodoType::kMassChangeHeld;
    finding.severity = UsualSeverity(finding.type);
    finding.channel = channel;
    finding.title = ToString(channel);
    finding.observed = "a complete read of " + ToString(channel) + " did not show " + std::to_string(missing.size()) +
                       " listings (" + std::to_string(live) + " were live), among them " +
                       missing.front().key.remote.text() + " \"" + missing.front().title + "\"";
    finding.intended = "so many do not vanish at once; nothing was inferred from it";
    finding.suggested = "look at the channel; if they are gone indeed, riff todo approve this item with --number " +
                        std::to_string(missing.size());
    finding.facts = "missing";
    RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run.run, run.clock.Now()));
    opened = recorded == Recorded::kOpened;
    return {};
  }));
  return opened;
}

struct Absence {
  ReadMark mark;
  std::optional<Timestamp> complete_before;
};

Result<void> SettleOne(Transaction& tx, const Listing& listing, const Result<RemoteListing>& answer,
                       const Absence& absence, AbsenceCounts& counts) {
  const ReadMark& mark = absence.mark;
  if (answer.has_value()) {
    RIFF_TRY(ObserveListings(tx, std::span(&*answer, 1), mark));
    return {};
  }
  const bool unseen_before = absence.complete_before.has_value() && listing.observed_at < *absence.complete_before;
  if (answer.error().kind != ErrorKind::kNotFound || !unseen_before) {
    return {};
  }
  ++counts.gone;
  return ObserveGone(tx, listing, mark);
}

}  // namespace

Result<AbsenceCounts> CheckAbsences(Store& store, RunContext& run, Connector& connector, const BlastRadius& bounds,
                                    const CompleteSweep& sweep) {
  AbsenceCounts counts;
  RIFF_TRY(const std::vector<Listing> missing, Missing(store, connector.channel, sweep.number));
  counts.missing = static_cast<std::int64_t>(missing.size());
  std::int64_t live_missing = 0;
  for (const Listing& listing : missing) {
    live_missing += Sellable(listing.observed).value_or(Quantity(1)) > Quantity(0) ? 1 : 0;
  }
  ListingCounts known;
  std::int64_t approved = 0;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(known, tx.listings.CountsOf(connector.channel));
    RIFF_TRY(approved, ApprovedRemovals(tx, connector.channel));
    return {};
  }));
  const double share = known.live == 0 ? 0.0 : static_cast<double>(live_missing) / static_cast<double>(known.live);
  if (live_missing > std::max(bounds.listings, approved) && share > bounds.share) {
    counts.held = true;
    RIFF_TRY(const bool opened, HoldBack(store, run, connector.channel, missing, known.live));
    counts.todo_opened = opened ? 1 : 0;
    return counts;
  }
  for (std::size_t first = 0; first < missing.size() && !run.stopping; first += kRefsPerRead) {
    const std::size_t count = std::min(kRefsPerRead, missing.size() - first);
    std::vector<ListingRef> refs;
    for (const Listing& listing : std::span(missing).subspan(first, count)) {
      refs.push_back(ListingRef{listing.key.remote, listing.sku_shown, listing.handle});
    }
    const Timestamp asked_at = run.clock.Now();
    const std::vector<Result<RemoteListing>> answers = connector.reader->GetListings(run, refs);
    RIFF_CHECK(answers.size() == refs.size(), "a reader answers every ref");
    RIFF_CRASH_POINT("absences.asked");
    AbsenceCounts part;
    RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
      part = AbsenceCounts{};
      for (std::size_t i = 0; i < count; ++i) {
        const Absence absence{ReadMark{connector.channel, asked_at, sweep.number, run.run}, sweep.complete_before};
        RIFF_TRY(SettleOne(tx, missing[first + i], answers[i], absence, part));
        RIFF_CRASH_POINT("absences.half_stored");
      }
      return {};
    }));
    RIFF_CRASH_POINT("absences.stored");
    counts.gone += part.gone;
  }
  return counts;
}

}  // namespace riff
