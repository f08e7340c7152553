#pragma once

#include <string>
#include <string_view>

#include "connectors/http/transport.h"

namespace riff::tiktok {

// Each call pins the version of its own path.
inline constexpr std::string_view kShopsPath = "/authorization/202309/shops";
inline constexpr std::string_view kSearchPath = "/product/202502/products/search";
inline constexpr std::string_view kInventorySearchPath = "/product/202309/inventory/search";
inline constexpr std::string_view kProductsPath = "/product/202309/products";
inline constexpr std::string_view kImageUploadPath = "/product/202309/images/upload";
inline constexpr std::string_view kActivatePath = "/product/202309/products/activate";
inline constexpr std::string_view kDeactivatePath = "/product/202309/products/deactivate";
inline constexpr std::string_view kOrdersPath = "/order/202507/orders";
inline constexpr std::string_view kOrdersSearchPath = "/order/202309/orders/search";
inline constexpr std::string_view kTokenRefreshPath = "/api/v2/token/refresh";

std::string ProductPath(std::string_view product);          // GET
std::string InventoryUpdatePath(std::string_view product);  // POST
std::string PricesUpdatePath(std::string_view product);     // POST
std::string PartialEditPath(std::string_view product);      // POST

// Whether a call names its shop: most must, and some are refused when they do.
enum class CipherRule { kRequired, kRefused };
CipherRule CipherRuleOf(HttpMethod method, std::string_view path);

// True for the calls that certainly change nothing: GETs of known paths, the searches (POSTs), and the token GETs.
bool IsReadingPath(HttpMethod method, std::string_view path);

}  // namespace riff::tiktok
