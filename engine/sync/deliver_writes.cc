#include "engine/sync/deliver_writes.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/crash_point.h"
#include "engine/plan/retry.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/record_findings.h"
#include "engine/sync/refusal.h"

namespace riff {

namespace {

constexpr Duration kLease = std::chrono::seconds(120);  // Longer than one bulk call with its time-out and its pace.
constexpr std::size_t kClaimLeast = 10;  // Rows of channels without bulk calls go out together, a few at a time.
constexpr int kBatchesMax = 100'000;

struct Visitor {
  ListingFacts facts;

  ListingFacts operator()(const SetQuantity& change) {
    facts.quantity = change.to;
    if (change.to > Quantity(0)) {
      facts.status = ListingStatus::kLive;
    }
    return facts;
  }
  ListingFacts operator()(const SetPrice& change) {
    facts.price = change.to;
    return facts;
  }
  ListingFacts operator()(const SetContent& change) {
    facts.content = DigestOf(change.to);
    return facts;
  }
  ListingFacts operator()(const PauseListing&) {
    facts.status = ListingStatus::kPaused;
    return facts;
  }
  ListingFacts operator()(const EndListing&) {
    facts.status = ListingStatus::kEnded;
    return facts;
  }
  ListingFacts operator()(const CreateListing& change) {
    return ListingFacts{ListingStatus::kLive, change.quantity, change.price, DigestOf(change.content)};
  }
  ListingFacts operator()(const Relist& change) {
    facts.status = ListingStatus::kLive;
    facts.quantity = change.quantity;
    return facts;
  }
};

class Delivery {
 public:
  Delivery(Store& store, RunContext& run, const ShopChannel& channel, Outgoing outgoing)
      : store_(store), run_(run), channel_(channel), connector_(*channel.connector), outgoing_(outgoing) {}

