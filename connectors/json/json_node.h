#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "connectors/json/json.h"

namespace riff {

// One value of a parsed text, as JsonDocument keeps it and JsonValue reads it; for this folder only. It owns nothing:
// texts and children are in the document's memory, so that freeing a deep text needs no recursion. Small, because a
// page has thousands of them.
struct JsonNode {
  enum class Kind : std::uint8_t { kNull, kBool, kNumber, kText, kArray, kObject };

  Kind kind = Kind::kNull;
  bool truth = false;
  std::uint32_t size = 0;  // Of a text or number its bytes, of an array or object its children.
  union {
    const char* letters = nullptr;  // Of a text, or of a number its exact digits.
    JsonNode* children;             // The rows of an array; of an object a key (a text) and its value by turns.
  };
  const JsonNode* parent = nullptr;  // The array or object it is in; none of the whole text's value.

  std::string_view Text() const { return {letters, size}; }
  std::span<const JsonNode> Children() const { return {children, size}; }
};

// "a text", "an object": for errors.
std::string_view NameOf(JsonNode::Kind kind);

// "$.listings[3].price": where the value stands in its document, put together when it is asked for.
std::string PathOf(const JsonNode& node);

// Where a member of that name stands in an object, or would.
std::string PathOf(const JsonNode& object, std::string_view key);

void PrintJson(const JsonNode& node, JsonWriter& json);

}  // namespace riff
