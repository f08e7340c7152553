#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/http/transport.h"
#include "engine/model/ids.h"
#include "engine/port/connector.h"

namespace riff::ebay {

inline constexpr std::string_view kItemPath = "/sell/inventory/v1/inventory_item";
inline constexpr std::string_view kOrderPath = "/sell/fulfillment/v1/order";
inline constexpr std::string_view kPublicKeyPath = "/commerce/notification/v1/public_key";
inline constexpr std::string_view kRateLimitPath = "/developer/analytics/v1_beta/rate_limit/";  // The last slash too.
inline constexpr std::string_view kFeedTaskPath = "/sell/feed/v1/inventory_task";
inline constexpr std::string_view kTokenPath = "/identity/v1/oauth2/token";

// Most rows a bulk call takes.
inline constexpr std::size_t kBulkRowsMax = 25;

// Items in a page of ListListings. Each costs one more call for its offers, so a page fails or succeeds as a whole of
// a hundred and one calls.
inline constexpr int kItemsPerPage = 100;

// Orders in a page; above 200 eBay refuses (31100) instead of clamping.
inline constexpr int kOrdersPerPage = 200;

// Builds every request of the connector with the headers eBay demands of it, all but Authorization, which Client adds.
class Requests {
 public:
  explicit Requests(const Config& config);

  // Reading.
  HttpRequest Items(const std::string& path_and_query) const;  // A page, from FirstItems() on.
  HttpRequest Item(const Sku& sku) const;
  HttpRequest BulkItems(std::span<const Sku> skus) const;  // At most kBulkRowsMax, no two alike.
  HttpRequest OffersOf(const Sku& sku) const;
  HttpRequest Offer(const std::string& offer) const;
  HttpRequest Orders(const std::string& path_and_query) const;
  HttpRequest Order(const OrderId& order) const;
  HttpRequest Location(const std::string& key) const;
  HttpRequest Privilege() const;
  HttpRequest Programs() const;
  HttpRequest PublicKey(const std::string& key) const;  // Wants the application's token, not the seller's.
  HttpRequest RateLimits() const;                       // Likewise.
  HttpRequest FeedTask(const std::string& task) const;
  HttpRequest FeedFile(const std::string& task) const;  // What the task made.

  // Writing.
  HttpRequest PutItem(const Sku& sku, std::string body) const;
  HttpRequest CreateOffer(std::string body) const;
  HttpRequest UpdateOffer(const std::string& offer, std::string body) const;
  HttpRequest Publish(const std::string& offer) const;
  HttpRequest Withdraw(const std::string& offer) const;
  HttpRequest BulkUpdate(std::string body) const;
  HttpRequest CreateLocation(const std::string& key, std::string body) const;
  // Changes no listing, yet wants the scopes of writing and counts against a day's 25.
  HttpRequest OrderActiveInventory() const;

 private:
  HttpRequest Get(std::string operation, std::string_view path_and_query) const;
  HttpRequest Write(std::string operation, HttpMethod method, std::string_view path, std::string body) const;

  std::string url_;
  std::string marketplace_;
};

std::string FirstItems();
std::string FirstOrders(const OrderWindow& window);

// Whether a SKU can be a path segment and is within eBay's 50 characters.
bool IsWritable(const Sku& sku);

}  // namespace riff::ebay
