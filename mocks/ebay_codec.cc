#include "mocks/ebay_codec.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "mocks/ebay_state.h"
#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

using Refused = std::optional<EbayRefused>;

constexpr std::size_t kSkuMax = 50;
constexpr std::size_t kTitleMax = 80;
constexpr std::size_t kDescriptionMax = 4000;

// Kept as they were sent; the fields that have a place of their own in the row are read one by one.
constexpr std::array<std::string_view, 3> kItemFields = {"conditionDescription", "conditionDescriptors",
                                                         "packageWeightAndSize"};
constexpr std::array<std::string_view, 7> kProductFields = {"mpn",  "ean",      "upc",     "isbn",
                                                            "epid", "subtitle", "videoIds"};
constexpr std::array<std::string_view, 14> kOfferFields = {"listingDescription",
                                                           "listingDuration",
                                                           "merchantLocationKey",
                                                           "listingPolicies",
                                                           "includeCatalogProductDetails",
                                                           "hideBuyerDetails",
                                                           "listingStartDate",
                                                           "lotSize",
                                                           "quantityLimitPerBuyer",
                                                           "secondaryCategoryId",
                                                           "storeCategoryNames",
                                                           "tax",
                                                           "charity",
                                                           "regulatory"};

template <class Fields>
void KeepFields(const JsonValue& body, const Fields& fields, std::string_view prefix, MarketListing& listing) {
  for (const std::string_view field : fields) {
    if (const std::optional<JsonValue> value = body.Find(field)) {
      listing.extras[std::string(prefix) + std::string(field)] = value->Print();
    }
  }
}

Refused ReadText(const JsonValue& body, std::string_view key, std::size_t characters_max, std::string& into) {
  into.clear();
  const std::optional<JsonValue> value = body.Find(key);
  if (!value) {
    return std::nullopt;
  }
  const Result<std::string> text = value->AsText();
  if (!text) {
    return EbayInvalidValue(std::string(key));
  }
  const auto characters =
      std::ranges::count_if(*text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(characters) > characters_max) {
    return EbayInvalidValue(std::string(key), "It is longer than " + std::to_string(characters_max) + " characters.");
  }
  into = *text;
  return std::nullopt;
}

Refused ReadQuantity(const JsonValue& holder, std::string_view key, std::optional<std::int64_t>& into) {
  into.reset();
  const std::optional<JsonValue> value = holder.Find(key);
  if (!value) {
    return std::nullopt;
  }
  const Result<std::int64_t> units = value->AsInteger();
  if (!value->IsNumber() || !units || *units < 0) {
    return EbayRefused{400, {.id = 25004, .message = "Invalid quantity. It must be a whole number of at least 0."}};
  }
  into = *units;
  return std::nullopt;
}

Refused ReadCondition(const JsonValue& body, MarketListing& listing) {
  std::string word;
  if (Refused refused = ReadText(body, "condition", kSkuMax, word)) {
    return refused;
  }
  if (!word.empty() && !IsEbayCondition(word)) {
    return EbayRefused{400, {.id = 25021, .message = "Invalid item condition information. " + word}};
  }
  listing.content.condition = ConditionOfEbay(word);
  if (!word.empty()) {
    listing.extras["item.condition"] = "\"" + word + "\"";
  }
  return std::nullopt;
}

// The first value of the first of `names` that is there.
std::string AspectOf(const JsonValue& aspects, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const std::optional<JsonValue> values = aspects.Find(name);
    const Result<std::vector<JsonValue>> list = values ? values->AsArray() : std::vector<JsonValue>{};
    if (list && !list->empty()) {
      return list->front().AsText().value_or("");
    }
  }
  return "";
}

Refused ReadAspects(const JsonValue& product, MarketListing& listing) {
  ListingContent& content = listing.content;
  content.model = content.year = content.finish = "";
  const std::optional<JsonValue> aspects = product.Find("aspects");
  if (!aspects) {
    return std::nullopt;
  }
  if (!aspects->IsObject()) {
    return EbayInvalidValue("aspects");
  }
  for (const std::string& name : aspects->Keys()) {
    const Result<std::vector<JsonValue>> values = aspects->Array(name);
    if (!values || !std::ranges::all_of(*values, &JsonValue::IsText)) {
      return EbayInvalidValue("aspects." + name, "Every aspect is a list of texts.");
    }
  }
  if (content.brand.empty()) {
    content.brand = AspectOf(*aspects, {"Brand"});
  }
  content.model = AspectOf(*aspects, {"Model"});
  content.year = AspectOf(*aspects, {"Model Year", "Year", "Year Manufactured"});
  content.finish = AspectOf(*aspects, {"Body Color", "Color", "Finish"});
  listing.extras["product.aspects"] = aspects->Print();
  return std::nullopt;
}

