// TiktokFace: orders, read only.

#include <algorithm>
#include <utility>

#include "mocks/tiktok_face.h"
#include "mocks/tiktok_pages.h"
#include "mocks/tiktok_render.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {
namespace {

constexpr std::size_t kIdsMax = 50;

std::string Rendered(const MarketOrder& order, std::string_view warehouse) {
  JsonWriter json;
  RenderTiktokOrder(json, order, warehouse);
  return json.Take();
}

}  // namespace

TiktokReply TiktokFace::SearchOrders(const TiktokCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body.empty() ? "{}" : call.request.body);
  const std::optional<std::size_t> size = TiktokPageSize(call.query);
  const auto created = body ? TiktokWindowOf(body->root(), "create_time") : std::nullopt;
  const auto updated = body ? TiktokWindowOf(body->root(), "update_time") : std::nullopt;
  const std::string field = ValueOf(call.query, "sort_field");
  const std::string direction = ValueOf(call.query, "sort_order");
  const bool field_known = field.empty() || field == "create_time" || field == "update_time";
  const bool direction_known = direction.empty() || direction == "ASC" || direction == "DESC";
  if (!size || !created || !updated || !field_known || !direction_known) {
    return TiktokBadParameter();
  }
  const std::string status = body->root().Text("order_status").value_or("");
  std::vector<const MarketOrder*> found;
  for (const MarketOrder& order : parts_.market.orders()) {
    if ((status.empty() || status == TiktokOrderStatusOf(order)) && created->Holds(TiktokSeconds(order.placed_at)) &&
        updated->Holds(TiktokSeconds(order.updated_at))) {
      found.push_back(&order);
    }
  }
  const auto place_of = [&](const MarketOrder* order) {
    return std::pair(TiktokSeconds(field == "update_time" ? order->updated_at : order->placed_at), order->id);
  };
  std::ranges::sort(found, {}, place_of);
  if (direction != "ASC") {
    std::ranges::reverse(found);
  }
  const std::size_t from = TiktokPageStart(call.query);
  std::vector<std::string> rows;
  for (std::size_t i = from; i < std::min(found.size(), from + *size); ++i) {
    rows.push_back(Rendered(*found[i], parts_.credentials.Key("warehouse")));
  }
  return PageOf(call, {"orders", found.size(), from + *size}, std::move(rows));
}

TiktokReply TiktokFace::GetOrders(const TiktokCall& call) {
  const std::string ids = ValueOf(call.query, "ids");
  JsonWriter json;
  json.BeginObject().Key("orders").BeginArray();
  std::size_t asked = 0;
  for (std::size_t from = 0; from < ids.size();) {
    const std::size_t end = std::min(ids.find(',', from), ids.size());
    ++asked;
    if (const MarketOrder* order = parts_.market.FindOrder(OrderId(ids.substr(from, end - from)))) {
      json.Raw(Rendered(*order, parts_.credentials.Key("warehouse")));
    }
    from = end + 1;
  }
  json.EndArray().EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return asked == 0 || asked > kIdsMax ? TiktokBadParameter() : reply;
}

}  // namespace riff::sim
