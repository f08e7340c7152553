#include "connectors/shopify/shopify_cursor.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace riff::shopify {

namespace {

using Part = ListPosition::Part;

// Takes "word:" off the front.
std::optional<std::string_view> TakeWord(std::string_view& text) {
  const std::size_t end = text.find(':');
  if (end == std::string_view::npos || end == 0) {
    return std::nullopt;
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end + 1);
  return word;
}

bool IsDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// False unless the whole text is a number that is not negative.
bool ReadNumber(std::optional<std::string_view> text, std::int64_t& number) {
  if (!text.has_value() || !IsDigits(*text)) {
    return false;
  }
  return std::from_chars(text->data(), text->data() + text->size(), number).ec == std::errc();
}

bool ReadBulk(std::string_view rest, ListPosition& position) {
  const auto operation = TakeWord(rest);
  if (!operation.has_value() || !IsDigits(*operation)) {
    return false;
  }
  position.operation = *operation;
  return ReadNumber(TakeWord(rest), position.asked) && ReadNumber(TakeWord(rest), position.since) &&
         ReadNumber(TakeWord(rest), position.offset) && ReadNumber(rest, position.lines);
}

bool ReadChanges(std::string_view rest, ListPosition& position) {
  if (!ReadNumber(TakeWord(rest), position.since)) {
    return false;
  }
  position.token = rest;
  return true;
}

bool ReadPosition(std::string_view text, ListPosition& position) {
  const auto word = TakeWord(text);
  if (word == "all" || word == "begin") {
    position.part = word == "all" ? Part::kPages : Part::kBegin;
    position.token = text;
    return !text.empty();
  }
  if (word == "bulk") {
    position.part = Part::kBulk;
    return ReadBulk(text, position);
  }
  if (word == "levels" || word == "products") {
    position.part = word == "levels" ? Part::kLevels : Part::kProducts;
    return ReadChanges(text, position);
  }
  return false;
}

}  // namespace

Cursor CursorOf(const ListPosition& position) {
  switch (position.part) {
    case Part::kPages:
      return Cursor("all:" + position.token);
    case Part::kBegin:
      return Cursor("begin:" + position.token);
    case Part::kBulk:
      return Cursor("bulk:" + position.operation + ":" + std::to_string(position.asked) + ":" +
                    std::to_string(position.since) + ":" + std::to_string(position.offset) + ":" +
                    std::to_string(position.lines));
    case Part::kLevels:
      return Cursor("levels:" + std::to_string(position.since) + ":" + position.token);
    case Part::kProducts:
      return Cursor("products:" + std::to_string(position.since) + ":" + position.token);
  }
  return Cursor();
}

Result<ListPosition> ParseCursor(const Cursor& cursor) {
  ListPosition position;
  if (!ReadPosition(cursor.text(), position)) {
    return Fail(ErrorKind::kInvalid, "not a cursor of this channel");
  }
  return position;
}

}  // namespace riff::shopify
