// EbayFace: inventory items.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_item_codec.h"
#include "mocks/ebay_links.h"
#include "mocks/ebay_render.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 25;
constexpr std::size_t kRowsMax = 200;
constexpr std::size_t kBulkMax = 25;

std::string Rendered(const MarketListing& listing) {
  JsonWriter json;
  RenderEbayItem(json, listing);
  return json.Take();
}

}  // namespace

const MarketListing* EbayFace::Item(const Sku& sku) const {
  for (const MarketListing* row : parts_.market.FindBySku(sku)) {
    if (!IsEbayLegacy(*row)) {
      return row;
    }
  }
  return nullptr;
}

ServerResponse EbayFace::ListItems(const EbayCall& call) {
  const std::optional<EbayPaging> paging = EbayPagingOf(call.query, kRowsDefault, kRowsMax);
  if (!paging) {
    return EbayRefusal(400, {.id = 25706, .message = "You have provided invalid pagination values."});
  }
  std::vector<const MarketListing*> items;
  for (const auto& [row, listing] : parts_.market.rows()) {
    // Of several rows with one SKU the first is the item.
    if (listing.status != ListingStatus::kGone && !listing.sku.empty() && !IsEbayLegacy(listing) &&
        Item(listing.sku) == &listing) {
      items.push_back(&listing);
    }
  }
  std::vector<std::string> shown;
  const bool in_pages = parts_.faults.Knob("item_offset") == "pages";
  const std::size_t first = in_pages ? paging->limit * paging->offset : paging->offset;
  for (std::size_t i = first; i < std::min(items.size(), first + paging->limit); ++i) {
    shown.push_back(Rendered(*items[i]));
  }
  if (!shown.empty() && parts_.faults.Take("duplicate_rows", call.operation)) {
    shown.push_back(shown.back());
  }
  return EbayPageOf(call.request,
                    {"inventoryItems", items.size(), *paging, in_pages ? EbayOffsets::kPages : EbayOffsets::kRows},
                    shown);
}

EbayRefused EbayFace::NoItem() const {
  if (parts_.faults.Knob("missing_item") == "404") {
    return EbayNoItem();
  }
  return {400, {.id = 25702, .message = "The SKU could not be found or is not available in the system."}};
}

ServerResponse EbayFace::GetItem(const EbayCall& call) {
  const MarketListing* item = Item(Sku(call.id));
  return item == nullptr ? EbayRefusal(NoItem()) : EbayJson(200, Rendered(*item));
}

ServerResponse EbayFace::BulkGetItems(const EbayCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto requests = body ? body->root().Array("requests") : Fail(body.error());
  if (!requests || requests->empty()) {
    return EbayRefusal(EbayInvalidValue("requests"));
  }
  if (requests->size() > kBulkMax) {
    return EbayRefusal(400, {.id = 25727, .message = "The number of InventoryItems in the request cannot exceed 25."});
  }
  std::set<std::string> skus;
  std::vector<std::string> rows;
  std::size_t failed = 0;
  for (const JsonValue& request : *requests) {
    const std::string sku = request.Text("sku").value_or("");
    if (CheckEbaySku(sku)) {
      return EbayRefusal(400, {.id = 25708, .message = "Invalid SKU."});
    }
    if (!skus.insert(sku).second) {
      return EbayRefusal(400, {.id = 25734, .message = "SKU should be unique in the request."});
    }
    const MarketListing* item = Item(Sku(sku));
    const bool fails = parts_.faults.Take("row_fails", call.operation).has_value();
    const EbayRefused refused = fails ? EbaySystemError() : NoItem();
    const bool good = item != nullptr && !fails;
    JsonWriter json;
    json.BeginObject().Key("sku").Text(sku).Key("statusCode").Integer(good ? 200 : refused.status);
    if (good) {
      json.Key("inventoryItem").Raw(Rendered(*item));
    } else {
      WriteEbayErrors(json, "errors", {refused.error});
      ++failed;
    }
    json.EndObject();
    rows.push_back(json.Take());
  }
  return BulkAnswer(std::move(rows), failed, call.operation);
}

