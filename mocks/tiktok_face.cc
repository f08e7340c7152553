// Routes, the gateway and the envelope; the calls are in tiktok_face_{products,states,stock,orders,shop}.cc.

#include "mocks/tiktok_face.h"

#include <algorithm>
#include <utility>

#include "mocks/tiktok_knobs.h"
#include "mocks/tiktok_render.h"
#include "mocks/tiktok_words.h"

namespace riff::sim {

struct TiktokFace::Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
  Effect effect;
  Cipher cipher;
  TiktokReply (TiktokFace::*answer)(const TiktokCall&);
};

const std::vector<TiktokFace::Route>& TiktokFace::Routes() {
  constexpr Effect kReads = Effect::kReads;
  constexpr Effect kChanges = Effect::kChanges;
  constexpr Cipher kCipher = Cipher::kDemanded;
  using Self = TiktokFace;
  // Paths with a fixed last part come before those in which it varies.
  static const std::vector<Route> routes = {
      {"GET", "/api/v2/token/get", "tiktok.token.get", kReads, Cipher::kUnsigned, &Self::GetToken},
      {"GET", "/api/v2/token/refresh", "tiktok.token.refresh", kReads, Cipher::kUnsigned, &Self::RefreshToken},
      {"GET", "/authorization/202309/shops", "tiktok.shop.list", kReads, Cipher::kRefused, &Self::ListShops},
      {"GET", "/logistics/202309/warehouses", "tiktok.warehouse.list", kReads, kCipher, &Self::ListWarehouses},
      {"GET", "/product/202309/categories", "tiktok.category.list", kReads, kCipher, &Self::ListCategories},
      {"GET", "/product/202309/brands", "tiktok.brand.list", kReads, kCipher, &Self::ListBrands},
      {"POST", "/product/202309/images/upload", "tiktok.image.upload", kChanges, Cipher::kRefused, &Self::UploadImage},
      {"POST", "/product/202502/products/search", "tiktok.product.search", kReads, kCipher, &Self::SearchProducts},
      {"POST", "/product/202309/products/activate", "tiktok.product.activate", kChanges, kCipher, &Self::Activate},
      {"POST", "/product/202309/products/deactivate", "tiktok.product.deactivate", kChanges, kCipher,
       &Self::Deactivate},
      {"POST", "/product/202309/products/recover", "tiktok.product.recover", kChanges, kCipher, &Self::Recover},
      {"DELETE", "/product/202309/products", "tiktok.product.delete", kChanges, kCipher, &Self::Delete},
      {"POST", "/product/202309/products", "tiktok.product.create", kChanges, kCipher, &Self::CreateProduct},
      {"GET", "/product/202309/products/{}", "tiktok.product.get", kReads, kCipher, &Self::GetProduct},
      {"PUT", "/product/202509/products/{}", "tiktok.product.update", kChanges, kCipher, &Self::UpdateProduct},
      {"PUT", "/product/202309/products/{}", "tiktok.product.update", kChanges, kCipher, &Self::UpdateProduct},
      {"POST", "/product/202509/products/{}/partial_edit", "tiktok.product.partial_edit", kChanges, kCipher,
       &Self::PatchProduct},
      {"POST", "/product/202309/products/{}/partial_edit", "tiktok.product.partial_edit", kChanges, kCipher,
       &Self::PatchProduct},
      {"POST", "/product/202309/inventory/search", "tiktok.inventory.search", kReads, kCipher, &Self::SearchInventory},
      {"POST", "/product/202309/products/{}/inventory/update", "tiktok.inventory.update", kChanges, kCipher,
       &Self::UpdateInventory},
      {"POST", "/product/202309/products/{}/prices/update", "tiktok.price.update", kChanges, kCipher,
       &Self::UpdatePrices},
      {"GET", "/event/202309/webhooks", "tiktok.webhook.list", kReads, kCipher, &Self::ListWebhooks},
      {"PUT", "/event/202309/webhooks", "tiktok.webhook.set", kChanges, kCipher, &Self::SetWebhook},
      {"DELETE", "/event/202309/webhooks", "tiktok.webhook.delete", kChanges, kCipher, &Self::DeleteWebhook},
      {"POST", "/order/202309/orders/search", "tiktok.order.search", kReads, kCipher, &Self::SearchOrders},
      {"GET", "/order/202507/orders", "tiktok.order.get", kReads, kCipher, &Self::GetOrders},
      {"GET", "/order/202309/orders", "tiktok.order.get", kReads, kCipher, &Self::GetOrders},
  };
  return routes;
}

TiktokFace::TiktokFace(const FaceParts& parts)
    : parts_(parts), tokens_(parts.credentials, parts.faults, parts.clock.Now()), webhooks_(parts) {
  DeclareTiktokKnobs(parts_.faults);
}

