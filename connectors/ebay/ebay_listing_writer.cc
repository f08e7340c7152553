#include "connectors/ebay/ebay_listing_writer.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_write_codec.h"
#include "connectors/http/outcome.h"

namespace riff::ebay {
namespace {

// A variation is published and withdrawn with its whole group only.
Result<void> CheckAlone(const Write& write) {
  if (write.listing.remote.text().find('/') != std::string::npos) {
    return Fail(ErrorKind::kUnsupported, "eBay takes down and shows variations as a group only: set the quantity");
  }
  return {};
}

// After a step that changed something, "certainly not done" is not true of the whole any more.
Error HalfDone(Error error) {
  if (error.kind == ErrorKind::kUnavailable || error.kind == ErrorKind::kThrottled) {
    error.kind = ErrorKind::kAmbiguous;
    error.retry_after.reset();
  }
  return error;
}

Result<Offer> OfferIn(const JsonDocument& document) {
  Result<Offer> offer = OfferOf(document.root());
  if (!offer.has_value() && offer.error().kind == ErrorKind::kInvalid) {
    return Fail(ErrorKind::kUnavailable, offer.error().message);
  }
  return offer;
}

std::string Joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + "; " + second;
}

}  // namespace

const Sku& SkuOf(const Write& write) { return write.sku_shown.empty() ? write.sku : write.sku_shown; }

ListingWriter::ListingWriter(const Config& config, const std::shared_ptr<Client>& client)
    : config_(config), calls_(config, client), bulk_(config, client) {}

WriteOutcome ListingWriter::Create(const CreateListing& create) {
  RIFF_TRY(CheckReady(create));
  const Result<std::vector<Offer>> looked = calls_.OffersOf(create.sku);
  if (!looked.has_value()) {
    return Fail(WithContext("look for the SKU before creating", NotYetWritten(looked.error())));
  }
  const std::vector<Offer>& offers = *looked;
  const Offer* const own = OwnOffer(offers, config_.marketplace);
  const Offer* shown = nullptr;
  std::size_t candidates = 0;
  for (const Offer& offer : offers) {
    // Unpublished offers elsewhere are not ours to count.
    candidates += offer.published() || &offer == own ? 1 : 0;
    shown = offer.shown() ? &offer : shown;
  }
  if (candidates > 1) {
    return Fail(ErrorKind::kConflict, "eBay has several offers of " + create.sku.text());
  }
  if (shown != nullptr) {
    RIFF_TRY(const std::optional<JsonDocument> document, calls_.ReadItem(create.sku));
    const Result<Item> item = document ? ItemOf(document->root(), create.sku) : Item{};
    if (!item.has_value()) {
      return Fail(ErrorKind::kUnavailable, item.error().message);
    }
    return Accepted{.remote = RemoteIdOf(*item, *shown), .handle = shown->id, .shown = {}, .note = "adopted"};
  }
  return Complete(create, own);
}

Result<Accepted> ListingWriter::Complete(const CreateListing& create, const Offer* own) {
  RIFF_TRY(calls_.EnsureLocation());
  RIFF_TRY(const std::optional<JsonDocument> item, calls_.ReadItem(create.sku));
  const std::string body = ItemBody(item ? std::optional(item->root()) : std::nullopt, create.content, create.quantity);
  Result<std::string> put = calls_.PutItem(create.sku, body);
  Result<std::string> offer = put.has_value() ? PrepareOffer(create, own) : Fail(put.error());
  if (!offer.has_value()) {
    // What a create may not find is what it needs: a person must look.
    Error error = std::move(offer).error();
    error.kind = error.kind == ErrorKind::kNotFound ? ErrorKind::kRejected : error.kind;
    return Fail(WithContext("create " + create.sku.text(), std::move(error)));
  }
  RIFF_TRY(Calls::Published published, calls_.Publish(*offer));
  return Accepted{
      .remote = RemoteId(published.listing_id), .handle = *offer, .shown = {}, .note = Joined(*put, published.note)};
}

Result<std::string> ListingWriter::PrepareOffer(const CreateListing& create, const Offer* own) {
  std::string offer = own == nullptr ? std::string() : own->id;
  if (offer.empty()) {
    RIFF_TRY(Calls::Created created, calls_.CreateOffer(NewOfferBody(config_, create)));
    offer = std::move(created.offer);
    if (created.how == Calls::Created::How::kMade) {
      return offer;
    }
  }
  RIFF_TRY(const JsonDocument met, calls_.ReadOffer(offer));
  RIFF_TRY(calls_.UpdateOffer(offer, AdoptedOfferBody(met.root(), config_, create)));
  return offer;
}