  // Nothing claimed: done. kUnavailable never; errors are the store's.
  Result<bool> Step() {
    RIFF_TRY(const std::vector<Write> claimed, Claim());
    if (claimed.empty()) {
      return false;
    }
    channel_.before_sending(claimed.front().urgency);  // Claims are in the order of urgency.
    RIFF_CRASH_POINT("deliver.claimed");
    const std::vector<WriteOutcome> outcomes = connector_.writer->Deliver(run_, claimed);
    channel_.before_sending(Urgency::kRest);
    RIFF_CHECK(outcomes.size() == claimed.size(), "a writer answers every write");
    RIFF_CRASH_POINT("deliver.answered");
    Delivered part;
    bool stop = false;
    RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
      part = Delivered{};
      stop = false;
      for (std::size_t i = 0; i < claimed.size(); ++i) {
        RIFF_TRY(outcomes[i].has_value() ? SettleAccepted(tx, claimed[i], *outcomes[i], part)
                                         : SettleFailed(tx, claimed[i], outcomes[i].error(), part, stop));
        RIFF_CRASH_POINT("deliver.half_settled");
      }
      return {};
    }));
    RIFF_CRASH_POINT("deliver.settled");
    sum_.report.accepted += part.report.accepted;
    sum_.report.later += part.report.later;
    sum_.report.ambiguous += part.report.ambiguous;
    sum_.report.rejected += part.report.rejected;
    sum_.todo_opened += part.todo_opened;
    sum_.look.insert(sum_.look.end(), part.look.begin(), part.look.end());
    return !stop;
  }

  Delivered& sum() { return sum_; }

 private:
  Result<std::vector<Write>> Claim() {
    std::vector<Write> claimed;
    const std::size_t rows = std::max(kClaimLeast, static_cast<std::size_t>(connector_.can.rows_per_write_call));
    RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
      claimed.clear();
      RIFF_TRY(const bool allowed, MaySend(tx));
      if (!allowed) {
        return {};
      }
      const std::string owner = "run " + std::to_string(run_.run.number());
      ClaimRequest request{connector_.channel, owner, run_.clock.Now(), kLease, rows};
      if (outgoing_ == Outgoing::kOfThisRun) {
        request.run = run_.run;
      }
      RIFF_TRY(claimed, tx.outbox.Claim(request));
      RIFF_CRASH_POINT("deliver.claim_written");
      return {};
    }));
    return claimed;
  }

  // The switches, the stage and the channel's health as they are now, not as they were when the plan was made.
  Result<bool> MaySend(Transaction& tx) {
    RIFF_TRY(const std::optional<std::string> push, tx.settings.Get(kPushSwitch));
    RIFF_TRY(const ChannelState state, tx.channels.Get(connector_.channel));
    if (push == "off" || state.health == ChannelHealth::kNeedsReauth) {
      return false;
    }
    RIFF_TRY(const std::optional<std::string> by_hand,
             tx.settings.Get("stage." + std::string(ToString(connector_.channel.platform))));
    if (!by_hand.has_value()) {
      return true;
    }
    RIFF_TRY(const Stage stage, ParseStage(*by_hand));
    return UseOf(stage, connector_.channel.environment) == ChannelUse::kReadAndWrite;
  }

  // False: somebody else has the write by now (our lease had lapsed), and says what becomes of it.
  Result<bool> IsStillOurs(Transaction& tx, const Write& write) {
    const Result<void> settled = tx.outbox.Settle(write);
    if (!settled.has_value() && settled.error().kind != ErrorKind::kConflict) {
      return Fail(settled.error());
    }
    return settled.has_value();
  }

  Result<void> SettleAccepted(Transaction& tx, Write write, const Accepted& accepted, Delivered& part) {
    write.state = WriteState::kAccepted;
    write.attempted_at = run_.clock.Now();
    write.last_error = accepted.note;
    RIFF_TRY(const bool ours, IsStillOurs(tx, write));
    if (!ours) {
      return {};
    }
    ListingKey key = write.listing;
    RIFF_TRY(std::optional<Listing> listing, tx.listings.Find(key));
    if (listing.has_value() && accepted.remote.has_value() && *accepted.remote != key.remote) {
      const ListingKey now_known{key.channel, *accepted.remote};
      RIFF_TRY(const std::optional<Listing> seen_already, tx.listings.Find(now_known));
      const int next = IsPending(key.remote) ? listing->generation : listing->generation + 1;
      RIFF_TRY(tx.listings.Rename(key, now_known, seen_already.has_value() ? seen_already->generation : next));
      RIFF_TRY(listing, tx.listings.Find(now_known));
      RIFF_CRASH_POINT("create.renamed");
      key = now_known;
    }
    if (listing.has_value()) {
      listing->acked = FactsAfter(listing->acked.value_or(listing->observed), write.change);
      listing->acked_at = write.attempted_at;
      if (!accepted.handle.empty()) {
        listing->handle = accepted.handle;
      }
      RIFF_TRY(tx.listings.Save(*listing));
    }
    RIFF_TRY(tx.products.MarkDirty(write.sku));
    RIFF_TRY(Log(tx, write, accepted.note));
    part.look.push_back(key);
    ++part.report.accepted;
    return {};
  }

  Result<void> SettleFailed(Transaction& tx, Write write, const Error& error, Delivered& part, bool& stop) {
    const Timestamp now = run_.clock.Now();
    const NextStep next = AfterFailure(error, write.attempts, now, run_.random);
    write.state = next.state;
    write.due_at = next.due_at;
    write.attempted_at = now;
    write.attempts -= next.counts ? 0 : 1;
    write.last_error = error.message;
    RIFF_TRY(const bool ours, IsStillOurs(tx, write));
    if (!ours) {
      return {};
    }
    RIFF_TRY(tx.products.MarkDirty(write.sku));
    RIFF_TRY(Log(tx, write, std::string(ToString(error.kind)) + ": " + error.message));
    part.report.later += next.state == WriteState::kQueued ? 1 : 0;
    part.report.ambiguous += next.state == WriteState::kAmbiguous ? 1 : 0;
    part.report.rejected += next.state == WriteState::kRejected ? 1 : 0;
    if (next.state == WriteState::kAmbiguous || next.state == WriteState::kSuperseded) {
      part.look.push_back(write.listing);
    }
    if (next.state == WriteState::kRejected) {
      RIFF_TRY(const Recorded recorded, RecordFinding(tx, RefusalOf(write), run_.run, now));
      part.todo_opened += recorded == Recorded::kOpened ? 1 : 0;
    }
    if (next.halt_channel) {
      RIFF_TRY(HaltChannel(tx, error, now, part));
    }
    stop = stop || next.halt_channel || error.kind == ErrorKind::kThrottled;
    return {};
  }

  Result<void> HaltChannel(Transaction& tx, const Error& error, Timestamp now, Delivered& part) {
    RIFF_TRY(ChannelState state, tx.channels.Get(connector_.channel));
    if (state.health != ChannelHealth::kNeedsReauth) {
      state.health = ChannelHealth::kNeedsReauth;
      state.health_since = now;
    }
    state.health_why = error.message;
    RIFF_TRY(tx.channels.Save(state));
    Finding finding;
    finding.type = TodoType::kChannelNeedsReauth;
    finding.severity = UsualSeverity(finding.type);
    finding.channel = connector_.channel;
    finding.title = ToString(connector_.channel);
    finding.observed = ToString(connector_.channel) + " refused our credentials: " + error.message;
    finding.intended = "its credentials are accepted";
    finding.suggested = "renew the credentials, then run riff doctor";
    finding.facts = std::string(ToString(error.kind));
    RIFF_TRY(const Recorded recorded, RecordFinding(tx, finding, run_.run, now));
    part.todo_opened += recorded == Recorded::kOpened ? 1 : 0;
    return {};
  }

  Result<void> Log(Transaction& tx, const Write& write, const std::string& why) {
    Activity entry;
    entry.at = run_.clock.Now();
    entry.actor = "run " + std::to_string(run_.run.number());
    entry.action = "write";
    entry.subject = ToString(write.listing);
    entry.sku = write.sku;
    entry.before = "in_flight: " + Describe(write.change);
    entry.after = std::string(ToString(write.state)) + ": " + Describe(write.change);
    entry.why = why;
    entry.run = run_.run;
    return tx.activity.Append(entry);
  }

  Store& store_;
  RunContext& run_;
  const ShopChannel& channel_;
  Connector& connector_;
  Outgoing outgoing_;
  Delivered sum_;
};

}  // namespace

ListingFacts FactsAfter(ListingFacts before, const Change& change) {
  return std::visit(Visitor{std::move(before)}, change);
}

Result<Delivered> DeliverWrites(Store& store, RunContext& run, const ShopChannel& channel, const Progress& progress,
                                Outgoing outgoing) {
  Delivery delivery(store, run, channel, outgoing);
  if (channel.connector->writer == nullptr) {
    return std::move(delivery.sum());
  }
  const std::int64_t before = channel.requests_sent();
  for (int batch = 0; batch < kBatchesMax && !run.stopping && !run.tripwire.tripped(); ++batch) {
    RIFF_TRY(const bool more, delivery.Step());
    const PushReport& report = delivery.sum().report;
    progress(ToString(channel.connector->channel), "writes",
             report.accepted + report.later + report.ambiguous + report.rejected);
    if (!more) {
      break;
    }
  }
  delivery.sum().report.requests = channel.requests_sent() - before;
  return std::move(delivery.sum());
}

}  // namespace riff