Refused ReadImages(const JsonValue& product, MarketListing& listing) {
  listing.content.image_urls.clear();
  const Result<std::vector<JsonValue>> images = product.OptionalArray("imageUrls");
  if (!images) {
    return EbayInvalidValue("imageUrls");
  }
  for (const JsonValue& image : *images) {
    const Result<std::string> url = image.AsText();
    if (!url || !url->starts_with("https://")) {
      return EbayRefused{400, {.id = 25015, .message = "Invalid picture URL. It must begin with https://"}};
    }
    listing.content.image_urls.push_back(*url);
  }
  return std::nullopt;
}

Refused ReadProduct(const JsonValue& product, MarketListing& listing) {
  if (!product.IsObject()) {
    return EbayInvalidValue("product");
  }
  ListingContent& content = listing.content;
  if (Refused refused = ReadText(product, "title", kTitleMax, content.title)) {
    return refused;
  }
  if (Refused refused = ReadText(product, "description", kDescriptionMax, content.description)) {
    return refused;
  }
  if (Refused refused = ReadText(product, "brand", kTitleMax, content.brand)) {
    return refused;
  }
  if (Refused refused = ReadAspects(product, listing)) {
    return refused;
  }
  KeepFields(product, kProductFields, kEbayProductPrefix, listing);
  return ReadImages(product, listing);
}

EbayRefused Missing(int id, const std::string& what) { return {400, {.id = id, .message = what}}; }

std::string KeptText(const MarketListing& listing, const std::string& name, std::string_view member) {
  const Result<JsonDocument> kept = JsonDocument::Parse(ExtraOf(listing.extras, name));
  if (!kept) {
    return "";
  }
  return member.empty() ? kept->root().AsText().value_or("") : kept->root().Text(member).value_or("");
}

}  // namespace

std::optional<EbayRefused> CheckEbaySku(std::string_view sku) {
  const bool known = std::ranges::all_of(sku, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-_. ").find(c) != std::string_view::npos;
  });
  if (known && !sku.empty() && sku.size() <= kSkuMax) {
    return std::nullopt;
  }
  return EbayRefused{
      400,
      {.id = 25707,
       .message = "This is an invalid value for a SKU. Only alphanumeric characters can be used for SKUs, "
                  "and their length must not exceed 50 characters."}};
}

std::optional<EbayRefused> ReplaceEbayItem(const JsonValue& body, std::string_view locale, MarketListing& listing) {
  if (!body.IsObject()) {
    return EbayInvalidValue("the body");
  }
  EraseEbayFields(listing, kEbayItemPrefix);
  EraseEbayFields(listing, kEbayProductPrefix);
  std::string spelled(locale);
  std::ranges::replace(spelled, '-', '_');
  listing.extras["item.locale"] = "\"" + spelled + "\"";

  EbayStock stock = EbayStockOf(listing);
  stock.item.reset();
  if (const std::optional<JsonValue> availability = body.Find("availability")) {
    const std::optional<JsonValue> ship_to = availability->Find("shipToLocationAvailability");
    if (!availability->IsObject() || (ship_to && !ship_to->IsObject())) {
      return EbayInvalidValue("availability");
    }
    if (ship_to) {
      if (Refused refused = ReadQuantity(*ship_to, "quantity", stock.item)) {
        return refused;
      }
    }
  }
  if (Refused refused = ReadCondition(body, listing)) {
    return refused;
  }
  KeepFields(body, kItemFields, kEbayItemPrefix, listing);
  const std::string category = listing.content.category;
  const Condition condition = listing.content.condition;
  listing.content = ListingContent();
  listing.content.category = category;
  listing.content.condition = condition;
  if (const std::optional<JsonValue> product = body.Find("product")) {
    if (Refused refused = ReadProduct(*product, listing)) {
      return refused;
    }
  }
  SetEbayStock(listing, stock);
  return std::nullopt;
}

