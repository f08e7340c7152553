// EbayFace: orders, read only.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_links.h"
#include "mocks/ebay_order_filter.h"
#include "mocks/ebay_render.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 50;
constexpr std::size_t kRowsMax = 200;
constexpr std::size_t kIdsMax = 50;

std::string Rendered(const MarketOrder& order, EbayCancelRequests requests) {
  JsonWriter json;
  RenderEbayOrder(json, order, requests);
  return json.Take();
}

EbayError Fault(int id, std::string message) {
  return {.id = id, .domain = "API_FULFILLMENT", .message = std::move(message)};
}

std::vector<std::string> SplitIds(const std::string& text) {
  std::vector<std::string> ids;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    ids.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return ids;
}

}  // namespace

ServerResponse EbayFace::ListOrders(const EbayCall& call) {
  std::vector<const MarketOrder*> found;
  if (HasValue(call.query, "orderIds")) {
    const std::vector<std::string> ids = SplitIds(ValueOf(call.query, "orderIds"));
    if (ids.size() > kIdsMax) {
      return EbayRefusal(400, Fault(30900, "Exceeded maximum number of order IDs (the current limit is 50)"));
    }
    for (const std::string& id : ids) {
      if (const MarketOrder* order = parts_.market.FindOrder(OrderId(id))) {
        found.push_back(order);
      }
    }
  } else {
    const auto filter = EbayOrderFilter::Parse(ValueOf(call.query, "filter"), parts_.clock.Now());
    if (!filter) {
      return EbayRefusal(400, filter.error());
    }
    for (const MarketOrder& order : parts_.market.orders()) {
      if (filter->Fits(order)) {
        found.push_back(&order);
      }
    }
  }
  const auto limit = HasValue(call.query, "limit") ? EbayNumber(ValueOf(call.query, "limit")) : kRowsDefault;
  if (!limit || *limit < 1 || *limit > kRowsMax) {
    return EbayRefusal(400, Fault(31100, "Invalid limit: " + ValueOf(call.query, "limit")));
  }
  const auto offset = HasValue(call.query, "offset") ? EbayNumber(ValueOf(call.query, "offset")) : 0;
  if (!offset) {
    return EbayRefusal(400, Fault(31000, "Invalid offset: " + ValueOf(call.query, "offset")));
  }
  std::vector<std::string> shown;
  for (std::size_t i = *offset; i < std::min(found.size(), *offset + *limit); ++i) {
    shown.push_back(Rendered(*found[i], EbayCancelRequests::kHidden));
  }
  if (!shown.empty() && parts_.faults.Take("duplicate_rows", call.operation)) {
    shown.push_back(shown.back());
  }
  return EbayPageOf(call.request, {"orders", found.size(), {*limit, *offset}, EbayOffsets::kRows}, shown);
}

ServerResponse EbayFace::GetOrder(const EbayCall& call) {
  const MarketOrder* order = parts_.market.FindOrder(OrderId(call.id));
  if (order == nullptr) {
    return EbayRefusal(400, Fault(32100, "Invalid order ID: " + call.id));
  }
  return EbayJson(200, Rendered(*order, EbayCancelRequests::kShown));
}

}  // namespace riff::sim
