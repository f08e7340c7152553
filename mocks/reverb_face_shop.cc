// ReverbFace: the account, reference data, web-hook registrations and tokens.

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/reverb_face.h"
#include "mocks/reverb_words.h"

namespace riff::sim {
namespace {

constexpr std::string_view kTopicTaken = "orders/paid";  // The only one a probe of 2026 found accepted.
constexpr std::array<std::string_view, 7> kTopicsOfTheGuide = {"listings/update", "listings/publish", "orders/create",
                                                               "orders/update",   "payments/create",  "payments/update",
                                                               "app/uninstalled"};

std::string ScopesOf(const Credentials& credentials) {
  const std::string reading = "public read_listings read_orders read_profile";
  return credentials.access == Access::kReadOnly ? reading : reading + " write_listings write_orders write_profile";
}

}  // namespace

ServerResponse ReverbFace::GetAccount(const ReverbCall&) {
  JsonWriter json;
  json.BeginObject().Key("email").Text("shop@example.invalid").Key("first_name").Text("RIFF").Key("last_name");
  json.Text("Music").Key("scopes").Text(ScopesOf(parts_.credentials)).EndObject();
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::GetCounts(const ReverbCall&) {
  std::map<std::string_view, std::int64_t> counts;
  for (const auto& [row, listing] : parts_.market.rows()) {
    if (listing.status != ListingStatus::kGone) {
      ++counts[ReverbStateOf(listing)];
    }
  }
  JsonWriter json;
  json.BeginObject();
  for (const auto& [slug, count] : counts) {
    json.Key(slug).Integer(count);
  }
  json.EndObject();
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::GetShop(const ReverbCall&) {
  return ReverbJson(200, R"({"id":4711,"name":"RIFF Music","slug":"riff-music","currency":"USD"})");
}

ServerResponse ReverbFace::ListShippingProfiles(const ReverbCall&) {
  JsonWriter json;
  json.BeginObject().Key("shipping_profiles").BeginArray().BeginObject();
  json.Key("id").Text(parts_.credentials.Key("shipping_profile")).Key("name").Text("Standard").EndObject();
  json.EndArray().EndObject();
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::ListConditions(const ReverbCall&) {
  JsonWriter json;
  json.BeginObject().Key("conditions").BeginArray();
  for (const ReverbCondition& condition : ReverbConditions()) {
    json.BeginObject().Key("uuid").Text(condition.uuid).Key("display_name").Text(condition.display_name).EndObject();
  }
  json.EndArray().EndObject();
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::ListCategories(const ReverbCall&) {
  JsonWriter json;
  json.BeginObject().Key("categories").BeginArray();
  for (const ReverbCategory& category : ReverbCategories()) {
    json.BeginObject().Key("uuid").Text(category.uuid).Key("full_name").Text(category.full_name);
    json.Key("root_uuid").Text(category.root_uuid).EndObject();
  }
  json.EndArray().EndObject();
  return ReverbJson(200, json.Take());
}

void ReverbFace::WriteRegistration(JsonWriter& json, const Registration& registration) const {
  json.BeginObject().Key("id").Text(registration.id).Key("url").Text(registration.url);
  json.Key("topic").Text(registration.topic).EndObject();
}

ServerResponse ReverbFace::ListWebhooks(const ReverbCall&) {
  JsonWriter json;
  json.BeginObject().Key("registrations").BeginArray();
  for (const Registration& registration : registrations_) {
    WriteRegistration(json, registration);
  }
  json.EndArray().EndObject();
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::CreateWebhook(const ReverbCall& call) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const bool complete = body && body->root().Text("url") && body->root().Text("topic");
  if (!complete) {
    return ReverbRefusal(412, "url and topic are required");
  }
  Registration registration{std::to_string(parts_.market.Next(Numbered::kOther)), *body->root().Text("url"),
                            *body->root().Text("topic")};
  const bool by_guide = parts_.faults.Knob("webhook_topics") == "guide";
  const bool taken = by_guide ? std::ranges::find(kTopicsOfTheGuide, registration.topic) != kTopicsOfTheGuide.end()
                              : registration.topic == kTopicTaken;
  if (!taken) {
    return ReverbRefusal(400, "topic does not have a valid value");
  }
  JsonWriter json;
  WriteRegistration(json, registration);
  registrations_.push_back(std::move(registration));
  return ReverbJson(201, json.Take());
}

ServerResponse ReverbFace::GetWebhook(const ReverbCall& call) {
  const auto found = std::ranges::find(registrations_, call.id, &Registration::id);
  if (found == registrations_.end()) {
    return ReverbRefusal(404, "No such registration");
  }
  JsonWriter json;
  WriteRegistration(json, *found);
  return ReverbJson(200, json.Take());
}

ServerResponse ReverbFace::DeleteWebhook(const ReverbCall& call) {
  const auto erased =
      std::erase_if(registrations_, [&](const Registration& registration) { return registration.id == call.id; });
  return erased == 0 ? ReverbRefusal(404, "No such registration") : ReverbJson(200, "{}");
}

ServerResponse ReverbFace::CreateToken(const ReverbCall& call) {
  const QueryPairs form = FormPairs(call.request.body);
  if (ValueOf(form, "grant_type") != "client_credentials" ||
      ValueOf(form, "client_secret") != parts_.credentials.Key("token")) {
    return ReverbRefusal(401, "Client authentication failed");
  }
  const std::string token = "riff-reverb-oauth-" + std::string(ToString(parts_.credentials.channel.environment)) + "-" +
                            std::to_string(parts_.market.Next(Numbered::kOther));
  oauth_tokens_.insert(token);
  const auto created = std::chrono::floor<std::chrono::seconds>(parts_.clock.Now()).time_since_epoch().count();
  JsonWriter json;
  json.BeginObject().Key("access_token").Text(token).Key("token_type").Text("bearer");
  json.Key("scope").Text(ScopesOf(parts_.credentials)).Key("created_at").Integer(created).EndObject();
  return ReverbJson(200, json.Take());
}

}  // namespace riff::sim
