#include "mocks/fault_injection.h"

#include <optional>
#include <string>
#include <utility>

#include "connectors/json/json.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kSlowMsDefault = 1000;

ServerResponse Page(int status, std::string type, std::string body) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", std::move(type)});
  response.body = std::move(body);
  return response;
}

ServerResponse Refusal(int status, std::string_view word, const FaultRule& rule) {
  ServerResponse response = Page(status, "application/json", "{\"message\":\"" + std::string(word) + "\"}");
  if (const std::string retry_after = rule.Parameter("retry_after"); !retry_after.empty()) {
    response.headers.push_back({"Retry-After", retry_after});
  }
  return response;
}

ServerResponse Silence(ServerResponse response, const FaultRule& rule) {
  response.delivery = Delivery::kNone;
  response.delay += std::chrono::milliseconds(rule.Number("delay_ms", 0));
  return response;
}

// Writes a value again, with every list in it emptied.
void WriteEmptied(JsonWriter& json, const JsonValue& value) {
  if (value.IsArray()) {
    json.BeginArray().EndArray();
  } else if (value.IsObject()) {
    json.BeginObject();
    for (const std::string& key : value.Keys()) {
      json.Key(key);
      if (const std::optional<JsonValue> member = value.Find(key)) {
        WriteEmptied(json, *member);
      } else {
        json.Null();
      }
    }
    json.EndObject();
  } else {
    json.Raw(value.Print());
  }
}

// Texts become numbers and everything else a text: no member has the type it had.
void WriteOtherTypes(JsonWriter& json, const JsonValue& value) {
  if (!value.IsObject()) {
    json.Text("not what it was");
    return;
  }
  json.BeginObject();
  for (const std::string& key : value.Keys()) {
    json.Key(key);
    const std::optional<JsonValue> member = value.Find(key);
    if (member && member->IsText()) {
      json.Integer(0);
    } else {
      json.Text("not what it was");
    }
  }
  json.EndObject();
}

using JsonChange = void (*)(JsonWriter&, const JsonValue&);

// A body that is no JSON stays as it is for `empty_list` and is nothing that `wrong_type` could alter.
ServerResponse WithJson(ServerResponse response, JsonChange change) {
  if (const Result<JsonDocument> document = JsonDocument::Parse(response.body)) {
    JsonWriter json;
    change(json, document->root());
    response.body = json.Take();
  }
  return response;
}

ServerResponse CutToGarbage(ServerResponse response) {
  response.body = response.body.substr(0, response.body.size() / 2) + "\"{";
  return response;
}

// What comes instead of the face's answer; nothing for the faults that let the face do its work.
std::optional<ServerResponse> Instead(const FaultRule& rule) {
  if (rule.fault == "timeout_before") {
    return Silence({}, rule);
  }
  if (rule.fault == "unavailable") {
    return Refusal(503, "Service temporarily unavailable", rule);
  }
  if (rule.fault == "throttle") {
    return Refusal(429, "Too many requests", rule);
  }
  if (rule.fault == "unauthorized") {
    return Refusal(401, "Unauthorized", rule);
  }
  if (rule.fault == "html_502") {
    return Page(502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>");
  }
  return std::nullopt;
}

ServerResponse Spoiled(ServerResponse response, const FaultRule& rule) {
  if (rule.fault == "timeout_after" || rule.fault == "drop") {
    return Silence(std::move(response), rule);
  }
  if (rule.fault == "slow") {
    response.delay += std::chrono::milliseconds(rule.Number("delay_ms", kSlowMsDefault));
  } else if (rule.fault == "truncate") {
    response.delivery = Delivery::kCutInBody;
  } else if (rule.fault == "garbage_json") {
    return CutToGarbage(std::move(response));
  } else if (rule.fault == "wrong_type") {
    return WithJson(std::move(response), WriteOtherTypes);
  } else if (rule.fault == "empty_list") {
    return WithJson(std::move(response), WriteEmptied);
  }
  return response;
}

}  // namespace

ServerResponse AnswerThroughFaults(Faults& faults, std::string_view operation,
                                   const std::function<ServerResponse()>& answer) {
  const std::optional<FaultRule> rule = faults.TakeGeneric(operation);
  if (!rule) {
    return answer();
  }
  if (rule->fault == "drop" && faults.chance().Below(2) == 0) {
    return Silence({}, *rule);
  }
  if (std::optional<ServerResponse> instead = Instead(*rule)) {
    return *std::move(instead);
  }
  return Spoiled(answer(), *rule);
}

}  // namespace riff::sim
