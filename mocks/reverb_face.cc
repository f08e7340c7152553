// Routes and everything that is refused before a call is looked at; the calls are in
// reverb_face_{listings,orders,shop}.cc.

#include "mocks/reverb_face.h"

#include <algorithm>
#include <utility>

#include "mocks/reverb_knobs.h"
#include "mocks/reverb_listing_write.h"
#include "mocks/reverb_words.h"

namespace riff::sim {

struct ReverbFace::Route {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
  Permission permission;
  ServerResponse (ReverbFace::*answer)(const ReverbCall&);
};

const std::vector<ReverbFace::Route>& ReverbFace::Routes() {
  constexpr Permission kAnyone = Permission::kAnyone;
  constexpr Permission kRead = Permission::kRead;
  constexpr Permission kWrite = Permission::kWrite;
  constexpr Permission kOauth = Permission::kOauth;
  using Self = ReverbFace;
  // Paths with a fixed last part come before those in which it varies.
  static const std::vector<Route> routes = {
      {"GET", "/api/listings", "reverb.listing.search", kAnyone, &Self::SearchListings},
      {"POST", "/api/listings", "reverb.listing.create", kWrite, &Self::CreateListing},
      {"GET", "/api/listings/{}", "reverb.listing.get", kRead, &Self::GetListing},
      {"PUT", "/api/listings/{}", "reverb.listing.update", kWrite, &Self::UpdateListing},
      {"DELETE", "/api/listings/{}", "reverb.listing.delete", kWrite, &Self::DeleteListing},
      {"GET", "/api/my/listings", "reverb.listing.list", kRead, &Self::ListListings},
      {"GET", "/api/my/listings/drafts", "reverb.listing.list_drafts", kRead, &Self::ListDrafts},
      {"PUT", "/api/my/listings/{}/state/end", "reverb.listing.end", kWrite, &Self::EndListing},
      {"GET", "/api/my/orders/selling/all", "reverb.order.list", kRead, &Self::ListOrders},
      {"GET", "/api/my/orders/selling/awaiting_shipment", "reverb.order.list", kRead, &Self::ListAwaitingShipment},
      {"GET", "/api/my/orders/selling/unpaid", "reverb.order.list", kRead, &Self::ListUnpaid},
      {"GET", "/api/my/orders/selling/by_uuid/{}", "reverb.order.get", kRead, &Self::GetOrderByUuid},
      {"GET", "/api/my/orders/selling/{}", "reverb.order.get", kRead, &Self::GetOrder},
      {"POST", "/api/my/orders/selling/{}/ship", "reverb.order.ship", kWrite, &Self::ShipOrder},
      {"POST", "/api/my/orders/selling/{}/mark_picked_up", "reverb.order.ship", kWrite, &Self::PickUpOrder},
      {"GET", "/api/my/account", "reverb.account.get", kRead, &Self::GetAccount},
      {"GET", "/api/my/counts", "reverb.account.counts", kRead, &Self::GetCounts},
      {"GET", "/api/shop", "reverb.shop.get", kRead, &Self::GetShop},
      {"GET", "/api/shops/{}/shipping_profiles", "reverb.shop.shipping_profiles", kRead, &Self::ListShippingProfiles},
      {"GET", "/api/listing_conditions", "reverb.condition.list", kAnyone, &Self::ListConditions},
      {"GET", "/api/categories/flat", "reverb.category.list", kAnyone, &Self::ListCategories},
      {"GET", "/api/webhooks/registrations", "reverb.webhook.list", kOauth, &Self::ListWebhooks},
      {"POST", "/api/webhooks/registrations", "reverb.webhook.create", kOauth, &Self::CreateWebhook},
      {"GET", "/api/webhooks/registrations/{}", "reverb.webhook.get", kOauth, &Self::GetWebhook},
      {"DELETE", "/api/webhooks/registrations/{}", "reverb.webhook.delete", kOauth, &Self::DeleteWebhook},
      {"POST", "/oauth/token", "reverb.token.create", kAnyone, &Self::CreateToken},
  };
  return routes;
}

ReverbFace::ReverbFace(const FaceParts& parts) : parts_(parts), limits_(parts.faults), watch_(parts.market) {
  DeclareReverbKnobs(parts_.faults);
}

const ReverbFace::Route* ReverbFace::RouteOf(const ServerRequest& request) {
  const std::vector<Route>& routes = Routes();
  const auto found = std::find_if(routes.begin(), routes.end(), [&](const Route& route) {
    return route.method == request.method && MatchPath(route.path, request.Path()).has_value();
  });
  return found == routes.end() ? nullptr : &*found;
}

Classified ReverbFace::Classify(const ServerRequest& request) const {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return {"reverb.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  }
  const bool reads = route->method == "GET" || route->operation == "reverb.token.create";
  return {std::string(route->operation), reads ? Effect::kReads : Effect::kChanges};
}

std::unique_ptr<ServerResponse> ReverbFace::RefuseBefore(const Route& route, const ReverbCall& call) {
  const auto refuse = [](int status, std::string_view message) {
    return std::make_unique<ServerResponse>(ReverbRefusal(status, message));
  };
  if (route.operation == "reverb.token.create") {
    return nullptr;
  }
  const std::string_view version = call.request.Header("Accept-Version");
  const bool old_shape = version.empty() && parts_.faults.Knob("version_missing") == "old_shape";
  if (version != "3.0" && !old_shape) {
    return refuse(400, "Please specify the version of the API with the header Accept-Version: 3.0");
  }
  const bool oauth = oauth_tokens_.contains(call.token);
  const bool known = oauth || call.token == parts_.credentials.Key("token");
  if (!known && (route.permission != Permission::kAnyone || !call.token.empty())) {
    return refuse(401, "Invalid token. Please re-authenticate");
  }
  if (route.permission == Permission::kOauth && !oauth) {
    return refuse(401, "Please log in via Oauth to create webhooks");
  }
  const Classified classified = Classify(call.request);
  if (const std::optional<Duration> wait = limits_.Refuse(classified.effect, parts_.clock.Now())) {
    auto response = refuse(429, "Too many requests");
    if (parts_.faults.KnobNumber("retry_after") != 0) {
      const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
      response->headers.push_back({"Retry-After", std::to_string(seconds)});
    }
    return response;
  }
  if (classified.effect == Effect::kChanges && parts_.credentials.access == Access::kReadOnly) {
    return refuse(403, "This token lacks the scope for this call: write_listings, write_orders");
  }
  return nullptr;
}

ServerResponse ReverbFace::Answer(const ServerRequest& request) {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    const std::vector<Route>& routes = Routes();
    const bool path_known = std::any_of(routes.begin(), routes.end(), [&](const Route& each) {
      return MatchPath(each.path, request.Path()).has_value();
    });
    return path_known ? ReverbRefusal(405, "Method not allowed") : ReverbRefusal(404, "Not found");
  }
  ReverbCall call{request, FormPairs(request.Query()), "", ""};
  const std::vector<std::string> parts = *MatchPath(route->path, request.Path());
  call.id = parts.empty() ? "" : parts.front();
  if (const std::string_view header = request.Header("Authorization"); header.starts_with("Bearer ")) {
    call.token = std::string(header.substr(7));
  }
  if (const std::unique_ptr<ServerResponse> refused = RefuseBefore(*route, call)) {
    return *refused;
  }
  return (this->*route->answer)(call);
}

void ReverbFace::Adopt(MarketListing& listing) const {
  const ReverbCondition& condition = ReverbConditionFor(listing.content.condition);
  listing.extras["condition_uuid"] = std::string(condition.uuid);
  listing.stock = condition.stock;
  listing.content.category = std::string(ReverbLeafFor(listing.content.category).uuid);
  if (condition.condition == Condition::kNew) {
    listing.extras["upc_does_not_apply"] = "true";
  }
}

void ReverbFace::KeepCancelledUnits() {
  if (parts_.faults.Knob("cancel_restocks") != "never") {
    watching_ = false;
    return;
  }
  if (!std::exchange(watching_, true)) {
    watch_.Skip();
  }
  for (const OrderChange& change : watch_.NewOrderChanges()) {
    const MarketOrder& order = *parts_.market.FindOrder(change.id);
    MarketListing listing = *parts_.market.Find(order.lines.front().row);
    if (order.state == OrderState::kCancelled && listing.stock == StockKind::kStocked) {
      listing.available = std::max(Quantity(0), listing.available - order.lines.front().quantity);
      listing.status = listing.available.units() == 0 ? ListingStatus::kSold : listing.status;
      parts_.market.Replace(listing, ChangedBy::kWire);
    }
  }
}

void ReverbFace::Settle() {
  KeepCancelledUnits();
  for (auto row = publishing_.begin(); row != publishing_.end();) {
    const MarketListing& listing = *parts_.market.Find(*row);
    const std::string due = ExtraOf(listing.extras, "publish_at");
    if (!due.empty() && parts_.clock.Now() < FromMicros(std::stoll(due))) {
      ++row;
      continue;
    }
    row = publishing_.erase(row);
    if (due.empty() || listing.status == ListingStatus::kGone) {
      continue;
    }
    MarketListing published = listing;
    published.extras.erase("publish_at");
    if (CanReverbPublish(published)) {
      published.status = ListingStatus::kLive;
      if (published.stock == StockKind::kOneOfAKind) {
        published.available = Quantity(1);
      }
    }
    parts_.market.Replace(published, ChangedBy::kWire);
  }
}

std::unique_ptr<Face> MakeReverbFace(const FaceParts& parts) { return std::make_unique<ReverbFace>(parts); }

}  // namespace riff::sim
