#pragma once

#include <array>
#include <vector>

#include "connectors/http/call_book.h"
#include "connectors/http/rate_rules.h"
#include "connectors/http/transport.h"

namespace riff {

// The day quotas of one channel. Calls are set aside in the book in blocks of a two-hundredth of the quota, 1,000 at
// most, so that neither a transaction a call is needed nor much is lost by a crash; what is left of the blocks is given
// back at the end. The book outlives it. One thread.
class DayQuotas {
 public:
  DayQuotas(const std::vector<DayQuota>& rules, CallBook& book);
  ~DayQuotas();
  DayQuotas(const DayQuotas&) = delete;
  DayQuotas& operator=(const DayQuotas&) = delete;

  // Uses up one call for a request about to be sent; nothing where no quota counts it. kThrottled, with the time to the
  // next reset: none is left for that class and lane. Other errors are the book's, and nothing was used.
  Result<void> Take(const HttpRequest& request, RateClass rate_class, Lane lane, Timestamp now);

  // Counts what others used: where fewer calls are left than we think, the difference is set aside.
  Result<void> Learn(const std::string& resource, int remaining, Timestamp now);

 private:
  // Who may use what: each may use what is kept for itself and for those before it, and no more.
  enum Tier : std::size_t { kReads, kWrites, kUrgent };

  struct Quota {
    DayQuota rule;
    CountedCalls day;
    std::array<int, 3> left = {};  // Set aside under each tier's limit, and not used.

    int LimitOf(Tier tier) const;
  };

  Quota* QuotaOf(const HttpRequest& request);
  void BeginDay(Quota& quota, Timestamp now);
  void GiveBack(Quota& quota);

  std::vector<Quota> quotas_;
  CallBook& book_;
};

}  // namespace riff
