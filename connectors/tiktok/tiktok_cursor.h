#pragma once

#include <cstdint>
#include <string>

#include "engine/base/error.h"
#include "engine/port/connector.h"

namespace riff::tiktok {

// Where a walk over all products stands. One search shows 10,000 products at most, so a larger shop is walked in
// windows of the products' last change, oldest first.
struct ListPosition {
  bool windowed = false;
  std::int64_t from = 0;  // Unix seconds, inclusive, as is `to`.
  std::int64_t to = 0;    // 0: open, so that what changes during the walk is not missed.
  std::string token;      // Of the next page; empty: the first of this window.

  friend bool operator==(const ListPosition&, const ListPosition&) = default;
};

// "tta:TOKEN" or "ttw:FROM:TO:TOKEN"; kInvalid for any other text.
Cursor CursorOf(const ListPosition& position);
Result<ListPosition> ParseCursor(const Cursor& cursor);

// "ord:TOKEN", of a walk over orders. The platform may answer a token it does not know with an empty page, so another
// text is refused here: kInvalid.
Cursor OrderCursorOf(const std::string& token);
Result<std::string> ParseOrderCursor(const Cursor& cursor);

}  // namespace riff::tiktok
