#pragma once

#include <optional>
#include <vector>

#include "engine/sync/take_order.h"

namespace riff {

struct PageTaken {
  TakeCounts counts;
  // The earliest order that could not be taken, by when it last changed: the channel must be read from there again.
  std::optional<Timestamp> stuck_since;
};

// Takes a page of orders, all in one transaction. Where one of them cannot be taken each goes by itself, so that one
// bad order stops no other: it is put into quarantine with a to-do item, and nothing of it is stored, so that it is
// tried again as long as the channel shows it. The store's own failures are handed on; nothing is taken then that a
// repeat would take twice.
Result<PageTaken> TakePage(Store& store, const std::vector<Order>& orders, const TakeMark& mark);

// Whether an error is about one row and not about the store or the run.
bool IsAboutOneRow(const Error& error);

}  // namespace riff
