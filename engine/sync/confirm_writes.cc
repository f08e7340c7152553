#include "engine/sync/confirm_writes.h"

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/base/crash_point.h"
#include "engine/plan/retry.h"
#include "engine/sync/observe_listings.h"
#include "engine/sync/patient_read.h"
#include "engine/sync/record_findings.h"

namespace riff {

namespace {

constexpr std::size_t kRefsPerRead = 50;
constexpr std::size_t kOpenWritesRead = 5'000;

struct ToConfirm {
  std::vector<ListingRef> known;  // Asked by id.
  std::vector<Write> unknown;     // Creates without an id: looked for by SKU.
  std::set<Sku> products;
};

Result<void> Gather(Transaction& tx, Channel channel, std::span<const ListingKey> also, ToConfirm& work) {
  std::set<ListingKey> keys(also.begin(), also.end());
  for (const WriteState state : {WriteState::kAccepted, WriteState::kAmbiguous}) {
    RIFF_TRY(const std::vector<Write> writes, tx.outbox.InState(channel, state, kOpenWritesRead));
    for (const Write& write : writes) {
      work.products.insert(write.sku);
      if (IsPending(write.listing.remote)) {
        work.unknown.push_back(write);
      } else {
        keys.insert(write.listing);
      }
    }
  }
  for (const ListingKey& key : keys) {
    if (IsPending(key.remote)) {
      continue;
    }
    RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(key));
    if (listing.has_value()) {
      work.known.push_back(ListingRef{key.remote, listing->sku_shown, listing->handle});
      RIFF_TRY(const std::optional<Link> link, tx.links.Of(key));
      if (link.has_value()) {
        work.products.insert(link->product);
      }
    }
  }
  return {};
}

Result<void> ReadKnown(Store& store, RunContext& run, Connector& connector, const std::vector<ListingRef>& refs) {
  for (std::size_t first = 0; first < refs.size() && !run.stopping; first += kRefsPerRead) {
    const std::span<const ListingRef> part =
        std::span(refs).subspan(first, std::min(kRefsPerRead, refs.size() - first));
    const Timestamp asked_at = run.clock.Now();
    const std::vector<Result<RemoteListing>> answers = connector.reader->GetListings(run, part);
    RIFF_CHECK(answers.size() == part.size(), "a reader answers every ref");
    RIFF_CRASH_POINT("confirm.asked");
    RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
      for (const Result<RemoteListing>& answer : answers) {
        // A listing that could not be read back keeps its write open; the next observation decides.
        if (answer.has_value()) {
          RIFF_TRY(ObserveListings(tx, std::span(&*answer, 1), ReadMark{connector.channel, asked_at, 0, run.run}));
          RIFF_CRASH_POINT("confirm.half_stored");
        }
      }
      return {};
    }));
  }
  return {};
}

class UnknownCreate {
 public:
  UnknownCreate(Store& store, RunContext& run, Connector& connector, Duration settle_time)
      : store_(store), run_(run), connector_(connector), settle_time_(settle_time) {}

  Result<void> Resolve(const Write& write, ConfirmCounts& counts) {
    const Timestamp asked_at = run_.clock.Now();
    const Result<std::vector<RemoteListing>> found =
        PatientRead(run_, [&] { return connector_.reader->FindBySku(run_, write.sku); });
    if (!found.has_value()) {
      return {};  // Not answered: still unclear, asked again next time.
    }
    RIFF_CRASH_POINT("confirm.found");
    std::vector<RemoteListing> alive;
    for (const RemoteListing& row : *found) {
      if (row.facts.status != ListingStatus::kGone) {
        alive.push_back(row);
      }
    }
    if (alive.size() == 1) {
      return store_.Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(ObserveListings(tx, alive, ReadMark{connector_.channel, asked_at, 0, run_.run}));
        return Adopt(tx, write, alive.front());
      });
    }
    if (alive.size() > 1) {
      return Raise(write, "several listings show its SKU there", counts);
    }
    if (write.state == WriteState::kAmbiguous) {
      return SendAgainLater(write);
    }
    return asked_at - write.attempted_at > 3 * settle_time_
               ? Raise(write, "the channel said yes, and shows no listing with its SKU", counts)
               : Result<void>();
  }

 private:
  // A listing that was in the store before, linked to nothing, is not taken for the one that waits: join them here.
  Result<void> Adopt(Transaction& tx, const Write& write, const RemoteListing& row) {
    const ListingKey found{connector_.channel, row.ref.remote};
    RIFF_TRY(const std::optional<Listing> waiting, tx.listings.Find(write.listing));
    RIFF_TRY(const std::optional<Listing> known, tx.listings.Find(found));
    if (!waiting.has_value() || !known.has_value() || waiting->key == known->key) {
      return {};
    }
    RIFF_CRASH_POINT("confirm.adopted");
    return tx.listings.Rename(waiting->key, found, known->generation);
  }

  Result<void> SendAgainLater(const Write& write) {
    Write again = write;
    again.state = WriteState::kQueued;
    const Timestamp visible_at = write.attempted_at + connector_.can.index_lag;
    again.due_at = std::max(run_.clock.Now(), visible_at);
    return store_.Transact([&](Transaction& tx) { return tx.outbox.Settle(again); });
  }

  Result<void> Raise(const Write& write, const std::string& what, ConfirmCounts& counts) {
    Finding finding;
    finding.type = TodoType::kIdentityUnresolved;
    finding.severity = UsualSeverity(finding.type);
    finding.channel = connector_.channel;
    finding.remote = write.listing.remote;
    finding.sku = write.sku;
    finding.title = write.sku.text();
    finding.observed = "a listing of " + write.sku.text() + " was created on " + ToString(connector_.channel) + " at " +
                       FormatUtc(write.attempted_at) + ": " + what;
    finding.intended = "its id there is known; no second one is created meanwhile";
    finding.suggested = "find it on the channel and link it, or resolve this item with --action not_created";
    finding.facts = what;
    return store_.Transact([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run_.run, run_.clock.Now()));
      counts.todo_opened += recorded == Recorded::kOpened ? 1 : 0;
      return {};
    });
  }

  Store& store_;
  RunContext& run_;
  Connector& connector_;
  Duration settle_time_;
};

}  // namespace

Result<ConfirmCounts> ConfirmWrites(Store& store, RunContext& run, const ShopChannel& channel, Duration settle_time,
                                    std::span<const ListingKey> also) {
  ConfirmCounts counts;
  Connector& connector = *channel.connector;
  const std::int64_t before = channel.requests_sent();
  ToConfirm work;
  RIFF_TRY(store.Read([&](Transaction& tx) -> Result<void> {
    work = ToConfirm{};
    return Gather(tx, connector.channel, also, work);
  }));
  RIFF_TRY(ReadKnown(store, run, connector, work.known));
  RIFF_CRASH_POINT("confirm.stored");
  UnknownCreate unknown(store, run, connector, settle_time);
  for (const Write& write : work.unknown) {
    if (run.stopping) {
      break;
    }
    RIFF_TRY(unknown.Resolve(write, counts));
  }
  RIFF_TRY(store.Transact([&](Transaction& tx) -> Result<void> {
    for (const Sku& sku : work.products) {
      RIFF_TRY(tx.products.MarkDirty(sku));
    }
    return {};
  }));
  RIFF_CRASH_POINT("confirm.done");
  counts.requests = channel.requests_sent() - before;
  return counts;
}

}  // namespace riff
