#include "mocks/tiktok_render.h"

#include <algorithm>
#include <vector>

#include "mocks/tiktok_answers.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

void Price(JsonWriter& json, const MarketListing& listing) {
  json.Key("price").BeginObject().Key("currency").Text(listing.price.currency.code());
  json.Key("sale_price").Text(FormatDecimal(listing.price));
  json.Key("tax_exclusive_price").Text(FormatDecimal(listing.price)).EndObject();
}

void ProductStock(JsonWriter& json, const std::string& warehouse, Quantity quantity) {
  json.BeginObject().Key("warehouse_id").Text(warehouse).Key("quantity").Integer(quantity.units());
  json.Key("backorder_quantity").Integer(0).Key("handling_time").Integer(2).EndObject();
}

void WarehouseStock(JsonWriter& json, const std::string& warehouse, Quantity available, Quantity committed) {
  json.BeginObject().Key("warehouse_id").Text(warehouse).Key("available_quantity").Integer(available.units());
  json.Key("committed_quantity").Integer(committed.units()).EndObject();
}

void Skus(JsonWriter& json, const MarketListing& listing, const TiktokStockView& stock) {
  json.Key("skus").BeginArray().BeginObject().Key("id").Text(TiktokSkuId(listing));
  json.Key("seller_sku").Text(listing.sku.text());
  if (const std::string external = ExtraOf(listing.extras, "external_sku_id"); !external.empty()) {
    json.Key("external_sku_id").Text(external);
  }
  Price(json, listing);
  json.Key("inventory").BeginArray();
  ProductStock(json, stock.warehouse, stock.quantity);
  if (!stock.second_warehouse.empty()) {
    ProductStock(json, stock.second_warehouse, stock.second_quantity);
  }
  json.EndArray();
  const std::string_view status = TiktokStatusOf(listing);
  json.Key("status_info").BeginObject();
  if (status == "SELLER_DEACTIVATED" || status == "PLATFORM_DEACTIVATED") {
    json.Key("status").Text("DEACTIVATED").Key("deactivation_source");
    json.Text(status == "SELLER_DEACTIVATED" ? "SELLER" : "PLATFORM");
  } else {
    json.Key("status").Text("NORMAL");
  }
  json.EndObject().EndObject().EndArray();
}

// What search and detail have in common, but for the name of the state.
void Head(JsonWriter& json, const MarketListing& listing, std::string_view status_key) {
  json.Key("id").Text(TiktokProductId(listing)).Key(status_key).Text(TiktokStatusOf(listing));
  json.Key("title").Text(listing.content.title).Key("create_time").Integer(TiktokSeconds(listing.created_at));
  json.Key("update_time").Integer(TiktokSeconds(listing.updated_at));
  json.Key("audit").BeginObject().Key("status").Text(TiktokAuditOf(listing)).EndObject();
  json.Key("has_draft").Bool(TiktokHasDraft(listing)).Key("is_not_for_sale").Bool(false);
}

void Categories(JsonWriter& json, const MarketListing& listing) {
  json.Key("category_chains").BeginArray();
  const TiktokCategory* leaf = FindTiktokCategory(listing.content.category);
  const TiktokCategory* root = leaf == nullptr ? nullptr : FindTiktokCategory(leaf->parent_id);
  for (const TiktokCategory* category : {root, leaf}) {
    if (category != nullptr) {
      json.BeginObject().Key("id").Text(category->id).Key("is_leaf").Bool(!category->parent_id.empty());
      json.Key("local_name").Text(category->name).Key("parent_id");
      json.Text(category->parent_id.empty() ? "0" : category->parent_id).EndObject();
    }
  }
  json.EndArray();
}

std::vector<std::string> UnitIds(const MarketOrder& order, const MarketOrderLine& line) {
  const std::string text = ExtraOf(order.extras, TiktokUnitsExtra(line));
  std::vector<std::string> ids;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    ids.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return ids;
}

void LineItem(JsonWriter& json, const MarketOrderLine& line, const std::string& id, std::string_view status) {
  const std::string& remote = line.remote.text();
  const std::size_t slash = remote.find('/');
  json.BeginObject().Key("id").Text(id).Key("product_id").Text(remote.substr(0, slash));
  json.Key("sku_id").Text(remote.substr(slash + 1)).Key("seller_sku").Text(line.sku.text());
  json.Key("product_name").Text(line.title).Key("sku_type").Text("NORMAL");
  json.Key("display_status").Text(status);
  json.Key("original_price").Text(FormatDecimal(line.unit_price));
  json.Key("sale_price").Text(FormatDecimal(line.unit_price));
  json.Key("currency").Text(line.unit_price.currency.code()).Key("is_gift").Bool(false).EndObject();
}

