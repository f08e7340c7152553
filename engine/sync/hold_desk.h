#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/boot_clock.h"
#include "engine/base/clock.h"
#include "engine/base/metrics.h"
#include "engine/base/random.h"
#include "engine/sync/settle_hold.h"

namespace riff {

// What a desk borrows; all of it outlives it.
struct HoldDeskParts {
  Store& store;  // Its own session.
  Clock& clock;
  BootClock& boot;
  Random& random;
  Metrics& metrics;
};

// Where checkouts are served: many callers at once, one transaction for all that wait. Whoever comes while a
// transaction is under way waits for the next; nobody waits for company. An answer is given after its commit, so what a
// caller was told survives a crash. One caller's refusal does not touch the others of its group.
//
// Counts riff_holds_total{outcome=created|committed|released|expired|refused|late_payment|bypassed|validated} and
// riff_hold_seconds (sum) with riff_hold_calls_total. Thread-safe. Errors are those of the functions it calls
// (PlaceHold, CommitHold, ReleaseHold, ExtendHold), and the store's.
class HoldDesk {
 public:
  HoldDesk(const HoldPolicy& policy, const HoldDeskParts& parts);

  Result<std::vector<Shortage>> Validate(const HoldRequest& request, const std::string& actor);
  Result<Placed> Place(const HoldRequest& request, const std::string& actor);
  Result<Committed> Commit(const HoldClaim& claim, const std::vector<HoldLine>& parts, const std::string& actor);
  Result<Hold> Release(const HoldClaim& claim, const std::string& actor);
  Result<Hold> Extend(const HoldClaim& claim, const std::string& actor);

  // A hold as it is now; one that is overdue is expired first. kNotFound: no such hold.
  Result<Hold> Find(const HoldId& id, const std::string& actor);

  // Newest first, as HoldTable::List.
  Result<std::vector<Hold>> List(std::optional<HoldState> state, const HoldId& before, std::size_t limit);

  // The reaper: ends what is overdue, in groups, until nothing is. Says how many.
  Result<std::int64_t> ExpireOverdue(const std::string& actor);

  const HoldPolicy& policy() const { return policy_; }

 private:
  using Body = std::function<Result<void>(Transaction& tx, const HoldMark& mark)>;
  struct Ticket {
    const Body& body;
    const std::string& actor;
    Result<void> answer;
    bool done = false;
  };

  Result<void> Serve(const Body& body, const std::string& actor);
  void RunGroup(const std::deque<Ticket*>& group);
  void Count(std::string_view outcome, std::int64_t times);
  HoldId IdFor(const HoldRequest& request);

  HoldPolicy policy_;
  HoldDeskParts parts_;
  std::mutex random_mutex_;
  std::mutex mutex_;
  std::condition_variable served_;
  std::deque<Ticket*> waiting_;
  bool busy_ = false;  // Somebody runs a group.
};

}  // namespace riff
