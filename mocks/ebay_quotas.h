#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "mocks/faults.h"
#include "mocks/market.h"

namespace riff::sim {

// eBay's daily budgets: calls an API, revisions a listing. A day begins at midnight Pacific, taken as eight hours
// behind UTC all year. What is refused does not count.
class EbayQuotas {
 public:
  // Declares the knobs "<api>_calls_per_day" (inventory, fulfillment, account, feed, notification, analytics, trading),
  // "revisions_per_day", and "trading_burst" (on: 300 GetMyeBaySelling, 6000 ReviseInventoryStatus and 1000
  // GetSellerEvents in any 15 s, no more).
  explicit EbayQuotas(Faults& faults);

  // Counts a call of an API ("inventory"); false when the day's budget is used up.
  bool TakeCall(std::string_view api, Timestamp now);

  // Counts a revision of a listing; false for the 251st of a day.
  bool TakeRevision(RowNumber row, Timestamp now);

  // Counts a Trading call; false when too many of that name were made within 15 s.
  bool TakeBurst(std::string_view call_name, Timestamp now);

  struct Rate {
    std::string_view context;  // "sell", "commerce", "developer", "TradingAPI"
    std::string_view api;
    std::int64_t limit = 0;
    std::int64_t used = 0;
  };
  std::vector<Rate> Rates(Timestamp now);
  static Timestamp ResetsAt(Timestamp now);

 private:
  void Turn(Timestamp now);

  Faults& faults_;
  std::int64_t day_ = 0;
  std::map<std::string_view, std::int64_t> calls_;
  std::map<RowNumber, std::int64_t> revisions_;
  std::map<std::string_view, std::deque<Timestamp>> bursts_;
};

}  // namespace riff::sim
