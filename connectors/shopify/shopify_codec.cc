#include "connectors/shopify/shopify_codec.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace riff::shopify {

namespace {

bool IsNumberText(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> Odd(const JsonValue& value, std::string_view why) {
  return Fail(ErrorKind::kInvalid, value.path() + ": " + std::string(why));
}

Result<std::string> NumberAt(const JsonValue& object, std::string_view kind) {
  RIFF_TRY(const JsonValue id, object.Get("id"));
  RIFF_TRY(const std::string gid, id.AsText());
  const auto number = NumberOfGid(kind, gid);
  if (!number.has_value()) {
    return Odd(id, "not a gid of " + std::string(kind));
  }
  return *number;
}

// The level's `available`, as it is.
Result<std::optional<Quantity>> AvailableOf(const JsonValue& item) {
  const auto level = item.Find("inventoryLevel");
  if (!level.has_value()) {
    return std::optional<Quantity>();  // Not stocked at our location.
  }
  RIFF_TRY(const std::vector<JsonValue> quantities, level->Array("quantities"));
  for (const JsonValue& entry : quantities) {
    RIFF_TRY(const std::string name, entry.Text("name"));
    if (name == "available") {
      RIFF_TRY(const std::int64_t units, entry.Integer("quantity"));
      return std::optional<Quantity>(Quantity(units));
    }
  }
  return Odd(*level, "no quantity named available");
}

Result<std::optional<Quantity>> SellableQuantity(const JsonValue& item) {
  RIFF_TRY(const bool tracked, item.Bool("tracked"));
  RIFF_TRY(std::optional<Quantity> available, AvailableOf(item));
  if (!tracked) {
    return std::optional<Quantity>();  // Its numbers mean nothing: it sells without end.
  }
  if (available.has_value() && *available < Quantity(0)) {
    return std::optional<Quantity>(Quantity(0));  // Oversold there: nothing more can be bought.
  }
  return available;
}

Result<ListingContent> ContentOf(const JsonValue& product) {
  ListingContent content;
  RIFF_TRY(content.title, product.Text("title"));
  RIFF_TRY(auto description, product.OptionalText("descriptionHtml"));
  RIFF_TRY(auto vendor, product.OptionalText("vendor"));
  RIFF_TRY(auto type, product.OptionalText("productType"));
  content.description = std::move(description).value_or("");
  content.brand = std::move(vendor).value_or("");
  content.category = std::move(type).value_or("");
  return content;
}

bool EqualWithoutCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char left, char right) {
    return std::tolower(static_cast<unsigned char>(left)) == std::tolower(static_cast<unsigned char>(right));
  });
}

}  // namespace

std::string GidOf(std::string_view kind, std::string_view number) {
  return "gid://shopify/" + std::string(kind) + "/" + std::string(number);
}

Result<std::string> NumberOfGid(std::string_view kind, std::string_view gid) {
  const std::string start = GidOf(kind, "");
  if (!gid.starts_with(start) || !IsNumberText(gid.substr(start.size()))) {
    return Fail(ErrorKind::kInvalid, "not a gid of " + std::string(kind));
  }
  return std::string(gid.substr(start.size()));
}

RemoteId RemoteIdOf(const VariantKey& key) { return RemoteId(key.product + "/" + key.variant); }

