// EbayFace: the account's programs, policies and locations, and what is left of its budgets.

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_links.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsDefault = 100;
constexpr std::size_t kRowsMax = 200;
constexpr std::size_t kKeyMax = 36;
constexpr std::int64_t kSecondsADay = 86400;

EbayRefused NoLocation() { return {404, {.id = 25805, .message = "merchantLocationKey Not Found."}}; }

}  // namespace

ServerResponse EbayFace::GetPrograms(const EbayCall&) {
  JsonWriter json;
  json.BeginObject().Key("programs").BeginArray();
  json.BeginObject().Key("programType").Text("SELLING_POLICY_MANAGEMENT").EndObject();
  if (OutOfStockControl()) {
    json.BeginObject().Key("programType").Text("OUT_OF_STOCK_CONTROL").EndObject();
  }
  json.EndArray().EndObject();
  return EbayJson(200, json.Take());
}

ServerResponse EbayFace::GetPrivileges(const EbayCall&) {
  return EbayJson(
      200,
      R"({"sellerRegistrationCompleted":true,"sellingLimit":{"amount":{"currency":"USD","value":"5000000.00"},"quantity":100000}})");
}

ServerResponse EbayFace::Policies(const EbayCall& call, std::string_view key, std::string_view id_key,
                                  std::string_view credential) {
  if (ValueOf(call.query, "marketplace_id") != parts_.credentials.Key("marketplace")) {
    return EbayRefusal(400, {.id = 20401, .domain = "API_ACCOUNT", .message = "Missing field marketplaceId."});
  }
  JsonWriter json;
  json.BeginObject().Key("total").Integer(1).Key(key).BeginArray().BeginObject();
  json.Key(id_key).Text(parts_.credentials.Key(credential)).Key("name").Text("Standard");
  json.Key("marketplaceId").Text(parts_.credentials.Key("marketplace")).EndObject().EndArray().EndObject();
  return EbayJson(200, json.Take());
}

ServerResponse EbayFace::ListFulfillmentPolicies(const EbayCall& call) {
  return Policies(call, "fulfillmentPolicies", "fulfillmentPolicyId", "fulfillment_policy");
}

ServerResponse EbayFace::ListPaymentPolicies(const EbayCall& call) {
  return Policies(call, "paymentPolicies", "paymentPolicyId", "payment_policy");
}

ServerResponse EbayFace::ListReturnPolicies(const EbayCall& call) {
  return Policies(call, "returnPolicies", "returnPolicyId", "return_policy");
}

ServerResponse EbayFace::GetRateLimits(const EbayCall& call) {
  const std::string context = ValueOf(call.query, "api_context");
  const std::string api = ValueOf(call.query, "api_name");
  const Timestamp now = parts_.clock.Now();
  JsonWriter json;
  json.BeginObject().Key("rateLimits").BeginArray();
  std::size_t shown = 0;
  const bool dummies = parts_.faults.Knob("quota_placeholders") == "on";
  for (EbayQuotas::Rate rate : quotas_.Rates(now)) {
    if ((!context.empty() && context != rate.context) || (!api.empty() && api != rate.api)) {
      continue;
    }
    ++shown;
    if (dummies) {
      rate.limit = rate.used = 0;
    }
    json.BeginObject().Key("apiContext").Text(rate.context).Key("apiName").Text(rate.api);
    json.Key("apiVersion").Text(rate.context == "sell" ? "v1" : "v1_beta").Key("resources").BeginArray();
    json.BeginObject().Key("name").Text(std::string(rate.context) + "." + std::string(rate.api));
    json.Key("rates").BeginArray().BeginObject().Key("count").Integer(rate.used).Key("limit").Integer(rate.limit);
    json.Key("remaining").Integer(std::max<std::int64_t>(0, rate.limit - rate.used));
    json.Key("reset").Text(FormatUtcMillis(EbayQuotas::ResetsAt(now)));
    json.Key("timeWindow").Integer(kSecondsADay).EndObject().EndArray().EndObject().EndArray().EndObject();
  }
  json.EndArray().EndObject();
  std::string body = json.Take();
  return shown == 0 ? EbayNothing() : EbayJson(200, std::move(body));
}

std::set<std::string> EbayFace::EnabledLocations() const {
  std::set<std::string> keys;
  for (const Location& location : locations_) {
    if (location.status == "ENABLED") {
      keys.insert(location.key);
    }
  }
  return keys;
}

namespace {

std::string RenderedLocation(std::string_view key, std::string_view status, std::string_view location) {
  JsonWriter json;
  json.BeginObject().Key("merchantLocationKey").Text(key).Key("merchantLocationStatus").Text(status);
  json.Key("name").Text(key).Key("locationTypes").BeginArray().Text("WAREHOUSE").EndArray();
  json.Key("location").Raw(location).EndObject();
  return json.Take();
}

}  // namespace

ServerResponse EbayFace::ListLocations(const EbayCall& call) {
  const std::optional<EbayPaging> paging = EbayPagingOf(call.query, kRowsDefault, kRowsMax);
  if (!paging) {
    return EbayRefusal(400, {.id = 25802, .message = "Input error. Invalid paging."});
  }
  std::vector<std::string> shown;
  for (std::size_t i = paging->offset; i < std::min(locations_.size(), paging->offset + paging->limit); ++i) {
    shown.push_back(RenderedLocation(locations_[i].key, locations_[i].status, locations_[i].location));
  }
  return EbayPageOf(call.request, {"locations", locations_.size(), *paging, EbayOffsets::kRows}, shown);
}

ServerResponse EbayFace::GetLocation(const EbayCall& call) {
  const auto found = std::ranges::find(locations_, call.id, &Location::key);
  return found == locations_.end() ? EbayRefusal(NoLocation())
                                   : EbayJson(200, RenderedLocation(found->key, found->status, found->location));
}

ServerResponse EbayFace::CreateLocation(const EbayCall& call) {
  if (call.id.size() > kKeyMax) {
    return EbayRefusal(400, {.id = 25800, .message = "Invalid merchantLocationKey."});
  }
  if (std::ranges::find(locations_, call.id, &Location::key) != locations_.end()) {
    return EbayRefusal(409, {.id = 25803, .message = "merchantLocationKey already exists."});
  }
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const std::optional<JsonValue> location = body ? body->root().Find("location") : std::nullopt;
  const std::optional<JsonValue> address = location ? location->Find("address") : std::nullopt;
  const auto has = [&](std::string_view key) { return address && !address->Text(key).value_or("").empty(); };
  if (!has("country") || !(has("postalCode") || (has("city") && has("stateOrProvince")))) {
    return EbayRefusal(400, {.id = 25801, .message = "Missing field address."});
  }
  const bool disabled = body->root().Text("merchantLocationStatus").value_or("") == "DISABLED";
  locations_.push_back({call.id, disabled ? "DISABLED" : "ENABLED", location->Print()});
  return EbayNothing();
}

ServerResponse EbayFace::EnableLocation(const EbayCall& call) {
  const auto found = std::ranges::find(locations_, call.id, &Location::key);
  if (found == locations_.end()) {
    return EbayRefusal(NoLocation());
  }
  found->status = "ENABLED";
  return EbayJson(200, "{}");
}

ServerResponse EbayFace::DisableLocation(const EbayCall& call) {
  const auto found = std::ranges::find(locations_, call.id, &Location::key);
  if (found == locations_.end()) {
    return EbayRefusal(NoLocation());
  }
  found->status = "DISABLED";
  return EbayJson(200, "{}");
}

}  // namespace riff::sim
