#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/transport.h"
#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/ids.h"

namespace riff::ebay {

inline constexpr std::string_view kTradingPath = "/ws/api.dll";
inline constexpr std::string_view kCallNameHeader = "X-EBAY-API-CALL-NAME";

// Listings in a page of a list; eBay gives no more.
inline constexpr int kEntriesPerPage = 200;

// Most rows ReviseInventoryStatus takes.
inline constexpr std::size_t kReviseRowsMax = 4;

// One row of ReviseInventoryStatus. The quantity is what is to remain: eBay adds what was sold by itself.
struct ReviseRow {
  std::string item;
  std::string sku;  // Of a variation; else empty, for an item is known by its id whatever its SKU.
  std::optional<Quantity> quantity;
  std::optional<Money> price;
};

struct EndTimes {
  Timestamp from;
  Timestamp to;
};

// Builds every call to the legacy Trading API: one address, the call's name in a header, all but the token, which
// Client adds in a header of its own.
class TradingRequests {
 public:
  explicit TradingRequests(const Config& config);

  // Reading.
  HttpRequest ActiveList(int page) const;  // GetMyeBaySelling; pages from 1.
  HttpRequest Item(std::string_view item) const;
  HttpRequest SellerList(const EndTimes& ends, const Sku& sku, int page) const;  // Those of that SKU.

  // Writing.
  HttpRequest Revise(std::span<const ReviseRow> rows) const;  // 1 to kReviseRowsMax, no item twice.
  HttpRequest End(std::string_view item) const;               // Never with a reason that claims a sale.
  HttpRequest SetTexts(std::string_view item, std::string_view title, std::string_view description) const;
  // `id` is the same over all repeats of one relist, 32 hex digits: eBay makes no second listing of it.
  HttpRequest Relist(std::string_view item, Quantity quantity, std::string_view id) const;

 private:
  HttpRequest Call(std::string operation, std::string_view name, std::string body) const;

  std::string url_;
  std::string site_;
  std::string level_;
};

// Whether a request is a Trading call, by its header.
bool IsTrading(const HttpRequest& request);

// Whether a Trading call certainly changes nothing: exactly one call name, one of ours that begin with Get, and a body
// that is that call's. Everything else may be a write, a Revise above all.
bool IsTradingRead(const HttpRequest& request);

}  // namespace riff::ebay
