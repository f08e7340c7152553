#include "connectors/tiktok/tiktok_endpoints.h"

#include <algorithm>
#include <vector>

namespace riff::tiktok {

namespace {

using Segments = std::vector<std::string_view>;

// "/product/202309/products/17" → product, 202309, products, 17.
Segments SegmentsOf(std::string_view path) {
  Segments segments;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "*" stands for one segment of digits: a version or an id.
bool Matches(const Segments& segments, std::initializer_list<std::string_view> pattern) {
  return std::ranges::equal(segments, pattern, [](std::string_view segment, std::string_view wanted) {
    return wanted == "*" ? IsNumber(segment) : segment == wanted;
  });
}

}  // namespace

std::string ProductPath(std::string_view product) { return "/product/202309/products/" + std::string(product); }

std::string InventoryUpdatePath(std::string_view product) { return ProductPath(product) + "/inventory/update"; }

std::string PricesUpdatePath(std::string_view product) { return ProductPath(product) + "/prices/update"; }

std::string PartialEditPath(std::string_view product) {
  return "/product/202509/products/" + std::string(product) + "/partial_edit";
}

CipherRule CipherRuleOf(HttpMethod method, std::string_view path) {
  const Segments segments = SegmentsOf(path);
  if (segments.empty()) {
    return CipherRule::kRequired;
  }
  if (segments[0] == "authorization" || segments[0] == "seller") {
    return CipherRule::kRefused;
  }
  if (segments[0] == "product" && segments.size() >= 3) {
    const std::string_view thing = segments[2];
    const bool upload = segments.size() == 4 && (thing == "images" || thing == "files") && segments[3] == "upload";
    const bool new_brand = method == HttpMethod::kPost && thing == "brands";
    if (upload || new_brand || thing == "global_products" || thing == "compliance") {
      return CipherRule::kRefused;
    }
  }
  return CipherRule::kRequired;
}

bool IsReadingPath(HttpMethod method, std::string_view path) {
  const Segments segments = SegmentsOf(path);
  if (method == HttpMethod::kGet) {
    return Matches(segments, {"authorization", "*", "shops"}) || Matches(segments, {"logistics", "*", "warehouses"}) ||
           Matches(segments, {"product", "*", "products", "*"}) || Matches(segments, {"product", "*", "categories"}) ||
           Matches(segments, {"product", "*", "brands"}) || Matches(segments, {"order", "*", "orders"}) ||
           Matches(segments, {"event", "*", "webhooks"}) || path == "/api/v2/token/get" || path == kTokenRefreshPath;
  }
  if (method == HttpMethod::kPost) {
    return Matches(segments, {"product", "*", "products", "search"}) ||
           Matches(segments, {"product", "*", "inventory", "search"}) ||
           Matches(segments, {"order", "*", "orders", "search"});
  }
  return false;
}

}  // namespace riff::tiktok
