// Routes, and everything that is refused before a call is looked at; the calls are in
// ebay_face_{items,offers,stock,orders,account}.cc.

#include "mocks/ebay_face.h"

#include <algorithm>
#include <utility>

#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

// "en-US"
bool IsLanguage(std::string_view text) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 5 && lower(text[0]) && lower(text[1]) && text[2] == '-' && upper(text[3]) && upper(text[4]);
}

ServerResponse Refusal(int status, int id, std::string_view domain, std::string message) {
  return EbayRefusal(status, {.id = id, .domain = domain, .message = std::move(message)});
}

}  // namespace

struct EbayFace::Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
  EbayArea area;
  EbayGrant grant;
  Language language;
  ServerResponse (EbayFace::*answer)(const EbayCall&);
};

const std::vector<EbayFace::Route>& EbayFace::Routes() {
  constexpr auto kInventory = EbayArea::kInventory;
  constexpr auto kFulfillment = EbayArea::kFulfillment;
  constexpr auto kAccount = EbayArea::kAccount;
  constexpr auto kApplication = EbayArea::kApplication;
  constexpr auto kRead = EbayGrant::kReading;
  constexpr auto kWrite = EbayGrant::kWriting;
  constexpr auto kAny = Language::kAny;
  constexpr auto kLanguage = Language::kDemanded;
  using Self = EbayFace;
#define RIFF_EBAY_INVENTORY "/sell/inventory/v1/"
#define RIFF_EBAY_ACCOUNT "/sell/account/v1/"
#define RIFF_EBAY_ORDER "/sell/fulfillment/v1/order"
#define RIFF_EBAY_ANALYTICS "/developer/analytics/v1_beta/"
  static const std::vector<Route> routes = {
      {"POST", "/identity/v1/oauth2/token", "ebay.token.create", kApplication, kRead, kAny, &Self::MintToken},
      {"GET", RIFF_EBAY_INVENTORY "inventory_item", "ebay.item.list", kInventory, kRead, kAny, &Self::ListItems},
      {"GET", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.get", kInventory, kRead, kAny, &Self::GetItem},
      {"PUT", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.replace", kInventory, kWrite, kLanguage,
       &Self::ReplaceItem},
      {"DELETE", RIFF_EBAY_INVENTORY "inventory_item/{}", "ebay.item.delete", kInventory, kWrite, kAny,
       &Self::DeleteItem},
      {"POST", RIFF_EBAY_INVENTORY "bulk_get_inventory_item", "ebay.item.bulk_get", kInventory, kRead, kAny,
       &Self::BulkGetItems},
      {"POST", RIFF_EBAY_INVENTORY "bulk_update_price_quantity", "ebay.price_quantity.update", kInventory, kWrite, kAny,
       &Self::UpdatePriceQuantity},
      {"GET", RIFF_EBAY_INVENTORY "offer", "ebay.offer.list", kInventory, kRead, kAny, &Self::ListOffers},
      {"POST", RIFF_EBAY_INVENTORY "offer", "ebay.offer.create", kInventory, kWrite, kLanguage, &Self::CreateOffer},
      {"GET", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.get", kInventory, kRead, kAny, &Self::GetOffer},
      {"PUT", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.update", kInventory, kWrite, kLanguage, &Self::UpdateOffer},
      {"DELETE", RIFF_EBAY_INVENTORY "offer/{}", "ebay.offer.delete", kInventory, kWrite, kAny, &Self::DeleteOffer},
      {"POST", RIFF_EBAY_INVENTORY "offer/{}/publish", "ebay.offer.publish", kInventory, kWrite, kAny,
       &Self::PublishOffer},
      {"POST", RIFF_EBAY_INVENTORY "offer/{}/withdraw", "ebay.offer.withdraw", kInventory, kWrite, kAny,
       &Self::WithdrawOffer},
      {"GET", RIFF_EBAY_INVENTORY "location", "ebay.location.list", kInventory, kRead, kAny, &Self::ListLocations},
      {"GET", RIFF_EBAY_INVENTORY "location/{}", "ebay.location.get", kInventory, kRead, kAny, &Self::GetLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}", "ebay.location.create", kInventory, kWrite, kAny,
       &Self::CreateLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}/enable", "ebay.location.enable", kInventory, kWrite, kAny,
       &Self::EnableLocation},
      {"POST", RIFF_EBAY_INVENTORY "location/{}/disable", "ebay.location.disable", kInventory, kWrite, kAny,
       &Self::DisableLocation},
      {"GET", RIFF_EBAY_ACCOUNT "program/get_opted_in_programs", "ebay.account.programs", kAccount, kRead, kAny,
       &Self::GetPrograms},
      {"GET", RIFF_EBAY_ACCOUNT "privilege", "ebay.account.privileges", kAccount, kRead, kAny, &Self::GetPrivileges},
      {"GET", RIFF_EBAY_ACCOUNT "fulfillment_policy", "ebay.policy.list_fulfillment", kAccount, kRead, kAny,
       &Self::ListFulfillmentPolicies},
      {"GET", RIFF_EBAY_ACCOUNT "payment_policy", "ebay.policy.list_payment", kAccount, kRead, kAny,
       &Self::ListPaymentPolicies},
      {"GET", RIFF_EBAY_ACCOUNT "return_policy", "ebay.policy.list_return", kAccount, kRead, kAny,
       &Self::ListReturnPolicies},
      {"GET", RIFF_EBAY_ORDER, "ebay.order.list", kFulfillment, kRead, kAny, &Self::ListOrders},
      {"GET", RIFF_EBAY_ORDER "/{}", "ebay.order.get", kFulfillment, kRead, kAny, &Self::GetOrder},
      {"GET", RIFF_EBAY_ANALYTICS "rate_limit/", "ebay.quota.list", kApplication, kRead, kAny, &Self::GetRateLimits},
      {"GET", RIFF_EBAY_ANALYTICS "user_rate_limit/", "ebay.quota.list_user", kApplication, kRead, kAny,
       &Self::GetRateLimits},
  };
#undef RIFF_EBAY_INVENTORY
#undef RIFF_EBAY_ACCOUNT
#undef RIFF_EBAY_ORDER
#undef RIFF_EBAY_ANALYTICS
  return routes;
}

EbayFace::EbayFace(const FaceParts& parts) : parts_(parts), tokens_(parts.credentials), quotas_(parts.faults) {
  Faults& faults = parts_.faults;
  faults.Declare({"out_of_stock_control",
                  FaultSort::kKnob,
                  "Whether the account keeps listings alive at 0; off: they end, and a 0 is refused.",
                  "on",
                  {"on", "off"}});
  faults.Declare(
      {"mixed_status", FaultSort::kKnob, "The status of a bulk answer with failed rows.", "207", {"207", "200"}});
  faults.Declare({"write_hold_ms", FaultSort::kKnob, "How long a write keeps others from its SKU (25025).", "0"});
  faults.Declare({"busy", FaultSort::kFace, "A write meets another on its SKU: 25025, nothing is done.", ""});
  faults.Declare({"system_error", FaultSort::kFace, "500 with 25001, nothing is done.", ""});
  faults.Declare({"row_fails", FaultSort::kFace, "A row of a bulk call is 500 with 25001 and not done.", ""});
  faults.Declare({"missing_row", FaultSort::kFace, "The answer to a bulk call lacks a row that was done.", ""});
  faults.Declare({"duplicate_rows", FaultSort::kFace, "A page of a list shows its last row twice.", ""});
  locations_.push_back(
      {parts_.credentials.Key("location"), "ENABLED",
       R"({"address":{"addressLine1":"1 Example Street","city":"Exampletown","stateOrProvince":"NY","postalCode":"10001","country":"US"}})"});
}

const EbayFace::Route* EbayFace::RouteOf(const ServerRequest& request) {
  const std::vector<Route>& routes = Routes();
  const auto found = std::ranges::find_if(routes, [&](const Route& route) {
    return route.method == request.method && MatchPath(route.path, request.Path()).has_value();
  });
  return found == routes.end() ? nullptr : &*found;
}

std::string_view EbayFace::ApiOf(const Route& route) {
  switch (route.area) {
    case EbayArea::kInventory:
      return "inventory";
    case EbayArea::kFulfillment:
      return "fulfillment";
    case EbayArea::kAccount:
      return "account";
    case EbayArea::kApplication:
      break;
  }
  return "analytics";
}

Classified EbayFace::Classify(const ServerRequest& request) const {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return {"ebay.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  }
  return {std::string(route->operation), route->grant == EbayGrant::kReading ? Effect::kReads : Effect::kChanges};
}

std::optional<ServerResponse> EbayFace::RefuseAtEdge(const Route& route, const ServerRequest& request) const {
  if (request.Query().find_first_of("[]{}|") != std::string_view::npos) {
    return EbayEdgePage(400, "Invalid URL");
  }
  const bool needs_body = route.operation == "ebay.offer.publish" || route.operation == "ebay.offer.withdraw";
  if (needs_body && request.body.empty()) {
    return EbayEdgePage(411, "Length Required");
  }
  return std::nullopt;
}

std::optional<ServerResponse> EbayFace::RefuseToken(const Route& route, const ServerRequest& request) const {
  const std::string_view header = request.Header("Authorization");
  const std::string_view token = header.starts_with("Bearer ") ? header.substr(7) : "";
  switch (tokens_.Check(token, route.area, route.grant, parts_.clock.Now())) {
    case EbayTokens::Verdict::kGood:
      return std::nullopt;
    case EbayTokens::Verdict::kUnknown:
      return Refusal(401, 1001, "OAuth", "Invalid access token");
    case EbayTokens::Verdict::kNoScope:
      break;
  }
  return Refusal(403, 1100, "ACCESS", "Access denied. Insufficient permissions to fulfill the request.");
}

std::optional<ServerResponse> EbayFace::RefuseCall(const Route& route, const ServerRequest& request) {
  if (!quotas_.TakeCall(ApiOf(route), parts_.clock.Now())) {
    return Refusal(429, 2001, "ACCESS", "Too many requests. The request limit has been reached for the resource.");
  }
  const std::string_view accepted = request.Header("Accept-Language");
  if (route.language == Language::kDemanded && !IsLanguage(request.Header("Content-Language"))) {
    return EbayRefusal(EbayInvalidValue("header Content-Language"));
  }
  const bool accept_needed =
      route.language == Language::kDemanded || (!accepted.empty() && route.grant == EbayGrant::kWriting);
  if (accept_needed && !IsLanguage(accepted)) {
    return EbayRefusal(EbayInvalidValue("header Accept-Language"));
  }
  if (parts_.faults.Take("system_error", route.operation)) {
    return EbayRefusal(EbaySystemError());
  }
  return std::nullopt;
}

ServerResponse EbayFace::Answer(const ServerRequest& request) {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    const bool path_known = std::ranges::any_of(
        Routes(), [&](const Route& each) { return MatchPath(each.path, request.Path()).has_value(); });
    return path_known ? Refusal(405, 2004, "ACCESS", "Method not allowed")
                      : Refusal(404, 2002, "ACCESS", "Resource not found");
  }
  if (std::optional<ServerResponse> refused = RefuseAtEdge(*route, request)) {
    return *std::move(refused);
  }
  EbayCall call{request, route->operation, FormPairs(request.Query()), ""};
  const std::vector<std::string> parts = *MatchPath(route->path, request.Path());
  call.id = parts.empty() ? "" : parts.front();
  if (route->operation != "ebay.token.create") {
    if (std::optional<ServerResponse> refused = RefuseToken(*route, request)) {
      return *std::move(refused);
    }
    if (std::optional<ServerResponse> refused = RefuseCall(*route, request)) {
      return *std::move(refused);
    }
  }
  return (this->*route->answer)(call);
}

ServerResponse EbayFace::MintToken(const EbayCall& call) { return tokens_.Mint(call.request, parts_.clock.Now()); }

void EbayFace::Adopt(MarketListing& listing) const {
  AdoptIntoEbay(parts_.credentials, listing);
  listing.extras["out_of_stock_control"] = OutOfStockControl() ? "true" : "false";
}

void EbayFace::Settle() {
  // The Market asks each listing whether 0 keeps it alive; the seller opts in for all of them.
  if (const std::string& control = parts_.faults.Knob("out_of_stock_control"); control != control_settled_) {
    control_settled_ = control;
    for (const auto& [row, listing] : parts_.market.rows()) {
      MarketListing changed = listing;
      changed.extras["out_of_stock_control"] = OutOfStockControl() ? "true" : "false";
      parts_.market.Replace(changed, ChangedBy::kSeed);
    }
  }
  const auto& orders = parts_.market.orders();
  for (; orders_counted_ < orders.size(); ++orders_counted_) {
    for (const MarketOrderLine& line : orders[orders_counted_].lines) {
      sold_[line.remote] += line.quantity.units();
    }
  }
}

std::unique_ptr<Face> MakeEbayFace(const FaceParts& parts) { return std::make_unique<EbayFace>(parts); }

}  // namespace riff::sim
