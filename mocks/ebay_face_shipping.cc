// EbayFace: what the seller says was sent.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kShipmentsMax = 100;

EbayRefused Fault(int id, std::string message) {
  return {400, {.id = id, .domain = "API_FULFILLMENT", .message = std::move(message)}};
}

std::int64_t LeftOf(const MarketOrder& order, const MarketOrderLine& line) {
  return order.shipped_at ? 0 : line.quantity.units() - EbayShippedOf(order, line);
}

}  // namespace

std::string EbayFace::ShipmentUrl(const EbayCall& call, const OrderId& order, std::string_view id) {
  return "http://" + std::string(call.request.Header("Host")) + "/sell/fulfillment/v1/order/" + order.text() +
         "/shipping_fulfillment/" + std::string(id);
}

std::optional<EbayRefused> EbayFace::ReadShipment(const JsonValue& body, const MarketOrder& order,
                                                  Shipment& shipment) const {
  shipment.carrier = body.OptionalText("shippingCarrierCode").value_or(std::nullopt).value_or("");
  shipment.tracking = body.OptionalText("trackingNumber").value_or(std::nullopt).value_or("");
  if (shipment.carrier.empty() != shipment.tracking.empty()) {
    return Fault(32300, "Invalid shipment tracking number or carrier");
  }
  const auto date = body.OptionalText("shippedDate").value_or(std::nullopt);
  const Result<Timestamp> at = date ? ParseTimestamp(*date) : Result<Timestamp>(parts_.clock.Now());
  if (!at) {
    return Fault(32500, "Invalid shipped date: " + *date);
  }
  shipment.at = *at;
  const auto items = body.OptionalArray("lineItems");
  if (!items) {
    return Fault(32600, "Invalid input data");
  }
  for (const JsonValue& item : *items) {
    const OrderLineId id(item.Text("lineItemId").value_or(""));
    const auto line = std::ranges::find(order.lines, id, &MarketOrderLine::id);
    if (line == order.lines.end()) {
      return Fault(32200, "Invalid line item id: " + id.text());
    }
    if (shipment.lines.contains(id)) {
      return Fault(32210, "Duplicate line item in the request");
    }
    const std::int64_t left = LeftOf(order, *line);
    const auto units = item.OptionalInteger("quantity");
    shipment.lines[id] = units ? units->value_or(left) : 0;
    if (shipment.lines[id] < 1 || shipment.lines[id] > left) {
      return Fault(32600, "Invalid input data: quantity");
    }
  }
  if (items->empty()) {  // Everything that is left.
    for (const MarketOrderLine& line : order.lines) {
      shipment.lines[line.id] = LeftOf(order, line);
    }
  }
  return std::nullopt;
}

ServerResponse EbayFace::CreateShipment(const EbayCall& call) {
  const OrderId id(call.id);
  const MarketOrder* order = parts_.market.FindOrder(id);
  if (order == nullptr) {
    return EbayRefusal(Fault(32100, "Invalid Order Id: " + call.id));
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  if (!body || !body->root().IsObject() || order->state == OrderState::kCancelled ||
      order->state == OrderState::kPending) {
    return EbayRefusal(Fault(32600, "Invalid input data"));
  }
  if (shipments_[id].size() >= kShipmentsMax) {
    return EbayRefusal(Fault(34100, "Maximum tracking number for order is exceeded"));
  }
  Shipment shipment;
  if (const auto refused = ReadShipment(body->root(), *order, shipment)) {
    return EbayRefusal(*refused);
  }
  shipment.id = shipment.tracking.empty() ? "999" : shipment.tracking;
  bool whole = true;
  for (const MarketOrderLine& line : order->lines) {
    const auto sent = shipment.lines.find(line.id);
    const std::int64_t now = sent == shipment.lines.end() ? 0 : sent->second;
    whole = whole && LeftOf(*order, line) == now;
    if (now > 0) {
      parts_.market.SetOrderExtra(id, EbayShippedExtra(line.id), std::to_string(EbayShippedOf(*order, line) + now));
    }
  }
  // The state that it has already, for a part: the order was changed all the same.
  (void)parts_.market.SetOrderState(id, whole ? OrderState::kShipped : order->state);
  ServerResponse response;
  response.status = 201;
  response.headers.push_back({"Location", ShipmentUrl(call, id, shipment.id)});
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = "{}";
  shipments_[id].push_back(std::move(shipment));
  return response;
}

ServerResponse EbayFace::ReadShipments(const EbayCall& call) {
  const OrderId id(call.id);
  if (parts_.market.FindOrder(id) == nullptr) {
    return EbayRefusal(Fault(32100, "Invalid Order Id: " + call.id));
  }
  std::vector<std::string> rows;
  for (const Shipment& each : shipments_[id]) {
    if (!call.second_id.empty() && call.second_id != each.id) {
      continue;
    }
    JsonWriter json;
    json.BeginObject().Key("fulfillmentId").Text(each.id).Key("shippedDate").Text(FormatUtcMillis(each.at));
    if (!each.tracking.empty()) {
      json.Key("shippingCarrierCode").Text(each.carrier).Key("shipmentTrackingNumber").Text(each.tracking);
    }
    json.Key("lineItems").BeginArray();
    for (const auto& [line, units] : each.lines) {
      json.BeginObject().Key("lineItemId").Text(line.text()).Key("quantity").Integer(units).EndObject();
    }
    json.EndArray().EndObject();
    rows.push_back(json.Take());
  }
  if (!call.second_id.empty()) {
    return rows.empty() ? EbayRefusal(404, {.id = 32110, .domain = "API_FULFILLMENT", .message = "Invalid id."})
                        : EbayJson(200, rows.front());
  }
  JsonWriter json;
  json.BeginObject().Key("fulfillments").BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray().Key("total").Integer(static_cast<std::int64_t>(rows.size())).EndObject();
  return EbayJson(200, json.Take());
}

}  // namespace riff::sim
