#include "mocks/tiktok_pages.h"

#include <charconv>
#include <limits>

#include "engine/base/digest.h"

namespace riff::sim {
namespace {

// Three bytes that become "+//+" in base 64; what follows them is never a multiple of three bytes.
constexpr std::string_view kFront = "\xFB\xFF\xFE";
constexpr std::size_t kSizeDefault = 20;
constexpr std::size_t kSizeMax = 100;

std::optional<std::size_t> NumberOf(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string TiktokPageToken(std::size_t from) {
  std::string plain = std::string(kFront) + std::to_string(from);
  while (plain.size() % 3 != 1) {
    plain.insert(kFront.size(), "0");
  }
  return Base64Encode(plain);
}

std::size_t TiktokPageStart(const QueryPairs& query) {
  const std::string token = ValueOf(query, "page_token");
  if (token.empty()) {
    return 0;
  }
  const Result<std::string> plain = Base64Decode(token);
  const bool ours = plain && plain->starts_with(kFront);
  const std::optional<std::size_t> from =
      ours ? NumberOf(std::string_view(*plain).substr(kFront.size())) : std::nullopt;
  return from.value_or(std::numeric_limits<std::uint32_t>::max());
}

std::optional<std::size_t> TiktokPageSize(const QueryPairs& query) {
  if (!HasValue(query, "page_size")) {
    return kSizeDefault;
  }
  const std::optional<std::size_t> size = NumberOf(ValueOf(query, "page_size"));
  return size && *size >= 1 && *size <= kSizeMax ? size : std::nullopt;
}

std::optional<std::vector<std::string>> TiktokIds(const JsonValue& body, std::string_view key) {
  const std::optional<JsonValue> value = body.Find(key);
  const Result<std::vector<JsonValue>> list =
      value ? value->AsArray() : Result<std::vector<JsonValue>>(Fail(ErrorKind::kInvalid, "absent"));
  if (!list) {
    return std::nullopt;
  }
  std::vector<std::string> ids;
  for (const JsonValue& each : *list) {
    const Result<std::string> id = each.AsText();
    if (!id) {
      return std::nullopt;
    }
    ids.push_back(*id);
  }
  return ids;
}

bool TiktokWindow::Holds(std::int64_t second) const {
  return (!least || second >= *least) && (!most || second <= *most) && (!below || second < *below);
}

std::optional<TiktokWindow> TiktokWindowOf(const JsonValue& body, const std::string& name) {
  const auto least = body.OptionalInteger(name + "_ge");
  const auto most = body.OptionalInteger(name + "_le");
  const auto below = body.OptionalInteger(name + "_lt");
  if (!least || !most || !below) {
    return std::nullopt;
  }
  return TiktokWindow{*least, *most, *below};
}

}  // namespace riff::sim
