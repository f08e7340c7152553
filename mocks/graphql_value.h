#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"

namespace riff::sim {

// A value of GraphQL: a literal of a document, a variable, an argument, or a part of an answer. Members keep their
// order.
struct GraphqlValue {
  enum class Kind { kNull, kBool, kInteger, kDecimal, kText, kEnum, kVariable, kList, kObject };

  Kind kind = Kind::kNull;
  bool truth = false;
  std::int64_t integer = 0;
  std::string text;                 // Of a text, an enum's word, a variable's name, a decimal's exact digits.
  std::vector<std::string> keys;    // Of an object, as many as items.
  std::vector<GraphqlValue> items;  // Of a list or an object.

  static GraphqlValue Null() { return {}; }
  static GraphqlValue Bool(bool value);
  static GraphqlValue Integer(std::int64_t value);
  static GraphqlValue Decimal(std::string digits);
  static GraphqlValue Text(std::string_view value);
  static GraphqlValue TextOrNull(std::string_view value);  // Null when empty.
  static GraphqlValue List(std::vector<GraphqlValue> items = {});
  static GraphqlValue Object();

  bool IsNull() const { return kind == Kind::kNull; }
  bool IsText() const { return kind == Kind::kText || kind == Kind::kEnum; }

  // A member of an object; null pointer when absent, or when this is no object. `Find` finds nulls too, `Given` not.
  const GraphqlValue* Find(std::string_view key) const;
  const GraphqlValue* Given(std::string_view key) const;
  std::string TextOf(std::string_view key) const;  // Empty when there is none.
  // Sets a member, in the place of one that is there already.
  GraphqlValue& Set(std::string_view key, GraphqlValue value);

  friend bool operator==(const GraphqlValue&, const GraphqlValue&) = default;
};

GraphqlValue ValueFromJson(const JsonValue& json);
void WriteGraphqlValue(JsonWriter& json, const GraphqlValue& value);
std::string PrintGraphqlValue(const GraphqlValue& value);  // As JSON.

}  // namespace riff::sim
