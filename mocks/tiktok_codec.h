#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/json/json.h"
#include "mocks/market.h"
#include "mocks/tiktok_answers.h"

// Request bodies of TikTok Shop, put into a row of the Market. Nothing when all is well.
namespace riff::sim {

// What the seller's account says about a write.
struct TiktokAccount {
  std::string warehouse;                // The only one that sells.
  std::int64_t price_max_minor = 0;     // 0: no cap.
  const std::set<std::string>& brands;  // The names that exist.
};

// kCreate and kReplace demand a whole product (a draft less of it); kPatch changes the properties that are there.
enum class TiktokWrite { kCreate, kReplace, kPatch };

// Title, description, category, brand, pictures, condition, external id and SKU. A brand that does not exist is dropped
// and said so in `warnings`. A SKU named without its id, by kReplace or kPatch, is a new one: `new_sku` says so, and
// the caller numbers it.
struct TiktokApplied {
  std::vector<std::string> warnings;
  bool new_sku = false;
};
std::optional<TiktokReply> ApplyTiktokProduct(const JsonValue& body, TiktokWrite how, const TiktokAccount& account,
                                              MarketListing& listing, TiktokApplied& applied);

// {"amount":"1899.00","currency":"USD"}: the amount a text.
std::optional<TiktokReply> ReadTiktokPrice(const JsonValue& price, const TiktokAccount& account, Money& into);

// One entry of a SKU's `inventory`; nothing, or the code and the words of what is wrong with it. Without a warehouse
// the only one is meant.
struct TiktokStockFault {
  int code = 0;
  std::string message;
  std::string warehouse_id;
};
std::optional<TiktokStockFault> ReadTiktokStock(const JsonValue& entry, const TiktokAccount& account, Quantity& into);

}  // namespace riff::sim
