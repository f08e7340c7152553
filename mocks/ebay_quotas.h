#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "engine/base/time.h"
#include "mocks/faults.h"
#include "mocks/market.h"

namespace riff::sim {

// eBay's daily budgets: calls an API, revisions a listing. A day begins at midnight Pacific, taken as eight hours
// behind UTC all year. What is refused does not count.
class EbayQuotas {
 public:
  // Declares the knobs "inventory_calls_per_day", "fulfillment_calls_per_day", "account_calls_per_day",
  // "analytics_calls_per_day" and "revisions_per_day".
  explicit EbayQuotas(Faults& faults);

  // Counts a call of an API ("inventory"); false when the day's budget is used up.
  bool TakeCall(std::string_view api, Timestamp now);

  // Counts a revision of a listing; false for the 251st of a day.
  bool TakeRevision(RowNumber row, Timestamp now);

  struct Rate {
    std::string_view context;  // "sell", "developer"
    std::string_view api;
    std::int64_t limit = 0;
    std::int64_t used = 0;
  };
  std::array<Rate, 4> Rates(Timestamp now);
  static Timestamp ResetsAt(Timestamp now);

 private:
  void Turn(Timestamp now);

  Faults& faults_;
  std::int64_t day_ = 0;
  std::map<std::string_view, std::int64_t> calls_;
  std::map<RowNumber, std::int64_t> revisions_;
};

}  // namespace riff::sim
