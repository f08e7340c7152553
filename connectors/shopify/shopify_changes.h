#pragma once

#include <cstdint>

#include "connectors/shopify/shopify_cursor.h"
#include "connectors/shopify/shopify_wire.h"
#include "engine/port/connector.h"

namespace riff::shopify {

// One page of what changed since `position.since`: first the stock levels of the location, by their own clocks, which
// nothing else moves reliably; then the products, for prices, states and titles. What each names is read by its id, so
// that the rows are current whatever the index says. kInvalid: rows older than asked for came back (a filter that the
// platform does not know is dropped without a word), or there is no such location.
Result<Page<RemoteListing>> ReadChanges(RunContext& run, ShopifyWire& wire, const ListPosition& position);

// kInvalid where `at`, by our clock, lies in the platform's future by more than its clock may differ from ours: a read
// up to there would skip what happens until then.
Result<void> CheckNotAhead(Timestamp at, const ShopifyReply& reply);
inline constexpr Duration kClockAheadMax = std::chrono::minutes(10);  // Less than what windows overlap by.

// How far back a search is asked for what its index may have missed.
inline constexpr Duration kIndexLagMax = std::chrono::minutes(10);

inline std::int64_t SecondsOf(Timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}
inline Timestamp TimeOf(std::int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

}  // namespace riff::shopify
