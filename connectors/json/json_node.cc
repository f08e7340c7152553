#include "connectors/json/json_node.h"

#include <fmt/format.h>

#include <algorithm>

namespace riff {
namespace {

bool IsPlain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

}  // namespace

std::string_view NameOf(JsonNode::Kind kind) {
  switch (kind) {
    case JsonNode::Kind::kNull:
      return "null";
    case JsonNode::Kind::kBool:
      return "a truth value";
    case JsonNode::Kind::kNumber:
      return "a number";
    case JsonNode::Kind::kText:
      return "a text";
    case JsonNode::Kind::kArray:
      return "an array";
    case JsonNode::Kind::kObject:
      return "an object";
  }
  return "nothing";
}

// Recursion is safe here and below: JsonDocument refuses what is nested too deep.
std::string PathOf(const JsonNode& node) {
  if (node.parent == nullptr) {
    return "$";
  }
  if (node.parent->kind == JsonNode::Kind::kArray) {
    return fmt::format("{}[{}]", PathOf(*node.parent), &node - node.parent->children);
  }
  const JsonNode& key = *(&node - 1);
  return PathOf(*node.parent, key.Text());
}

// A key that is no plain word is quoted, so that the path stays one line that can be read.
std::string PathOf(const JsonNode& object, std::string_view key) {
  if (!key.empty() && std::all_of(key.begin(), key.end(), IsPlain)) {
    return fmt::format("{}.{}", PathOf(object), key);
  }
  constexpr std::size_t kShownMax = 60;
  JsonWriter quoted;
  quoted.Text(key.substr(0, kShownMax));
  return fmt::format("{}[{}]", PathOf(object), quoted.Take());
}

void PrintJson(const JsonNode& node, JsonWriter& json) {
  switch (node.kind) {
    case JsonNode::Kind::kNull:
      json.Null();
      return;
    case JsonNode::Kind::kBool:
      json.Bool(node.truth);
      return;
    case JsonNode::Kind::kNumber:
      json.Raw(node.Text());
      return;
    case JsonNode::Kind::kText:
      json.Text(node.Text());
      return;
    case JsonNode::Kind::kArray:
      json.BeginArray();
      for (const JsonNode& child : node.Children()) {
        PrintJson(child, json);
      }
      json.EndArray();
      return;
    case JsonNode::Kind::kObject:
      json.BeginObject();
      for (std::size_t i = 0; i < node.size; i += 2) {
        json.Key(node.children[i].Text());
        PrintJson(node.children[i + 1], json);
      }
      json.EndObject();
      return;
  }
}

}  // namespace riff
