// The other half of reverb_codec.h: bodies that are sent, and the small answers that are not listings.
#include <algorithm>
#include <utility>

#include "connectors/reverb/reverb_codec.h"

namespace riff::reverb {
namespace {

// Long enough for a person to see the reason, short enough for a to-do item.
constexpr std::size_t kErrorTextMax = 400;

void WritePrice(JsonWriter& json, Money price) {
  json.Key("price").BeginObject();
  json.Key("amount").Text(FormatDecimal(price));  // A text: Reverb refuses a number here.
  json.Key("currency").Text(price.currency.code());
  json.EndObject();
}

void WriteTextUnlessEmpty(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.Key(key).Text(text);
}

void AppendReason(std::string& out, std::string_view reason) {
  if (reason.empty()) return;
  if (!out.empty()) out += "; ";
  out += reason;
}

// `errors` is an object of field → reasons, a flat list, or not there.
std::string FieldReasons(const JsonValue& root) {
  std::string out;
  const std::optional<JsonValue> errors = root.Find("errors");
  if (!errors) return out;
  for (const std::string& field : errors->Keys()) {
    const std::optional<JsonValue> reasons = errors->Find(field);
    if (reasons) AppendReason(out, field + ": " + reasons->Print());
  }
  if (errors->IsArray()) {
    const Result<std::vector<JsonValue>> reasons = errors->AsArray();
    for (const JsonValue& reason : *reasons) {
      AppendReason(out, reason.IsText() ? *reason.AsText() : reason.Print());
    }
  }
  return out;
}

// Cut at a character, not inside one.
std::string CutText(std::string text) {
  if (text.size() <= kErrorTextMax) return text;
  std::size_t end = kErrorTextMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  text.resize(end);
  return text + "…";
}

void WriteNames(JsonWriter& json, const ListingContent& content) {
  // Reverb refuses even a draft without make and model.
  json.Key("make").Text(content.brand.empty() ? "Unknown" : content.brand);
  json.Key("model").Text(content.model.empty() ? content.title : content.model);
  json.Key("title").Text(content.title);
  WriteTextUnlessEmpty(json, "description", content.description);
  WriteTextUnlessEmpty(json, "finish", content.finish);
  WriteTextUnlessEmpty(json, "year", content.year);
}

void WriteLists(JsonWriter& json, const ListingContent& content) {
  if (IsUuid(content.category)) {
    json.Key("categories").BeginArray().BeginObject().Key("uuid").Text(content.category).EndObject().EndArray();
  }
  json.Key("photos").BeginArray();
  for (const std::string& url : content.image_urls) {
    if (url.starts_with("https://") || url.starts_with("http://")) json.Text(url);
  }
  json.EndArray();
}

}  // namespace

std::string ErrorText(std::string_view body) {
  const Result<JsonDocument> document = JsonDocument::Parse(body);
  if (!document || !document->root().IsObject()) return "";
  const JsonValue root = document->root();
  std::string message;
  for (const std::string_view key : {"message", "error", "details"}) {
    const std::optional<JsonValue> value = root.Find(key);
    if (message.empty() && value && value->IsText()) message = *value->AsText();
  }
  const std::string reasons = FieldReasons(root);
  if (!reasons.empty()) message += " (" + reasons + ")";
  return CutText(std::move(message));
}

Result<std::string> ParseShopName(std::string_view body) {
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(body));
  const JsonValue root = document.root();
  if (!root.IsObject()) return Fail(ErrorKind::kInvalid, root.path() + ": expected an object");
  RIFF_TRY(std::optional<std::string> name, root.OptionalText("name"));
  if (name && !name->empty()) return *std::move(name);
  RIFF_TRY(std::optional<std::string> slug, root.OptionalText("slug"));
  return slug.value_or("");
}

std::string QuantityBody(Quantity to) {
  JsonWriter json;
  json.BeginObject();
  // A listing that never counted its stock would read a number above one without this as one.
  if (to > Quantity(1)) json.Key("has_inventory").Bool(true);
  json.Key("inventory").Integer(to.units()).EndObject();
  return json.Take();
}

std::string PriceBody(Money to) {
  JsonWriter json;
  json.BeginObject();
  WritePrice(json, to);
  json.EndObject();
  return json.Take();
}

std::string ContentBody(const ListingContent& to) {
  JsonWriter json;
  json.BeginObject().Key("title").Text(to.title);
  WriteTextUnlessEmpty(json, "description", to.description);
  json.EndObject();
  return json.Take();
}

std::string EndBody() {
  JsonWriter json;
  json.BeginObject().Key("reason").Text("not_sold").EndObject();
  return json.Take();
}

std::string PublishBody(const Publication& publication) {
  JsonWriter json;
  json.BeginObject();
  if (publication.quantity) {
    json.Key("has_inventory").Bool(true).Key("inventory").Integer(publication.quantity->units());
  }
  if (publication.price) WritePrice(json, *publication.price);
  json.Key("publish").Bool(true).EndObject();
  return json.Take();
}

Result<std::string> CreateBody(const CreateListing& create, std::string_view shipping_profile) {
  const std::optional<std::string> condition = UuidOf(create.content.condition);
  if (!condition) return Fail(ErrorKind::kRejected, "a Reverb listing needs the product's condition");
  if (create.content.title.empty()) return Fail(ErrorKind::kRejected, "a Reverb listing needs a title");
  if (create.quantity < Quantity(1)) return Fail(ErrorKind::kRejected, "a new listing needs a unit to show");
  const bool counts = HoldsInventory(*condition);

  JsonWriter json;
  json.BeginObject();
  WriteNames(json, create.content);
  json.Key("sku").Text(create.sku.text());
  json.Key("condition").BeginObject().Key("uuid").Text(*condition).EndObject();
  // We know no barcodes, and without this a new thing stays a draft for ever and no error says so.
  if (create.content.condition == Condition::kNew) json.Key("upc_does_not_apply").Bool(true);
  WriteLists(json, create.content);
  WritePrice(json, create.price);
  if (!shipping_profile.empty()) json.Key("shipping_profile_id").Text(shipping_profile);
  json.Key("has_inventory").Bool(counts);
  json.Key("inventory").Integer(counts ? create.quantity.units() : 1);
  json.Key("publish").Bool(false).EndObject();
  return json.Take();
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_dash_place = at == 8 || at == 13 || at == 18 || at == 23;
    const bool is_hex = std::string_view("0123456789abcdefABCDEF").find(text[at]) != std::string_view::npos;
    if (is_dash_place ? text[at] != '-' : !is_hex) return false;
  }
  return true;
}

}  // namespace riff::reverb
