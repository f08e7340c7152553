#include "mocks/ebay_offer_codec.h"

#include <array>
#include <utility>

#include "mocks/ebay_fields.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

using Refused = std::optional<EbayRefused>;

constexpr std::size_t kCategoryMax = 50;
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

EbayRefused Missing(int id, const std::string& what) { return {400, {.id = id, .message = what}}; }

std::string KeptText(const MarketListing& listing, const std::string& name, std::string_view member) {
  const Result<JsonDocument> kept = JsonDocument::Parse(ExtraOf(listing.extras, name));
  if (!kept) {
    return "";
  }
  return member.empty() ? kept->root().AsText().value_or("") : kept->root().Text(member).value_or("");
}

}  // namespace

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
  if (Refused refused = ReadEbayQuantity(body, "availableQuantity", stock.offer)) {
    return refused;
  }
  SetEbayStock(listing, stock);
  if (Refused refused = ReadEbayText(body, "categoryId", kCategoryMax, listing.content.category)) {
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
  KeepEbayFields(body, kOfferFields, kEbayOfferPrefix, listing);
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
