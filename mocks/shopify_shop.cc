#include "mocks/shopify_shop.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace riff::sim {
namespace {

constexpr std::string_view kGidFront = "gid://shopify/";

// "Gibson Les Paul 1959" as "gibson-les-paul-1959".
std::string Slug(std::string_view title) {
  std::string slug;
  for (const char c : title) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) {
      slug += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) {
    slug.pop_back();
  }
  return slug.empty() ? "product" : slug;
}

}  // namespace

std::string ShopifyGid(std::string_view type, std::int64_t number) {
  return std::string(kGidFront) + std::string(type) + "/" + std::to_string(number);
}

std::optional<std::int64_t> NumberInDigits(std::string_view digits) {
  std::int64_t number = 0;
  const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = fault == std::errc() && stop == digits.data() + digits.size() && !digits.empty();
  return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> ShopifyNumber(std::string_view gid, std::string_view type) {
  const std::string front = std::string(kGidFront) + std::string(type) + "/";
  return gid.starts_with(front) ? NumberInDigits(gid.substr(front.size())) : std::nullopt;
}

std::int64_t ProductNumberOf(const MarketListing& listing) {
  const std::string& remote = listing.remote.text();
  return NumberInDigits(std::string_view(remote).substr(0, remote.find('/'))).value_or(0);
}

std::int64_t VariantNumberOf(const MarketListing& listing) {
  const std::string& remote = listing.remote.text();
  const std::size_t slash = remote.find('/');
  return slash == std::string::npos ? 0 : NumberInDigits(std::string_view(remote).substr(slash + 1)).value_or(0);
}

std::int64_t ItemNumberOf(const MarketListing& listing) { return NumberInDigits(listing.handle).value_or(0); }

std::string_view ShopifyStatusOf(ListingStatus status) {
  switch (status) {
    case ListingStatus::kLive:
      return "ACTIVE";
    case ListingStatus::kDraft:
      return "DRAFT";
    case ListingStatus::kPaused:
      return "UNLISTED";
    case ListingStatus::kEnded:
    case ListingStatus::kSold:
    case ListingStatus::kGone:
      break;
  }
  return "ARCHIVED";
}

ListingStatus ListingStatusOf(std::string_view shopify_status) {
  if (shopify_status == "ACTIVE") {
    return ListingStatus::kLive;
  }
  if (shopify_status == "DRAFT") {
    return ListingStatus::kDraft;
  }
  return shopify_status == "UNLISTED" ? ListingStatus::kPaused : ListingStatus::kEnded;
}

std::string ShopifyTime(Timestamp at) { return FormatUtc(Timestamp(std::chrono::floor<std::chrono::seconds>(at))); }

const std::vector<std::string>& ShopifyQuantityNames() {
  static const std::vector<std::string> names = {"available", "committed",       "damaged",  "incoming",
                                                 "on_hand",   "quality_control", "reserved", "safety_stock"};
  return names;
}

bool IsShopifyQuantityName(std::string_view name) {
  const std::vector<std::string>& names = ShopifyQuantityNames();
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsTracked(const MarketListing& listing) { return ExtraOf(listing.extras, "tracked") != "false"; }

bool IsStocked(const MarketListing& listing) { return ExtraOf(listing.extras, "stocked") != "false"; }

std::vector<std::string> LinesIn(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

ShopifyShop::ShopifyShop(const FaceParts& parts) : parts_(parts) {}

Timestamp ShopifyShop::Horizon() const { return Now() - parts_.faults.KnobMs("index_lag_ms"); }

void ShopifyShop::Meet(const MarketListing& listing) {
  const std::int64_t product = ProductNumberOf(listing);
  std::vector<RowNumber>& rows = products_[product];
  rows.push_back(listing.row);
  variants_[VariantNumberOf(listing)] = listing.row;
  if (rows.size() == 1 && !handles_.contains(product)) {
    (void)GiveHandle(product, FreeHandle(listing.content.title));
  }
}

void ShopifyShop::CatchUp() {
  const Market& market = parts_.market;
  while (rows_met_ < market.rows().size()) {
    // Rows are numbered from 1 in the order of adding.
    Meet(*market.Find(static_cast<RowNumber>(++rows_met_)));
  }
  for (; changes_met_ < market.changes().size(); ++changes_met_) {
    const MarketChange& change = market.changes()[changes_met_];
    const auto [entry, fresh] = clocks_.try_emplace(change.row);
    Clocks& clocks = entry->second;
    if (fresh) {
      const Timestamp since = change.by == ChangedBy::kSeed ? market.Find(change.row)->created_at : change.at;
      clocks = {change.available, change.sku, since, since, since};
      continue;
    }
    clocks.level_at = clocks.available == change.available ? clocks.level_at : change.at;
    clocks.rest_at = clocks.available == change.available ? change.at : clocks.rest_at;
    clocks.item_at = clocks.sku == change.sku ? clocks.item_at : change.at;
    clocks.available = change.available;
    clocks.sku = change.sku;
  }
  for (; orders_met_ < market.orders().size(); ++orders_met_) {
    for (const MarketOrderLine& line : market.orders()[orders_met_].lines) {
      orders_of_[line.row].push_back(orders_met_);
    }
  }
}

std::vector<const MarketListing*> ShopifyShop::RowsOf(std::int64_t product) const {
  std::vector<const MarketListing*> rows;
  const auto found = products_.find(product);
  if (found != products_.end()) {
    for (const RowNumber row : found->second) {
      if (const MarketListing* listing = Row(row)) {
        rows.push_back(listing);
      }
    }
  }
  return rows;
}

const MarketListing* ShopifyShop::FirstRowOf(std::int64_t product) const {
  const std::vector<const MarketListing*> rows = RowsOf(product);
  return rows.empty() ? nullptr : rows.front();
}

const MarketListing* ShopifyShop::Row(RowNumber row) const {
  const MarketListing* listing = parts_.market.Find(row);
  return listing == nullptr || listing->status == ListingStatus::kGone ? nullptr : listing;
}

const MarketListing* ShopifyShop::RowOfVariant(std::int64_t variant) const {
  const auto found = variants_.find(variant);
  return found == variants_.end() ? nullptr : Row(found->second);
}

const MarketListing* ShopifyShop::RowOfItem(std::int64_t item) const {
  const MarketListing* listing = parts_.market.FindByHandle(std::to_string(item));
  return listing == nullptr ? nullptr : Row(listing->row);
}

std::string ShopifyShop::HandleOf(std::int64_t product) const {
  const auto found = handles_.find(product);
  return found == handles_.end() ? "" : found->second;
}

std::optional<std::int64_t> ShopifyShop::ProductOfHandle(const std::string& handle) const {
  const auto found = by_handle_.find(handle);
  return found == by_handle_.end() || FirstRowOf(found->second) == nullptr ? std::nullopt
                                                                           : std::optional(found->second);
}

bool ShopifyShop::GiveHandle(std::int64_t product, const std::string& handle) {
  if (const std::optional<std::int64_t> owner = ProductOfHandle(handle); owner && *owner != product) {
    return false;
  }
  by_handle_.erase(HandleOf(product));
  handles_[product] = handle;
  by_handle_[handle] = product;
  return true;
}

std::string ShopifyShop::FreeHandle(const std::string& title) const {
  const std::string slug = Slug(title);
  std::string handle = slug;
  for (int next = 1; ProductOfHandle(handle); ++next) {
    handle = slug + "-" + std::to_string(next);
  }
  return handle;
}

std::optional<std::int64_t> ShopifyShop::ProductOfMetafield(const std::string& extra, const std::string& value) const {
  for (const auto& [product, rows] : products_) {
    const MarketListing* first = FirstRowOf(product);
    const std::string held = first == nullptr ? "" : ExtraOf(first->extras, extra);
    const std::size_t line = held.find('\n');
    if (line != std::string::npos && held.substr(line + 1) == value) {
      return product;
    }
  }
  return std::nullopt;
}

Timestamp ShopifyShop::ProductChangedAt(const std::vector<const MarketListing*>& rows) const {
  const bool with_stock = parts_.faults.Knob("product_moves_on_stock") == "yes";
  Timestamp at;
  for (const MarketListing* row : rows) {
    const auto clocks = clocks_.find(row->row);
    const bool known = !with_stock && clocks != clocks_.end();
    at = std::max(at, known ? std::min(row->updated_at, clocks->second.rest_at) : row->updated_at);
  }
  return at;
}

std::vector<std::string> ShopifyShop::GrantedScopes() const {
  std::vector<std::string> scopes = {"read_products", "read_inventory", "read_locations", "read_orders",
                                     "read_publications"};
  if (parts_.credentials.access == Access::kReadAndWrite) {
    scopes.insert(scopes.end(), {"write_products", "write_inventory", "write_publications"});
  }
  if (SeesAllOrders()) {
    scopes.emplace_back("read_all_orders");
  }
  const std::string missing = "," + parts_.faults.Knob("missing_scopes") + ",";
  std::erase_if(scopes, [&](const std::string& scope) { return missing.find("," + scope + ",") != std::string::npos; });
  return scopes;
}

}  // namespace riff::sim
