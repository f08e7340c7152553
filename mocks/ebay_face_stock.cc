// EbayFace: bulkUpdatePriceQuantity, the main stock call.

#include <map>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_fields.h"
#include "mocks/ebay_offer_codec.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::size_t kEntriesMax = 25;
constexpr std::size_t kOffersMax = 25;

// Quantity and price of one `offers` row, put into the listing.
std::optional<EbayRefused> ApplyOffer(const JsonValue& offer, MarketListing& listing) {
  const std::optional<JsonValue> price = offer.Find("price");
  const bool has_quantity = offer.Find("availableQuantity").has_value();
  if (!has_quantity && !price) {
    return EbayInvalidValue("offers", "A row needs availableQuantity or price.");
  }
  if (has_quantity) {
    EbayStock stock = EbayStockOf(listing);
    if (auto refused = ReadEbayQuantity(offer, "availableQuantity", stock.offer)) {
      return refused;
    }
    SetEbayStock(listing, stock);
  }
  return price ? ReadEbayPrice(*price, listing.price) : std::nullopt;
}

std::optional<EbayRefused> ApplyItem(const JsonValue& ship_to, MarketListing& listing) {
  if (!ship_to.Find("quantity")) {
    return EbayInvalidValue("shipToLocationAvailability");
  }
  EbayStock stock = EbayStockOf(listing);
  if (auto refused = ReadEbayQuantity(ship_to, "quantity", stock.item)) {
    return refused;
  }
  SetEbayStock(listing, stock);
  return std::nullopt;
}

}  // namespace

ServerResponse EbayFace::UpdatePriceQuantity(const EbayCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto requests = body ? body->root().Array("requests") : Fail(body.error());
  if (!requests || requests->empty()) {
    return EbayRefusal(EbayInvalidValue("requests"));
  }
  if (requests->size() > kEntriesMax) {
    return EbayRefusal(EbayInvalidValue("requests", "There may be 25 of them."));
  }
  BulkRows rows;
  for (const JsonValue& entry : *requests) {
    UpdateOne(call, entry, rows);
  }
  return BulkAnswer(std::move(rows.rows), rows.failed, call.operation);
}

void EbayFace::UpdateOne(const EbayCall& call, const JsonValue& entry, BulkRows& rows) {
  const Sku sku(entry.Text("sku").value_or(""));
  const std::optional<JsonValue> ship_to = entry.Find("shipToLocationAvailability");
  const std::vector<JsonValue> offers = entry.OptionalArray("offers").value_or(std::vector<JsonValue>{});
  std::vector<BulkOutcome> outcomes;
  // What becomes of each row; put in place once, so that item and offer of one listing are one revision.
  std::map<RowNumber, MarketListing> drafts;
  const auto draft = [&](const MarketListing& found, const auto& apply) -> std::optional<EbayRefused> {
    const auto begun = drafts.find(found.row);
    if (begun == drafts.end()) {
      if (auto busy = Hold(call, found.sku)) {
        return busy;
      }
    }
    MarketListing changed = begun == drafts.end() ? found : begun->second;
    if (auto refused = apply(changed)) {
      return refused;
    }
    drafts.insert_or_assign(found.row, std::move(changed));
    return std::nullopt;
  };

  BulkOutcome item{sku, "", 0, std::nullopt};
  const MarketListing* found_item = Item(sku);
  if ((ship_to && sku.empty()) || (!ship_to && offers.empty()) || offers.size() > kOffersMax) {
    item.refused = EbayInvalidValue("requests", "An entry needs its sku, and a quantity or offers.");
  } else if (parts_.faults.Take("row_fails", call.operation)) {
    item.refused = EbaySystemError();
  } else if (ship_to && found_item == nullptr) {
    item.refused = NoItem();
  } else if (ship_to) {
    item.row = found_item->row;
    item.refused = draft(*found_item, [&](MarketListing& listing) { return ApplyItem(*ship_to, listing); });
  }
  for (const JsonValue& offer : offers) {
    const std::string offer_id = offer.Text("offerId").value_or("");
    const MarketListing* found = Offer(offer_id);
    BulkOutcome outcome{sku.empty() && found != nullptr ? found->sku : sku, offer_id, 0, item.refused};
    if (!outcome.refused && (found == nullptr || !IsEbayRunning(*found))) {
      outcome.refused = EbayNoOffer();
    } else if (!outcome.refused && !sku.empty() && found->sku != sku) {
      outcome.refused = EbayInvalidValue("offerId", "It is another SKU's.");
    } else if (!outcome.refused) {
      outcome.row = found->row;
      outcome.refused = draft(*found, [&](MarketListing& listing) { return ApplyOffer(offer, listing); });
    }
    outcomes.push_back(std::move(outcome));
  }
  if (offers.empty()) {
    outcomes.push_back(std::move(item));
  }
  ReviseTogether(drafts, outcomes);
  for (const BulkOutcome& outcome : outcomes) {
    rows.rows.push_back(RenderedOutcome(outcome));
    rows.failed += outcome.refused ? 1 : 0;
  }
}

void EbayFace::ReviseTogether(const std::map<RowNumber, MarketListing>& drafts, std::vector<BulkOutcome>& outcomes) {
  for (const auto& [row, changed] : drafts) {
    const std::optional<EbayRefused> refused = Revise(changed);
    for (BulkOutcome& outcome : outcomes) {
      if (refused && outcome.row == row && !outcome.refused) {
        outcome.refused = refused;
      }
    }
  }
}

std::string EbayFace::RenderedOutcome(const BulkOutcome& outcome) {
  JsonWriter json;
  json.BeginObject();
  if (!outcome.sku.empty()) {
    json.Key("sku").Text(outcome.sku.text());
  }
  if (!outcome.offer_id.empty()) {
    json.Key("offerId").Text(outcome.offer_id);
  }
  json.Key("statusCode").Integer(outcome.refused ? outcome.refused->status : 200);
  if (outcome.refused) {
    WriteEbayErrors(json, "errors", {outcome.refused->error});
  }
  json.EndObject();
  return json.Take();
}

}  // namespace riff::sim