const TiktokFace::Route* TiktokFace::RouteOf(const ServerRequest& request) {
  const std::vector<Route>& routes = Routes();
  const auto found = std::ranges::find_if(routes, [&](const Route& route) {
    return route.method == request.method && MatchPath(route.path, request.Path()).has_value();
  });
  return found == routes.end() ? nullptr : &*found;
}

Classified TiktokFace::Classify(const ServerRequest& request) const {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return {"tiktok.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  }
  return {std::string(route->operation), route->effect};
}

TiktokReply TiktokFace::ReplyTo(const ServerRequest& request) {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    const bool path_known = std::ranges::any_of(
        Routes(), [&](const Route& each) { return MatchPath(each.path, request.Path()).has_value(); });
    return path_known
               ? TiktokRefusal(36009010, "Invalid method. The HTTP method used is not supported by this endpoint.", 405)
               : TiktokRefusal(36009009, "Invalid path. The specified path does not match any available endpoint.",
                               404);
  }
  TiktokCall call{request, route->operation, FormPairs(request.Query()), ""};
  const std::vector<std::string> parts = *MatchPath(route->path, request.Path());
  call.id = parts.empty() ? "" : parts.front();
  if (route->cipher != Cipher::kUnsigned) {
    if (auto refused = RefuseBefore({route->operation, route->effect, route->cipher}, call)) {
      return *std::move(refused);
    }
  }
  const std::optional<FaultRule> timeout = parts_.faults.Take("request_timeout", route->operation);
  if (timeout && timeout->Parameter("done") != "yes") {
    return TiktokTimeout();
  }
  const TiktokReply reply = (this->*route->answer)(call);
  return timeout ? TiktokTimeout() : reply;
}

ServerResponse TiktokFace::Wrapped(const TiktokReply& reply) {
  const Timestamp now = parts_.clock.Now();
  std::string number = std::to_string(++requests_);
  number.insert(0, number.size() < 18 ? 18 - number.size() : 0, '0');
  JsonWriter json;
  json.BeginObject().Key("code").Integer(reply.code).Key("message").Text(reply.message);
  json.Key("request_id").Text(std::to_string(TiktokSeconds(now)) + number).Key("data").Raw(reply.data).EndObject();
  ServerResponse response;
  response.status = reply.status == kTiktokCredentialStatus
                        ? static_cast<int>(parts_.faults.KnobNumber("credential_status"))
                        : reply.status;
  response.headers.push_back({"Content-Type", "application/json"});
  response.headers.push_back({"Date", TiktokDate(now)});
  if (reply.status == 429 && parts_.faults.KnobNumber("retry_after") != 0) {
    response.headers.push_back({"Retry-After", "1"});
  }
  response.body = json.Take();
  return response;
}

ServerResponse TiktokFace::Answer(const ServerRequest& request) { return Wrapped(ReplyTo(request)); }

void TiktokFace::Adopt(MarketListing& listing) const {
  listing.content.category = std::string(TiktokLeafFor(listing.content.category).id);
}

void TiktokFace::IndexNewRows() {
  const auto& rows = parts_.market.rows();
  for (auto row = rows.upper_bound(rows_indexed_); row != rows.end(); ++row) {
    rows_indexed_ = row->first;
    by_product_[TiktokProductId(row->second)] = row->first;
    by_sku_[TiktokSkuId(row->second)] = row->first;
    if (const std::string& brand = row->second.content.brand; !brand.empty()) {
      brands_.insert(brand);
    }
  }
}

const MarketListing* TiktokFace::Product(const std::string& product_id) {
  IndexNewRows();
  const auto found = by_product_.find(product_id);
  return found == by_product_.end() ? nullptr : parts_.market.Find(found->second);
}

const MarketListing* TiktokFace::ProductOfSku(const std::string& sku_id) {
  IndexNewRows();
  const auto found = by_sku_.find(sku_id);
  const MarketListing* listing = found == by_sku_.end() ? nullptr : parts_.market.Find(found->second);
  // A product may have another SKU by now.
  return listing != nullptr && TiktokSkuId(*listing) == sku_id ? listing : nullptr;
}

void TiktokFace::Settle() {
  SettleAudits();
  // Every unit of a line is a line item of its own, with its own number.
  const auto& orders = parts_.market.orders();
  for (; orders_numbered_ < orders.size(); ++orders_numbered_) {
    const MarketOrder& order = orders[orders_numbered_];
    for (const MarketOrderLine& line : order.lines) {
      std::string ids = line.id.text();
      for (std::int64_t unit = 1; unit < line.quantity.units(); ++unit) {
        ids += "," + std::to_string(parts_.market.Next(Numbered::kOrderLine));
      }
      parts_.market.SetOrderExtra(order.id, TiktokUnitsExtra(line), std::move(ids));
    }
  }
  webhooks_.Settle(tokens_.refresh_expires_at());
}

std::unique_ptr<Face> MakeTiktokFace(const FaceParts& parts) { return std::make_unique<TiktokFace>(parts); }

}  // namespace riff::sim
