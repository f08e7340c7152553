// TiktokFace: stock and prices.

#include <algorithm>
#include <utility>

#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_render.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kProductIdsMax = 100;
constexpr std::size_t kSkuIdsMax = 600;

TiktokItemError SkuFault(const std::string& sku_id, const TiktokStockFault& fault) {
  return {.code = 12052990,
          .message = "Check failed",
          .id_key = "sku_id",
          .id = sku_id,
          .inner_code = fault.code,
          .inner_message = fault.message,
          .warehouse_id = fault.warehouse_id};
}

}  // namespace

bool TiktokFace::IsPromoted(const MarketListing& listing) const {
  const std::string& locked = parts_.faults.Knob("promotion_lock");
  return locked == "*" || ("," + locked + ",").find("," + TiktokProductId(listing) + ",") != std::string::npos;
}

std::string TiktokFace::SecondWarehouse() const {
  const std::string& first = parts_.credentials.Key("warehouse");
  return parts_.faults.Knob("warehouses") == "2" ? "8" + first.substr(1) : std::string();
}

Quantity TiktokFace::UnpaidUnits(RowNumber row) const {
  Quantity units;
  if (parts_.faults.Knob("unpaid_holds") == "on") {
    return units;
  }
  for (const MarketOrder& order : parts_.market.orders()) {
    for (const MarketOrderLine& line : order.lines) {
      const bool counts = order.state == OrderState::kPending && line.row == row;
      units += counts ? line.quantity - line.refunded : Quantity();
    }
  }
  return units;
}

TiktokStockView TiktokFace::StockOf(const MarketListing& listing) const {
  const Quantity unpaid = UnpaidUnits(listing.row);
  const Quantity committed = parts_.market.CommittedOf(listing.row) - unpaid;
  const Quantity available = listing.available + unpaid;
  const bool counts = parts_.faults.Knob("quantity_counts_committed") == "on";
  const std::string second = ExtraOf(listing.extras, "second_quantity");
  return {.warehouse = parts_.credentials.Key("warehouse"),
          .quantity = counts ? available + committed : available,
          .available = available,
          .committed = committed,
          .second_warehouse = SecondWarehouse(),
          .second_quantity = Quantity(second.empty() ? 0 : std::stoll(second))};
}

std::vector<TiktokItemError> TiktokFace::SetSkuStock(const JsonValue& sku, MarketListing& listing) {
  const std::string id = sku.Text("id").value_or("");
  if (const auto rule = parts_.faults.Take("sku_refused", "tiktok.inventory.update")) {
    const auto code = static_cast<int>(rule->Number("code", 12052371));
    return {SkuFault(id, {code, rule->Parameter("message"), parts_.credentials.Key("warehouse")})};
  }
  const std::vector<JsonValue> inventory = sku.OptionalArray("inventory").value_or(std::vector<JsonValue>{});
  const std::string second = SecondWarehouse();
  if (inventory.empty()) {
    return {SkuFault(id, {12019022, "SKU must contain a valid warehouse.", ""})};
  }
  if (!second.empty() && inventory.size() < 2) {
    return {SkuFault(id, {12019028,
                          "Multiple warehouses detected. Include all warehouse IDs and the corresponding details and "
                          "try again.",
                          ""})};
  }
  std::vector<TiktokItemError> errors;
  for (const JsonValue& entry : inventory) {
    const std::string warehouse = entry.Text("warehouse_id").value_or("");
    const bool first = second.empty() || warehouse != second;
    TiktokAccount account = Account();
    account.warehouse = first ? account.warehouse : second;
    Quantity given;
    if (const auto fault = ReadTiktokStock(entry, account, given)) {
      errors.push_back(SkuFault(id, *fault));
    } else if (first) {
      const TiktokStockView stock = StockOf(listing);
      const Quantity others = stock.quantity - listing.available;
      listing.available = std::max(Quantity(0), given - others);
    } else {
      listing.extras["second_quantity"] = std::to_string(given.units());
    }
  }
  return errors;
}

