// EbayFace: offers and their listings.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_links.h"
#include "mocks/ebay_offer_codec.h"
#include "mocks/ebay_render.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 100;
constexpr std::size_t kRowsMax = 200;

ServerResponse ListingId(const RemoteId& remote, const std::vector<EbayError>& warnings) {
  JsonWriter json;
  json.BeginObject().Key("listingId").Text(remote.text());
  if (!warnings.empty()) {
    WriteEbayErrors(json, "warnings", warnings);
  }
  json.EndObject();
  return EbayJson(200, json.Take());
}

}  // namespace

const MarketListing* EbayFace::Offer(std::string_view offer_id) const {
  const MarketListing* listing = parts_.market.FindByHandle(offer_id);
  // The Market remembers the row by the id of a deleted offer too.
  const bool known = listing != nullptr && listing->handle == offer_id;
  return known && HasEbayOffer(*listing) && !listing->sku.empty() ? listing : nullptr;
}

std::string EbayFace::RenderedOffer(const MarketListing& listing) const {
  const auto sold = sold_.find(listing.remote);
  JsonWriter json;
  RenderEbayOffer(json, listing, {parts_.credentials.Key("marketplace"), sold == sold_.end() ? 0 : sold->second});
  return json.Take();
}

ServerResponse EbayFace::ListOffers(const EbayCall& call) {
  const std::string sku = ValueOf(call.query, "sku");
  if (sku.empty()) {
    return EbayRefusal(EbayInvalidValue("sku"));
  }
  const std::optional<EbayPaging> paging = EbayPagingOf(call.query, kRowsDefault, kRowsMax);
  if (!paging) {
    return EbayRefusal(400, {.id = 25706, .message = "You have provided invalid pagination values."});
  }
  const bool elsewhere = (HasValue(call.query, "marketplace_id") &&
                          ValueOf(call.query, "marketplace_id") != parts_.credentials.Key("marketplace")) ||
                         (HasValue(call.query, "format") && ValueOf(call.query, "format") != "FIXED_PRICE");
  std::vector<std::string> offers;
  for (const MarketListing* row : parts_.market.FindBySku(Sku(sku))) {
    if (HasEbayOffer(*row) && !elsewhere) {
      offers.push_back(RenderedOffer(*row));
    }
  }
  if (offers.empty() && parts_.faults.Knob("no_offers") == "refused") {
    return EbayRefusal(EbayNoOffer());
  }
  const std::size_t total = offers.size();
  const std::size_t first = std::min(total, paging->limit * paging->offset);
  std::vector<std::string> shown(offers.begin() + static_cast<std::ptrdiff_t>(first),
                                 offers.begin() + static_cast<std::ptrdiff_t>(std::min(total, first + paging->limit)));
  if (!shown.empty() && parts_.faults.Take("duplicate_rows", call.operation)) {
    shown.push_back(shown.back());
  }
  return EbayPageOf(call.request, {"offers", total, *paging, EbayOffsets::kPages}, shown);
}

ServerResponse EbayFace::GetOffer(const EbayCall& call) {
  const MarketListing* offer = Offer(call.id);
  return offer == nullptr ? EbayRefusal(EbayNoOffer()) : EbayJson(200, RenderedOffer(*offer));
}

ServerResponse EbayFace::CreateOffer(const EbayCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body) {
    return EbayRefusal(EbayInvalidValue("the body", "It is not JSON."));
  }
  std::string offer_id;
  if (const auto refused = MakeOffer(call, body->root(), offer_id)) {
    return EbayRefusal(*refused);
  }
  JsonWriter json;
  json.BeginObject().Key("offerId").Text(offer_id).EndObject();
  return EbayJson(201, json.Take());
}

std::optional<EbayRefused> EbayFace::MakeOffer(const EbayCall& call, const JsonValue& body, std::string& offer_id) {
  const std::string sku = body.Text("sku").value_or("");
  if (sku.empty()) {
    return EbayInvalidValue("sku");
  }
  if (body.Text("marketplaceId").value_or("") != parts_.credentials.Key("marketplace")) {
    return EbayInvalidValue("marketplaceId", "This account sells on one marketplace only.");
  }
  if (body.Text("format").value_or("") != "FIXED_PRICE") {
    return EbayInvalidValue("format");
  }
  const MarketListing* item = Item(Sku(sku));
  if (item == nullptr) {
    return EbayRefused{400, {.id = 25702, .message = sku + " could not be found or is not available in the system."}};
  }
  if (HasEbayOffer(*item)) {
    return EbayRefused{400,
                       {.id = 25002,
                        .message = "A user error has occurred. Offer entity already exists.",
                        .parameters = {{"offerId", item->handle}}}};
  }
  if (auto refused = Hold(call, item->sku)) {
    return refused;
  }
  MarketListing listing = *item;
  if (auto refused = ReplaceEbayOffer(body, listing)) {
    return refused;
  }
  // A deleted offer's id never comes back.
  if (listing.extras.erase("deleted_offer") > 0) {
    listing.handle = std::to_string(parts_.market.Next(Numbered::kHandle));
  }
  parts_.market.Replace(listing, ChangedBy::kWire);
  offer_id = listing.handle;
  return std::nullopt;
}

