#pragma once

#include <cstdint>
#include <string>

#include "engine/base/error.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// Where a walk over listings stands.
struct ListPosition {
  enum class Part {
    kPages,     // Page by page over all variants.
    kBegin,     // About to ask for a bulk operation; `token` is where pages would go on.
    kBulk,      // The bulk operation's file, or the wait for it.
    kLevels,    // The stock levels changed since `since`.
    kProducts,  // The products changed since `since`.
  };
  Part part = Part::kPages;
  std::string token{};      // The platform's own cursor; empty: the first page of this part.
  std::int64_t since = 0;   // Unix seconds of the platform's clock: what changed from there on is still to be read.
  std::string operation{};  // Of kBulk, as are the rest: the operation's number,
  std::int64_t asked = 0;   // when it was asked for, Unix seconds of our clock,
  std::int64_t offset = 0;  // the bytes of its file read so far,
  std::int64_t lines = 0;   // and the lines in them.

  friend bool operator==(const ListPosition&, const ListPosition&) = default;
};

// "all:TOKEN", "begin:TOKEN", "bulk:OPERATION:ASKED:SINCE:OFFSET:LINES", "levels:SINCE:TOKEN", "products:SINCE:TOKEN".
Cursor CursorOf(const ListPosition& position);
Result<ListPosition> ParseCursor(const Cursor& cursor);  // kInvalid for any other text.

}  // namespace riff::shopify
