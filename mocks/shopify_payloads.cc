#include "mocks/shopify_payloads.h"

#include <chrono>

#include "connectors/json/json.h"
#include "mocks/shopify_order_parts.h"

namespace riff::sim {
namespace {

constexpr auto kShopZone = std::chrono::hours(5);  // Behind UTC.

std::string LocalTime(Timestamp at) {
  std::string text = ShopifyTime(at - kShopZone);
  text.replace(text.size() - 1, 1, "-05:00");
  return text;
}

// The platform escapes the slashes of its ids, so that a body written again is another one.
std::string Escaped(JsonWriter& json) {
  constexpr std::string_view kFront = "\"gid://shopify/";
  const std::string text = json.Take();
  std::string escaped;
  bool in_gid = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      in_gid = text.compare(i, kFront.size(), kFront) == 0;
    }
    escaped += in_gid && text[i] == '/' ? "\\/" : std::string(1, text[i]);
  }
  return escaped;
}

JsonWriter& Gid(JsonWriter& json, std::string_view type, std::int64_t number, const std::string& tail = "") {
  return json.Key("admin_graphql_api_id").Text(ShopifyGid(type, number) + tail);
}

std::string Lower(std::string_view text) {
  std::string lower;
  for (const char c : text) {
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return lower;
}

void TextOrNull(JsonWriter& json, std::string_view key, const std::string& text) {
  json.Key(key);
  if (text.empty()) {
    json.Null();
  } else {
    json.Text(text);
  }
}

std::string FinancialStatus(const MarketOrder& order) {
  if (IsShopifyOrderUndone(order)) {
    return order.paid_at ? "refunded" : "voided";
  }
  const bool whole = ShopifyUnits(order, ShopifyMeasure::kCurrent) == ShopifyUnits(order, ShopifyMeasure::kOrdered);
  return !order.paid_at ? "pending" : whole ? "paid" : "partially_refunded";
}

}  // namespace

std::string ShopifyProductPayload(const ShopifyShop& shop, std::int64_t product) {
  const std::vector<const MarketListing*> rows = shop.RowsOf(product);
  JsonWriter json;
  json.BeginObject().Key("id").Integer(product);
  if (!rows.empty()) {
    const MarketListing& first = *rows.front();
    Gid(json, "Product", product).Key("title").Text(first.content.title);
    json.Key("vendor").Text(first.content.brand).Key("handle").Text(shop.HandleOf(product));
    json.Key("status").Text(Lower(ShopifyStatusOf(first.status)));
    json.Key("created_at").Text(LocalTime(first.created_at));
    json.Key("updated_at").Text(LocalTime(shop.ProductChangedAt(rows))).Key("variants").BeginArray();
    for (const MarketListing* row : rows) {
      json.BeginObject().Key("id").Integer(VariantNumberOf(*row)).Key("product_id").Integer(product);
      json.Key("sku").Text(row->sku.text()).Key("price").Text(FormatDecimal(row->price));
      json.Key("inventory_item_id").Integer(ItemNumberOf(*row));
      json.Key("inventory_quantity").Integer(row->available.units()).EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
  return Escaped(json);
}

std::string ShopifyItemPayload(const ShopifyShop& shop, const MarketListing& row) {
  JsonWriter json;
  json.BeginObject().Key("id").Integer(ItemNumberOf(row));
  if (row.status != ListingStatus::kGone) {
    Gid(json, "InventoryItem", ItemNumberOf(row)).Key("sku").Text(row.sku.text());
    json.Key("tracked").Bool(IsTracked(row)).Key("updated_at").Text(LocalTime(shop.ItemChangedAt(row)));
  }
  json.EndObject();
  return Escaped(json);
}

std::string ShopifyLevelPayload(const ShopifyShop& shop, const MarketListing& row) {
  const std::int64_t item = ItemNumberOf(row);
  JsonWriter json;
  json.BeginObject().Key("inventory_item_id").Integer(item).Key("location_id").Integer(shop.LocationNumber());
  if (row.status != ListingStatus::kGone) {
    json.Key("available");
    if (IsTracked(row)) {
      json.Integer(row.available.units());
    } else {
      json.Null();
    }
    json.Key("updated_at").Text(LocalTime(shop.LevelChangedAt(row)));
    Gid(json, "InventoryLevel", shop.LocationNumber(), "?inventory_item_id=" + std::to_string(item));
  }
  json.EndObject();
  return Escaped(json);
}

std::string ShopifyOrderPayload(const MarketOrder& order) {
  const std::int64_t number = ShopifyOrderNumber(order.id);
  JsonWriter json;
  json.BeginObject().Key("id").Integer(number);
  Gid(json, "Order", number).Key("name").Text("#" + std::to_string(ShopifyShortNumber(order.id)));
  json.Key("created_at").Text(LocalTime(order.placed_at)).Key("updated_at").Text(LocalTime(order.updated_at));
  json.Key("financial_status").Text(FinancialStatus(order));
  TextOrNull(json, "fulfillment_status", IsShopifyFulfilled(order) ? "fulfilled" : "");
  const bool cancelled = order.state == OrderState::kCancelled;
  TextOrNull(json, "cancelled_at", cancelled ? LocalTime(order.updated_at) : "");
  json.Key("test").Bool(ExtraOf(order.extras, "test") == "true").Key("line_items").BeginArray();
  for (const MarketOrderLine& line : order.lines) {
    const std::string& remote = line.remote.text();
    json.BeginObject().Key("id").Raw(line.id.text()).Key("variant_id").Raw(remote.substr(remote.find('/') + 1));
    json.Key("sku").Text(line.sku.text()).Key("quantity").Integer(line.quantity.units());
    json.Key("current_quantity").Integer(ShopifyUnits(order, line, ShopifyMeasure::kCurrent)).EndObject();
  }
  json.EndArray().EndObject();
  return Escaped(json);
}

std::string ShopifyRefundPayload(const ShopifyShop& shop, const MarketOrder& order) {
  JsonWriter json;
  json.BeginObject().Key("id").Integer(ShopifyOrderNumber(order.id));
  json.Key("order_id").Integer(ShopifyOrderNumber(order.id)).Key("created_at").Text(LocalTime(order.updated_at));
  json.Key("refund_line_items").BeginArray();
  for (const MarketOrderLine& line : order.lines) {
    const ShopifyRefunded back = ShopifyRefundedOf(order, line);
    if (back.units > 0) {
      json.BeginObject().Key("line_item_id").Raw(line.id.text()).Key("quantity").Integer(back.units);
      json.Key("restock_type").Text(Lower(back.restock_type)).Key("location_id");
      if (back.restocked) {
        json.Integer(shop.LocationNumber());
      } else {
        json.Null();
      }
      json.EndObject();
    }
  }
  json.EndArray().EndObject();
  return Escaped(json);
}

std::string ShopifyBulkPayload(const ShopifyBulk& bulk) {
  JsonWriter json;
  json.BeginObject();
  Gid(json, "BulkOperation", bulk.number).Key("completed_at").Text(ShopifyTime(*bulk.completed_at));
  json.Key("created_at").Text(ShopifyTime(bulk.created_at));
  TextOrNull(json, "error_code", Lower(bulk.error_code));
  json.Key("status").Text(Lower(bulk.status)).Key("type").Text("query").EndObject();
  return Escaped(json);
}

}  // namespace riff::sim
