// What product and variant inputs write into listings.

#include <algorithm>

#include "mocks/shopify_mutations.h"

namespace riff::sim {
namespace {

std::string TagsOf(const GraphqlValue& tags) {
  std::vector<std::string> sorted;
  for (const GraphqlValue& tag : tags.items) {
    sorted.push_back(tag.text);
  }
  std::sort(sorted.begin(), sorted.end());  // As the platform shows them.
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::string text;
  for (const std::string& tag : sorted) {
    text += (text.empty() ? "" : "\n") + tag;
  }
  return text;
}

void SetExtra(MarketListing& listing, const std::string& name, const std::string& value) {
  if (value.empty()) {
    listing.extras.erase(name);
  } else {
    listing.extras[name] = value;
  }
}

void ApplyMetafields(const GraphqlValue& metafields, MarketListing& listing) {
  for (const GraphqlValue& metafield : metafields.items) {
    const std::string type = metafield.TextOf("type");
    SetExtra(listing, MetafieldExtra(metafield),
             (type.empty() ? "single_line_text_field" : type) + "\n" + metafield.TextOf("value"));
  }
}

}  // namespace

std::string MetafieldExtra(const GraphqlValue& metafield) {
  const std::string space = metafield.TextOf("namespace");
  return "metafield:" + (space.empty() ? "$app" : space) + "/" + metafield.TextOf("key");
}

void ApplyProductInput(const ShopifyShop& shop, const GraphqlValue& input, MarketListing& listing) {
  ListingContent& content = listing.content;
  for (const auto& [name, into] :
       {std::pair{"title", &content.title}, std::pair{"descriptionHtml", &content.description},
        std::pair{"vendor", &content.brand}, std::pair{"productType", &content.category}}) {
    if (input.Given(name) != nullptr) {
      *into = input.TextOf(name);
    }
  }
  if (const GraphqlValue* status = input.Given("status")) {
    listing.status = ListingStatusOf(status->text);
  }
  if (const GraphqlValue* tags = input.Given("tags")) {
    SetExtra(listing, "tags", TagsOf(*tags));
  }
  if (const GraphqlValue* metafields = input.Given("metafields")) {
    ApplyMetafields(*metafields, listing);
  }
  if (content.brand.empty()) {
    content.brand = shop.credentials().Key("shop");  // The platform puts the shop's own name there.
  }
}

bool IsNegativePrice(const GraphqlValue& input) { return input.TextOf("price").starts_with('-'); }

void ApplyVariantInput(const ShopifyShop& shop, const GraphqlValue& input, MarketListing& listing) {
  if (input.Given("price") != nullptr) {
    listing.price = ParseMoney(input.TextOf("price"), listing.price.currency).value_or(listing.price);
  }
  for (const auto& [name, extra] : {std::pair{"compareAtPrice", "compare_at"}, std::pair{"barcode", "barcode"},
                                    std::pair{"inventoryPolicy", "policy"}}) {
    if (input.Find(name) != nullptr) {
      SetExtra(listing, extra, input.TextOf(name));
    }
  }
  if (const GraphqlValue* taxable = input.Given("taxable")) {
    SetExtra(listing, "taxable", taxable->truth ? "" : "false");
  }
  if (input.Find("sku") != nullptr) {
    listing.sku = Sku(input.TextOf("sku"));
  }
  const GraphqlValue* item = input.Given("inventoryItem");
  if (item == nullptr) {
    return;
  }
  const MarketListing before = listing;
  if (item->Find("sku") != nullptr) {
    listing.sku = Sku(item->TextOf("sku"));
  }
  if (const GraphqlValue* tracked = item->Given("tracked")) {
    SetExtra(listing, "tracked", tracked->truth ? "" : "false");
  }
  if (const GraphqlValue* ships = item->Given("requiresShipping")) {
    SetExtra(listing, "requires_shipping", ships->truth ? "" : "false");
  }
  if (listing != before) {
    listing.extras["item_at"] = std::to_string(ToMicros(shop.Now()));
  }
}

MarketListing NewVariant(ShopifyShop& shop, std::int64_t product) {
  MarketListing listing;
  // Nothing caps how many units are behind it, and none are anywhere until somebody says so.
  listing.stock = StockKind::kStocked;
  listing.extras = {{"stocked", "false"}, {"tracked", "false"}};
  listing.price = Money{0, Currency::Usd()};
  listing.status = ListingStatus::kLive;
  if (product != 0) {
    listing.remote = RemoteId(std::to_string(product) + "/" + std::to_string(shop.market().Next(Numbered::kVariant)));
  }
  return listing;
}

std::optional<std::int64_t> ProductMeant(const ShopifyShop& shop, const GraphqlValue* identifier,
                                         const GraphqlValue* input) {
  std::optional<std::int64_t> product;
  if (identifier != nullptr && identifier->Given("handle") != nullptr) {
    product = shop.ProductOfHandle(identifier->TextOf("handle"));
  } else if (const GraphqlValue* custom = identifier == nullptr ? nullptr : identifier->Given("customId")) {
    product = shop.ProductOfMetafield(MetafieldExtra(*custom), custom->TextOf("value"));
  } else {
    const GraphqlValue* holder = identifier != nullptr ? identifier : input;
    product = holder == nullptr ? std::nullopt : ShopifyNumber(holder->TextOf("id"), "Product");
  }
  return product && shop.FirstRowOf(*product) != nullptr ? product : std::nullopt;
}

}  // namespace riff::sim