ServerResponse EbayFace::BulkAnswer(std::vector<std::string> rows, std::size_t failed, std::string_view operation) {
  if (!rows.empty() && parts_.faults.Take("missing_row", operation)) {
    rows.pop_back();
  }
  // Rows come in no promised order; the reverse shows a client that counts on one.
  std::ranges::reverse(rows);
  JsonWriter json;
  json.BeginObject().Key("responses").BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray().EndObject();
  return EbayJson(failed > 0 ? static_cast<int>(parts_.faults.KnobNumber("mixed_status")) : 200, json.Take());
}

std::optional<EbayRefused> EbayFace::HoldFor(std::string_view operation, const Sku& sku) {
  const Timestamp now = parts_.clock.Now();
  const auto held = held_until_.find(sku);
  if (parts_.faults.Take("busy", operation) || (held != held_until_.end() && held->second > now)) {
    return EbayBusy();
  }
  if (const Duration hold = parts_.faults.KnobMs("write_hold_ms"); hold > Duration(0)) {
    held_until_[sku] = now + hold;
  }
  return std::nullopt;
}

std::optional<EbayRefused> EbayFace::Revise(const MarketListing& changed) {
  if (IsEbayRunning(changed)) {
    if (changed.available.units() == 0 && !OutOfStockControl()) {
      return EbayRefused{400, {.id = 25004, .message = "Invalid quantity. The quantity must be greater than 0."}};
    }
    if (!quotas_.TakeRevision(changed.row, parts_.clock.Now())) {
      return EbayRefused{
          400, {.id = 25019, .message = "Cannot revise the listing. It has been revised as often as a day allows."}};
    }
  }
  parts_.market.Replace(changed, ChangedBy::kWire);
  return std::nullopt;
}

ServerResponse EbayFace::ReplaceItem(const EbayCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body) {
    return EbayRefusal(EbayInvalidValue("the body", "It is not JSON."));
  }
  if (const auto refused = PutItem(call, call.id, body->root(), call.request.Header("Content-Language"))) {
    return EbayRefusal(*refused);
  }
  return parts_.faults.Knob("replace_answer") == "204" ? EbayNothing() : EbayJson(200, "{}");
}

std::optional<EbayRefused> EbayFace::PutItem(const EbayCall& call, const std::string& sku_text, const JsonValue& body,
                                             std::string_view locale) {
  if (auto refused = CheckEbaySku(sku_text)) {
    return refused;
  }
  const Sku sku(sku_text);
  if (auto refused = Hold(call, sku)) {
    return refused;
  }
  const MarketListing* found = Item(sku);
  MarketListing item;
  if (found != nullptr) {
    item = *found;
  } else {
    item.sku = sku;
    item.status = ListingStatus::kDraft;
    item.stock = StockKind::kStocked;
    item.extras["out_of_stock_control"] = OutOfStockControl() ? "true" : "false";
  }
  if (auto refused = ReplaceEbayItem(body, locale, item)) {
    return refused;
  }
  if (found == nullptr) {
    parts_.market.Add(std::move(item), ChangedBy::kWire);
    return std::nullopt;
  }
  return Revise(item);
}

ServerResponse EbayFace::DeleteItem(const EbayCall& call) {
  const Sku sku(call.id);
  if (Item(sku) == nullptr) {
    return EbayRefusal(NoItem());
  }
  if (const auto refused = Hold(call, sku)) {
    return EbayRefusal(*refused);
  }
  for (const MarketListing* row : parts_.market.FindBySku(sku)) {
    if (IsEbayLegacy(*row)) {
      continue;
    }
    MarketListing deleted = *row;
    deleted.status = ListingStatus::kGone;
    parts_.market.Replace(deleted, ChangedBy::kWire);
  }
  return EbayNothing();
}

}  // namespace riff::sim
