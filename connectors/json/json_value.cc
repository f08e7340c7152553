#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "connectors/json/json.h"
#include "connectors/json/json_node.h"

namespace riff {
namespace {

const JsonNode& NodeOf(const void* node) { return *static_cast<const JsonNode*>(node); }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

tl::unexpected<Error> Wrong(const JsonNode& node, std::string_view expected, std::string_view found) {
  return Fail(ErrorKind::kInvalid, fmt::format("{}: expected {}, found {}", PathOf(node), expected, found));
}

tl::unexpected<Error> Wrong(const JsonNode& node, std::string_view expected) {
  return Wrong(node, expected, NameOf(node.kind));
}

bool IsDecimal(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && std::all_of(whole.begin(), whole.end(), IsDigit) && !fraction.empty() &&
         std::all_of(fraction.begin(), fraction.end(), IsDigit);
}

const JsonNode* MemberOf(const JsonNode& object, std::string_view key) {
  if (object.kind != JsonNode::Kind::kObject) {
    return nullptr;
  }
  for (std::size_t i = 0; i < object.size; i += 2) {
    if (object.children[i].Text() == key) {
      return &object.children[i + 1];
    }
  }
  return nullptr;
}

}  // namespace

std::string JsonValue::path() const { return PathOf(NodeOf(node_)); }

bool JsonValue::IsNull() const { return NodeOf(node_).kind == JsonNode::Kind::kNull; }
bool JsonValue::IsObject() const { return NodeOf(node_).kind == JsonNode::Kind::kObject; }
bool JsonValue::IsArray() const { return NodeOf(node_).kind == JsonNode::Kind::kArray; }
bool JsonValue::IsText() const { return NodeOf(node_).kind == JsonNode::Kind::kText; }
bool JsonValue::IsNumber() const { return NodeOf(node_).kind == JsonNode::Kind::kNumber; }
bool JsonValue::IsBool() const { return NodeOf(node_).kind == JsonNode::Kind::kBool; }

Result<std::string> JsonValue::AsText() const {
  const JsonNode& node = NodeOf(node_);
  if (!IsText()) {
    return Wrong(node, "a text");
  }
  if (node.Text().find('\0') != std::string_view::npos) {
    return Wrong(node, "a text", "a text with a NUL character");
  }
  return std::string(node.Text());
}

Result<std::int64_t> JsonValue::AsInteger() const {
  constexpr std::string_view kExpected = "a whole number";
  const JsonNode& node = NodeOf(node_);
  if (!IsNumber() && !IsText()) {
    return Wrong(node, kExpected);
  }
  std::int64_t number = 0;
  const char* const begin = node.letters;
  const char* const end = begin + node.size;
  const auto read = std::from_chars(begin, end, number);
  if (read.ec == std::errc::result_out_of_range) {
    return Wrong(node, kExpected, "one beyond 64 bits");
  }
  if (read.ec != std::errc() || read.ptr != end) {
    return Wrong(node, kExpected, IsText() ? "a text that is none" : "a number with a fraction or an exponent");
  }
  return number;
}

Result<double> JsonValue::AsDouble() const {
  const JsonNode& node = NodeOf(node_);
  if (!IsNumber()) {
    return Wrong(node, "a number");
  }
  double number = 0;
  const char* const begin = node.letters;
  const auto read = std::from_chars(begin, begin + node.size, number);
  if (read.ec != std::errc()) {
    return Wrong(node, "a number", "one beyond a double");
  }
  return number;
}

Result<bool> JsonValue::AsBool() const {
  const JsonNode& node = NodeOf(node_);
  if (!IsBool()) {
    return Wrong(node, "a truth value");
  }
  return node.truth;
}

Result<std::string> JsonValue::AsDecimal() const {
  constexpr std::string_view kExpected = "a decimal";
  const JsonNode& node = NodeOf(node_);
  if (!IsNumber() && !IsText()) {
    return Wrong(node, kExpected);
  }
  if (!IsDecimal(node.Text())) {
    return Wrong(node, kExpected, IsText() ? "a text that is none" : "a number with an exponent");
  }
  return std::string(node.Text());
}

Result<std::vector<JsonValue>> JsonValue::AsArray() const {
  const JsonNode& node = NodeOf(node_);
  if (!IsArray()) {
    return Wrong(node, "an array");
  }
  std::vector<JsonValue> rows;
  rows.reserve(node.size);
  for (const JsonNode& child : node.Children()) {
    rows.push_back(JsonValue(&child));
  }
  return rows;
}

std::vector<std::string> JsonValue::Keys() const {
  const JsonNode& node = NodeOf(node_);
  std::vector<std::string> keys;
  for (std::size_t i = 0; IsObject() && i < node.size; i += 2) {
    keys.emplace_back(node.children[i].Text());
  }
  return keys;
}

std::optional<JsonValue> JsonValue::Find(std::string_view key) const {
  const JsonNode* const member = MemberOf(NodeOf(node_), key);
  if (member == nullptr || member->kind == JsonNode::Kind::kNull) {
    return std::nullopt;
  }
  return JsonValue(member);
}

Result<JsonValue> JsonValue::Get(std::string_view key) const {
  if (!IsObject()) {
    return Wrong(NodeOf(node_), "an object");
  }
  const JsonNode* const member = MemberOf(NodeOf(node_), key);
  if (member == nullptr) {
    return Fail(ErrorKind::kInvalid, fmt::format("{}: expected a value, found nothing", PathOf(NodeOf(node_), key)));
  }
  return JsonValue(member);
}

Result<std::string> JsonValue::Text(std::string_view key) const {
  RIFF_TRY(const JsonValue member, Get(key));
  return member.AsText();
}

Result<std::int64_t> JsonValue::Integer(std::string_view key) const {
  RIFF_TRY(const JsonValue member, Get(key));
  return member.AsInteger();
}

Result<bool> JsonValue::Bool(std::string_view key) const {
  RIFF_TRY(const JsonValue member, Get(key));
  return member.AsBool();
}

Result<std::string> JsonValue::Decimal(std::string_view key) const {
  RIFF_TRY(const JsonValue member, Get(key));
  return member.AsDecimal();
}

Result<std::vector<JsonValue>> JsonValue::Array(std::string_view key) const {
  RIFF_TRY(const JsonValue member, Get(key));
  return member.AsArray();
}

Result<std::optional<std::string>> JsonValue::OptionalText(std::string_view key) const {
  const std::optional<JsonValue> member = Find(key);
  if (!member) {
    return std::nullopt;
  }
  RIFF_TRY(std::string text, member->AsText());
  return text;
}

Result<std::optional<std::int64_t>> JsonValue::OptionalInteger(std::string_view key) const {
  const std::optional<JsonValue> member = Find(key);
  if (!member) {
    return std::nullopt;
  }
  RIFF_TRY(const std::int64_t number, member->AsInteger());
  return number;
}

Result<std::optional<bool>> JsonValue::OptionalBool(std::string_view key) const {
  const std::optional<JsonValue> member = Find(key);
  if (!member) {
    return std::nullopt;
  }
  RIFF_TRY(const bool truth, member->AsBool());
  return std::optional<bool>(truth);
}

Result<std::vector<JsonValue>> JsonValue::OptionalArray(std::string_view key) const {
  const std::optional<JsonValue> member = Find(key);
  if (!member) {
    return std::vector<JsonValue>();
  }
  return member->AsArray();
}

std::string JsonValue::Print() const {
  JsonWriter json;
  PrintJson(NodeOf(node_), json);
  return json.Take();
}

}  // namespace riff
