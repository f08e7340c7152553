// EbayFace: orders as they are read.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_links.h"
#include "mocks/ebay_order_filter.h"
#include "mocks/ebay_render.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 50;
constexpr std::size_t kRowsMax = 200;
constexpr std::size_t kIdsMax = 50;

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

MarketOrder EbayFace::Shown(const MarketOrder& order) const {
  MarketOrder shown = order;
  const Duration progress = parts_.faults.KnobMs("cancel_progress_ms");
  if (order.state == OrderState::kCancelled && parts_.clock.Now() >= order.updated_at + progress) {
    // That the request was granted is a change of its own.
    shown.updated_at = order.updated_at + progress;
  }
  const bool hidden = parts_.faults.Knob("legacy_order_sku") == "absent";
  for (MarketOrderLine& line : shown.lines) {
    const MarketListing* listing = parts_.market.Find(line.row);
    if (hidden && listing != nullptr && IsEbayLegacy(*listing)) {
      line.sku = Sku();
    }
  }
  return shown;
}

std::string EbayFace::RenderedOrder(const EbayCall& call, const MarketOrder& order) const {
  const Duration progress = parts_.faults.KnobMs("cancel_progress_ms");
  EbayOrderView view;
  if (order.state == OrderState::kCancelled) {
    const MarketOrder& kept = *parts_.market.FindOrder(order.id);
    const bool done = parts_.clock.Now() >= kept.updated_at + progress;
    view.cancel = done ? EbayCancelState::kCanceled : EbayCancelState::kInProgress;
  }
  // Only getOrder says what was asked.
  view.requests = call.operation == "ebay.order.get" ? EbayCancelRequests::kShown : EbayCancelRequests::kHidden;
  if (parts_.faults.Knob("legacy_order_id") == "on") {
    view.legacy_id = EbayLegacyOrderId::kShown;
  }
  if (const auto sent = shipments_.find(order.id); sent != shipments_.end()) {
    for (const Shipment& each : sent->second) {
      view.fulfillment_urls.push_back(ShipmentUrl(call, order.id, each.id));
    }
  }
  JsonWriter json;
  RenderEbayOrder(json, order, view);
  return json.Take();
}

ServerResponse EbayFace::ListOrders(const EbayCall& call) {
  std::vector<MarketOrder> found;
  if (HasValue(call.query, "orderIds")) {
    const std::vector<std::string> ids = SplitIds(ValueOf(call.query, "orderIds"));
    if (ids.size() > kIdsMax) {
      return EbayRefusal(400, Fault(30900, "Exceeded maximum number of order IDs (the current limit is 50)"));
    }
    for (const std::string& id : ids) {
      if (const MarketOrder* order = parts_.market.FindOrder(OrderId(id))) {
        found.push_back(Shown(*order));
      }
    }
  } else {
    const auto filter = EbayOrderFilter::Parse(ValueOf(call.query, "filter"), parts_.clock.Now());
    if (!filter) {
      return EbayRefusal(400, filter.error());
    }
    // Searches are served from an index, in which an order turns up some time after it was placed.
    const Timestamp indexed = parts_.clock.Now() - parts_.faults.KnobMs("index_lag_ms");
    for (const MarketOrder& order : parts_.market.orders()) {
      if (MarketOrder shown = Shown(order); order.placed_at <= indexed && filter->Fits(shown)) {
        found.push_back(std::move(shown));
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
    shown.push_back(RenderedOrder(call, found[i]));
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
  return EbayJson(200, RenderedOrder(call, Shown(*order)));
}

}  // namespace riff::sim