TiktokReply TiktokFace::SearchInventory(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto product_ids = body ? TiktokIds(body->root(), "product_ids") : std::nullopt;
  const auto sku_ids = body ? TiktokIds(body->root(), "sku_ids") : std::nullopt;
  if (!product_ids && !sku_ids) {
    return TiktokBadParameter();
  }
  if (product_ids && product_ids->size() > kProductIdsMax) {
    return TiktokRefusal(12019120, "The number of provided product IDs exceeds the limit.");
  }
  if (sku_ids && sku_ids->size() > kSkuIdsMax) {
    return TiktokRefusal(12019015, "The number of SKU exceed the limit");
  }
  JsonWriter json;
  json.BeginObject().Key("inventory").BeginArray();
  for (const std::string& id : sku_ids ? *sku_ids : *product_ids) {
    const MarketListing* listing = sku_ids ? ProductOfSku(id) : Product(id);
    if (listing != nullptr && listing->status != ListingStatus::kGone) {
      RenderTiktokInventory(json, *listing, StockOf(*listing));
    }
  }
  json.EndArray().EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

TiktokReply TiktokFace::UpdateInventory(const TiktokCall& call) {
  const MarketListing* found = Product(call.id);
  if (found == nullptr) {
    return TiktokNoProduct();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto skus = body ? body->root().Array("skus") : Fail(body.error());
  if (!skus || skus->empty()) {
    return TiktokBadParameter();
  }
  const std::string_view status = TiktokStatusOf(*found);
  const bool lenient = parts_.faults.Knob("stock_needs_live") == "off" && status == "SELLER_DEACTIVATED";
  if (status != "ACTIVATE" && !lenient) {
    return TiktokNotNow();
  }
  MarketListing listing = *found;
  std::vector<TiktokItemError> errors;
  for (const JsonValue& sku : *skus) {
    const std::string id = sku.Text("id").value_or("");
    if (id.empty()) {
      return TiktokRefusal(12052036, "The SKU ID is necessary");
    }
    if (id != TiktokSkuId(listing)) {
      errors.push_back(
          {.code = 12052557, .message = "The SKU ID does not belong to the product.", .id_key = "sku_id", .id = id});
      continue;
    }
    for (TiktokItemError& error : SetSkuStock(sku, listing)) {
      errors.push_back(std::move(error));
    }
  }
  if (IsPromoted(listing) && listing.available < found->available) {
    return TiktokRefusal(12052393, "Product locked for Promotion and stock can't be updated below current stock");
  }
  if (listing.stock == StockKind::kOneOfAKind && listing.available.units() > 1) {
    return TiktokRefusal(12052159, "unique item total quantity must be one");
  }
  parts_.market.Replace(listing, ChangedBy::kWire);
  return TiktokPartly(errors);
}

TiktokReply TiktokFace::UpdatePrices(const TiktokCall& call) {
  const MarketListing* found = Product(call.id);
  if (found == nullptr || found->status == ListingStatus::kGone) {
    return TiktokNoProduct();
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto skus = body ? body->root().Array("skus") : Fail(body.error());
  if (!skus || skus->empty()) {
    return TiktokBadParameter();
  }
  MarketListing listing = *found;
  std::set<std::string> seen;
  for (const JsonValue& sku : *skus) {
    const std::string id = sku.Text("id").value_or("");
    if (id.empty()) {
      return TiktokRefusal(12052036, "The SKU ID is necessary");
    }
    if (id != TiktokSkuId(listing)) {
      return TiktokRefusal(12052557, "The SKU ID does not belong to the product.");
    }
    if (!seen.insert(id).second) {
      return TiktokRefusal(12052553, "Sku id duplicate");
    }
    const std::optional<JsonValue> price = sku.Find("price");
    if (!price) {
      return TiktokRefusal(12052012, "Incorrect price format");
    }
    if (auto refused = ReadTiktokPrice(*price, Account(), listing.price)) {
      return *std::move(refused);
    }
  }
  parts_.market.Replace(listing, ChangedBy::kWire);
  return {};
}

}  // namespace riff::sim
