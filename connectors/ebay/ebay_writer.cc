#include "connectors/ebay/ebay_writer.h"

#include <utility>
#include <variant>

#include "connectors/ebay/ebay_listing_codec.h"

namespace riff::ebay {
namespace {

template <class... Bodies>
struct Overloaded : Bodies... {
  using Bodies::operator()...;
};

bool TravelsInBulk(const Change& change) {
  return std::holds_alternative<SetQuantity>(change) || std::holds_alternative<SetPrice>(change);
}

BulkRow RowOf(const Write& write, const std::string& offer) {
  BulkRow row{.sku = SkuOf(write), .offer = offer, .quantity = {}, .price = {}};
  if (const auto* const quantity = std::get_if<SetQuantity>(&write.change)) {
    row.quantity = quantity->to;
  } else if (const auto* const price = std::get_if<SetPrice>(&write.change)) {
    row.price = price->to;
  }
  return row;
}

}  // namespace

Writer::Writer(const Config& config, const std::shared_ptr<Client>& client)
    : marketplace_(config.marketplace),
      requests_(config),
      client_(client),
      bulk_(config, client),
      listings_(config, client) {}

std::vector<WriteOutcome> Writer::Deliver(RunContext& /*run*/, std::span<const Write> writes) {
  Outcomes outcomes(writes.size());
  DeliverBulk(writes, outcomes);
  std::vector<WriteOutcome> delivered;
  delivered.reserve(writes.size());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    delivered.push_back(outcomes[i] ? *std::move(outcomes[i]) : DeliverAlone(writes[i]));
  }
  return delivered;
}

void Writer::DeliverBulk(std::span<const Write> writes, Outcomes& outcomes) {
  std::vector<const Write*> bulk;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (TravelsInBulk(writes[i].change)) {
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
    outcomes[sent[i]] = BulkOutcomeOf(writes[sent[i]], rows[i], std::move(answers[i]));
  }
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
    const Offer* const offer = OfferOfListing(*offers, write->listing.remote, marketplace_);
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

WriteOutcome Writer::DeliverAlone(const Write& write) {
  return std::visit(Overloaded{
                        [&](const SetContent& change) { return listings_.SetContent(write, change.to); },
                        [&](const EndListing&) { return listings_.End(write); },
                        [&](const CreateListing& change) { return listings_.Create(change); },
                        [&](const Relist& change) { return listings_.Relist(write, change.quantity); },
                        [](const PauseListing&) -> WriteOutcome {
                          return Fail(ErrorKind::kUnsupported, "eBay cannot pause a listing: show 0 or end it");
                        },
                        // These have travelled in bulk already.
                        [](const SetQuantity&) -> WriteOutcome { return Fail(ErrorKind::kUnavailable, "not sent"); },
                        [](const SetPrice&) -> WriteOutcome { return Fail(ErrorKind::kUnavailable, "not sent"); },
                    },
                    write.change);
}

}  // namespace riff::ebay
