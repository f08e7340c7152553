#include "mocks/graphql_value.h"

#include <utility>

namespace riff::sim {

GraphqlValue GraphqlValue::Bool(bool value) {
  GraphqlValue made;
  made.kind = Kind::kBool;
  made.truth = value;
  return made;
}

GraphqlValue GraphqlValue::Integer(std::int64_t value) {
  GraphqlValue made;
  made.kind = Kind::kInteger;
  made.integer = value;
  return made;
}

GraphqlValue GraphqlValue::Decimal(std::string digits) {
  GraphqlValue made;
  made.kind = Kind::kDecimal;
  made.text = std::move(digits);
  return made;
}

GraphqlValue GraphqlValue::Text(std::string_view value) {
  GraphqlValue made;
  made.kind = Kind::kText;
  made.text = std::string(value);
  return made;
}

GraphqlValue GraphqlValue::TextOrNull(std::string_view value) { return value.empty() ? Null() : Text(value); }

GraphqlValue GraphqlValue::List(std::vector<GraphqlValue> items) {
  GraphqlValue made;
  made.kind = Kind::kList;
  made.items = std::move(items);
  return made;
}

GraphqlValue GraphqlValue::Object() {
  GraphqlValue made;
  made.kind = Kind::kObject;
  return made;
}

const GraphqlValue* GraphqlValue::Find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) {
      return &items[i];
    }
  }
  return nullptr;
}

const GraphqlValue* GraphqlValue::Given(std::string_view key) const {
  const GraphqlValue* found = Find(key);
  return found == nullptr || found->IsNull() ? nullptr : found;
}

std::string GraphqlValue::TextOf(std::string_view key) const {
  const GraphqlValue* found = Find(key);
  return found != nullptr && found->IsText() ? found->text : "";
}

GraphqlValue& GraphqlValue::Set(std::string_view key, GraphqlValue value) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) {
      items[i] = std::move(value);
      return *this;
    }
  }
  keys.emplace_back(key);
  items.push_back(std::move(value));
  return *this;
}

GraphqlValue ValueFromJson(const JsonValue& json) {
  if (json.IsBool()) {
    return GraphqlValue::Bool(json.AsBool().value_or(false));
  }
  if (json.IsNumber()) {
    const std::string digits = json.AsDecimal().value_or("0");
    const bool whole = digits.find_first_of(".eE") == std::string::npos;
    const Result<std::int64_t> integer = json.AsInteger();
    return whole && integer ? GraphqlValue::Integer(*integer) : GraphqlValue::Decimal(digits);
  }
  if (json.IsText()) {
    return GraphqlValue::Text(json.AsText().value_or(""));
  }
  if (json.IsArray()) {
    GraphqlValue list = GraphqlValue::List();
    const std::vector<JsonValue> rows = json.AsArray().value_or(std::vector<JsonValue>{});
    for (const JsonValue& row : rows) {
      list.items.push_back(ValueFromJson(row));
    }
    return list;
  }
  if (json.IsObject()) {
    GraphqlValue object = GraphqlValue::Object();
    for (const std::string& key : json.Keys()) {
      const std::optional<JsonValue> member = json.Find(key);
      object.Set(key, member ? ValueFromJson(*member) : GraphqlValue::Null());
    }
    return object;
  }
  return GraphqlValue::Null();
}

void WriteGraphqlValue(JsonWriter& json, const GraphqlValue& value) {
  using Kind = GraphqlValue::Kind;
  switch (value.kind) {
    case Kind::kNull:
      json.Null();
      return;
    case Kind::kBool:
      json.Bool(value.truth);
      return;
    case Kind::kInteger:
      json.Integer(value.integer);
      return;
    case Kind::kDecimal:
      json.Raw(value.text);
      return;
    case Kind::kText:
    case Kind::kEnum:
    case Kind::kVariable:
      json.Text(value.text);
      return;
    case Kind::kList:
      json.BeginArray();
      for (const GraphqlValue& item : value.items) {
        WriteGraphqlValue(json, item);
      }
      json.EndArray();
      return;
    case Kind::kObject:
      json.BeginObject();
      for (std::size_t i = 0; i < value.keys.size(); ++i) {
        json.Key(value.keys[i]);
        WriteGraphqlValue(json, value.items[i]);
      }
      json.EndObject();
      return;
  }
}

std::string PrintGraphqlValue(const GraphqlValue& value) {
  JsonWriter json;
  WriteGraphqlValue(json, value);
  return json.Take();
}

}  // namespace riff::sim
