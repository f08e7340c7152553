#include "mocks/ebay_topics.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"

namespace riff::sim {
namespace {

constexpr std::size_t kTokenMin = 32;
constexpr std::size_t kTokenMax = 80;
constexpr std::size_t kLimitMin = 10;
constexpr std::size_t kLimitDefault = 20;
constexpr std::size_t kLimitMax = 100;

}  // namespace

ServerResponse NotificationRefusal(int status, int id, std::string message) {
  return EbayRefusal(status, {.id = id, .domain = "API_NOTIFICATION", .message = std::move(message)});
}

ServerResponse NoNotificationConfig() {
  return NotificationRefusal(409, 195003, "Please provide configurations required for notifications. Refer to /config");
}

ServerResponse NotificationCreated(const EbayCall& call, const std::string& id) {
  ServerResponse response;
  response.status = 201;
  response.headers.push_back(
      {"Location", "http://" + std::string(call.request.Header("Host")) + std::string(call.request.Path()) + "/" + id});
  return response;
}

ServerResponse NotificationList(const EbayCall& call, std::string_view name, const std::vector<std::string>& rows) {
  const std::size_t limit = CountOf(call.query, "limit", kLimitDefault);
  if (HasValue(call.query, "limit") && (limit < kLimitMin || limit > kLimitMax)) {
    return NotificationRefusal(400, 195004, "Invalid limit. Supported ranges 10 - 100.");
  }
  if (HasValue(call.query, "continuation_token")) {
    return NotificationRefusal(400, 195005, "Invalid continuation token.");
  }
  JsonWriter json;
  json.BeginObject().Key("total").Integer(static_cast<std::int64_t>(rows.size()));
  json.Key("limit").Integer(static_cast<std::int64_t>(limit)).Key(name).BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray().EndObject();
  return EbayJson(200, json.Take());
}

bool IsVerificationToken(std::string_view token) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return token.size() >= kTokenMin && token.size() <= kTokenMax && std::ranges::all_of(token, good);
}

}  // namespace riff::sim
