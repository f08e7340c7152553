#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace riff {

class JsonDocument;

// A value inside a JsonDocument, and the path that led to it ("$.listings[3].price"). Every typed read that finds
// another type, or nothing, is kInvalid and names the path, what was expected and what was found. A view: the document
// outlives it. A pointer, no more, to copy.
class JsonValue {
 public:
  std::string path() const;  // Put together at each call: for errors.

  bool IsNull() const;
  bool IsObject() const;
  bool IsArray() const;
  bool IsText() const;
  bool IsNumber() const;
  bool IsBool() const;

  // This value itself.
  Result<std::string> AsText() const;  // A text with a NUL is kInvalid too: no table could keep it.
  // A number without a fraction, or a text of digits (64-bit ids come as both).
  Result<std::int64_t> AsInteger() const;
  Result<double> AsDouble() const;
  Result<bool> AsBool() const;
  Result<std::string> AsDecimal() const;  // The exact digits of a number, or a text that is one: for money.
  Result<std::vector<JsonValue>> AsArray() const;
  std::vector<std::string> Keys() const;  // Of an object; else none.

  // A member of this object. The plain ones demand it; Find gives nothing where it is absent or null, or where this is
  // not an object.
  std::optional<JsonValue> Find(std::string_view key) const;
  Result<JsonValue> Get(std::string_view key) const;
  Result<std::string> Text(std::string_view key) const;
  Result<std::int64_t> Integer(std::string_view key) const;
  Result<bool> Bool(std::string_view key) const;
  Result<std::string> Decimal(std::string_view key) const;
  Result<std::vector<JsonValue>> Array(std::string_view key) const;

  // Absent or null gives nothing (or the empty text); a wrong type is still kInvalid.
  Result<std::optional<std::string>> OptionalText(std::string_view key) const;
  Result<std::optional<std::int64_t>> OptionalInteger(std::string_view key) const;
  Result<std::optional<bool>> OptionalBool(std::string_view key) const;
  Result<std::vector<JsonValue>> OptionalArray(std::string_view key) const;

  // The value written again as JSON, compact.
  std::string Print() const;

 private:
  friend class JsonDocument;
  explicit JsonValue(const void* node) : node_(node) {}
  const void* node_;
};

// A parsed text. Owns all its values; movable. Of two members with one key the last one counts, and is the only one
// kept.
class JsonDocument {
 public:
  // Iterative (deep nesting cannot overflow the stack; beyond 256 levels it is kInvalid), encoding checked. kInvalid
  // names the offset and the reason; nothing of the text is repeated in the message.
  static Result<JsonDocument> Parse(std::string_view text);

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonValue root() const;

  // A key that some object of the text had more than once, for readers who take that for an error; empty when none.
  const std::string& repeated_key() const;

 private:
  struct Impl;
  explicit JsonDocument(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Writes JSON in the order of the calls, compact. Wrong nesting is a bug (RIFF_CHECK). Text that is not UTF-8 has its
// bad bytes replaced by U+FFFD.
//   JsonWriter json;
//   json.BeginObject().Key("sku").Text("SG-61").Key("rows").BeginArray().Integer(1).EndArray().EndObject();
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view key);
  JsonWriter& Text(std::string_view text);
  JsonWriter& Integer(std::int64_t number);
  JsonWriter& Double(double number);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  JsonWriter& Raw(std::string_view json);  // A text that is JSON already, or a number's exact digits.

  // The whole text; the writer must be at its end.
  std::string Take();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace riff