void Address(JsonWriter& json) {
  json.Key("buyer_email").Text("buyer-0001@example.invalid").Key("recipient_address").BeginObject();
  json.Key("name").Text("A. P***").Key("full_address").Text("1 E****** S*****").Key("region_code").Text("US");
  json.EndObject();
}

}  // namespace

std::string TiktokUnitsExtra(const MarketOrderLine& line) { return "units." + line.id.text(); }

bool TiktokHasDraft(const MarketListing& listing) { return listing.extras.contains("draft"); }

void RenderTiktokFound(JsonWriter& json, const MarketListing& listing, const TiktokStockView& stock) {
  json.BeginObject();
  Head(json, listing, "status");
  json.Key("sales_regions").BeginArray().Text("US").EndArray();
  Skus(json, listing, stock);
  json.EndObject();
}

void RenderTiktokProduct(JsonWriter& json, const MarketListing& listing, const TiktokProductView& view) {
  const ListingContent& content = listing.content;
  json.BeginObject();
  Head(json, listing, view.status_key);
  json.Key("description").Text(content.description);
  Categories(json, listing);
  if (!content.brand.empty()) {
    json.Key("brand").BeginObject().Key("id").Text(TiktokBrandId(content.brand));
    json.Key("name").Text(content.brand).EndObject();
  }
  json.Key("main_images").BeginArray();
  for (const std::string& url : content.image_urls) {
    json.BeginObject().Key("uri").Text(url).Key("urls").BeginArray().Text(url).EndArray();
    json.Key("height").Integer(600).Key("width").Integer(600).EndObject();
  }
  json.EndArray().Key("external_product_id").Text(ExtraOf(listing.extras, "external_product_id"));
  json.Key("is_pre_owned").Bool(content.condition != Condition::kNew && content.condition != Condition::kBStock);
  if (TiktokAuditOf(listing) == "FAILED") {
    json.Key("audit_failed_reasons").BeginArray().BeginObject().Key("position").Text("product").Key("reasons");
    json.BeginArray().Text("violate listing rules").EndArray().EndObject().EndArray();
  }
  Skus(json, listing, view.stock);
  json.EndObject();
}

void RenderTiktokInventory(JsonWriter& json, const MarketListing& listing, const TiktokStockView& stock) {
  const std::int64_t available = (stock.available + stock.second_quantity).units();
  json.BeginObject().Key("product_id").Text(TiktokProductId(listing)).Key("skus").BeginArray().BeginObject();
  json.Key("id").Text(TiktokSkuId(listing)).Key("seller_sku").Text(listing.sku.text());
  json.Key("total_available_quantity").Integer(available);
  json.Key("total_committed_quantity").Integer(stock.committed.units());
  json.Key("total_available_inventory_distribution").BeginObject().Key("in_shop_inventory").BeginObject();
  json.Key("quantity").Integer(available).EndObject().Key("campaign_inventory").BeginArray().EndArray();
  json.Key("creator_inventory").BeginArray().EndArray().EndObject();
  json.Key("warehouse_inventory").BeginArray();
  WarehouseStock(json, stock.warehouse, stock.available, stock.committed);
  if (!stock.second_warehouse.empty()) {
    WarehouseStock(json, stock.second_warehouse, stock.second_quantity, Quantity(0));
  }
  json.EndArray().EndObject().EndArray().EndObject();
}

void RenderTiktokOrder(JsonWriter& json, const MarketOrder& order, std::string_view warehouse) {
  Money total{0, order.lines.front().unit_price.currency};
  json.BeginObject().Key("id").Text(order.id.text()).Key("status").Text(TiktokOrderStatusOf(order));
  json.Key("create_time").Integer(TiktokSeconds(order.placed_at));
  json.Key("update_time").Integer(TiktokSeconds(order.updated_at));
  if (order.paid_at) {
    json.Key("paid_time").Integer(TiktokSeconds(*order.paid_at));
    Address(json);
  }
  json.Key("warehouse_id").Text(warehouse).Key("fulfillment_type").Text("FULFILLMENT_BY_SELLER");
  json.Key("shipping_type").Text("SELLER").Key("is_sample_order").Bool(false).Key("line_items").BeginArray();
  for (const MarketOrderLine& line : order.lines) {
    total.minor += line.unit_price.minor * line.quantity.units();
    const std::vector<std::string> ids = UnitIds(order, line);
    const std::size_t kept = ids.size() - static_cast<std::size_t>(line.refunded.units());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      LineItem(json, line, ids[i], i < kept ? TiktokOrderStatusOf(order) : "CANCELLED");
    }
  }
  json.EndArray().Key("payment").BeginObject().Key("currency").Text(total.currency.code());
  json.Key("sub_total").Text(FormatDecimal(total)).Key("shipping_fee").Text("0.00");
  json.Key("tax").Text("0.00").Key("total_amount").Text(FormatDecimal(total)).EndObject().EndObject();
}

}  // namespace riff::sim
