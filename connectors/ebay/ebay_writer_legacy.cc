// What a Writer does for legacy listings, and for those that were legacy.

#include <algorithm>
#include <utility>
#include <variant>

#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_rows.h"
#include "connectors/ebay/ebay_writer.h"
#include "connectors/http/outcome.h"

namespace riff::ebay {
namespace {

template <class... Bodies>
struct Overloaded : Bodies... {
  using Bodies::operator()...;
};

}  // namespace

void Writer::DeliverLegacy(std::span<const Write> writes, Outcomes& outcomes) {
  std::vector<ReviseRow> rows;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (outcomes[i] || !TravelsInBulk(writes[i].change) || !IsLegacyHandle(writes[i].handle)) {
      continue;
    }
    Result<ReviseRow> row = ReviseRowOf(writes[i]);
    if (row.has_value()) {
      rows.push_back(*std::move(row));
      places.push_back(i);
    } else {
      outcomes[i] = Fail(row.error());
    }
  }
  std::vector<ReviseOutcome> answers = legacy_.Revise(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    outcomes[places[i]] = ReviseOutcomeOf(writes[places[i]], rows[i], std::move(answers[i]));
  }
}

WriteOutcome Writer::ReviseOutcomeOf(const Write& write, const ReviseRow& row, ReviseOutcome outcome) {
  using Trouble = ReviseOutcome::Trouble;
  if (outcome.note.has_value()) {
    return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = *std::move(outcome.note)};
  }
  Error error = std::move(outcome.note).error();
  if (outcome.trouble == Trouble::kOwnedByInventory) {
    return DeliverMoved(write, std::move(error));
  }
  if (outcome.trouble == Trouble::kEnded && row.quantity == Quantity(0)) {
    return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = "was not for sale any more"};
  }
  if (outcome.trouble != Trouble::kZeroRefused || !row.sku.empty()) {
    return Fail(std::move(error));
  }
  WriteOutcome ended = legacy_.End(write.listing.remote);
  if (ended.has_value()) {
    ended->note = "ended, for eBay would not show 0" + (ended->note.empty() ? "" : "; " + ended->note);
  }
  return ended;
}

WriteOutcome Writer::DeliverMoved(const Write& write, Error refusal) {
  const Result<std::vector<Offer>> offers = calls_.OffersOf(SkuOf(write));
  if (!offers.has_value()) {
    return Fail(WithContext("look for the offer of a listing that was legacy", NotYetWritten(offers.error())));
  }
  const auto offer = std::ranges::find(*offers, ItemIdOf(write.listing.remote), &Offer::listing_id);
  if (offer == offers->end()) {
    return Fail(std::move(refusal));
  }
  Write moved = write;
  moved.handle = offer->id;
  WriteOutcome outcome;
  if (TravelsInBulk(moved.change)) {
    const BulkRow row = RowOf(moved, offer->id);
    outcome = BulkOutcomeOf(moved, row, std::move(bulk_.Update(std::span(&row, 1)).front()));
  } else if (const auto* const content = std::get_if<SetContent>(&moved.change)) {
    outcome = listings_.SetContent(moved, content->to);
  } else if (const auto* const relist = std::get_if<Relist>(&moved.change)) {
    outcome = listings_.Relist(moved, relist->quantity);
  } else {
    outcome = listings_.End(moved);
  }
  if (outcome.has_value()) {
    outcome->handle = offer->id;
  }
  return outcome;
}

WriteOutcome Writer::DeliverLegacyAlone(const Write& write) {
  const RemoteId& remote = write.listing.remote;
  return std::visit(Overloaded{
                        [&](const SetContent& change) { return legacy_.SetTexts(remote, change.to); },
                        [&](const EndListing&) { return legacy_.End(remote); },
                        [&](const Relist& change) { return legacy_.Relist(remote, change.quantity, write.key); },
                        [](const CreateListing&) -> WriteOutcome {
                          return Fail(ErrorKind::kUnsupported, "a listing that is there cannot be created");
                        },
                        [](const PauseListing&) -> WriteOutcome { return Fail(CannotPause()); },
                        [](const SetQuantity&) -> WriteOutcome { return Fail(NotSent()); },
                        [](const SetPrice&) -> WriteOutcome { return Fail(NotSent()); },
                    },
                    write.change);
}

WriteOutcome Writer::Create(const CreateListing& create, Timestamp now) {
  if (config_.legacy == Config::Legacy::kLeftOut) {
    return listings_.Create(create);
  }
  const Result<std::vector<LegacyItem>> items = legacy_reader_.WithSku(create.sku, now);
  if (!items.has_value()) {
    return Fail(WithContext("look for the SKU before creating", NotYetWritten(items.error())));
  }
  if (items->empty()) {
    return listings_.Create(create);
  }
  const Result<std::vector<Offer>> offers = calls_.OffersOf(create.sku);
  if (!offers.has_value()) {
    return Fail(WithContext("look for the SKU before creating", NotYetWritten(offers.error())));
  }
  std::vector<RemoteId> found;
  for (const LegacyItem& item : *items) {
    if (std::ranges::find(*offers, item.id, &Offer::listing_id) != offers->end()) {
      continue;  // The Inventory API's own, which its create finds by itself.
    }
    for (const RemoteListing& row : item.rows) {
      if (row.ref.sku == create.sku) {
        found.push_back(row.ref.remote);
      }
    }
  }
  if (found.empty()) {
    return listings_.Create(create);
  }
  if (found.size() > 1 || std::ranges::any_of(*offers, &Offer::published)) {
    return Fail(ErrorKind::kConflict, "eBay has several listings of " + create.sku.text());
  }
  return Accepted{.remote = found.front(), .handle = LegacyHandle(found.front()), .shown = {}, .note = "adopted"};
}

}  // namespace riff::ebay
