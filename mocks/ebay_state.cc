#include "mocks/ebay_state.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

constexpr std::string_view kItemQuantity = "stock.item";
constexpr std::string_view kOfferQuantity = "stock.offer";
// The row's `available` when the two were written: sales and hands move that one only.
constexpr std::string_view kNoted = "stock.noted";
constexpr std::string_view kOffer = "offer";
constexpr std::string_view kWithdrawn = "withdrawn";
constexpr std::string_view kLegacy = "legacy";

std::optional<std::int64_t> NumberOf(const MarketListing& listing, std::string_view name) {
  const std::string text = ExtraOf(listing.extras, name);
  return text.empty() ? std::nullopt : std::optional(std::stoll(text));
}

void SetNumber(MarketListing& listing, std::string_view name, std::optional<std::int64_t> number) {
  if (number) {
    listing.extras[std::string(name)] = std::to_string(*number);
  } else {
    listing.extras.erase(std::string(name));
  }
}

std::string JsonText(std::string_view text) {
  JsonWriter json;
  json.Text(text);
  return json.Take();
}

std::string Aspects(const ListingContent& content) {
  JsonWriter json;
  json.BeginObject();
  for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"Brand", content.brand},
                                    {"Model", content.model},
                                    {"Model Year", content.year},
                                    {"Body Color", content.finish}}) {
    if (!value.empty()) {
      json.Key(name).BeginArray().Text(value).EndArray();
    }
  }
  json.EndObject();
  return json.Take();
}

}  // namespace

std::int64_t EbayStock::Lower() const { return std::min(item.value_or(0), offer.value_or(item.value_or(0))); }

EbayStock EbayStockOf(const MarketListing& listing) {
  EbayStock stock{NumberOf(listing, kItemQuantity), NumberOf(listing, kOfferQuantity)};
  const std::int64_t moved = listing.available.units() - NumberOf(listing, kNoted).value_or(0);
  if (moved != 0) {
    stock.item = std::max<std::int64_t>(0, stock.item.value_or(0) + moved);
    if (stock.offer) {
      stock.offer = std::max<std::int64_t>(0, *stock.offer + moved);
    }
  }
  return stock;
}

void SetEbayStock(MarketListing& listing, const EbayStock& stock) {
  SetNumber(listing, kItemQuantity, stock.item);
  SetNumber(listing, kOfferQuantity, stock.offer);
  SetNumber(listing, kNoted, stock.Lower());
  listing.available = Quantity(stock.Lower());
}

bool IsEbayLegacy(const MarketListing& listing) { return listing.extras.contains(kLegacy); }

void SetEbayLegacy(MarketListing& listing) { listing.extras[std::string(kLegacy)] = "true"; }

void MigrateEbayListing(MarketListing& listing) { listing.extras.erase(std::string(kLegacy)); }

bool HasEbayOffer(const MarketListing& listing) {
  return listing.status != ListingStatus::kGone && listing.extras.contains(kOffer) && !IsEbayLegacy(listing);
}

bool IsEbayPublished(const MarketListing& listing) {
  const bool withdrawn = listing.status == ListingStatus::kEnded && listing.extras.contains(kWithdrawn);
  return HasEbayOffer(listing) && listing.status != ListingStatus::kDraft && !withdrawn;
}

bool IsEbayRunning(const MarketListing& listing) {
  const bool listed = HasEbayOffer(listing) || IsEbayLegacy(listing);
  return listed && (listing.status == ListingStatus::kLive || listing.status == ListingStatus::kPaused);
}

std::string_view EbayListingStatusOf(const MarketListing& listing) {
  if (listing.status == ListingStatus::kLive) {
    return listing.available.units() > 0 ? "ACTIVE" : "OUT_OF_STOCK";
  }
  return listing.status == ListingStatus::kPaused ? "INACTIVE" : "ENDED";
}

void WithdrawEbayOffer(MarketListing& listing) {
  listing.status = ListingStatus::kEnded;
  listing.extras[std::string(kWithdrawn)] = "true";
}

void PublishEbayOffer(MarketListing& listing, const RemoteId& remote) {
  listing.remote = remote;
  listing.status = ListingStatus::kLive;
  listing.extras.erase(std::string(kWithdrawn));
}

void EraseEbayFields(MarketListing& listing, std::string_view prefix) {
  std::erase_if(listing.extras, [prefix](const auto& extra) { return extra.first.starts_with(prefix); });
}

void AdoptIntoEbay(const Credentials& account, MarketListing& listing) {
  listing.content.category = std::string(EbayCategoryFor(listing.content.category));
  Extras& extras = listing.extras;
  extras["item.locale"] = JsonText("en_US");
  if (const std::string_view condition = EbayConditionFor(listing.content.condition); !condition.empty()) {
    extras["item.condition"] = JsonText(condition);
  }
  extras["product.aspects"] = Aspects(listing.content);
  extras[std::string(kOffer)] = "true";
  extras["offer.priced"] = "true";
  extras["offer.listingDescription"] = JsonText(listing.content.description);
  extras["offer.listingDuration"] = JsonText("GTC");
  extras["offer.includeCatalogProductDetails"] = "false";
  extras["offer.merchantLocationKey"] = JsonText(account.Key("location"));
  JsonWriter policies;
  policies.BeginObject().Key("fulfillmentPolicyId").Text(account.Key("fulfillment_policy"));
  policies.Key("paymentPolicyId").Text(account.Key("payment_policy"));
  policies.Key("returnPolicyId").Text(account.Key("return_policy")).EndObject();
  extras["offer.listingPolicies"] = policies.Take();
  const std::int64_t units = listing.available.units();
  SetEbayStock(listing, {units, units});
}

}  // namespace riff::sim
