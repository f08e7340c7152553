#include "connectors/ebay/ebay_listing_codec.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_condition.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/model/write.h"

namespace riff::ebay {
namespace {

struct StatusRow {
  std::string_view word;
  ListingStatus status;
};

constexpr std::array kStatuses = {
    StatusRow{"ACTIVE", ListingStatus::kLive},      StatusRow{"OUT_OF_STOCK", ListingStatus::kPaused},
    StatusRow{"INACTIVE", ListingStatus::kPaused},  StatusRow{"ENDED", ListingStatus::kEnded},
    StatusRow{"EBAY_ENDED", ListingStatus::kEnded}, StatusRow{"NOT_LISTED", ListingStatus::kEnded},
};

Result<std::optional<Quantity>> QuantityOf(const JsonValue& holder, std::string_view key) {
  RIFF_TRY(const std::optional<std::int64_t> units, holder.OptionalInteger(key));
  if (!units) {
    return std::optional<Quantity>{};
  }
  if (*units < 0) {
    return Fail(ErrorKind::kInvalid, holder.path() + "." + std::string(key) + ": negative");
  }
  return std::optional(Quantity(*units));
}

Result<std::string> TextOrEmpty(const JsonValue& holder, std::string_view key) {
  RIFF_TRY(std::optional<std::string> text, holder.OptionalText(key));
  return text ? *std::move(text) : std::string();
}

// The first value of the first of these aspects that is there.
std::string AspectOf(const JsonValue& product, std::span<const std::string_view> names) {
  const std::optional<JsonValue> aspects = product.Find("aspects");
  if (!aspects) {
    return {};
  }
  for (const std::string_view name : names) {
    const Result<std::vector<JsonValue>> values = aspects->OptionalArray(name);
    if (values.has_value() && !values->empty()) {
      return values->front().AsText().value_or("");
    }
  }
  return {};
}

Result<ListingContent> ContentOf(const JsonValue& item) {
  ListingContent content;
  RIFF_TRY(const std::string condition, TextOrEmpty(item, "condition"));
  content.condition = ConditionOfWord(condition);
  const std::optional<JsonValue> product = item.Find("product");
  if (!product) {
    return content;
  }
  RIFF_TRY(content.title, TextOrEmpty(*product, "title"));
  RIFF_TRY(content.description, TextOrEmpty(*product, "description"));
  RIFF_TRY(content.brand, TextOrEmpty(*product, "brand"));
  if (content.brand.empty()) {
    content.brand = AspectOf(*product, kBrandAspects);
  }
  content.model = AspectOf(*product, kModelAspects);
  content.year = AspectOf(*product, kYearAspects);
  content.finish = AspectOf(*product, kFinishAspects);
  RIFF_TRY(const std::vector<JsonValue> images, product->OptionalArray("imageUrls"));
  for (const JsonValue& image : images) {
    RIFF_TRY(std::string url, image.AsText());
    content.image_urls.push_back(std::move(url));
  }
  return content;
}

Result<Item::Grouping> GroupingOf(const JsonValue& item) {
  // Two names of one fact: answers carry the one or the other.
  for (const std::string_view key : {"groupIds", "inventoryItemGroupKeys"}) {
    RIFF_TRY(const std::vector<JsonValue> groups, item.OptionalArray(key));
    if (!groups.empty()) {
      return Item::Grouping::kVariation;
    }
  }
  return Item::Grouping::kAlone;
}

Result<void> ReadListing(const JsonValue& listing, Offer& offer) {
  RIFF_TRY(offer.listing_id, listing.Text("listingId"));
  RIFF_TRY(const std::string word, TextOrEmpty(listing, "listingStatus"));
  RIFF_TRY(const std::optional<bool> on_hold, listing.OptionalBool("listingOnHold"));
  offer.status = ListingStatus::kLive;
  if (!word.empty()) {
    const auto* const row = std::ranges::find(kStatuses, std::string_view(word), &StatusRow::word);
    if (row == kStatuses.end()) {
      return Fail(ErrorKind::kInvalid, listing.path() + ".listingStatus: an unknown word");
    }
    offer.status = row->status;
  }
  // On hold, a listing is hidden and cannot be bought until eBay lets it go.
  if (on_hold.value_or(false) && offer.status == ListingStatus::kLive) {
    offer.status = ListingStatus::kPaused;
  }
  if (word == "OUT_OF_STOCK") {
    offer.quantity = Quantity(0);
  }
  return {};
}

}  // namespace

Result<Item> ItemOf(const JsonValue& item, const Sku& sku) {
  Item read;
  read.sku = sku;
  if (const std::optional<JsonValue> availability = item.Find("availability")) {
    if (const std::optional<JsonValue> ship_to = availability->Find("shipToLocationAvailability")) {
      RIFF_TRY(read.quantity, QuantityOf(*ship_to, "quantity"));
    }
  }
  RIFF_TRY(read.content, ContentOf(item));
  RIFF_TRY(read.grouping, GroupingOf(item));
  return read;
}

Result<ItemPage> ItemPageOf(const JsonValue& page) {
  ItemPage read;
  RIFF_TRY(read.total, page.OptionalInteger("total"));
  RIFF_TRY(const std::vector<JsonValue> rows, page.OptionalArray("inventoryItems"));
  for (const JsonValue& row : rows) {
    RIFF_TRY(std::string sku, row.Text("sku"));
    RIFF_TRY(Item item, ItemOf(row, Sku(std::move(sku))));
    read.items.push_back(std::move(item));
  }
  RIFF_TRY(const std::string next, TextOrEmpty(page, "next"));
  // An empty page is the end even if it names another.
  if (!next.empty() && !read.items.empty()) {
    RIFF_TRY(read.next, PathOfLink(next, kItemPath));
  }
  return read;
}

Result<std::map<Sku, Result<Item>>> BulkItemsOf(const JsonValue& answer) {
  RIFF_TRY(const std::vector<JsonValue> rows, answer.Array("responses"));
  std::map<Sku, Result<Item>> items;
  for (const JsonValue& row : rows) {
    RIFF_TRY(const std::string text, row.Text("sku"));
    RIFF_TRY(const std::int64_t status, row.Integer("statusCode"));
    const Sku sku(text);
    const std::optional<JsonValue> item = row.Find("inventoryItem");
    if (Succeeded(static_cast<int>(status)) && item) {
      items.insert_or_assign(sku, ItemOf(*item, sku));
    } else {
      items.insert_or_assign(sku, Fail(RowRefusalOf("inventory item " + text, static_cast<int>(status),
                                                    ErrorsIn(row, "errors"), RequestEffect::kRead)));
    }
  }
  return items;
}

Result<Offer> OfferOf(const JsonValue& offer) {
  Offer read;
  RIFF_TRY(read.id, offer.Text("offerId"));
  RIFF_TRY(std::string sku, offer.Text("sku"));
  read.sku = Sku(std::move(sku));
  RIFF_TRY(read.marketplace, offer.Text("marketplaceId"));
  RIFF_TRY(read.format, offer.Text("format"));
  RIFF_TRY(read.quantity, QuantityOf(offer, "availableQuantity"));
  RIFF_TRY(read.description, TextOrEmpty(offer, "listingDescription"));
  RIFF_TRY(read.category, TextOrEmpty(offer, "categoryId"));
  if (const std::optional<JsonValue> pricing = offer.Find("pricingSummary")) {
    if (const std::optional<JsonValue> price = pricing->Find("price")) {
      RIFF_TRY(read.price, MoneyOf(*price));
    }
  }
  RIFF_TRY(const std::string status, offer.Text("status"));
  if (status == "PUBLISHED") {
    RIFF_TRY(const JsonValue listing, offer.Get("listing"));
    RIFF_TRY(ReadListing(listing, read));
  } else if (status != "UNPUBLISHED") {
    return Fail(ErrorKind::kInvalid, offer.path() + ".status: neither PUBLISHED nor UNPUBLISHED");
  }
  return read;
}

Result<std::vector<Offer>> OffersOf(const Result<HttpResponse>& outcome) {
  std::vector<Offer> offers;
  if (outcome.has_value() && !Succeeded(outcome->status) && Holds(ErrorsOf(outcome->body), kOfferUnavailable)) {
    return offers;
  }
  RIFF_TRY(const JsonDocument document, ReadAnswer("offers of a SKU", outcome));
  // One page holds a hundred, and a SKU has one offer a marketplace and format at most: there is no second page.
  RIFF_TRY(const std::vector<JsonValue> rows, document.root().OptionalArray("offers"));
  for (const JsonValue& row : rows) {
    RIFF_TRY(Offer offer, OfferOf(row));
    offers.push_back(std::move(offer));
  }
  return offers;
}

const Offer* OwnOffer(const std::vector<Offer>& offers, std::string_view marketplace) {
  for (const Offer& offer : offers) {
    if (offer.marketplace == marketplace && offer.format == "FIXED_PRICE") {
      return &offer;
    }
  }
  return nullptr;
}

const Offer* OfferOfListing(const std::vector<Offer>& offers, const RemoteId& remote, std::string_view marketplace) {
  const std::string listing_id = remote.text().substr(0, remote.text().find('/'));
  for (const Offer& offer : offers) {
    if (offer.published() && offer.listing_id == listing_id) {
      return &offer;
    }
  }
  const Offer* const own = OwnOffer(offers, marketplace);
  return own == nullptr && offers.size() == 1 ? &offers.front() : own;
}

RemoteId RemoteIdOf(const Item& item, const Offer& offer) {
  if (!offer.published()) {
    return PendingRemoteId(offer.sku);
  }
  return item.grouping == Item::Grouping::kAlone ? RemoteId(offer.listing_id)
                                                 : RemoteId(offer.listing_id + "/" + offer.sku.text());
}

RemoteListing ListingOf(const Item& item, const Offer& offer) {
  RemoteListing listing;
  listing.ref = {.remote = RemoteIdOf(item, offer), .sku = offer.sku, .handle = offer.id};
  listing.facts.status = offer.status;
  listing.facts.price = offer.price;
  listing.facts.quantity = offer.quantity ? offer.quantity : item.quantity;
  if (offer.quantity && item.quantity) {
    listing.facts.quantity = std::min(*offer.quantity, *item.quantity);
  }
  listing.content = item.content;
  listing.content.category = offer.category;
  if (!offer.description.empty()) {
    listing.content.description = offer.description;
  }
  listing.facts.content = DigestOf(listing.content);
  return listing;
}

}  // namespace riff::ebay