Result<VariantKey> ParseRemoteId(const RemoteId& remote) {
  const std::string_view text = remote.text();
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || !IsNumberText(text.substr(0, slash)) ||
      !IsNumberText(text.substr(slash + 1))) {
    return Fail(ErrorKind::kInvalid, "not a Shopify listing (product/variant): " + remote.text());
  }
  return VariantKey{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

Result<ListingStatus> StatusOf(std::string_view word) {
  if (word == "ACTIVE") {
    return ListingStatus::kLive;
  }
  if (word == "DRAFT") {
    return ListingStatus::kDraft;
  }
  if (word == "ARCHIVED") {
    return ListingStatus::kEnded;
  }
  if (word == "UNLISTED") {
    return ListingStatus::kPaused;
  }
  return Fail(ErrorKind::kInvalid, "not a product status");
}

Result<ShopifyVariant> DecodeVariant(const JsonValue& node, Currency currency) {
  ShopifyVariant variant;
  RemoteListing& listing = variant.listing;
  VariantKey key;
  RIFF_TRY(key.variant, NumberAt(node, "ProductVariant"));
  RIFF_TRY(const JsonValue product, node.Get("product"));
  RIFF_TRY(key.product, NumberAt(product, "Product"));
  listing.ref.remote = RemoteIdOf(key);
  RIFF_TRY(const auto sku, node.OptionalText("sku"));
  listing.ref.sku = Sku(sku.value_or(""));
  RIFF_TRY(const JsonValue item, node.Get("inventoryItem"));
  RIFF_TRY(listing.ref.handle, NumberAt(item, "InventoryItem"));

  RIFF_TRY(const JsonValue status, product.Get("status"));
  RIFF_TRY(const std::string word, status.AsText());
  const auto meaning = StatusOf(word);
  if (!meaning.has_value()) {
    return Odd(status, "not a product status that is known");
  }
  listing.facts.status = *meaning;
  RIFF_TRY(listing.facts.quantity, SellableQuantity(item));
  RIFF_TRY(const JsonValue price, node.Get("price"));
  RIFF_TRY(const std::string decimal, price.AsDecimal());
  const auto money = ParseMoney(decimal, currency);
  if (!money.has_value()) {
    return Odd(price, "not an amount of the shop's currency");
  }
  listing.facts.price = *money;
  RIFF_TRY(listing.content, ContentOf(product));
  listing.facts.content = DigestOf(listing.content);

  RIFF_TRY(const auto updated, node.OptionalText("updatedAt"));
  if (updated.has_value()) {
    RIFF_TRY(listing.changed_at, ParseTimestamp(*updated));
  }
  if (const auto count = product.Find("variantsCount")) {
    RIFF_TRY(variant.variants_of_product, count->Integer("count"));
  }
  return variant;
}

Result<Currency> DecodeCurrency(const JsonValue& data) {
  RIFF_TRY(const JsonValue shop, data.Get("shop"));
  RIFF_TRY(const std::string code, shop.Text("currencyCode"));
  return Currency::Parse(code);
}

Result<Page<RemoteListing>> DecodeVariantsPage(const JsonValue& data) {
  Page<RemoteListing> page;
  RIFF_TRY(const Currency currency, DecodeCurrency(data));
  RIFF_TRY(const JsonValue variants, data.Get("productVariants"));
  RIFF_TRY(const std::vector<JsonValue> nodes, variants.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(ShopifyVariant variant, DecodeVariant(node, currency));
    page.rows.push_back(std::move(variant.listing));
  }
  RIFF_TRY(const JsonValue info, variants.Get("pageInfo"));
  RIFF_TRY(const bool more, info.Bool("hasNextPage"));
  if (more) {
    RIFF_TRY(std::string end, info.Text("endCursor"));
    page.next = Cursor(std::move(end));
  }
  if (const auto count = data.Find("productVariantsCount")) {
    RIFF_TRY(page.total, count->Integer("count"));
  }
  return page;
}

Result<std::vector<std::optional<Quantity>>> DecodeLevels(const JsonValue& data) {
  std::vector<std::optional<Quantity>> levels;
  RIFF_TRY(const std::vector<JsonValue> nodes, data.Array("nodes"));
  for (const JsonValue& node : nodes) {
    RIFF_TRY(levels.emplace_back(), node.IsNull() ? std::optional<Quantity>() : AvailableOf(node));
  }
  return levels;
}

std::string SkuQuery(const Sku& sku) {
  std::string query = "sku:'";
  for (const char c : sku.text()) {
    if (c == '\'' || c == '\\') {
      query += '\\';
    }
    query += c;
  }
  return query + "'";
}

Result<std::vector<RemoteListing>> KeepExactSku(std::vector<RemoteListing> rows, const Sku& sku) {
  std::vector<RemoteListing> exact;
  for (RemoteListing& row : rows) {
    if (!EqualWithoutCase(row.ref.sku.text(), sku.text())) {
      return Fail(ErrorKind::kInvalid, "the search for a SKU answered with another one: its filter was dropped");
    }
    if (row.ref.sku == sku) {
      exact.push_back(std::move(row));
    }
  }
  return exact;
}

}  // namespace riff::shopify
