// Routes, the gateway and the envelope; the calls are in tiktok_face_{products,states,stock,orders,shop}.cc.

#include "mocks/tiktok_face.h"

#include <algorithm>
#include <utility>

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
      {"POST", "/order/202309/orders/search", "tiktok.order.search", kReads, kCipher, &Self::SearchOrders},
      {"GET", "/order/202507/orders", "tiktok.order.get", kReads, kCipher, &Self::GetOrders},
      {"GET", "/order/202309/orders", "tiktok.order.get", kReads, kCipher, &Self::GetOrders},
  };
  return routes;
}

TiktokFace::TiktokFace(const FaceParts& parts)
    : parts_(parts), tokens_(parts.credentials, parts.faults, parts.clock.Now()) {
  Faults& faults = parts_.faults;
  const auto knob = [&](std::string name, std::string meaning, std::string value, std::vector<std::string> words = {}) {
    faults.Declare({std::move(name), FaultSort::kKnob, std::move(meaning), std::move(value), std::move(words)});
  };
  knob("credential_status", "The HTTP status with which credentials are refused.", "401", {"401", "200"});
  knob("audit_delay_ms", "How long an audit takes.", "0");
  knob("promotion_lock", "Product ids, comma between, or *: their stock cannot go down.", "");
  knob("stock_needs_live", "Whether only a product that is ACTIVATE takes stock.", "on", {"on", "off"});
  knob("price_max_minor", "The region's highest price in cents; 0: none.", "0");
  knob("search_results_max", "How far a search can be paged.", "10000");
  knob("calls_per_second", "Calls allowed an operation and second; 0: any.", "0");
  knob("retry_after", "1: a 429 of calls_per_second carries Retry-After.", "0");
  knob("last_token", "How the last page says that it is the last.", "empty", {"empty", "absent"});
  knob("detail_status_key", "The name of the state in product detail.", "status", {"status", "product_status"});
  faults.Declare({"audit_fails", FaultSort::kFace, "An audit ends in FAILED.", ""});
  faults.Declare({"duplicate_rows", FaultSort::kFace, "A page of a search shows its last row twice.", ""});
  faults.Declare({"internal_error", FaultSort::kFace, "36009003, nothing is done.", ""});
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

std::optional<TiktokReply> TiktokFace::RefuseCipher(const Route& route, const TiktokCall& call) const {
  const std::string cipher = ValueOf(call.query, "shop_cipher");
  if (route.cipher == Cipher::kRefused) {
    return cipher.empty()
               ? std::nullopt
               : std::optional(TiktokRefusal(
                     36009004,
                     "Unexpected identifier. The `shop_cipher` query parameter is not required for this request.",
                     400));
  }
  if (cipher.empty()) {
    return TiktokRefusal(
        106013, "Missing identifier. The `shop_cipher` query parameter is required to identify the target shop.", 400);
  }
  if (cipher != parts_.credentials.Key("shop_cipher")) {
    return TiktokRefusal(101000, "Invalid query or header. The cipher or the `x-tts-access-token` header is invalid.",
                         kTiktokCredentialStatus);
  }
  return std::nullopt;
}

std::optional<TiktokReply> TiktokFace::RefuseBefore(const Route& route, const TiktokCall& call) {
  const Timestamp now = parts_.clock.Now();
  if (auto refused = CheckTiktokSignature(call.request, call.query, parts_.credentials, now)) {
    return refused;
  }
  if (auto refused = tokens_.Check(call.request.Header("x-tts-access-token"), now)) {
    return refused;
  }
  if (auto refused = RefuseCipher(route, call)) {
    return refused;
  }
  if (const std::int64_t second = TiktokSeconds(now); second != second_) {
    second_ = second;
    calls_this_second_.clear();
  }
  const std::int64_t allowed = parts_.faults.KnobNumber("calls_per_second");
  if (allowed > 0 && ++calls_this_second_[std::string(route.operation)] > allowed) {
    return TiktokRefusal(36009002, "Too many requests. You've made too many requests in a short period of time.", 429);
  }
  if (route.effect == Effect::kChanges && parts_.credentials.access == Access::kReadOnly) {
    return TiktokRefusal(105005, "Access denied. The app or token lacks the access scope for the endpoint.",
                         kTiktokCredentialStatus);
  }
  if (parts_.faults.Take("internal_error", route.operation)) {
    return TiktokRefusal(36009003, "Internal error. Please try again.");
  }
  return std::nullopt;
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
    if (auto refused = RefuseBefore(*route, call)) {
      return *std::move(refused);
    }
  }
  return (this->*route->answer)(call);
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
  for (auto row = auditing_.begin(); row != auditing_.end();) {
    MarketListing listing = *parts_.market.Find(*row);
    const std::string due = ExtraOf(listing.extras, "audit_until");
    if (!due.empty() && parts_.clock.Now() < FromMicros(std::stoll(due))) {
      ++row;
      continue;
    }
    row = auditing_.erase(row);
    FinishAudit(listing);
    parts_.market.Replace(listing, ChangedBy::kWire);
  }
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
}

std::unique_ptr<Face> MakeTiktokFace(const FaceParts& parts) { return std::make_unique<TiktokFace>(parts); }

}  // namespace riff::sim
