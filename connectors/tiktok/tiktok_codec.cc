#include "connectors/tiktok/tiktok_codec.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "connectors/tiktok/tiktok_picture.h"

namespace riff::tiktok {

namespace {

bool IsNumberText(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> Odd(const JsonValue& value, std::string_view why) {
  return Fail(ErrorKind::kInvalid, value.path() + ": " + std::string(why));
}

// An id as text, whether it came as a text or as a bare number.
Result<std::string> IdAt(const JsonValue& object, std::string_view key) {
  RIFF_TRY(const JsonValue value, object.Get(key));
  RIFF_TRY(std::string id, value.IsText() ? value.AsText() : value.AsDecimal());
  if (!IsNumberText(id)) {
    return Odd(value, "not an id");
  }
  return id;
}

struct StatusWord {
  std::string_view word;
  ListingStatus status;
};
constexpr std::array kStatusWords = {
    StatusWord{"DRAFT", ListingStatus::kDraft},
    StatusWord{"PENDING", ListingStatus::kDraft},
    StatusWord{"FAILED", ListingStatus::kDraft},
    StatusWord{"ACTIVATE", ListingStatus::kLive},
    StatusWord{"SELLER_DEACTIVATED", ListingStatus::kEnded},
    StatusWord{"FREEZE", ListingStatus::kEnded},
    StatusWord{"PLATFORM_DEACTIVATED", ListingStatus::kEnded},
    StatusWord{"DELETED", ListingStatus::kGone},
};

// Named `status` in older samples, `product_status` in newer ones.
Result<ListingStatus> ProductStatusOf(const JsonValue& product) {
  const auto newer = product.Find("product_status");
  RIFF_TRY(const JsonValue value, newer.has_value() ? Result<JsonValue>(*newer) : product.Get("status"));
  RIFF_TRY(const std::string word, value.AsText());
  const auto status = StatusOf(word);
  if (!status.has_value()) {
    return Odd(value, "not a product status that is known");
  }
  return *status;
}

Result<std::optional<Quantity>> QuantityOf(const JsonValue& sku, const std::string& warehouse) {
  RIFF_TRY(const std::vector<JsonValue> entries, sku.OptionalArray("inventory"));
  for (const JsonValue& entry : entries) {
    RIFF_TRY(const std::string id, IdAt(entry, "warehouse_id"));
    if (id == warehouse || (warehouse.empty() && entries.size() == 1)) {
      RIFF_TRY(const std::int64_t units, entry.Integer("quantity"));
      return std::optional<Quantity>(Quantity(std::max<std::int64_t>(units, 0)));
    }
  }
  return std::optional<Quantity>();
}

// The price has one name for buyers' prices with tax, another where prices exclude it, and a third in writes.
Result<std::optional<Money>> PriceOf(const JsonValue& sku) {
  const auto price = sku.Find("price");
  if (!price.has_value()) {
    return std::optional<Money>();
  }
  for (const std::string_view key : {"sale_price", "amount", "tax_exclusive_price"}) {
    const auto value = price->Find(key);
    if (!value.has_value()) {
      continue;
    }
    RIFF_TRY(const std::string code, price->Text("currency"));
    RIFF_TRY(const std::string decimal, value->AsDecimal());
    const auto currency = Currency::Parse(code);
    const auto money = currency.has_value() ? ParseMoney(decimal, *currency) : Result<Money>(Fail(currency.error()));
    if (!money.has_value()) {
      return Odd(*value, "not an amount of its currency");
    }
    return std::optional<Money>(*money);
  }
  return std::optional<Money>();
}

Result<ListingContent> ContentOf(const JsonValue& product) {
  ListingContent content;
  RIFF_TRY(content.title, product.Text("title"));
  RIFF_TRY(auto description, product.OptionalText("description"));
  content.description = std::move(description).value_or("");
  if (const auto brand = product.Find("brand")) {
    RIFF_TRY(const auto name, brand->OptionalText("name"));
    content.brand = name.value_or("");
  }
  RIFF_TRY(const std::vector<JsonValue> chain, product.OptionalArray("category_chains"));
  if (!chain.empty()) {
    RIFF_TRY(content.category, IdAt(chain.back(), "id"));
  }
  RIFF_TRY(const std::vector<JsonValue> images, product.OptionalArray("main_images"));
  for (const JsonValue& image : images) {
    RIFF_TRY(const auto uri, image.OptionalText("uri"));
    RIFF_TRY(const std::vector<JsonValue> urls, image.OptionalArray("urls"));
    std::string url;
    if (!urls.empty()) {
      RIFF_TRY(url, urls.front().AsText());
    }
    if (std::string picture = PictureOf(url, uri.value_or("")); !picture.empty()) {
      content.image_urls.push_back(std::move(picture));
    }
  }
  return content;
}

Result<bool> IsSwitchedOff(const JsonValue& sku) {
  const auto info = sku.Find("status_info");
  if (!info.has_value()) {
    return false;
  }
  RIFF_TRY(const auto status, info->OptionalText("status"));
  return status.has_value() && *status != "NORMAL";
}

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return text;
}

}  // namespace

RemoteId RemoteIdOf(const SkuKey& key) { return RemoteId(key.product + "/" + key.sku); }

Result<SkuKey> ParseRemoteId(const RemoteId& remote) {
  const std::string_view text = remote.text();
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || !IsNumberText(text.substr(0, slash)) ||
      !IsNumberText(text.substr(slash + 1))) {
    return Fail(ErrorKind::kInvalid, "not a TikTok Shop listing (product/sku): " + remote.text());
  }
  return SkuKey{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

Result<ListingStatus> StatusOf(std::string_view word) {
  const auto* row = std::ranges::find(kStatusWords, word, &StatusWord::word);
  if (row == kStatusWords.end()) {
    return Fail(ErrorKind::kInvalid, "not a product status");
  }
  return row->status;
}

Result<std::vector<RemoteListing>> DecodeProduct(const JsonValue& product, const std::string& warehouse) {
  SkuKey key;
  RIFF_TRY(key.product, IdAt(product, "id"));
  RIFF_TRY(const ListingStatus status, ProductStatusOf(product));
  RIFF_TRY(const ListingContent content, ContentOf(product));
  RIFF_TRY(const auto updated, product.OptionalInteger("update_time"));
  RIFF_TRY(const std::vector<JsonValue> skus, product.OptionalArray("skus"));
  std::vector<RemoteListing> listings;
  for (const JsonValue& sku : skus) {
    RemoteListing listing;
    RIFF_TRY(key.sku, IdAt(sku, "id"));
    listing.ref.remote = RemoteIdOf(key);
    RIFF_TRY(const auto seller_sku, sku.OptionalText("seller_sku"));
    listing.ref.sku = Sku(seller_sku.value_or(""));
    RIFF_TRY(const bool off, IsSwitchedOff(sku));
    listing.facts.status = off && status == ListingStatus::kLive ? ListingStatus::kPaused : status;
    RIFF_TRY(listing.facts.quantity, QuantityOf(sku, warehouse));
    RIFF_TRY(listing.facts.price, PriceOf(sku));
    listing.content = content;
    listing.facts.content = DigestOf(content);
    if (updated.has_value()) {
      RIFF_TRY(listing.changed_at, FromSeconds(*updated));
    }
    listings.push_back(std::move(listing));
  }
  return listings;
}

Result<ProductsPage> DecodeProductsPage(const JsonValue& data, const std::string& warehouse) {
  ProductsPage page;
  RIFF_TRY(const std::vector<JsonValue> products, data.OptionalArray("products"));
  for (const JsonValue& product : products) {
    RIFF_TRY(std::vector<RemoteListing> rows, DecodeProduct(product, warehouse));
    std::ranges::move(rows, std::back_inserter(page.rows));
  }
  RIFF_TRY(const auto token, data.OptionalText("next_page_token"));
  if (token.has_value() && !token->empty()) {
    page.next_token = token;
  }
  RIFF_TRY(const auto total, data.OptionalInteger("total_count"));
  page.total = total.value_or(0);
  return page;
}

Result<InventoryLevels> DecodeInventory(const JsonValue& data, const std::string& warehouse) {
  InventoryLevels levels;
  RIFF_TRY(const std::vector<JsonValue> products, data.OptionalArray("inventory"));
  for (const JsonValue& product : products) {
    RIFF_TRY(const std::string product_id, IdAt(product, "product_id"));
    RIFF_TRY(const std::vector<JsonValue> skus, product.Array("skus"));
    levels.skus_of_product[product_id] = skus.size();
    for (const JsonValue& sku : skus) {
      RIFF_TRY(const std::string sku_id, IdAt(sku, "id"));
      RIFF_TRY(const std::vector<JsonValue> entries, sku.OptionalArray("warehouse_inventory"));
      for (const JsonValue& entry : entries) {
        RIFF_TRY(const std::string id, IdAt(entry, "warehouse_id"));
        if (id == warehouse || (warehouse.empty() && entries.size() == 1)) {
          RIFF_TRY(const std::int64_t units, entry.Integer("available_quantity"));
          levels.available[sku_id] = Quantity(std::max<std::int64_t>(units, 0));
        }
      }
    }
  }
  return levels;
}

Result<std::vector<RemoteListing>> KeepExactSku(std::vector<RemoteListing> rows, const Sku& sku) {
  std::set<std::string> products;
  std::set<std::string> products_with_sku;
  std::vector<RemoteListing> exact;
  for (RemoteListing& row : rows) {
    RIFF_TRY(const SkuKey key, ParseRemoteId(row.ref.remote));
    products.insert(key.product);
    if (Lower(row.ref.sku.text()) == Lower(sku.text())) {  // Whether the search folds case is not documented.
      products_with_sku.insert(key.product);
    }
    if (row.ref.sku == sku && row.facts.status != ListingStatus::kGone) {
      exact.push_back(std::move(row));
    }
  }
  if (products != products_with_sku) {
    return Fail(ErrorKind::kInvalid, "the search for a SKU answered with another one: its filter was dropped");
  }
  return exact;
}

Result<std::map<std::string, std::string>> DecodeShops(const JsonValue& data) {
  std::map<std::string, std::string> names;
  RIFF_TRY(const std::vector<JsonValue> shops, data.Array("shops"));
  for (const JsonValue& shop : shops) {
    RIFF_TRY(std::string cipher, shop.Text("cipher"));
    RIFF_TRY(names[cipher], shop.Text("name"));
  }
  return names;
}

}  // namespace riff::tiktok