std::optional<EbayRefused> ReadEbayPrice(const JsonValue& amount, Money& price) {
  const Result<std::string> value = amount.Text("value");
  const Result<std::string> code = amount.Text("currency");
  const Result<Currency> currency = code ? Currency::Parse(*code) : Result<Currency>(Fail(code.error()));
  const Result<Money> read = value && currency ? ParseMoney(*value, *currency) : Fail(ErrorKind::kInvalid, "no amount");
  if (!read || read->minor <= 0 || read->currency != Currency::Usd()) {
    return EbayRefused{400, {.id = 25003, .message = "Invalid price. A price is a text above 0, in USD here."}};
  }
  price = *read;
  return std::nullopt;
}

std::optional<EbayRefused> ReplaceEbayOffer(const JsonValue& body, MarketListing& listing) {
  if (!body.IsObject()) {
    return EbayInvalidValue("the body");
  }
  EraseEbayFields(listing, kEbayOfferPrefix);
  listing.extras["offer"] = "true";
  EbayStock stock = EbayStockOf(listing);
  if (Refused refused = ReadQuantity(body, "availableQuantity", stock.offer)) {
    return refused;
  }
  SetEbayStock(listing, stock);
  if (Refused refused = ReadText(body, "categoryId", kSkuMax, listing.content.category)) {
    return refused;
  }
  listing.price = Money();
  const std::optional<JsonValue> pricing = body.Find("pricingSummary");
  if (const std::optional<JsonValue> price = pricing ? pricing->Find("price") : std::nullopt) {
    if (Refused refused = ReadEbayPrice(*price, listing.price)) {
      return refused;
    }
    listing.extras["offer.priced"] = "true";
  }
  for (const std::string_view key : {"listingDescription", "listingDuration", "merchantLocationKey"}) {
    const std::optional<JsonValue> value = body.Find(key);
    if (value && !value->IsText()) {
      return EbayInvalidValue(std::string(key));
    }
  }
  const std::optional<JsonValue> policies = body.Find("listingPolicies");
  if (policies && !policies->IsObject()) {
    return EbayInvalidValue("listingPolicies");
  }
  KeepFields(body, kOfferFields, kEbayOfferPrefix, listing);
  return std::nullopt;
}

std::optional<EbayRefused> CheckEbayListable(const MarketListing& listing, const Credentials& account,
                                             const std::set<std::string>& locations) {
  const ListingContent& content = listing.content;
  if (content.title.empty()) {
    return Missing(25016, "The title value is invalid. A title is required.");
  }
  if (content.image_urls.empty()) {
    return Missing(25002, "A user error has occurred. Add at least 1 photo.");
  }
  if (content.description.empty() && KeptText(listing, "offer.listingDescription", "").empty()) {
    return Missing(25016, "The description value is invalid. A description is required.");
  }
  if (!listing.extras.contains("item.condition")) {
    return Missing(25021, "Invalid item condition information. A condition is required.");
  }
  const std::string& category = content.category;
  if (category.empty() || category.find_first_not_of("0123456789") != std::string::npos) {
    return Missing(25005, "Invalid category. A leaf category's id is required.");
  }
  if (!listing.extras.contains("offer.priced")) {
    return Missing(25003, "Invalid price. A price is required.");
  }
  const std::string policies = "offer.listingPolicies";
  if (KeptText(listing, policies, "fulfillmentPolicyId") != account.Key("fulfillment_policy")) {
    return Missing(25007, "Invalid Shipping policy information.");
  }
  if (KeptText(listing, policies, "paymentPolicyId") != account.Key("payment_policy")) {
    return Missing(25008, "Invalid Payment policy information.");
  }
  if (KeptText(listing, policies, "returnPolicyId") != account.Key("return_policy")) {
    return Missing(25009, "Invalid Return policy information.");
  }
  if (!locations.contains(KeptText(listing, "offer.merchantLocationKey", ""))) {
    return Missing(25012, "Invalid inventory location.");
  }
  return std::nullopt;
}

}  // namespace riff::sim
