#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "mocks/ebay_errors.h"
#include "mocks/market.h"

namespace riff::sim {

// The `filter` of eBay's getOrders: "lastmodifieddate:[from..to],orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}".
// Both ends of a window belong to it, and it may be open at its end. Where both dates are given only creationdate
// counts; without a filter, orders made in the last 90 days are meant.
class EbayOrderFilter {
 public:
  static tl::expected<EbayOrderFilter, EbayError> Parse(std::string_view text, Timestamp now);

  bool Fits(const MarketOrder& order) const;

 private:
  struct Window {
    Timestamp from;
    Timestamp to;
  };
  static tl::expected<Window, EbayError> ParseWindow(std::string_view value, Timestamp now);

  std::optional<Window> created_;
  std::optional<Window> modified_;
  std::string states_;  // Between the braces; empty for all.
};

}  // namespace riff::sim
