#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mocks/face.h"
#include "mocks/graphql_value.h"

namespace riff::sim {

// ---- words and numbers of the platform ---------------------------------------------------------------------------

// "gid://shopify/Product/7100000000001", and the number out of one; nothing for another type or no such text.
std::string ShopifyGid(std::string_view type, std::int64_t number);
std::optional<std::int64_t> ShopifyNumber(std::string_view gid, std::string_view type);
std::optional<std::int64_t> NumberInDigits(std::string_view digits);

// The two halves of a Shopify remote id.
std::int64_t ProductNumberOf(const MarketListing& listing);
std::int64_t VariantNumberOf(const MarketListing& listing);
std::int64_t ItemNumberOf(const MarketListing& listing);

std::string_view ShopifyStatusOf(ListingStatus status);  // ACTIVE, DRAFT, ARCHIVED or UNLISTED.
ListingStatus ListingStatusOf(std::string_view shopify_status);

std::string ShopifyTime(Timestamp at);  // To the second, UTC.

// The quantity names of an inventory level, and whether a text is one.
const std::vector<std::string>& ShopifyQuantityNames();
bool IsShopifyQuantityName(std::string_view name);

// What a listing is without an extra that says otherwise.
bool IsTracked(const MarketListing& listing);
bool IsStocked(const MarketListing& listing);  // Whether it has a level at the location at all.

// Members of an extra that holds several, one a line.
std::vector<std::string> LinesIn(const std::string& text);

// ---- the shop ----------------------------------------------------------------------------------------------------

struct ShopifyWebhook {
  std::int64_t number = 0;
  std::string topic;
  GraphqlValue input;  // As it was given.
  Timestamp created_at;
};

struct ShopifyUserError {
  std::vector<std::string> field;
  std::string message;
  std::string code;
};

// A productSet that was not waited for.
struct ShopifySetOperation {
  std::int64_t number = 0;
  GraphqlValue arguments;
  Timestamp starts_at;
  Timestamp due_at;
  bool done = false;
  std::optional<std::int64_t> product;
  std::vector<ShopifyUserError> errors;
};

struct ShopifyBulk {
  std::int64_t number = 0;
  std::string query;
  bool grouped = false;  // Children right after their parents.
  Timestamp created_at;
  Timestamp due_at;
  std::string status = "CREATED";
  std::string error_code;
  std::optional<Timestamp> completed_at;
  std::int64_t objects = 0;
  std::int64_t root_objects = 0;
  std::string file;    // The lines; on failure a part of them.
  std::string secret;  // What the link must carry.
};

// One change of a quantity that was made.
struct ShopifyMove {
  RowNumber row = 0;
  std::string name;
  std::int64_t delta = 0;
  std::int64_t after = 0;
  std::string document;
};

// The intent that an idempotency key was first used for.
struct ShopifyIntent {
  std::string parameters;
  Timestamp at;
  std::optional<std::vector<ShopifyMove>> moves;  // Once it succeeded.
};

// One shop: what Shopify keeps beside listings and orders (handles, clocks of items and levels, webhooks, asynchronous
// operations), and the market seen as products, variants, items and levels. One product is the rows that share the
// first half of their remote id.
class ShopifyShop {
 public:
  explicit ShopifyShop(const FaceParts& parts);

  Market& market() { return parts_.market; }
  const Market& market() const { return parts_.market; }
  Faults& faults() { return parts_.faults; }
  const Faults& faults() const { return parts_.faults; }
  const Credentials& credentials() const { return parts_.credentials; }
  Timestamp Now() const { return parts_.clock.Now(); }
  Timestamp Horizon() const;  // Up to when the search index knows.

  // Follows the market's log; needed before anything else is asked after listings or orders changed.
  void CatchUp();

  // ---- products -------------------------------------------------------------------------------------------------
  // Numbers of all products ever, ascending; the rows of one that are not deleted, in order; none: no such product.
  const std::map<std::int64_t, std::vector<RowNumber>>& products() const { return products_; }
  std::vector<const MarketListing*> RowsOf(std::int64_t product) const;
  const MarketListing* FirstRowOf(std::int64_t product) const;
  // Not the deleted ones; null when there is none.
  const MarketListing* Row(RowNumber row) const;
  const MarketListing* RowOfVariant(std::int64_t variant) const;
  const MarketListing* RowOfItem(std::int64_t item) const;

  std::string HandleOf(std::int64_t product) const;
  std::optional<std::int64_t> ProductOfHandle(const std::string& handle) const;
  // Null when another product has it.
  bool GiveHandle(std::int64_t product, const std::string& handle);
  std::string FreeHandle(const std::string& title) const;
  std::optional<std::int64_t> ProductOfMetafield(const std::string& extra, const std::string& value) const;

  // When the product whose rows these are, now or at some time before, changed last. Whether a change of stock is one
  // of the product's is not told anywhere: the knob "product_moves_on_stock" says so.
  Timestamp ProductChangedAt(const std::vector<const MarketListing*>& rows) const;

  // ---- stock ----------------------------------------------------------------------------------------------------
  std::int64_t LocationNumber() const;                                        // The one location that holds stock.
  std::int64_t ClosedLocationNumber() const { return LocationNumber() + 1; }  // A second one, inactive.
  bool IsLocation(std::int64_t number) const;
  std::int64_t QuantityOf(const MarketListing& listing, std::string_view name) const;
  std::int64_t NotAvailable(const MarketListing& listing) const;  // Units on hand that cannot be bought.
  Timestamp LevelChangedAt(const MarketListing& listing) const;
  Timestamp ItemChangedAt(const MarketListing& listing) const;
  std::int64_t SkusLike(const MarketListing& listing) const;  // How many other items share its SKU.

  // ---- app ------------------------------------------------------------------------------------------------------
  std::int64_t OnlineStoreNumber() const { return LocationNumber() - 200; }  // A publication.
  std::int64_t PointOfSaleNumber() const { return OnlineStoreNumber() + 1; }
  std::vector<std::string> GrantedScopes() const;
  const std::string& OrdersDefaultStatus() const { return parts_.faults.Knob("orders_default_status"); }
  bool SeesAllOrders() const { return parts_.faults.KnobNumber("read_all_orders") != 0; }

  std::string version;  // Of the request under way.
  std::string host;     // The same, for absolute links.
  // A bulk read takes whole connections, everything else must say how many rows it wants.
  enum class Paging { kAsked, kWhole };
  Paging paging = Paging::kAsked;

  std::map<std::string, ShopifyIntent> intents;
  std::map<std::int64_t, ShopifyWebhook> webhooks;
  std::map<std::int64_t, ShopifySetOperation> set_operations;
  std::map<std::int64_t, ShopifyBulk> bulks;

 private:
  struct Clocks {
    Quantity available;
    Sku sku;
    Timestamp level_at;
    Timestamp item_at;
    Timestamp rest_at;  // Of everything but stock.
  };

  void Meet(const MarketListing& listing);

  FaceParts parts_;
  std::map<std::int64_t, std::vector<RowNumber>> products_;
  std::unordered_map<std::int64_t, RowNumber> variants_;
  std::unordered_map<std::int64_t, std::string> handles_;
  std::unordered_map<std::string, std::int64_t> by_handle_;
  std::unordered_map<RowNumber, Clocks> clocks_;
  std::unordered_map<RowNumber, std::vector<std::size_t>> orders_of_;
  std::size_t rows_met_ = 0;
  std::size_t changes_met_ = 0;
  std::size_t orders_met_ = 0;
};

}  // namespace riff::sim
