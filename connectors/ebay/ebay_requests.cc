#include "connectors/ebay/ebay_requests.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "engine/base/check.h"
#include "engine/base/time.h"

namespace riff::ebay {
namespace {

// eBay's text is stored per locale, and an item has one: a write in another would move it and overwrite the texts.
constexpr std::string_view kLanguage = "en-US";

constexpr std::string_view kOfferPath = "/sell/inventory/v1/offer";
constexpr std::string_view kLocationPath = "/sell/inventory/v1/location";

// The edge answers 411 to a publish or withdraw without a body.
constexpr std::string_view kEmptyObject = "{}";

std::string Under(std::string_view folder, std::string_view name) {
  return std::string(folder) + "/" + PercentEncode(name);
}

HttpRequest InLanguage(HttpRequest request) {
  request.headers.push_back({"Content-Language", std::string(kLanguage)});
  return request;
}

}  // namespace

Requests::Requests(const Config& config) : url_(config.url), marketplace_(config.marketplace) {
  while (url_.ends_with('/')) {
    url_.pop_back();
  }
}

HttpRequest Requests::Get(std::string operation, std::string_view path_and_query) const {
  HttpRequest request;
  request.operation = std::move(operation);
  request.method = HttpMethod::kGet;
  request.url = url_ + std::string(path_and_query);
  request.headers = {{"Accept", "application/json"}, {"Accept-Language", std::string(kLanguage)}};
  return request;
}

HttpRequest Requests::Write(std::string operation, HttpMethod method, std::string_view path, std::string body) const {
  HttpRequest request = Get(std::move(operation), path);
  request.method = method;
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = std::move(body);
  return request;
}

HttpRequest Requests::Items(const std::string& path_and_query) const { return Get("ebay.item.list", path_and_query); }

HttpRequest Requests::Item(const Sku& sku) const { return Get("ebay.item.get", Under(kItemPath, sku.text())); }

HttpRequest Requests::BulkItems(std::span<const Sku> skus) const {
  RIFF_CHECK(!skus.empty() && skus.size() <= kBulkRowsMax, "a bulk call carries 1 to 25 rows");
  JsonWriter json;
  json.BeginObject().Key("requests").BeginArray();
  for (const Sku& sku : skus) {
    json.BeginObject().Key("sku").Text(sku.text()).EndObject();
  }
  json.EndArray().EndObject();
  return Write("ebay.item.bulk_get", HttpMethod::kPost, "/sell/inventory/v1/bulk_get_inventory_item", json.Take());
}

HttpRequest Requests::OffersOf(const Sku& sku) const {
  return Get("ebay.offer.list", std::string(kOfferPath) + "?" + EncodeQuery({{"sku", sku.text()}}));
}

HttpRequest Requests::Offer(const std::string& offer) const { return Get("ebay.offer.get", Under(kOfferPath, offer)); }

HttpRequest Requests::Orders(const std::string& path_and_query) const { return Get("ebay.order.list", path_and_query); }

HttpRequest Requests::Order(const OrderId& order) const {
  return Get("ebay.order.get", Under(kOrderPath, order.text()));
}

HttpRequest Requests::Location(const std::string& key) const {
  return Get("ebay.location.get", Under(kLocationPath, key));
}

HttpRequest Requests::Privilege() const { return Get("ebay.privilege.get", "/sell/account/v1/privilege"); }

HttpRequest Requests::Programs() const {
  return Get("ebay.program.list", "/sell/account/v1/program/get_opted_in_programs");
}

HttpRequest Requests::PublicKey(const std::string& key) const {
  return Get("ebay.public_key.get", Under(kPublicKeyPath, key));
}

HttpRequest Requests::RateLimits() const { return Get("ebay.rate_limit.list", kRateLimitPath); }

HttpRequest Requests::FeedTask(const std::string& task) const {
  HttpRequest request = Get("ebay.report.get", Under(kFeedTaskPath, task));
  request.headers.push_back({"X-EBAY-C-MARKETPLACE-ID", marketplace_});
  return request;
}

HttpRequest Requests::FeedFile(const std::string& task) const {
  HttpRequest request = Get("ebay.report.download", Under("/sell/feed/v1/task", task) + "/download_result_file");
  request.headers.front().value = "application/octet-stream";
  request.headers.push_back({"X-EBAY-C-MARKETPLACE-ID", marketplace_});
  request.timeout = std::chrono::minutes(5);  // The file of a large shop is tens of megabytes.
  return request;
}

HttpRequest Requests::OrderActiveInventory() const {
  HttpRequest request = Write("ebay.report.order", HttpMethod::kPost, kFeedTaskPath,
                              R"({"feedType":"LMS_ACTIVE_INVENTORY_REPORT","schemaVersion":"1.0",)"
                              R"("filterCriteria":{"listingFormat":"FIXED_PRICE"}})");
  request.headers.push_back({"X-EBAY-C-MARKETPLACE-ID", marketplace_});
  return request;
}

HttpRequest Requests::PutItem(const Sku& sku, std::string body) const {
  return InLanguage(Write("ebay.item.put", HttpMethod::kPut, Under(kItemPath, sku.text()), std::move(body)));
}

HttpRequest Requests::CreateOffer(std::string body) const {
  return InLanguage(Write("ebay.offer.create", HttpMethod::kPost, kOfferPath, std::move(body)));
}

HttpRequest Requests::UpdateOffer(const std::string& offer, std::string body) const {
  return InLanguage(Write("ebay.offer.update", HttpMethod::kPut, Under(kOfferPath, offer), std::move(body)));
}

HttpRequest Requests::Publish(const std::string& offer) const {
  return Write("ebay.offer.publish", HttpMethod::kPost, Under(kOfferPath, offer) + "/publish",
               std::string(kEmptyObject));
}

HttpRequest Requests::Withdraw(const std::string& offer) const {
  return Write("ebay.offer.withdraw", HttpMethod::kPost, Under(kOfferPath, offer) + "/withdraw",
               std::string(kEmptyObject));
}

HttpRequest Requests::BulkUpdate(std::string body) const {
  return Write("ebay.quantity.update", HttpMethod::kPost, "/sell/inventory/v1/bulk_update_price_quantity",
               std::move(body));
}

HttpRequest Requests::CreateLocation(const std::string& key, std::string body) const {
  return Write("ebay.location.create", HttpMethod::kPost, Under(kLocationPath, key), std::move(body));
}

std::string FirstItems() {
  // Here `offset` means pages: never built for any page but the first.
  return std::string(kItemPath) + "?" + EncodeQuery({{"limit", std::to_string(kItemsPerPage)}, {"offset", "0"}});
}

std::string FirstOrders(const OrderWindow& window) {
  // eBay refuses a window without length (30840), and its times have whole milliseconds.
  const Timestamp from = std::chrono::floor<std::chrono::milliseconds>(window.from);
  const Timestamp to = std::max(window.to, from + std::chrono::milliseconds(1));
  // No creation date beside it: of two dates eBay looks at that one only.
  const std::string filter = "lastmodifieddate:[" + FormatUtcMillis(from) + ".." + FormatUtcMillis(to) + "]";
  return std::string(kOrderPath) + "?" +
         EncodeQuery({{"filter", filter}, {"limit", std::to_string(kOrdersPerPage)}, {"offset", "0"}});
}

bool IsWritable(const Sku& sku) {
  constexpr std::size_t kCharactersMax = 50;
  return !sku.empty() && sku.text().size() <= kCharactersMax && sku.text() != "." && sku.text() != "..";
}

}  // namespace riff::ebay
