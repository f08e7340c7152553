#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/net/http_server.h"
#include "mocks/market.h"

// What Reverb's answers look like on the wire.
namespace riff::sim {

enum class ReverbStateShape { kObject, kText };
enum class ReverbLinks { kAbsolute, kRelative, kNone };
enum class ReverbSeller { kThere, kAway };

// How a listing is shown.
struct ReverbView {
  std::string currency;  // Of prices, when the shop's visitor has another one and asked for none. Empty: as they are.
  ReverbStateShape state = ReverbStateShape::kObject;
  ReverbLinks links = ReverbLinks::kAbsolute;
  ReverbSeller seller = ReverbSeller::kThere;  // Away: what is live is seller_unavailable.
};

// One listing as GET /listings/{id} shows it. Its links point at the production host, in the sandbox too.
void RenderReverbListing(JsonWriter& json, const MarketListing& listing, const ReverbView& view);

// One order under this status; `market` tells what is left of the listing.
void RenderReverbOrder(JsonWriter& json, const MarketOrder& order, const Market& market, std::string_view status);

// "2026-11-20T04:19:23-06:00": whole seconds, in the shop's zone.
std::string ReverbTime(Timestamp at);

// A page of a list: rows already cut, and what surrounds them.
struct ReverbPage {
  std::string_view rows_name;  // "listings" or "orders"
  std::string path;            // "/api/my/listings"
  std::string query;           // Everything of the query but `page`, encoded.
  std::size_t total = 0;
  std::size_t page = 1;
  std::size_t pages = 0;
  ReverbLinks links = ReverbLinks::kAbsolute;  // Some answers lack them.
};

// Writes the page's frame around `rows`, which are JSON objects.
std::string RenderReverbPage(const ReverbPage& page, const std::vector<std::string>& rows);

ServerResponse ReverbJson(int status, std::string body);

// {"message":…,"errors":{field:[…]}}; `errors` is left out when empty.
using ReverbFieldErrors = std::map<std::string, std::vector<std::string>>;
ServerResponse ReverbRefusal(int status, std::string_view message, const ReverbFieldErrors& errors = {});

// The same with `errors` a flat list: ["price must be greater than 0"].
ServerResponse ReverbListRefusal(int status, std::string_view message, const ReverbFieldErrors& errors);

}  // namespace riff::sim
