#include "mocks/faults_json.h"

#include <optional>
#include <utility>

namespace riff::sim {
namespace {

Result<FaultRule> ParseRule(const JsonValue& value) {
  FaultRule rule;
  RIFF_TRY(rule.fault, value.Text("fault"));
  RIFF_TRY(const std::optional<std::string> operation, value.OptionalText("operation"));
  rule.operation = operation.value_or("*");
  RIFF_TRY(rule.count, value.OptionalInteger("count"));
  if (const std::optional<JsonValue> rate = value.Find("rate")) {
    RIFF_TRY(rule.rate, rate->AsDouble());
  }
  for (const std::string& key : value.Keys()) {
    if (key == "fault" || key == "operation" || key == "count" || key == "rate") {
      continue;
    }
    const std::optional<JsonValue> parameter = value.Find(key);
    if (!parameter) {
      continue;
    }
    if (parameter->IsText()) {
      RIFF_TRY(rule.parameters[key], parameter->AsText());
    } else {
      rule.parameters[key] = parameter->Print();
    }
  }
  return rule;
}

}  // namespace

Result<std::vector<FaultRule>> ParseRules(const JsonValue& list) {
  std::vector<FaultRule> rules;
  RIFF_TRY(const std::vector<JsonValue> values, list.AsArray());
  for (const JsonValue& value : values) {
    RIFF_TRY(FaultRule rule, ParseRule(value));
    rules.push_back(std::move(rule));
  }
  return rules;
}

void WriteRules(JsonWriter& json, const std::vector<FaultRule>& rules) {
  json.BeginArray();
  for (const FaultRule& rule : rules) {
    json.BeginObject().Key("operation").Text(rule.operation).Key("fault").Text(rule.fault);
    if (rule.count) {
      json.Key("count").Integer(*rule.count);
    }
    if (rule.rate) {
      json.Key("rate").Double(*rule.rate);
    }
    for (const auto& [name, text] : rule.parameters) {
      json.Key(name).Text(text);
    }
    json.EndObject();
  }
  json.EndArray();
}

void WriteSpecs(JsonWriter& json, const std::vector<FaultSpec>& specs) {
  json.BeginArray();
  for (const FaultSpec& spec : specs) {
    json.BeginObject().Key("name").Text(spec.name).Key("sort").Text(ToString(spec.sort));
    json.Key("meaning").Text(spec.meaning);
    if (spec.sort == FaultSort::kKnob) {
      json.Key("default").Text(spec.default_value);
    }
    if (!spec.allowed.empty()) {
      json.Key("allowed").BeginArray();
      for (const std::string& word : spec.allowed) {
        json.Text(word);
      }
      json.EndArray();
    }
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace riff::sim
