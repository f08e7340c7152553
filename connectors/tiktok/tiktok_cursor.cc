#include "connectors/tiktok/tiktok_cursor.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace riff::tiktok {

namespace {

constexpr std::string_view kOrderCursor = "ord:";

// Takes "123:" off the front.
std::optional<std::int64_t> TakeNumber(std::string_view& text) {
  const std::size_t end = text.find(':');
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + end, number);
  if (failure != std::errc() || stop != text.data() + end || number < 0) {
    return std::nullopt;
  }
  text.remove_prefix(end + 1);
  return number;
}

}  // namespace

Cursor CursorOf(const ListPosition& position) {
  if (!position.windowed) {
    return Cursor("tta:" + position.token);
  }
  return Cursor("ttw:" + std::to_string(position.from) + ":" + std::to_string(position.to) + ":" + position.token);
}

Result<ListPosition> ParseCursor(const Cursor& cursor) {
  std::string_view text = cursor.text();
  const bool all = text.starts_with("tta:");
  if (all || text.starts_with("ttw:")) {
    text.remove_prefix(4);
    ListPosition position{.windowed = !all, .from = 0, .to = 0, .token = {}};
    const auto from = all ? std::optional<std::int64_t>(0) : TakeNumber(text);
    const auto to = all ? std::optional<std::int64_t>(0) : TakeNumber(text);
    if (from.has_value() && to.has_value() && (!all || !text.empty())) {
      position.from = *from;
      position.to = *to;
      position.token = text;
      return position;
    }
  }
  return Fail(ErrorKind::kInvalid, "not a cursor of this channel");
}

Cursor OrderCursorOf(const std::string& token) { return Cursor(std::string(kOrderCursor) + token); }

Result<std::string> ParseOrderCursor(const Cursor& cursor) {
  const std::string& text = cursor.text();
  if (!text.starts_with(kOrderCursor) || text.size() == kOrderCursor.size()) {
    return Fail(ErrorKind::kInvalid, "not an order cursor of this channel");
  }
  return text.substr(kOrderCursor.size());
}

}  // namespace riff::tiktok
