#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/model/listing.h"
#include "engine/model/order.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// A remote id is "<product id>/<sku id>", both numbers beyond 2^53 and therefore texts.
struct SkuKey {
  std::string product;
  std::string sku;
};
RemoteId RemoteIdOf(const SkuKey& key);
Result<SkuKey> ParseRemoteId(const RemoteId& remote);  // kInvalid unless both are numbers.

// DRAFT, PENDING (an audit runs), FAILED (the audit said no) → draft; ACTIVATE → live; SELLER_DEACTIVATED,
// PLATFORM_DEACTIVATED and FREEZE → ended, because no quantity brings them back, only an activation and its audit can;
// DELETED → gone. kInvalid for any other word.
Result<ListingStatus> StatusOf(std::string_view word);

// One listing for each SKU of a product, from a search or a detail. A SKU that is switched off by itself is paused. The
// quantity is that of the warehouse; of the only one where none is configured; unknown where it is not told.
Result<std::vector<RemoteListing>> DecodeProduct(const JsonValue& product, const std::string& warehouse);

struct ProductsPage {
  std::vector<RemoteListing> rows;
  std::optional<std::string> next_token;  // Absent or an empty text: the last page.
  std::int64_t total = 0;                 // Products, not listings; may change from page to page.
};
Result<ProductsPage> DecodeProductsPage(const JsonValue& data, const std::string& warehouse);

// What `inventory/search` says: the units a buyer could buy, by SKU id, at the warehouse; and how many SKUs a product
// has. SKUs that are not in the warehouse are left out.
struct InventoryLevels {
  std::map<std::string, Quantity, std::less<>> available;
  std::map<std::string, std::size_t, std::less<>> skus_of_product;
};
Result<InventoryLevels> DecodeInventory(const JsonValue& data, const std::string& warehouse);

// A seller SKU search answered with a product that does not have it at all: kInvalid, its filter was dropped. Rows of
// other SKUs of the same product are left out, and so are deleted products.
Result<std::vector<RemoteListing>> KeepExactSku(std::vector<RemoteListing> rows, const Sku& sku);

// The shops a token covers: cipher to name.
Result<std::map<std::string, std::string>> DecodeShops(const JsonValue& data);

}  // namespace riff::tiktok
