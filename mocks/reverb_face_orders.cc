// ReverbFace: orders.

#include <algorithm>
#include <optional>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/reverb_face.h"
#include "mocks/reverb_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 24;
constexpr std::size_t kRowsMax = 50;
constexpr std::string_view kUuidFront = "00000000-0000-4000-8000-0000";

// Also the guides' own sample, "2015-01-01T12:00-00:00", which has no seconds.
Result<Timestamp> ParseDate(const std::string& text) {
  Result<Timestamp> at = ParseTimestamp(text);
  if (!at && text.size() > 16 && text[10] == 'T' && (text[16] == '+' || text[16] == '-' || text[16] == 'Z')) {
    at = ParseTimestamp(text.substr(0, 16) + ":00" + text.substr(16));
  }
  return at;
}

struct DateWindow {
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;

  bool Holds(Timestamp at) const {
    const Timestamp shown(std::chrono::floor<std::chrono::seconds>(at));
    return (!from || shown >= *from) && (!to || shown <= *to);
  }
};

// "created" or "updated"; an error names the parameter that is no date.
Result<DateWindow> WindowOf(const QueryPairs& query, const std::string& what) {
  DateWindow window;
  for (const auto& [name, into] :
       {std::pair{what + "_start_date", &window.from}, std::pair{what + "_end_date", &window.to}}) {
    if (HasValue(query, name)) {
      const Result<Timestamp> at = ParseDate(ValueOf(query, name));
      if (!at) {
        return Fail(ErrorKind::kInvalid, name + " is not a valid date");
      }
      *into = *at;
    }
  }
  return window;
}

std::string OtherPairs(const QueryPairs& query) {
  QueryPairs others;
  std::copy_if(query.begin(), query.end(), std::back_inserter(others),
               [](const auto& pair) { return pair.first != "page"; });
  return EncodeQuery(others);
}

}  // namespace

std::string_view ReverbFace::StatusOf(const MarketOrder& order) const {
  return order.state == OrderState::kPending ? std::string_view(parts_.faults.Knob("pending_word"))
                                             : ReverbStatusOf(order);
}

std::string ReverbFace::RenderedOrder(const MarketOrder& order) const {
  JsonWriter json;
  RenderReverbOrder(json, order, parts_.market, StatusOf(order));
  return json.Take();
}

ServerResponse ReverbFace::PageOfOrders(const ReverbCall& call, const std::string& path, std::string_view status) {
  const Result<DateWindow> created = WindowOf(call.query, "created");
  const Result<DateWindow> updated = WindowOf(call.query, "updated");
  if (!created || !updated) {
    return ReverbRefusal(400, created ? updated.error().message : created.error().message);
  }
  std::vector<const MarketOrder*> orders;
  for (const MarketOrder& order : parts_.market.orders()) {
    if (created->Holds(order.placed_at) && updated->Holds(order.updated_at) &&
        (status.empty() || status == StatusOf(order))) {
      orders.push_back(&order);
    }
  }
  std::reverse(orders.begin(), orders.end());  // Newest first; there is no sort parameter.

  const std::size_t per_page = std::min(CountOf(call.query, "per_page", kRowsDefault), kRowsMax);
  ReverbPage page{"orders", path, OtherPairs(call.query), orders.size(), CountOf(call.query, "page", 1)};
  page.pages = (orders.size() + per_page - 1) / per_page;
  page.links = LinksOfPage("reverb.order.list");
  std::vector<std::string> shown;
  const std::size_t first = page.page <= page.pages ? (page.page - 1) * per_page : orders.size();
  for (std::size_t i = first; i < std::min(orders.size(), first + per_page); ++i) {
    shown.push_back(RenderedOrder(*orders[i]));
  }
  if (!shown.empty() && parts_.faults.Take("duplicate_rows", "reverb.order.list")) {
    shown.push_back(shown.back());
  }
  return ReverbJson(200, RenderReverbPage(page, shown));
}

ServerResponse ReverbFace::ListOrders(const ReverbCall& call) {
  return PageOfOrders(call, "/api/my/orders/selling/all", "");
}

ServerResponse ReverbFace::ListAwaitingShipment(const ReverbCall& call) {
  return PageOfOrders(call, "/api/my/orders/selling/awaiting_shipment", "paid");
}

ServerResponse ReverbFace::ListUnpaid(const ReverbCall& call) {
  return PageOfOrders(call, "/api/my/orders/selling/unpaid", "unpaid");
}

ServerResponse ReverbFace::GetOrder(const ReverbCall& call) {
  const MarketOrder* order = parts_.market.FindOrder(OrderId(call.id));
  return order == nullptr ? ReverbRefusal(404, "The requested order could not be found")
                          : ReverbJson(200, RenderedOrder(*order));
}

ServerResponse ReverbFace::GetOrderByUuid(const ReverbCall& call) {
  const bool ours = call.id.starts_with(kUuidFront);
  const MarketOrder* order = ours ? parts_.market.FindOrder(OrderId(call.id.substr(kUuidFront.size()))) : nullptr;
  return order == nullptr ? ReverbRefusal(404, "The requested order could not be found")
                          : ReverbJson(200, RenderedOrder(*order));
}

ServerResponse ReverbFace::ShipOrder(const ReverbCall& call) {
  const MarketOrder* order = parts_.market.FindOrder(OrderId(call.id));
  if (order == nullptr) {
    return ReverbRefusal(404, "The requested order could not be found");
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const bool complete = body && body->root().Text("provider") && body->root().Text("tracking_number");
  if (!complete) {
    return ReverbRefusal(412, "provider and tracking_number are required");
  }
  if (order->state == OrderState::kShipped && parts_.faults.Knob("ship_repeat") == "accepted") {
    return ReverbJson(200, R"({"message":"Your order has been marked as shipped"})");
  }
  if (order->state != OrderState::kPaid) {
    return ReverbRefusal(422, "An order that is " + std::string(StatusOf(*order)) + " cannot be shipped");
  }
  parts_.market.SetOrderExtra(order->id, "tracking_number", *body->root().Text("tracking_number"));
  (void)parts_.market.SetOrderState(order->id, OrderState::kShipped);
  return ReverbJson(200, R"({"message":"Your order has been marked as shipped"})");
}

ServerResponse ReverbFace::PickUpOrder(const ReverbCall& call) {
  const MarketOrder* order = parts_.market.FindOrder(OrderId(call.id));
  if (order == nullptr) {
    return ReverbRefusal(404, "The requested order could not be found");
  }
  if (order->state != OrderState::kPaid) {
    return ReverbRefusal(422, "An order that is " + std::string(ReverbStatusOf(*order)) + " cannot be picked up");
  }
  parts_.market.SetOrderExtra(order->id, "status", "picked_up");
  (void)parts_.market.SetOrderState(order->id, OrderState::kShipped);
  return ReverbJson(200, R"({"message":"Your order has been marked as picked up"})");
}

}  // namespace riff::sim
