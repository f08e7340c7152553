// TiktokFace: tokens, the shop, its warehouses, and reference data.

#include <algorithm>
#include <utility>

#include "mocks/multipart.h"
#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::string_view kUses[] = {"MAIN_IMAGE", "DESCRIPTION_IMAGE", "ATTRIBUTE_IMAGE", "CERTIFICATION_IMAGE",
                                      "SIZE_CHART_IMAGE"};

TiktokReply WithData(JsonWriter& json) {
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

void Warehouse(JsonWriter& json, const std::string& id, std::string_view name, std::string_view type) {
  const bool sales = type == "SALES_WAREHOUSE";
  json.BeginObject().Key("id").Text(id).Key("name").Text(name).Key("type").Text(type);
  json.Key("sub_type").Text("DOMESTIC_WAREHOUSE").Key("is_default").Bool(sales).Key("effect_status").Text("ENABLED");
  json.Key("address").BeginObject().Key("city").Text("Exampletown").Key("region_code").Text("US").EndObject();
  json.EndObject();
}

}  // namespace

TiktokReply TiktokFace::GetToken(const TiktokCall& call) { return tokens_.Get(call.query, parts_.clock.Now()); }

TiktokReply TiktokFace::RefreshToken(const TiktokCall& call) { return tokens_.Refresh(call.query, parts_.clock.Now()); }

TiktokReply TiktokFace::ListShops(const TiktokCall&) {
  const bool sandbox = parts_.market.channel().environment == Environment::kSandbox;
  JsonWriter json;
  json.BeginObject().Key("shops").BeginArray().BeginObject();
  json.Key("id").Text(TiktokShopId(parts_.market.channel()));
  json.Key("cipher").Text(parts_.credentials.Key("shop_cipher")).Key("code").Text(sandbox ? "RIFFTEST" : "RIFFSHOP");
  json.Key("name").Text("RIFF Music").Key("region").Text("US").Key("seller_type").Text("LOCAL");
  json.EndObject().EndArray().EndObject();
  return WithData(json);
}

TiktokReply TiktokFace::ListWarehouses(const TiktokCall&) {
  const std::string& sales = parts_.credentials.Key("warehouse");
  JsonWriter json;
  json.BeginObject().Key("warehouses").BeginArray();
  // The one for returns first: a client that takes the first it sees is found out.
  Warehouse(json, "9" + sales.substr(1), "Returns", "RETURN_WAREHOUSE");
  Warehouse(json, sales, "Exampletown", "SALES_WAREHOUSE");
  if (const std::string second = SecondWarehouse(); !second.empty()) {
    Warehouse(json, second, "Samplecity", "SALES_WAREHOUSE");
  }
  json.EndArray().EndObject();
  return WithData(json);
}

TiktokReply TiktokFace::ListCategories(const TiktokCall&) {
  JsonWriter json;
  json.BeginObject().Key("categories").BeginArray();
  for (const TiktokCategory& category : TiktokCategories()) {
    json.BeginObject().Key("id").Text(category.id).Key("parent_id");
    json.Text(category.parent_id.empty() ? "0" : category.parent_id).Key("local_name").Text(category.name);
    json.Key("is_leaf").Bool(!category.parent_id.empty()).Key("permission_statuses").BeginArray();
    json.Text("AVAILABLE").EndArray().EndObject();
  }
  json.EndArray().EndObject();
  return WithData(json);
}

TiktokReply TiktokFace::ListBrands(const TiktokCall& call) {
  const std::string wanted = ValueOf(call.query, "brand_name");
  const std::optional<std::size_t> size = TiktokPageSize(call.query);
  if (!size) {
    return TiktokBadParameter();
  }
  IndexNewRows();
  const std::size_t from = TiktokPageStart(call.query);
  std::size_t total = 0;
  std::vector<std::string> rows;
  for (const std::string& name : brands_) {
    if (name.find(wanted) == std::string::npos || (++total <= from) || rows.size() == *size) {
      continue;
    }
    JsonWriter json;
    json.BeginObject().Key("id").Text(TiktokBrandId(name)).Key("name").Text(name);
    json.Key("authorized_status").Text("AUTHORIZED").Key("brand_status").Text("AVAILABLE").EndObject();
    rows.push_back(json.Take());
  }
  return PageOf(call, {"brands", total, from + *size}, std::move(rows));
}

TiktokReply TiktokFace::UploadImage(const TiktokCall& call) {
  const auto fields = ParseMultipart(call.request);
  if (!fields) {
    return TiktokRefusal(36009023, "Invalid request format. The content-type header must be multipart/form-data.", 400);
  }
  const std::string use = HasField(*fields, "use_case") ? FieldOf(*fields, "use_case") : std::string(kUses[0]);
  const bool known = std::find(std::begin(kUses), std::end(kUses), use) != std::end(kUses);
  if (!known || FieldOf(*fields, "data").empty()) {
    return TiktokBadParameter();
  }
  const std::string number = std::to_string(parts_.market.Next(Numbered::kOther));
  JsonWriter json;
  json.BeginObject().Key("uri").Text("tos-example/" + number);
  json.Key("url").Text("https://media.example.invalid/" + number + ".jpeg").Key("height").Integer(720);
  json.Key("width").Integer(720).Key("use_case").Text(use).EndObject();
  return WithData(json);
}

}  // namespace riff::sim
