#include "connectors/shopify/shopify_write_codec.h"

#include <algorithm>
#include <charconv>

#include "engine/base/digest.h"

namespace riff::shopify {

namespace {

constexpr std::size_t kHandleWordsMax = 60;  // Characters; a handle may have 255, people read the first few.
constexpr std::size_t kImagesMax = 10;       // Enough for a listing, and far below the platform's 250.

std::string Slug(std::string_view text) {
  std::string slug;
  for (const char c : text.substr(0, kHandleWordsMax)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      slug += c;
    } else if (c >= 'A' && c <= 'Z') {
      slug += static_cast<char>(c - 'A' + 'a');
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) {
    slug.pop_back();
  }
  return slug;
}

void WriteFiles(JsonWriter& json, const std::vector<std::string>& urls) {
  std::size_t written = 0;
  json.Key("files").BeginArray();
  for (const std::string& url : urls) {
    if (written < kImagesMax && (url.starts_with("https://") || url.starts_with("http://"))) {
      json.BeginObject().Key("originalSource").Text(url).Key("contentType").Text("IMAGE").EndObject();
      ++written;
    }
  }
  json.EndArray();
}

void WriteVariant(JsonWriter& json, const CreateListing& change, const std::string& location) {
  json.BeginObject();
  json.Key("optionValues").BeginArray().BeginObject();
  json.Key("optionName").Text("Title").Key("name").Text("Default Title").EndObject().EndArray();
  json.Key("sku").Text(change.sku.text());
  json.Key("price").Text(FormatDecimal(change.price));
  json.Key("inventoryPolicy").Text("DENY");  // CONTINUE would sell what is not there.
  json.Key("inventoryItem").BeginObject();
  json.Key("sku").Text(change.sku.text()).Key("tracked").Bool(true).EndObject();
  json.Key("inventoryQuantities").BeginArray().BeginObject();
  json.Key("locationId").Text(location).Key("name").Text("available");
  json.Key("quantity").Integer(change.quantity.units()).EndObject().EndArray();
  json.EndObject();
}

Result<std::optional<std::size_t>> RowOf(const JsonValue& error) {
  RIFF_TRY(const std::vector<JsonValue> field, error.OptionalArray("field"));
  for (std::size_t i = 0; i + 1 < field.size(); ++i) {
    RIFF_TRY(const std::string name, field[i].AsText());
    if (name != "quantities") {
      continue;
    }
    RIFF_TRY(const std::string index, field[i + 1].AsText());
    std::size_t row = 0;
    const auto [end, failure] = std::from_chars(index.data(), index.data() + index.size(), row);
    if (failure == std::errc() && end == index.data() + index.size()) {
      return std::optional<std::size_t>(row);
    }
  }
  return std::optional<std::size_t>();
}

}  // namespace

std::string InventorySetVariables(std::span<const QuantityRow> rows, const std::string& location,
                                  const std::string& idempotency_key) {
  JsonWriter json;
  json.BeginObject().Key("idempotencyKey").Text(idempotency_key);
  json.Key("input").BeginObject();
  // `on_hand` would swallow the units that are committed to orders.
  json.Key("name").Text("available").Key("reason").Text("correction").Key("quantities").BeginArray();
  for (const QuantityRow& row : rows) {
    json.BeginObject().Key("inventoryItemId").Text(GidOf("InventoryItem", row.item));
    json.Key("locationId").Text(location).Key("quantity").Integer(row.to.units());
    json.Key("changeFromQuantity");
    if (row.expected.has_value()) {
      json.Integer(row.expected->units());
    } else {
      json.Null();  // Must be there: leaving it out is refused.
    }
    json.EndObject();
  }
  json.EndArray().EndObject().EndObject();
  return json.Take();
}

std::string InventoryActivateVariables(const QuantityRow& row, const std::string& location,
                                       const std::string& idempotency_key) {
  JsonWriter json;
  json.BeginObject().Key("inventoryItemId").Text(GidOf("InventoryItem", row.item));
  json.Key("locationId").Text(location).Key("available").Integer(row.to.units());
  json.Key("idempotencyKey").Text(idempotency_key).EndObject();
  return json.Take();
}

std::string PriceVariables(const VariantKey& key, Money price) {
  JsonWriter json;
  json.BeginObject().Key("productId").Text(GidOf("Product", key.product));
  json.Key("variants").BeginArray().BeginObject();
  json.Key("id").Text(GidOf("ProductVariant", key.variant)).Key("price").Text(FormatDecimal(price));
  json.EndObject().EndArray().Key("allowPartialUpdates").Bool(false).EndObject();
  return json.Take();
}

std::string ContentVariables(const VariantKey& key, const ListingContent& content) {
  JsonWriter json;
  json.BeginObject().Key("product").BeginObject();
  json.Key("id").Text(GidOf("Product", key.product)).Key("title").Text(content.title);
  if (!content.description.empty()) {  // An unknown description must not erase theirs.
    json.Key("descriptionHtml").Text(content.description);
  }
  json.EndObject().EndObject();
  return json.Take();
}

std::string StatusVariables(const VariantKey& key, std::string_view status) {
  JsonWriter json;
  json.BeginObject().Key("product").BeginObject();
  json.Key("id").Text(GidOf("Product", key.product)).Key("status").Text(status);
  json.EndObject().EndObject();
  return json.Take();
}

std::string CreateVariables(const CreateListing& change, const std::string& location) {
  const std::string handle = HandleOf(change.sku);
  JsonWriter json;
  json.BeginObject().Key("synchronous").Bool(true);
  json.Key("identifier").BeginObject().Key("handle").Text(handle).EndObject();
  json.Key("input").BeginObject();
  json.Key("title").Text(FitTitle(change.content.title, 255)).Key("handle").Text(handle);
  json.Key("status").Text("ACTIVE");
  if (!change.content.brand.empty()) {
    json.Key("vendor").Text(change.content.brand);
  }
  json.Key("descriptionHtml").Text(change.content.description);
  if (!change.content.image_urls.empty()) {
    WriteFiles(json, change.content.image_urls);
  }
  json.Key("productOptions").BeginArray().BeginObject().Key("name").Text("Title").Key("position").Integer(1);
  json.Key("values").BeginArray().BeginObject().Key("name").Text("Default Title").EndObject().EndArray();
  json.EndObject().EndArray();
  json.Key("variants").BeginArray();
  WriteVariant(json, change, location);
  json.EndArray().EndObject().EndObject();
  return json.Take();
}

std::string HandleOf(const Sku& sku) {
  const std::string words = Slug(sku.text());
  return "riff-" + (words.empty() ? "" : words + "-") + Sha256Hex(sku.text()).substr(0, 8);
}

Result<std::vector<UserError>> DecodeUserErrors(const JsonValue& data, std::string_view mutation) {
  const auto payload = data.Find(mutation);
  if (!payload.has_value()) {
    return std::vector<UserError>{{.code = {}, .message = "no answer to the mutation", .row = std::nullopt}};
  }
  RIFF_TRY(const std::vector<JsonValue> entries, payload->Array("userErrors"));
  std::vector<UserError> errors;
  for (const JsonValue& entry : entries) {
    UserError error;
    RIFF_TRY(const auto code, entry.OptionalText("code"));
    error.code = code.value_or("");
    RIFF_TRY(error.message, entry.Text("message"));
    RIFF_TRY(error.row, RowOf(entry));
    errors.push_back(std::move(error));
  }
  return errors;
}

Error ErrorOf(std::string_view operation, const UserError& error) {
  ErrorKind kind = ErrorKind::kRejected;
  if (error.code == "PRODUCT_DOES_NOT_EXIST" || error.code == "PRODUCT_VARIANT_DOES_NOT_EXIST") {
    kind = ErrorKind::kNotFound;
  } else if (error.code == "IDEMPOTENCY_CONCURRENT_REQUEST" || error.code == "SERVICE_UNAVAILABLE") {
    kind = ErrorKind::kAmbiguous;
  } else if (error.code == "CHANGE_FROM_QUANTITY_STALE" || error.code == "COMPARE_QUANTITY_STALE") {
    kind = ErrorKind::kConflict;
  }
  return Error{.kind = kind,
               .message = std::string(operation) + ": " + (error.code.empty() ? "" : error.code + ": ") + error.message,
               .retry_after = std::nullopt};
}

Result<CreatedVariant> DecodeCreated(const JsonValue& data, const Sku& sku) {
  RIFF_TRY(const JsonValue payload, data.Get("productSet"));
  RIFF_TRY(const JsonValue product, payload.Get("product"));
  RIFF_TRY(const std::string product_gid, product.Text("id"));
  RIFF_TRY(const std::string product_number, NumberOfGid("Product", product_gid));
  RIFF_TRY(const JsonValue variants, product.Get("variants"));
  RIFF_TRY(const std::vector<JsonValue> nodes, variants.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(const auto shown, node.OptionalText("sku"));
    if (shown != sku.text()) {
      continue;
    }
    RIFF_TRY(const std::string variant_gid, node.Text("id"));
    RIFF_TRY(const std::string variant_number, NumberOfGid("ProductVariant", variant_gid));
    RIFF_TRY(const JsonValue item, node.Get("inventoryItem"));
    RIFF_TRY(const std::string item_gid, item.Text("id"));
    RIFF_TRY(const std::string item_number, NumberOfGid("InventoryItem", item_gid));
    return CreatedVariant{RemoteIdOf({product_number, variant_number}), item_number};
  }
  return Fail(ErrorKind::kInvalid, "the product made does not show its SKU");
}

}  // namespace riff::shopify