ServerResponse EbayFace::UpdateOffer(const EbayCall& call) {
  const MarketListing* found = Offer(call.id);
  if (found == nullptr) {
    return EbayRefusal(EbayNoOffer());
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body) {
    return EbayRefusal(EbayInvalidValue("the body", "It is not JSON."));
  }
  if (const auto refused = Hold(call, found->sku)) {
    return EbayRefusal(*refused);
  }
  MarketListing listing = *found;
  if (const auto refused = ReplaceEbayOffer(body->root(), listing)) {
    return EbayRefusal(*refused);
  }
  if (IsEbayRunning(listing)) {
    if (!listing.extras.contains("offer.listingDescription")) {
      return EbayRefusal(400,
                         {.id = 25017, .message = "Missing information in fields. listingDescription is required."});
    }
    if (const auto refused = CheckEbayListable(listing, parts_.credentials, EnabledLocations())) {
      return EbayRefusal(*refused);
    }
  }
  if (const auto refused = Revise(listing)) {
    return EbayRefusal(*refused);
  }
  return EbayNothing();
}

ServerResponse EbayFace::DeleteOffer(const EbayCall& call) {
  const MarketListing* found = Offer(call.id);
  if (found == nullptr) {
    return EbayRefusal(EbayNoOffer());
  }
  if (const auto refused = Hold(call, found->sku)) {
    return EbayRefusal(*refused);
  }
  MarketListing listing = *found;
  EraseEbayFields(listing, kEbayOfferPrefix);
  listing.extras.erase("offer");
  listing.extras["deleted_offer"] = "true";
  if (!listing.remote.empty()) {
    WithdrawEbayOffer(listing);
  }
  EbayStock stock = EbayStockOf(listing);
  stock.offer.reset();
  SetEbayStock(listing, stock);
  parts_.market.Replace(listing, ChangedBy::kWire);
  return EbayNothing();
}

ServerResponse EbayFace::PublishOffer(const EbayCall& call) {
  const EbayPublished published = Publish(call, call.id);
  return published.refused ? EbayRefusal(*published.refused) : ListingId(published.listing_id, published.warnings);
}

EbayFace::EbayPublished EbayFace::Publish(const EbayCall& call, std::string_view offer_id) {
  const MarketListing* found = Offer(offer_id);
  if (found == nullptr) {
    return {EbayNoOffer()};
  }
  if (IsEbayRunning(*found)) {
    return {std::nullopt,
            found->remote,
            {{.id = 25402, .category = "APPLICATION", .message = "System warning. The offer is published already."}}};
  }
  if (auto refused = Hold(call, found->sku)) {
    return {std::move(refused)};
  }
  if (auto refused = CheckEbayListable(*found, parts_.credentials, EnabledLocations())) {
    return {std::move(refused)};
  }
  if (found->available.units() == 0 && !OutOfStockControl()) {
    return {EbayRefused{400, {.id = 25004, .message = "Invalid quantity. The quantity must be greater than 0."}}};
  }
  MarketListing listing = *found;
  PublishEbayOffer(listing, parts_.market.NewRemote());
  parts_.market.Replace(listing, ChangedBy::kWire);
  return {std::nullopt, listing.remote};
}

ServerResponse EbayFace::WithdrawOffer(const EbayCall& call) {
  const MarketListing* found = Offer(call.id);
  if (found == nullptr) {
    return EbayRefusal(EbayNoOffer());
  }
  if (!IsEbayRunning(*found)) {
    return parts_.faults.Knob("second_withdraw") == "25713"
               ? EbayRefusal(EbayNoOffer())
               : EbayRefusal(400, {.id = 25002, .message = "A user error has occurred. The listing is ended."});
  }
  if (const auto refused = Hold(call, found->sku)) {
    return EbayRefusal(*refused);
  }
  MarketListing listing = *found;
  WithdrawEbayOffer(listing);
  parts_.market.Replace(listing, ChangedBy::kWire);
  return ListingId(listing.remote, {});
}

}  // namespace riff::sim
