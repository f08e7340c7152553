#include "mocks/reverb_listing_write.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "mocks/reverb_words.h"

namespace riff::sim {
namespace {

using Refused = std::optional<ReverbRefused>;

ReverbRefused Field(const std::string& field, std::string message) {
  return {412, "Validation failed: " + field + " " + message, {{field, {std::move(message)}}}};
}

Refused ReadText(const JsonValue& body, std::string_view key, std::string& into) {
  const std::optional<JsonValue> value = body.Find(key);
  if (!value) {
    return std::nullopt;
  }
  const Result<std::string> text = value->AsText();
  if (!text) {
    return Field(std::string(key), "must be a text");
  }
  into = *text;
  return std::nullopt;
}

// true, false, or the same as a text, which Reverb takes too.
Refused ReadFlag(const JsonValue& body, std::string_view key, std::optional<bool>& into) {
  const std::optional<JsonValue> value = body.Find(key);
  if (!value) {
    return std::nullopt;
  }
  if (const Result<bool> flag = value->AsBool()) {
    into = *flag;
    return std::nullopt;
  }
  const Result<std::string> text = value->AsText();
  if (text && (*text == "true" || *text == "false")) {
    into = *text == "true";
    return std::nullopt;
  }
  return Field(std::string(key), "must be true or false");
}

Refused ReadTexts(const JsonValue& body, MarketListing& listing) {
  ListingContent& content = listing.content;
  std::string sku = listing.sku.text();
  std::string upc = ExtraOf(listing.extras, "upc");
  const std::pair<std::string_view, std::string*> fields[] = {{"title", &content.title},
                                                              {"make", &content.brand},
                                                              {"model", &content.model},
                                                              {"finish", &content.finish},
                                                              {"year", &content.year},
                                                              {"description", &content.description},
                                                              {"sku", &sku},
                                                              {"upc", &upc}};
  for (const auto& [key, into] : fields) {
    if (Refused refused = ReadText(body, key, *into)) {
      return refused;
    }
  }
  listing.sku = Sku(sku);
  if (!upc.empty()) {
    listing.extras["upc"] = upc;
  }
  for (const std::string_view key : {"upc_does_not_apply", "offers_enabled"}) {
    std::optional<bool> flag;
    if (Refused refused = ReadFlag(body, key, flag)) {
      return refused;
    }
    if (flag) {
      listing.extras[std::string(key)] = *flag ? "true" : "false";
    }
  }
  return std::nullopt;
}

Refused ReadCondition(const JsonValue& body, MarketListing& listing) {
  const std::optional<JsonValue> value = body.Find("condition");
  if (!value) {
    return std::nullopt;
  }
  const Result<std::string> uuid = value->Text("uuid");
  const ReverbCondition* condition = uuid ? FindReverbCondition(*uuid) : nullptr;
  if (condition == nullptr) {
    return Field("condition", "is not included in the list");
  }
  listing.content.condition = condition->condition;
  listing.extras["condition_uuid"] = std::string(condition->uuid);
  listing.stock = condition->stock;
  return std::nullopt;
}

Refused ReadCategories(const JsonValue& body, MarketListing& listing) {
  const std::optional<JsonValue> value = body.Find("categories");
  if (!value) {
    return std::nullopt;
  }
  const Result<std::vector<JsonValue>> categories = value->AsArray();
  if (!categories || categories->empty() || categories->size() > 3) {
    return Field("categories", "must be a list of one to three");
  }
  for (const JsonValue& each : *categories) {
    const Result<std::string> uuid = each.Text("uuid");
    const ReverbCategory* category = uuid ? FindReverbCategory(*uuid) : nullptr;
    if (category == nullptr) {
      return ReverbRefused{400, "Category not found", {}};
    }
    if (category->uuid == category->root_uuid) {
      return ReverbRefused{400, "Category " + std::string(category->full_name) + " is not a leaf category", {}};
    }
    listing.content.category = *uuid;
  }
  return std::nullopt;
}

Refused ReadPrice(const JsonValue& body, MarketListing& listing) {
  const std::optional<JsonValue> value = body.Find("price");
  if (!value) {
    return std::nullopt;
  }
  const std::optional<JsonValue> amount = value->Find("amount");
  if (!amount || !amount->IsText()) {
    return Field("price", "amount must be a text such as \"10.00\"");
  }
  const Result<std::string> code = value->Text("currency");
  const Result<Currency> currency = code ? Currency::Parse(*code) : Fail(code.error());
  if (!currency) {
    return Field("price", "currency is not known");
  }
  const Result<std::string> decimal = amount->AsText();
  const Result<Money> price = ParseMoney(*decimal, *currency);
  if (!price || price->minor <= 0) {
    return Field("price", "must be greater than 0");
  }
  if (listing.price.minor > 0 && listing.price.currency != price->currency) {
    return Field("price", "must be in the currency of the shop");
  }
  listing.price = *price;
  return std::nullopt;
}

Refused ReadPhotos(const JsonValue& body, MarketListing& listing) {
  const std::optional<JsonValue> value = body.Find("photos");
  if (!value) {
    return std::nullopt;
  }
  const Result<std::vector<JsonValue>> photos = value->AsArray();
  if (!photos) {
    return Field("photos", "must be a list");
  }
  std::vector<std::string> urls;
  for (const JsonValue& photo : *photos) {
    const Result<std::string> url = photo.AsText();
    if (!url || !(url->starts_with("http://") || url->starts_with("https://"))) {
      return Field("photos", "must be URLs");
    }
    urls.push_back(*url);
  }
  listing.content.image_urls = std::move(urls);
  return std::nullopt;
}

void SetStocked(MarketListing& listing, Quantity inventory) {
  listing.available = inventory;
  if (listing.status == ListingStatus::kLive && inventory.units() == 0) {
    listing.status = ListingStatus::kSold;
  } else if (listing.status == ListingStatus::kSold && inventory.units() > 0) {
    listing.status = ListingStatus::kLive;
  }
}

void SetOneOfAKind(MarketListing& listing, Quantity inventory, std::vector<std::string>& warnings) {
  if (inventory.units() > 1) {
    warnings.push_back("Inventory is not available for this condition");
  }
  if (listing.status == ListingStatus::kLive && inventory.units() == 0) {
    listing.status = ListingStatus::kEnded;
    listing.available = Quantity(0);
  } else if (listing.status == ListingStatus::kDraft) {
    listing.available = Quantity(1);
  }
}

Refused ReadInventory(const JsonValue& body, MarketListing& listing, std::vector<std::string>& warnings) {
  std::optional<bool> has_inventory;
  if (Refused refused = ReadFlag(body, "has_inventory", has_inventory)) {
    return refused;
  }
  const std::optional<JsonValue> value = body.Find("inventory");
  if (!value) {
    return std::nullopt;
  }
  const Result<std::int64_t> inventory = value->AsInteger();
  if (!value->IsNumber() || !inventory || *inventory < 0) {
    return Field("inventory", "must be a whole number, 0 or more");
  }
  if (listing.stock == StockKind::kStocked) {
    SetStocked(listing, Quantity(*inventory));
  } else {
    SetOneOfAKind(listing, Quantity(*inventory), warnings);
  }
  return std::nullopt;
}

}  // namespace

tl::expected<ReverbApplied, ReverbRefused> ApplyReverbWrite(const JsonValue& body, MarketListing& listing) {
  ReverbApplied applied;
  MarketListing changed = listing;
  std::optional<bool> publish;
  Refused refused = ReadTexts(body, changed);
  refused = refused ? refused : ReadCondition(body, changed);
  refused = refused ? refused : ReadCategories(body, changed);
  refused = refused ? refused : ReadPrice(body, changed);
  refused = refused ? refused : ReadPhotos(body, changed);
  refused = refused ? refused : ReadInventory(body, changed, applied.warnings);
  refused = refused ? refused : ReadFlag(body, "publish", publish);
  if (refused) {
    return tl::unexpected(*std::move(refused));
  }
  listing = std::move(changed);
  applied.publish = publish.value_or(false);
  return applied;
}

tl::expected<ReverbApplied, ReverbRefused> ApplyReverbCreate(const JsonValue& body, MarketListing& listing) {
  listing.status = ListingStatus::kDraft;
  listing.available = Quantity(1);
  auto applied = ApplyReverbWrite(body, listing);
  if (!applied) {
    return applied;
  }
  ListingContent& content = listing.content;
  if (content.title.empty() && content.brand.empty() && content.model.empty()) {
    return tl::unexpected(Field("title", "can't be blank"));
  }
  if (listing.price.minor == 0) {
    return tl::unexpected(Field("price", "can't be blank"));
  }
  for (const std::string_view key : {"condition", "categories"}) {
    if (!body.Find(key)) {
      return tl::unexpected(Field(std::string(key), "can't be blank"));
    }
  }
  content.brand = content.brand.empty() ? "Unknown" : content.brand;
  content.model = content.model.empty() ? "Unknown" : content.model;
  content.title = content.title.empty() ? content.brand + " " + content.model : content.title;
  return applied;
}

bool CanReverbPublish(const MarketListing& listing) {
  const std::string upc = ExtraOf(listing.extras, "upc");
  const bool digits =
      upc.find_first_not_of("0123456789") == std::string::npos && (upc.size() == 12 || upc.size() == 13);
  const bool upc_settled = digits || ExtraOf(listing.extras, "upc_does_not_apply") == "true";
  if (listing.content.condition == Condition::kNew && !upc_settled) {
    return false;
  }
  return listing.stock == StockKind::kOneOfAKind || listing.available.units() > 0;
}

}  // namespace riff::sim
