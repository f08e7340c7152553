#include "connectors/tiktok/tiktok_write_codec.h"

#include "engine/base/digest.h"

namespace riff::tiktok {

namespace {

// Required of every product and not known of ours: an electric guitar in its case. Shipping is settled by hand.
constexpr std::string_view kWeightKilograms = "6";
constexpr std::string_view kLengthCentimeters = "115";
constexpr std::string_view kWidthCentimeters = "45";
constexpr std::string_view kHeightCentimeters = "15";
constexpr std::size_t kImagesMax = 9;  // The platform takes no more main pictures.

bool IsPreOwned(Condition condition) {
  switch (condition) {
    case Condition::kUnknown:
    case Condition::kNew:
    case Condition::kBStock:
      return false;
    default:
      return true;
  }
}

std::string EscapeHtml(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

// Must not be empty there.
std::string DescriptionOf(const ListingContent& content) {
  return content.description.empty() ? "<p>" + EscapeHtml(content.title) + "</p>" : content.description;
}

void WriteSku(JsonWriter& json, const CreateListing& change, const std::string& warehouse) {
  json.BeginObject().Key("seller_sku").Text(change.sku.text()).Key("external_sku_id").Text(change.sku.text());
  json.Key("price").BeginObject().Key("amount").Text(FormatDecimal(change.price));
  json.Key("currency").Text(change.price.currency.code()).EndObject();
  json.Key("inventory").BeginArray().BeginObject().Key("warehouse_id").Text(warehouse);
  json.Key("quantity").Integer(change.quantity.units()).EndObject().EndArray().EndObject();
}

void WritePackage(JsonWriter& json) {
  json.Key("package_weight").BeginObject().Key("value").Text(kWeightKilograms).Key("unit").Text("KILOGRAM").EndObject();
  json.Key("package_dimensions").BeginObject().Key("length").Text(kLengthCentimeters);
  json.Key("width").Text(kWidthCentimeters).Key("height").Text(kHeightCentimeters);
  json.Key("unit").Text("CENTIMETER").EndObject();
}

Result<std::string> WarningsOf(const JsonValue& data) {
  std::string told;
  RIFF_TRY(const std::vector<JsonValue> warnings, data.OptionalArray("warnings"));
  for (const JsonValue& warning : warnings) {
    RIFF_TRY(const auto message, warning.OptionalText("message"));
    told += (told.empty() ? "" : " ") + message.value_or("");
  }
  return told;
}

}  // namespace

std::string QuantitiesBody(std::span<const SkuQuantity> rows, const std::string& warehouse) {
  JsonWriter json;
  json.BeginObject().Key("skus").BeginArray();
  for (const SkuQuantity& row : rows) {
    json.BeginObject().Key("id").Text(row.sku).Key("inventory").BeginArray().BeginObject();
    json.Key("warehouse_id").Text(warehouse).Key("quantity").Integer(row.to.units());
    json.EndObject().EndArray().EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

std::string PricesBody(std::span<const SkuPrice> rows) {
  JsonWriter json;
  json.BeginObject().Key("skus").BeginArray();
  for (const SkuPrice& row : rows) {
    json.BeginObject().Key("id").Text(row.sku).Key("price").BeginObject();
    json.Key("amount").Text(FormatDecimal(row.to)).Key("currency").Text(row.to.currency.code());
    json.EndObject().EndObject();
  }
  json.EndArray().EndObject();
  return json.Take();
}

std::string TitleBody(std::string_view title) {
  JsonWriter json;
  json.BeginObject().Key("title").Text(FitTitle(title, kTitleMax)).EndObject();
  return json.Take();
}

std::string ProductIdsBody(std::span<const std::string> products) {
  JsonWriter json;
  json.BeginObject().Key("product_ids").BeginArray();
  for (const std::string& product : products) {
    json.Text(product);
  }
  json.EndArray().EndObject();
  return json.Take();
}

std::string CreateBody(const CreateListing& change, std::span<const std::string> pictures, const Config& config,
                       const IdempotencyKey& key) {
  JsonWriter json;
  json.BeginObject().Key("save_mode").Text("LISTING");
  json.Key("title").Text(FitTitle(change.content.title, kTitleMax));
  json.Key("description").Text(DescriptionOf(change.content));
  json.Key("category_id").Text(config.category).Key("category_version").Text("v2");
  json.Key("main_images").BeginArray();
  for (std::size_t i = 0; i < pictures.size() && i < kImagesMax; ++i) {
    json.BeginObject().Key("uri").Text(pictures[i]).EndObject();
  }
  json.EndArray();
  WritePackage(json);
  json.Key("is_pre_owned").Bool(IsPreOwned(change.content.condition));
  json.Key("external_product_id").Text(change.sku.text()).Key("idempotency_key").Text(FitKey(key));
  json.Key("skus").BeginArray();
  WriteSku(json, change, config.warehouse);
  json.EndArray().EndObject();
  return json.Take();
}

std::string FitKey(const IdempotencyKey& key) {
  return key.text().size() <= kIdempotencyKeyMax ? key.text() : Sha256Hex(key.text());
}

Result<std::vector<ItemError>> DecodeItemErrors(const JsonValue& root) {
  std::vector<ItemError> errors;
  const auto data = root.Find("data");
  if (!data.has_value()) {
    return errors;
  }
  RIFF_TRY(const std::vector<JsonValue> entries, data->OptionalArray("errors"));
  for (const JsonValue& entry : entries) {
    ItemError error;
    RIFF_TRY(error.code, entry.Integer("code"));
    RIFF_TRY(const auto message, entry.OptionalText("message"));
    error.message = message.value_or("");
    if (const auto detail = entry.Find("detail")) {
      RIFF_TRY(const auto sku, detail->OptionalText("sku_id"));
      RIFF_TRY(const auto product, detail->OptionalText("product_id"));
      error.sku = sku.value_or("");
      error.product = product.value_or("");
      RIFF_TRY(const std::vector<JsonValue> reasons, detail->OptionalArray("extra_errors"));
      if (error.code == kCodeCheckFailed && !reasons.empty()) {
        RIFF_TRY(error.code, reasons.front().Integer("code"));
        RIFF_TRY(const auto reason, reasons.front().OptionalText("message"));
        error.message = reason.value_or("");
      }
    }
    errors.push_back(std::move(error));
  }
  return errors;
}

Result<std::string> DecodeWarnings(const JsonValue& root) {
  const auto data = root.Find("data");
  return data.has_value() ? WarningsOf(*data) : Result<std::string>();
}

Result<CreatedProduct> DecodeCreated(const JsonValue& data, const Sku& sku) {
  CreatedProduct created;
  RIFF_TRY(created.product, data.Text("product_id"));
  RIFF_TRY(const std::vector<JsonValue> skus, data.Array("skus"));
  for (const JsonValue& entry : skus) {
    RIFF_TRY(const auto seller_sku, entry.OptionalText("seller_sku"));
    if (seller_sku == sku.text() || skus.size() == 1) {
      RIFF_TRY(created.sku, entry.Text("id"));
    }
  }
  if (created.sku.empty()) {
    return Fail(ErrorKind::kInvalid, data.path() + ".skus: the SKU that was sent is not among them");
  }
  RIFF_TRY(created.warnings, WarningsOf(data));
  return created;
}

}  // namespace riff::tiktok
