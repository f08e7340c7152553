#include "mocks/tiktok_codec.h"

#include <algorithm>
#include <utility>

#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

using Refused = std::optional<TiktokReply>;

constexpr std::size_t kTitleMax = 255;
constexpr std::size_t kSellerSkuMax = 50;
constexpr std::size_t kExternalIdMax = 999;
constexpr std::size_t kRepeatsMax = 9;
constexpr std::int64_t kUnitsMax = 99999;

TiktokReply Reply(int code, std::string_view message) { return TiktokRefusal(code, message); }

bool IsOneCharacterTooOften(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
    if (run > kRepeatsMax) {
      return true;
    }
  }
  return false;
}

// How much of a product a body must bring.
struct Demand {
  bool whole = false;  // All of it, else only what is to change.
  bool draft = false;  // But without what only buyers need.
};

Refused CheckTitle(const std::string& title) {
  const auto characters =
      std::ranges::count_if(title, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(characters) > kTitleMax) {
    return Reply(12052051, "The product name exceed max limit characters");
  }
  const bool control = std::ranges::any_of(title, [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
  // Emojis are the characters of four bytes.
  const bool emoji = std::ranges::any_of(title, [](char c) { return static_cast<unsigned char>(c) >= 0xF0U; });
  const std::size_t ampersand = title.find('&');
  const bool escape = ampersand != std::string::npos && title.find(';', ampersand) <= ampersand + 6;
  if (title.empty() || control || emoji || escape || IsOneCharacterTooOften(title)) {
    return Reply(12052931,
                 "The title must not hold HTML escapes, emojis or control characters, be only symbols, or repeat one "
                 "character more than 9 times.");
  }
  return std::nullopt;
}

Refused ReadTexts(const JsonValue& body, const Demand& demand, MarketListing& listing) {
  if (demand.whole || body.Find("title")) {
    listing.content.title = body.Text("title").value_or("");
    if (Refused refused = CheckTitle(listing.content.title)) {
      return refused;
    }
  }
  if (demand.whole || body.Find("description")) {
    listing.content.description = body.Text("description").value_or("");
    const std::string& description = listing.content.description;
    if (description.empty() && !demand.draft) {
      return Reply(12052015, "The product description is required");
    }
    if (description.find("<script") != std::string::npos || description.find("<iframe") != std::string::npos) {
      return Reply(12052345, "The product description html tag not support.");
    }
  }
  if (demand.whole || body.Find("external_product_id")) {
    const std::string id = body.Text("external_product_id").value_or("");
    if (id.size() > kExternalIdMax) {
      return Reply(12052369, "external_id length check fail");
    }
    listing.extras["external_product_id"] = id;
  }
  return std::nullopt;
}

Refused ReadCategory(const JsonValue& body, const Demand& demand, MarketListing& listing) {
  if (!demand.whole && !body.Find("category_id")) {
    return std::nullopt;
  }
  if (body.Text("category_version").value_or("v1") != "v2") {
    return Reply(12052217, "All region shops must use V2 categories.");
  }
  const TiktokCategory* category = FindTiktokCategory(body.Text("category_id").value_or(""));
  if (category == nullptr) {
    return Reply(12052230, "Category version and categoryID are not matched.");
  }
  if (category->parent_id.empty()) {
    return Reply(12052024, "Category is not final category");
  }
  listing.content.category = std::string(category->id);
  return std::nullopt;
}

void ReadBrand(const JsonValue& body, const Demand& demand, const TiktokAccount& account, MarketListing& listing,
               std::vector<std::string>& warnings) {
  const std::string id = body.Text("brand_id").value_or("");
  if (!demand.whole && id.empty()) {
    return;
  }
  listing.content.brand.clear();
  const auto known = std::ranges::find_if(account.brands, [&](const auto& name) { return TiktokBrandId(name) == id; });
  if (known != account.brands.end()) {
    listing.content.brand = *known;
  } else if (!id.empty()) {
    warnings.push_back("The [brand_id]:" + id +
                       " field is incorrect and has been automatically cleared by the system. Reason: [Brand does not "
                       "exist]. You can edit it later.");
  }
}

Refused ReadImages(const JsonValue& body, const Demand& demand, MarketListing& listing) {
  if (!demand.whole && !body.Find("main_images")) {
    return std::nullopt;
  }
  listing.content.image_urls.clear();
  for (const JsonValue& image : body.OptionalArray("main_images").value_or(std::vector<JsonValue>{})) {
    const std::string uri = image.Text("uri").value_or("");
    if (uri.empty()) {
      return TiktokBadParameter();
    }
    listing.content.image_urls.push_back(uri);
  }
  if (listing.content.image_urls.empty() && !demand.draft) {
    return Reply(12052028, "Main product image is required");
  }
  return std::nullopt;
}

Refused ReadSkuStock(const JsonValue& sku, const TiktokAccount& account, MarketListing& listing) {
  const std::vector<JsonValue> inventory = sku.OptionalArray("inventory").value_or(std::vector<JsonValue>{});
  for (const JsonValue& entry : inventory) {
    if (const auto fault = ReadTiktokStock(entry, account, listing.available)) {
      return Reply(fault->code, fault->message);
    }
  }
  if (inventory.empty()) {
    return Reply(12019022, "SKU must contain a valid warehouse.");
  }
  if (listing.stock == StockKind::kOneOfAKind && listing.available.units() != 1) {
    return Reply(12052159, "unique item total quantity must be one");
  }
  return std::nullopt;
}

Refused ReadSkus(const JsonValue& body, TiktokWrite how, const TiktokAccount& account, MarketListing& listing,
                 bool& new_sku) {
  if (how == TiktokWrite::kPatch && !body.Find("skus")) {
    return std::nullopt;
  }
  const Result<std::vector<JsonValue>> skus = body.Array("skus");
  if (!skus || skus->empty()) {
    return TiktokBadParameter();
  }
  if (skus->size() > 1) {
    return listing.stock == StockKind::kOneOfAKind ? Reply(12052162, "unique item sku count must be one")
                                                   : Reply(12019015, "The number of SKU exceed the limit");
  }
  const JsonValue& sku = skus->front();
  const std::string id = sku.Text("id").value_or("");
  if (how != TiktokWrite::kCreate && !id.empty() && id != TiktokSkuId(listing)) {
    return Reply(12052557, "The SKU ID does not belong to the product.");
  }
  new_sku = how == TiktokWrite::kCreate || id.empty();
  const std::string seller_sku = sku.Text("seller_sku").value_or(new_sku ? "" : listing.sku.text());
  if (seller_sku.size() > kSellerSkuMax) {
    return Reply(12052054, "The seller SKU text length cannot exceed max limit characters");
  }
  listing.sku = Sku(seller_sku);
  if (sku.Find("external_sku_id")) {
    listing.extras["external_sku_id"] = sku.Text("external_sku_id").value_or("");
  }
  const std::optional<JsonValue> price = sku.Find("price");
  if (!price && new_sku) {
    return Reply(12052073, "The product price is invalid");
  }
  if (price) {
    if (Refused refused = ReadTiktokPrice(*price, account, listing.price)) {
      return refused;
    }
  }
  return sku.Find("inventory") || new_sku ? ReadSkuStock(sku, account, listing) : std::nullopt;
}

}  // namespace

std::optional<TiktokReply> ReadTiktokPrice(const JsonValue& price, const TiktokAccount& account, Money& into) {
  const std::optional<JsonValue> amount = price.Find("amount");
  const Result<std::string> code = price.Text("currency");
  if (!code || *code != Currency::Usd().code()) {
    return Reply(12052084, "The provided currency is not available for this shop/region.");
  }
  const Result<Money> read = amount && amount->IsText()
                                 ? ParseMoney(amount->AsText().value_or(""), Currency::Usd())
                                 : Result<Money>(Fail(ErrorKind::kInvalid, "the amount is no text"));
  if (!read) {
    return Reply(12052012, "Incorrect price format");
  }
  if (read->minor < 1) {
    return Reply(12052073, "The product price is invalid");
  }
  if (account.price_max_minor > 0 && read->minor > account.price_max_minor) {
    return Reply(12052570, "product price exceed limit");
  }
  into = *read;
  return std::nullopt;
}

std::optional<TiktokStockFault> ReadTiktokStock(const JsonValue& entry, const TiktokAccount& account, Quantity& into) {
  const std::string warehouse = entry.Text("warehouse_id").value_or(account.warehouse);
  if (warehouse != account.warehouse) {
    return TiktokStockFault{12052097, "The warehouse does not exist", warehouse};
  }
  const std::optional<JsonValue> quantity = entry.Find("quantity");
  const Result<std::int64_t> units = quantity && quantity->IsNumber()
                                         ? quantity->AsInteger()
                                         : Result<std::int64_t>(Fail(ErrorKind::kInvalid, "no number"));
  if (!units) {
    return TiktokStockFault{12019024, "inventory stock count is invalid", warehouse};
  }
  if (*units < 0 || *units > kUnitsMax) {
    return TiktokStockFault{12052055, "The SKU inventory quantity for the warehouse must be within allowed limits.",
                            warehouse};
  }
  into = Quantity(*units);
  return std::nullopt;
}

std::optional<TiktokReply> ApplyTiktokProduct(const JsonValue& body, TiktokWrite how, const TiktokAccount& account,
                                              MarketListing& listing, TiktokApplied& applied) {
  Demand demand;
  demand.whole = how != TiktokWrite::kPatch;
  demand.draft = body.Text("save_mode").value_or("LISTING") == "AS_DRAFT" ||
                 (!demand.whole && listing.status == ListingStatus::kDraft);
  if (Refused refused = ReadTexts(body, demand, listing)) {
    return refused;
  }
  if (Refused refused = ReadCategory(body, demand, listing)) {
    return refused;
  }
  ReadBrand(body, demand, account, listing, applied.warnings);
  if (Refused refused = ReadImages(body, demand, listing)) {
    return refused;
  }
  if (how == TiktokWrite::kCreate) {
    const bool used = body.Bool("is_pre_owned").value_or(false);
    listing.content.condition = used ? Condition::kGood : Condition::kNew;
    listing.stock = used ? StockKind::kOneOfAKind : StockKind::kStocked;
  }
  return ReadSkus(body, how, account, listing, applied.new_sku);
}

}  // namespace riff::sim
