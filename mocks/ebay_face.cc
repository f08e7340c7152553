// Routes, and everything that is refused before a call is looked at; the calls are in
// ebay_face_{items,offers,stock,bulk,orders,shipping,account}.cc.

#include "mocks/ebay_face.h"

#include <algorithm>
#include <utility>

#include "mocks/ebay_face_route.h"
#include "mocks/ebay_knobs.h"

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

EbayFace::EbayFace(const FaceParts& parts)
    : parts_(parts),
      tokens_(parts.credentials),
      quotas_(parts.faults),
      trading_({parts, tokens_, quotas_, sold_,
                [this](std::string_view operation, const Sku& sku) { return HoldFor(operation, sku); }}),
      feed_(parts),
      notifications_(parts) {
  DeclareEbayKnobs(parts_.faults);
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
    case EbayArea::kFeed:
      return "feed";
    case EbayArea::kNotification:
      return "notification";
    case EbayArea::kTrading:
      return "trading";
  }
  return "analytics";
}

Classified EbayFace::Classify(const ServerRequest& request) const {
  const Route* route = RouteOf(request);
  if (route == nullptr) {
    return {"ebay.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  }
  if (route->area == EbayArea::kTrading) {
    return EbayTrading::Classify(request);
  }
  // A subscription, a report and a token change nothing that is for sale.
  const bool changes = route->grant == EbayGrant::kWriting;
  return {std::string(route->operation), changes ? Effect::kChanges : Effect::kReads};
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
    ServerResponse refused =
        Refusal(429, 2001, "ACCESS", "Too many requests. The request limit has been reached for the resource.");
    if (const std::int64_t seconds = parts_.faults.KnobNumber("retry_after_s"); seconds > 0) {
      refused.headers.push_back({"Retry-After", std::to_string(seconds)});
    }
    return refused;
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
  ServerResponse response = AnswerRouted(request);
  if (parts_.faults.Knob("subdomain_spelling") == "subDomain") {
    constexpr std::string_view kSmall = "\"subdomain\":";
    for (std::size_t at = 0; (at = response.body.find(kSmall, at)) != std::string::npos; ++at) {
      response.body.replace(at, kSmall.size(), "\"subDomain\":");
    }
  }
  return response;
}

ServerResponse EbayFace::AnswerRouted(const ServerRequest& request) {
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
  EbayCall call{request, route->operation, FormPairs(request.Query()), "", ""};
  const std::vector<std::string> parts = *MatchPath(route->path, request.Path());
  call.id = parts.empty() ? "" : parts.front();
  call.second_id = parts.size() < 2 ? "" : parts[1];
  // The older API takes its token elsewhere and answers in its own way.
  if (route->operation != "ebay.token.create" && route->area != EbayArea::kTrading) {
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

ServerResponse EbayFace::Notify(const EbayCall& call) {
  const std::string_view header = call.request.Header("Authorization");
  return notifications_.Answer(call, tokens_.HolderOf(header.substr(7), parts_.clock.Now()));
}

std::unique_ptr<Face> MakeEbayFace(const FaceParts& parts) { return std::make_unique<EbayFace>(parts); }

}  // namespace riff::sim
