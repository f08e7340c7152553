#include "connectors/ebay/ebay_writer.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_rows.h"
#include "connectors/http/outcome.h"

namespace riff::ebay {
namespace {

template <class... Bodies>
struct Overloaded : Bodies... {
  using Bodies::operator()...;
};

}  // namespace

Writer::Writer(const Config& config, const std::shared_ptr<Client>& client)
    : config_(config),
      requests_(config),
      client_(client),
      calls_(config, client),
      bulk_(config, client),
      listings_(config, client),
      legacy_reader_(config, client),
      legacy_(config, client) {}

std::vector<WriteOutcome> Writer::Deliver(RunContext& run, std::span<const Write> writes) {
  const Timestamp now = run.clock.Now();
  Outcomes outcomes(writes.size());
  PutOff(writes, now, outcomes);
  DeliverLegacy(writes, outcomes);
  DeliverBulk(writes, now, outcomes);
  std::vector<WriteOutcome> delivered;
  delivered.reserve(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    delivered.push_back(outcomes[i] ? *std::move(outcomes[i]) : DeliverAlone(writes[i], now));
    const WriteOutcome& outcome = delivered.back();
    if (Revises(writes[i].change) && (outcome.has_value() || outcome.error().kind == ErrorKind::kAmbiguous)) {
      revisions_.Add(ItemIdOf(writes[i].listing.remote), now);
    }
  }
  return delivered;
}

void Writer::PutOff(std::span<const Write> writes, Timestamp now, Outcomes& outcomes) const {
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const int so_far = revisions_.Of(ItemIdOf(writes[i].listing.remote), now);
    const std::optional<Duration> wait = RevisionWait(so_far, UrgencyOf(writes[i]), now);
    if (wait && Revises(writes[i].change)) {
      outcomes[i] = Fail(Error{.kind = ErrorKind::kThrottled,
                               .message = "listing " + writes[i].listing.remote.text() + " was revised " +
                                          std::to_string(so_far) + " times today, and eBay allows 250",
                               .retry_after = *wait});
    }
  }
}

void Writer::DeliverBulk(std::span<const Write> writes, Timestamp now, Outcomes& outcomes) {
  std::vector<const Write*> bulk;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (!outcomes[i] && TravelsInBulk(writes[i].change)) {
      bulk.push_back(&writes[i]);
      places.push_back(i);
    }
  }
  const std::vector<Result<std::string>> offers = OfferIdsOf(bulk);
  std::vector<BulkRow> rows;
  std::vector<std::size_t> sent;
  for (std::size_t i = 0; i < bulk.size(); ++i) {
    if (offers[i].has_value()) {
      rows.push_back(RowOf(*bulk[i], *offers[i]));
      sent.push_back(places[i]);
    } else {
      outcomes[places[i]] = Fail(offers[i].error());
    }
  }
  std::vector<BulkOutcome> answers = bulk_.Update(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Write& write = writes[sent[i]];
    const bool locked = answers[i].trouble == BulkOutcome::Trouble::kRevisionRefused;
    WriteOutcome outcome = BulkOutcomeOf(write, rows[i], std::move(answers[i]));
    outcomes[sent[i]] = locked && !outcome.has_value() ? Until(write, now, outcome.error()) : std::move(outcome);
  }
}

WriteOutcome Writer::Until(const Write& write, Timestamp now, Error error) const {
  // 25019 has many reasons; near the end of the day's revisions it has this one.
  const int so_far = revisions_.Of(ItemIdOf(write.listing.remote), now);
  if (const std::optional<Duration> wait = RevisionWait(so_far, Urgency::kRest, now)) {
    error.kind = ErrorKind::kThrottled;
    error.retry_after = *wait;
  }
  return Fail(std::move(error));
}

std::vector<Result<std::string>> Writer::OfferIdsOf(std::span<const Write* const> writes) {
  std::vector<HttpRequest> asked;
  for (const Write* const write : writes) {
    if (write->handle.empty()) {
      asked.push_back(requests_.OffersOf(SkuOf(*write)));
    }
  }
  const std::vector<Result<HttpResponse>> answers = client_->SendAll(asked);
  std::vector<Result<std::string>> ids;
  std::size_t next = 0;
  for (const Write* const write : writes) {
    if (!write->handle.empty()) {
      ids.emplace_back(write->handle);
      continue;
    }
    const Result<std::vector<Offer>> offers = OffersOf(answers[next++]);
    if (!offers.has_value()) {
      // Nothing was written yet, so that an odd answer is a reason to come again, not to give up.
      Error error = offers.error();
      error.kind = error.kind == ErrorKind::kInvalid ? ErrorKind::kUnavailable : error.kind;
      ids.emplace_back(Fail(std::move(error)));
      continue;
    }
    const Offer* const offer = OfferOfListing(*offers, write->listing.remote, config_.marketplace);
    ids.push_back(offer != nullptr ? Result<std::string>(offer->id)
                                   : Fail(ErrorKind::kNotFound, "eBay has no offer of " + SkuOf(*write).text()));
  }
  return ids;
}

WriteOutcome Writer::BulkOutcomeOf(const Write& write, const BulkRow& row, BulkOutcome outcome) {
  const std::string handle = write.handle.empty() ? row.offer : std::string();
  if (outcome.note.has_value()) {
    return Accepted{.remote = {}, .handle = handle, .shown = {}, .note = *std::move(outcome.note)};
  }
  const bool not_for_sale = outcome.trouble == BulkOutcome::Trouble::kOfferRefused;
  if (outcome.trouble == BulkOutcome::Trouble::kZeroRefused || (not_for_sale && row.quantity == Quantity(0))) {
    WriteOutcome ended = listings_.End(write);
    if (ended.has_value()) {
      ended->note = "withdrawn, for eBay would not show 0" + (ended->note.empty() ? "" : "; " + ended->note);
    } else if (ended.error().kind == ErrorKind::kUnsupported) {
      return Fail(ErrorKind::kRejected, outcome.note.error().message);
    }
    return ended;
  }
  Error error = std::move(outcome.note).error();
  if (not_for_sale && error.kind == ErrorKind::kNotFound) {
    error.kind = ErrorKind::kConflict;
  }
  return Fail(std::move(error));
}

WriteOutcome Writer::DeliverAlone(const Write& write, Timestamp now) {
  if (IsLegacyHandle(write.handle)) {
    WriteOutcome outcome = DeliverLegacyAlone(write);
    const bool moved = !outcome.has_value() && outcome.error().kind == ErrorKind::kConflict;
    return moved ? DeliverMoved(write, outcome.error()) : std::move(outcome);
  }
  return std::visit(Overloaded{
                        [&](const SetContent& change) { return listings_.SetContent(write, change.to); },
                        [&](const EndListing&) { return listings_.End(write); },
                        [&](const CreateListing& change) { return Create(change, now); },
                        [&](const Relist& change) { return listings_.Relist(write, change.quantity); },
                        [](const PauseListing&) -> WriteOutcome { return Fail(CannotPause()); },
                        // These have travelled in bulk already.
                        [](const SetQuantity&) -> WriteOutcome { return Fail(NotSent()); },
                        [](const SetPrice&) -> WriteOutcome { return Fail(NotSent()); },
                    },
                    write.change);
}

}  // namespace riff::ebay