Result<void> ListingWriter::CheckReady(const CreateListing& create) const {
  struct Need {
    const std::string& value;
    std::string_view name;
  };
  for (const Need& need : {Need{config_.location, "location"}, Need{config_.fulfillment_policy, "fulfillment_policy"},
                           Need{config_.payment_policy, "payment_policy"}, Need{config_.return_policy, "return_policy"},
                           Need{config_.category, "category"}, Need{create.content.title, "a title"}}) {
    if (need.value.empty()) {
      return Fail(ErrorKind::kRejected, "a new eBay listing needs " + std::string(need.name));
    }
  }
  if (!IsWritable(create.sku)) {
    return Fail(ErrorKind::kRejected, "eBay takes SKUs of 1 to 50 characters");
  }
  return {};
}

WriteOutcome ListingWriter::SetContent(const Write& write, const ListingContent& content) {
  const Sku& sku = SkuOf(write);
  RIFF_TRY(const std::string id, OfferIdOf(write));
  RIFF_TRY(const JsonDocument document, calls_.ReadOffer(id));
  RIFF_TRY(const Offer offer, OfferIn(document));
  RIFF_TRY(const std::optional<JsonDocument> item, calls_.ReadItem(sku));
  if (!item) {
    return Fail(ErrorKind::kNotFound, "eBay has no inventory item " + sku.text());
  }
  RIFF_TRY(std::string note, calls_.PutItem(sku, ItemBody(item->root(), content, std::nullopt)));
  // An offer without a description of its own shows the item's.
  if (!offer.description.empty() && !content.description.empty() && offer.description != content.description) {
    const Result<std::string> updated =
        calls_.UpdateOffer(id, ChangedOfferBody(document.root(), {.quantity = {}, .description = content.description}));
    if (!updated.has_value()) {
      return Fail(HalfDone(updated.error()));
    }
    note = Joined(note, *updated);
  }
  return Accepted{.remote = {}, .handle = id, .shown = {}, .note = std::move(note)};
}

WriteOutcome ListingWriter::Relist(const Write& write, Quantity quantity) {
  RIFF_TRY(CheckAlone(write));
  RIFF_TRY(const std::string id, OfferIdOf(write));
  RIFF_TRY(const JsonDocument document, calls_.ReadOffer(id));
  RIFF_TRY(const Offer offer, OfferIn(document));
  BulkRow row{.sku = offer.sku, .offer = offer.shown() ? id : std::string(), .quantity = quantity, .price = {}};
  BulkOutcome stocked = std::move(bulk_.Update(std::span(&row, 1)).front());
  if (!stocked.note.has_value()) {
    return Fail(std::move(stocked.note).error());
  }
  if (offer.shown()) {
    // An earlier attempt published it, or somebody did: only the quantity was missing.
    return Accepted{.remote = RemoteId(offer.listing_id), .handle = id, .shown = {}, .note = *std::move(stocked.note)};
  }
  RIFF_TRY(calls_.UpdateOffer(id, ChangedOfferBody(document.root(), {.quantity = quantity, .description = {}})));
  RIFF_TRY(Calls::Published published, calls_.Publish(id));
  return Accepted{.remote = RemoteId(published.listing_id), .handle = id, .shown = {}, .note = published.note};
}

WriteOutcome ListingWriter::End(const Write& write) {
  RIFF_TRY(CheckAlone(write));
  RIFF_TRY(const std::string id, OfferIdOf(write));
  RIFF_TRY(std::string note, calls_.Withdraw(id));
  return Accepted{.remote = {}, .handle = id, .shown = {}, .note = std::move(note)};
}

Result<std::string> ListingWriter::OfferIdOf(const Write& write) {
  if (!write.handle.empty()) {
    return write.handle;
  }
  RIFF_TRY(const std::vector<Offer> offers, calls_.OffersOf(SkuOf(write)));
  const Offer* const offer = OfferOfListing(offers, write.listing.remote, config_.marketplace);
  if (offer == nullptr) {
    return Fail(ErrorKind::kNotFound, "eBay has no offer of " + SkuOf(write).text());
  }
  return offer->id;
}

}  // namespace riff::ebay
