#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "connectors/json/json.h"

namespace riff {

// One value of a parsed text, as JsonDocument keeps it and JsonValue reads it; for this folder only. It owns nothing:
// texts and children are in the document's memory, so that freeing a deep text needs no recursion.
struct JsonNode {
  enum class Kind { kNull, kBool, kNumber, kText, kArray, kObject };

  Kind kind = Kind::kNull;
  bool truth = false;
  std::string_view text;               // Of a text; of a number its exact digits.
  const JsonNode* children = nullptr;  // The rows of an array; of an object a key (a text) and its value by turns.
  std::size_t child_count = 0;

  std::span<const JsonNode> Children() const { return {children, child_count}; }
};

// "a text", "an object": for errors.
std::string_view NameOf(JsonNode::Kind kind);

void PrintJson(const JsonNode& node, JsonWriter& json);

}  // namespace riff
