#include "connectors/reverb/reverb_codec.h"

#include <array>
#include <utility>

namespace riff::reverb {
namespace {

struct ConditionRow {
  std::string_view uuid;
  Condition condition;
  bool holds_inventory;
};

// Published by Reverb; the first row of a condition is the one that is sent.
constexpr std::array<ConditionRow, 10> kConditions = {{
    {"7c3f45de-2ae0-4c81-8400-fdb6b1d74890", Condition::kNew, true},
    {"9225283f-60c2-4413-ad18-1f5eba7a856f", Condition::kBStock, true},
    {"ac5b9c1e-dc78-466d-b0b3-7cf712967a48", Condition::kMint, false},
    {"6db7df88-293b-4017-a1c1-cdb5e599fa1a", Condition::kMint, true},
    {"df268ad1-c462-4ba6-b6db-e007e23922ea", Condition::kExcellent, false},
    {"ae4d9114-1bd7-4ec5-a4ba-6653af5ac84d", Condition::kVeryGood, false},
    {"f7a3f48c-972a-44c6-b01a-0cd27488d3f6", Condition::kGood, false},
    {"98777886-76d0-44c8-865e-bb40e669e934", Condition::kFair, false},
    {"6a9dfcad-600b-46c8-9e08-ce6e5057921e", Condition::kPoor, false},
    {"fbf35668-96a0-4baa-bcde-ab18d6b1b329", Condition::kNonFunctioning, false},
}};

struct StateRow {
  std::string_view slug;
  ListingStatus status;
};

// "ordered" is Reverb's word for sold and locked; a suspended listing, or one of a shop on holiday, is hidden and kept.
constexpr std::array<StateRow, 8> kStates = {{
    {"draft", ListingStatus::kDraft},
    {"live", ListingStatus::kLive},
    {"ended", ListingStatus::kEnded},
    {"sold", ListingStatus::kSold},
    {"sold_out", ListingStatus::kSold},
    {"ordered", ListingStatus::kSold},
    {"suspended", ListingStatus::kPaused},
    {"seller_unavailable", ListingStatus::kPaused},
}};

constexpr std::array<std::string_view, 3> kPictureSizes = {"full", "large_crop", "thumbnail"};

bool IsWebAddress(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

// Guides show an object, some samples a plain text.
Result<ListingStatus> StatusOfListing(const JsonValue& listing) {
  RIFF_TRY(const JsonValue state, listing.Get("state"));
  if (state.IsText()) {
    RIFF_TRY(const std::string slug, state.AsText());
    return StatusOf(slug);
  }
  RIFF_TRY(const std::string slug, state.Text("slug"));
  return StatusOf(slug);
}

// A price shown in a currency other than the listing's own was converted for display and says nothing exact.
Result<std::optional<Money>> PriceOf(const JsonValue& listing) {
  const std::optional<JsonValue> price = listing.Find("price");
  if (!price) return std::optional<Money>();
  RIFF_TRY(const std::string code, price->Text("currency"));
  RIFF_TRY(const std::optional<std::string> own, listing.OptionalText("listing_currency"));
  if (own && !own->empty() && *own != code) return std::optional<Money>();
  RIFF_TRY(const std::string amount, price->Decimal("amount"));
  Result<Currency> currency = Currency::Parse(code);
  if (!currency) return Fail(WithContext(price->path() + ".currency", currency.error()));
  Result<Money> money = ParseMoney(amount, *currency);
  if (!money) return Fail(WithContext(price->path() + ".amount", money.error()));
  return std::optional<Money>(*money);
}

Result<std::optional<Quantity>> QuantityOf(const JsonValue& listing, ListingStatus status) {
  RIFF_TRY(const std::optional<bool> has_inventory, listing.OptionalBool("has_inventory"));
  RIFF_TRY(const std::optional<std::int64_t> inventory, listing.OptionalInteger("inventory"));
  if (has_inventory && !*has_inventory) {
    return std::optional<Quantity>(Quantity(status == ListingStatus::kLive ? 1 : 0));
  }
  if (!inventory) return std::optional<Quantity>();  // Not told; unknown is not zero.
  if (*inventory < 0) return Fail(ErrorKind::kInvalid, listing.path() + ".inventory: below zero");
  return std::optional<Quantity>(Quantity(*inventory));
}

Result<std::string> LinkOf(const JsonValue& value, std::string_view name) {
  const std::optional<JsonValue> links = value.Find("_links");
  const std::optional<JsonValue> link = links ? links->Find(name) : std::nullopt;
  if (!link) return std::string();
  RIFF_TRY(std::optional<std::string> href, link->OptionalText("href"));
  return std::move(href).value_or("");
}

Result<std::vector<std::string>> PicturesOf(const JsonValue& listing) {
  std::vector<std::string> urls;
  RIFF_TRY(const std::vector<JsonValue> photos, listing.OptionalArray("photos"));
  for (const JsonValue& photo : photos) {
    std::string url;
    if (photo.IsText()) {
      RIFF_TRY(url, photo.AsText());
    }
    for (const std::string_view size : kPictureSizes) {
      if (url.empty()) {
        RIFF_TRY(url, LinkOf(photo, size));
      }
    }
    if (IsWebAddress(url)) urls.push_back(std::move(url));
  }
  return urls;
}

Result<std::string> TextOrEmpty(const JsonValue& value, std::string_view key) {
  RIFF_TRY(std::optional<std::string> text, value.OptionalText(key));
  return std::move(text).value_or("");
}

Result<std::string> ConditionIdOf(const JsonValue& listing) {
  const std::optional<JsonValue> condition = listing.Find("condition");
  if (!condition || !condition->IsObject()) return std::string();
  return TextOrEmpty(*condition, "uuid");
}

Result<ListingContent> ContentOf(const JsonValue& listing) {
  ListingContent content;
  RIFF_TRY(content.title, listing.Text("title"));
  RIFF_TRY(content.description, TextOrEmpty(listing, "description"));
  RIFF_TRY(content.brand, TextOrEmpty(listing, "make"));
  RIFF_TRY(content.model, TextOrEmpty(listing, "model"));
  RIFF_TRY(content.finish, TextOrEmpty(listing, "finish"));
  RIFF_TRY(content.year, TextOrEmpty(listing, "year"));
  RIFF_TRY(const std::string condition, ConditionIdOf(listing));
  content.condition = ConditionOf(condition);
  RIFF_TRY(const std::vector<JsonValue> categories, listing.OptionalArray("categories"));
  if (!categories.empty()) {
    RIFF_TRY(content.category, categories.front().Text("uuid"));
  }
  RIFF_TRY(content.image_urls, PicturesOf(listing));
  return content;
}

}  // namespace

Condition ConditionOf(std::string_view uuid) {
  for (const ConditionRow& row : kConditions) {
    if (row.uuid == uuid) return row.condition;
  }
  return Condition::kUnknown;
}

std::optional<std::string> UuidOf(Condition condition) {
  for (const ConditionRow& row : kConditions) {
    if (row.condition == condition) return std::string(row.uuid);
  }
  return std::nullopt;
}

bool HoldsInventory(std::string_view uuid) {
  for (const ConditionRow& row : kConditions) {
    if (row.uuid == uuid) return row.holds_inventory;
  }
  return false;
}

bool HoldsInventory(Condition condition) {
  const std::optional<std::string> uuid = UuidOf(condition);
  return uuid && HoldsInventory(*uuid);
}

ListingStatus StatusOf(std::string_view slug) {
  for (const StateRow& row : kStates) {
    if (row.slug == slug) return row.status;
  }
  return ListingStatus::kPaused;
}

Result<RemoteListing> ParseListing(const JsonValue& listing) {
  RemoteListing out;
  RIFF_TRY(const std::int64_t id, listing.Integer("id"));
  if (id <= 0) return Fail(ErrorKind::kInvalid, listing.path() + ".id: not a listing number");
  out.ref.remote = RemoteId(std::to_string(id));
  RIFF_TRY(std::string sku, TextOrEmpty(listing, "sku"));
  out.ref.sku = Sku(std::move(sku));
  RIFF_TRY(out.content, ContentOf(listing));
  RIFF_TRY(out.facts.status, StatusOfListing(listing));
  RIFF_TRY(out.facts.quantity, QuantityOf(listing, out.facts.status));
  RIFF_TRY(out.facts.price, PriceOf(listing));
  out.facts.content = DigestOf(out.content);
  RIFF_TRY(std::string web, LinkOf(listing, "web"));
  if (IsWebAddress(web)) out.url = std::move(web);
  RIFF_TRY(const std::string condition, ConditionIdOf(listing));
  if (!condition.empty() && !HoldsInventory(condition)) out.quantity_max = Quantity(1);
  return out;
}

Result<RowPage> ParsePage(const JsonValue& page, std::string_view rows_key) {
  RowPage out;
  RIFF_TRY(out.rows, page.Array(rows_key));
  RIFF_TRY(out.total, page.Integer("total"));
  RIFF_TRY(out.current_page, page.Integer("current_page"));
  RIFF_TRY(out.total_pages, page.Integer("total_pages"));
  if (out.total < 0 || out.current_page < 1 || out.total_pages < 0) {
    return Fail(ErrorKind::kInvalid, page.path() + ": paging figures that cannot be");
  }
  RIFF_TRY(std::string next, LinkOf(page, "next"));
  if (!next.empty()) out.next_link = std::move(next);
  return out;
}

bool HasNextPage(const RowPage& page) {
  if (page.current_page < page.total_pages) return true;
  return page.next_link.has_value() && !page.rows.empty();
}

Result<WriteAnswer> ParseWriteAnswer(std::string_view body) {
  WriteAnswer out;
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return out;
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(body));
  const JsonValue root = document.root();
  if (!root.IsObject()) return Fail(ErrorKind::kInvalid, root.path() + ": expected an object");
  const std::optional<JsonValue> listing = root.Find("listing");
  if (listing) {
    RIFF_TRY(out.listing, ParseListing(*listing));
  } else if (root.Find("id")) {
    RIFF_TRY(out.listing, ParseListing(root));
  }
  RIFF_TRY(const std::vector<JsonValue> warnings, root.OptionalArray("warnings"));
  for (const JsonValue& warning : warnings) {
    if (!out.warnings.empty()) out.warnings += "; ";
    const Result<std::string> text = warning.AsText();
    out.warnings += text ? *text : warning.Print();
  }
  return out;
}

}  // namespace riff::reverb
