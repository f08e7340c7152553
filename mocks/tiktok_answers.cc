#include "mocks/tiktok_answers.h"

#include <array>
#include <chrono>

#include "connectors/json/json.h"

namespace riff::sim {

TiktokReply TiktokBadParameter() { return TiktokRefusal(36009004, "invalid param error"); }

TiktokReply TiktokNoProduct() { return TiktokRefusal(12052032, "The product does not exist"); }

TiktokReply TiktokNotNow() {
  return TiktokRefusal(12052901,
                       "The product in its current status is not available for this operation. Change the product "
                       "status and try again.");
}

TiktokReply TiktokTimeout() {
  return TiktokRefusal(36009007, "Request timeout. The request to the endpoint timed out.");
}

TiktokReply TiktokPartly(const std::vector<TiktokItemError>& errors) {
  if (errors.empty()) {
    return {};
  }
  JsonWriter json;
  json.BeginObject().Key("errors").BeginArray();
  for (const TiktokItemError& error : errors) {
    json.BeginObject().Key("code").Integer(error.code).Key("message").Text(error.message);
    json.Key("detail").BeginObject().Key(error.id_key).Text(error.id);
    if (error.inner_code != 0) {
      json.Key("extra_errors").BeginArray().BeginObject();
      if (!error.warehouse_id.empty()) {
        json.Key("warehouse_id").Text(error.warehouse_id);
      }
      json.Key("code").Integer(error.inner_code).Key("message").Text(error.inner_message);
      json.EndObject().EndArray();
    }
    json.EndObject().EndObject();
  }
  json.EndArray().EndObject();
  TiktokReply reply;
  reply.data = json.Take();
  return reply;
}

std::string TiktokDate(Timestamp at) {
  constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::string text = FormatUtc(at);  // "2026-11-20T12:00:00Z", a fraction perhaps.
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day(day).month());
  return std::string(kDays.at(std::chrono::weekday(day).c_encoding())) + ", " + text.substr(8, 2) + " " +
         std::string(kMonths.at(month - 1)) + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

std::int64_t TiktokSeconds(Timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

}  // namespace riff::sim
