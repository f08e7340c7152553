#include "engine/serve/hold_body.h"

#include <fmt/format.h>

#include <algorithm>

namespace riff {

namespace {

constexpr std::size_t kTextBytesMax = 255;  // Of an owner, a reference, a SKU: they stand in every log line of a hold.

std::vector<std::string_view> KeysOf(HoldBodyKind kind) {
  switch (kind) {
    case HoldBodyKind::kRequest:
      return {"owner", "reference", "ttl_seconds", "world", "lines"};
    case HoldBodyKind::kCommit:
      return {"owner", "lines"};
    case HoldBodyKind::kClaim:
      return {"owner"};
  }
  return {};
}

// "lines[2].quantity" of an object at "$.lines[2]".
std::string FieldOf(const JsonValue& object, std::string_view key) {
  constexpr std::string_view kRoot = "$.";
  const std::string path = object.path() + "." + std::string(key);
  return path.substr(std::min(kRoot.size(), path.size()));
}

bool IsPlain(const std::string& text) {
  constexpr unsigned char kFirstPrintable = 0x20;
  constexpr unsigned char kDelete = 0x7f;
  return std::none_of(text.begin(), text.end(), [](char letter) {
    const auto code = static_cast<unsigned char>(letter);
    return code < kFirstPrintable || code == kDelete;
  });
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

Result<HoldBody> HoldBodyReader::Read(std::string_view text) {
  HoldBody body;
  if (kind_ != HoldBodyKind::kRequest && IsBlank(text)) {
    return body;
  }
  RIFF_TRY(const JsonDocument document, JsonDocument::Parse(text));
  if (!document.repeated_key().empty()) {
    return Refuse("", "the key \"" + document.repeated_key() + "\" stands twice in one object");
  }
  const JsonValue root = document.root();
  if (!root.IsObject()) {
    return Refuse("", "the body must be a JSON object");
  }
  RIFF_TRY(CheckKeys(root));
  RIFF_TRY(body.owner, Word(root, "owner"));
  if (kind_ == HoldBodyKind::kRequest) {
    RIFF_TRY(body.reference, Word(root, "reference"));
    RIFF_TRY(ReadWorld(root, body));
    if (root.Find("ttl_seconds").has_value()) {
      const auto in_seconds = [](Duration span) { return std::chrono::ceil<std::chrono::seconds>(span).count(); };
      RIFF_TRY(const std::int64_t seconds,
               Whole(root, "ttl_seconds", in_seconds(limits_.ttl_min), in_seconds(limits_.ttl_max)));
      body.ttl = std::chrono::seconds(seconds);
    }
  }
  RIFF_TRY(ReadLines(root, body));
  return body;
}

tl::unexpected<Error> HoldBodyReader::Refuse(std::string field, const std::string& why) {
  field_ = std::move(field);
  return Fail(ErrorKind::kInvalid, field_.empty() ? why : field_ + " " + why);
}

Result<void> HoldBodyReader::CheckKeys(const JsonValue& object) {
  const std::vector<std::string_view> known = KeysOf(kind_);
  for (const std::string& key : object.Keys()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return Refuse(key.substr(0, kTextBytesMax), fmt::format("is not known here; {} are", fmt::join(known, ", ")));
    }
  }
  return {};
}

// A short text; empty where it is absent.
Result<std::string> HoldBodyReader::Word(const JsonValue& object, std::string_view key) {
  const std::optional<JsonValue> value = object.Find(key);
  if (!value.has_value()) {
    return std::string();
  }
  const Result<std::string> text = value->AsText();
  if (!text.has_value() || text->empty() || text->size() > kTextBytesMax || !IsPlain(*text)) {
    return Refuse(FieldOf(object, key),
                  fmt::format("must be a text of 1 to {} bytes without control characters", kTextBytesMax));
  }
  return text;
}

Result<std::int64_t> HoldBodyReader::Whole(const JsonValue& object, std::string_view key, std::int64_t least,
                                           std::int64_t most) {
  const std::optional<JsonValue> value = object.Find(key);
  const bool is_number = value.has_value() && value->IsNumber();  // A text of digits is another type here.
  const Result<std::int64_t> number = is_number ? value->AsInteger() : Fail(ErrorKind::kInvalid, "");
  if (!number.has_value() || *number < least || *number > most) {
    return Refuse(FieldOf(object, key), fmt::format("must be a whole number from {} to {}{}", least, most,
                                                    value.has_value() ? "" : ", and is missing"));
  }
  return number;
}

Result<void> HoldBodyReader::ReadWorld(const JsonValue& root, HoldBody& body) {
  const std::optional<JsonValue> value = root.Find("world");
  if (!value.has_value()) {
    return {};
  }
  const Result<std::string> word = value->AsText();
  for (const World world : {World::kReal, World::kSandbox}) {
    if (word.has_value() && *word == ToString(world)) {
      body.world = world;
    }
  }
  return body.world.has_value() ? Result<void>() : Refuse("world", "must be \"real\" or \"sandbox\"");
}

Result<void> HoldBodyReader::ReadLines(const JsonValue& root, HoldBody& body) {
  if (kind_ == HoldBodyKind::kClaim) {
    return {};
  }
  const std::optional<JsonValue> value = root.Find("lines");
  if (!value.has_value() && kind_ == HoldBodyKind::kCommit) {
    return {};
  }
  const Result<std::vector<JsonValue>> rows = value.has_value() ? value->AsArray() : Fail(ErrorKind::kInvalid, "");
  if (!rows.has_value() || rows->empty() || rows->size() > limits_.lines_max) {
    return Refuse("lines", fmt::format("must be a list of 1 to {} lines, each with \"sku\" and \"quantity\"{}",
                                       limits_.lines_max, value.has_value() ? "" : ", and is missing"));
  }
  const std::int64_t least = kind_ == HoldBodyKind::kCommit ? 0 : 1;
  for (const JsonValue& row : *rows) {
    for (const std::string& key : row.Keys()) {
      if (key != "sku" && key != "quantity") {
        return Refuse(FieldOf(row, key.substr(0, kTextBytesMax)), "is not known here; sku, quantity are");
      }
    }
    RIFF_TRY(const std::string sku, Word(row, "sku"));
    if (sku.empty()) {
      return Refuse(FieldOf(row, "sku"), "must be a text, and is missing");
    }
    RIFF_TRY(const std::int64_t units, Whole(row, "quantity", least, limits_.units_max.units()));
    body.lines.push_back(HoldLine{Sku(sku), Quantity(units), {}});
  }
  return {};
}

}  // namespace riff
