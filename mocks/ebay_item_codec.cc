#include "mocks/ebay_item_codec.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "mocks/ebay_fields.h"
#include "mocks/ebay_state.h"
#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

using Refused = std::optional<EbayRefused>;

constexpr std::size_t kSkuMax = 50;
constexpr std::size_t kTitleMax = 80;
constexpr std::size_t kDescriptionMax = 4000;

// Kept as they were sent; the others have a place of their own in the row.
constexpr std::array<std::string_view, 3> kItemFields = {"conditionDescription", "conditionDescriptors",
                                                         "packageWeightAndSize"};
constexpr std::array<std::string_view, 7> kProductFields = {"mpn",  "ean",      "upc",     "isbn",
                                                            "epid", "subtitle", "videoIds"};

Refused ReadCondition(const JsonValue& body, MarketListing& listing) {
  std::string word;
  if (Refused refused = ReadEbayText(body, "condition", kSkuMax, word)) {
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
  if (Refused refused = ReadEbayText(product, "title", kTitleMax, content.title)) {
    return refused;
  }
  if (Refused refused = ReadEbayText(product, "description", kDescriptionMax, content.description)) {
    return refused;
  }
  if (Refused refused = ReadEbayText(product, "brand", kTitleMax, content.brand)) {
    return refused;
  }
  if (Refused refused = ReadAspects(product, listing)) {
    return refused;
  }
  KeepEbayFields(product, kProductFields, kEbayProductPrefix, listing);
  return ReadImages(product, listing);
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
      if (Refused refused = ReadEbayQuantity(*ship_to, "quantity", stock.item)) {
        return refused;
      }
    }
  }
  if (Refused refused = ReadCondition(body, listing)) {
    return refused;
  }
  KeepEbayFields(body, kItemFields, kEbayItemPrefix, listing);
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

}  // namespace riff::sim
