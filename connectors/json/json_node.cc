#include "connectors/json/json_node.h"

namespace riff {

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

// Recursion is safe: JsonDocument refuses what is nested too deep.
void PrintJson(const JsonNode& node, JsonWriter& json) {
  switch (node.kind) {
    case JsonNode::Kind::kNull:
      json.Null();
      return;
    case JsonNode::Kind::kBool:
      json.Bool(node.truth);
      return;
    case JsonNode::Kind::kNumber:
      json.Raw(node.text);
      return;
    case JsonNode::Kind::kText:
      json.Text(node.text);
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
      for (std::size_t i = 0; i < node.child_count; i += 2) {
        json.Key(node.children[i].text);
        PrintJson(node.children[i + 1], json);
      }
      json.EndObject();
      return;
  }
}

}  // namespace riff
