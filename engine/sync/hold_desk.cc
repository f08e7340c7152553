#include "engine/sync/hold_desk.h"

#include <span>

#include "engine/sync/expire_holds.h"

namespace riff {
namespace {

constexpr std::size_t kGroupMax = 256;      // Callers served by one transaction.
constexpr std::size_t kReapedAtOnce = 256;  // Small enough that a hold waits a few milliseconds behind it.

// Refusals of these kinds come before anything is written. After another failure half a ticket may be written: the
// group is rolled back, and everybody runs alone.
bool LeavesNoTrace(const Error& error) {
  return error.kind == ErrorKind::kNotFound || error.kind == ErrorKind::kUnauthorized;
}

}  // namespace

HoldDesk::HoldDesk(const HoldPolicy& policy, const HoldDeskParts& parts) : policy_(policy), parts_(parts) {}

Result<std::vector<Shortage>> HoldDesk::Validate(const HoldRequest& request, const std::string& actor) {
  RIFF_TRY(const HoldRequest normal, NormaliseHold(request, policy_.limits));
  if (policy_.mode == HoldMode::kOff) {
    Count("bypassed", 1);
    return std::vector<Shortage>();
  }
  std::vector<Shortage> shortages;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(shortages, ValidateHold(tx, normal, mark));
        return {};
      },
      actor));
  Count("validated", 1);
  return shortages;
}

Result<Placed> HoldDesk::Place(const HoldRequest& request, const std::string& actor) {
  RIFF_TRY(const HoldRequest normal, NormaliseHold(request, policy_.limits));
  if (policy_.mode == HoldMode::kOff) {
    Count("bypassed", 1);
    return Placed{};
  }
  const HoldId id = IdFor(normal);
  Placed placed;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(placed, PlaceHold(tx, normal, id, policy_.mode, mark));
        return {};
      },
      actor));
  if (!placed.shortages.empty()) {
    Count("refused", 1);
  } else if (placed.hold.has_value() && !placed.repeat) {
    Count("created", 1);
  }
  return placed;
}

Result<Committed> HoldDesk::Commit(const HoldClaim& claim, const std::vector<HoldLine>& parts,
                                   const std::string& actor) {
  Committed committed;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(committed, CommitHold(tx, claim, parts, mark));
        return {};
      },
      actor));
  Count(committed.shortages.empty() ? "committed" : "late_payment", 1);
  return committed;
}

Result<Hold> HoldDesk::Release(const HoldClaim& claim, const std::string& actor) {
  Hold hold;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(hold, ReleaseHold(tx, claim, mark));
        return {};
      },
      actor));
  Count("released", 1);
  return hold;
}

Result<Hold> HoldDesk::Extend(const HoldClaim& claim, const std::string& actor) {
  Hold hold;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(hold, ExtendHold(tx, claim, mark));
        return {};
      },
      actor));
  return hold;
}

Result<Hold> HoldDesk::Find(const HoldId& id, const std::string& actor) {
  std::optional<Hold> hold;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
        RIFF_TRY(hold, tx.holds.Find(id));
        if (hold.has_value() && hold->state == HoldState::kActive && hold->deadline <= mark.now) {
          RIFF_TRY(ExpireHold(tx, *hold, mark));
        }
        return {};
      },
      actor));
  if (!hold.has_value()) {
    return Fail(ErrorKind::kNotFound, "no hold " + id.text());
  }
  return *std::move(hold);
}

Result<std::vector<Hold>> HoldDesk::List(std::optional<HoldState> state, const HoldId& before, std::size_t limit) {
  std::vector<Hold> holds;
  RIFF_TRY(Serve(
      [&](Transaction& tx, const HoldMark&) -> Result<void> {
        RIFF_TRY(holds, tx.holds.List(state, before, limit));
        return {};
      },
      ""));
  return holds;
}

Result<std::int64_t> HoldDesk::ExpireOverdue(const std::string& actor) {
  std::int64_t all = 0;
  while (true) {
    std::int64_t expired = 0;
    RIFF_TRY(Serve(
        [&](Transaction& tx, const HoldMark& mark) -> Result<void> {
          RIFF_TRY(expired, ExpireHolds(tx, kReapedAtOnce, mark));
          return {};
        },
        actor));
    Count("expired", expired);
    all += expired;
    if (expired < static_cast<std::int64_t>(kReapedAtOnce)) {
      return all;
    }
  }
}

// The first to come runs the group of all who wait; those who come meanwhile are the next group, which one of them
// runs.
Result<void> HoldDesk::Serve(const Body& body, const std::string& actor) {
  const Duration began = parts_.boot.Read().since_boot;
  Ticket ticket{body, actor, {}, false};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&ticket);
  while (!ticket.done) {
    if (busy_) {
      served_.wait(lock, [&] { return ticket.done || !busy_; });
      continue;
    }
    std::deque<Ticket*> group;
    while (!waiting_.empty() && group.size() < kGroupMax) {
      group.push_back(waiting_.front());
      waiting_.pop_front();
    }
    busy_ = true;
    lock.unlock();
    RunGroup(group);
    lock.lock();
    busy_ = false;
    for (Ticket* served : group) {
      served->done = true;
    }
    served_.notify_all();
  }
  lock.unlock();
  const std::chrono::duration<double> took = parts_.boot.Read().since_boot - began;
  parts_.metrics.Count("riff_hold_seconds", "", took.count());
  parts_.metrics.Count("riff_hold_calls_total", "", 1);
  return ticket.answer;
}

void HoldDesk::RunGroup(const std::deque<Ticket*>& group) {
  const Timestamp at = parts_.clock.Now();
  const ClockReading reading = parts_.boot.Read();
  bool spoiled = false;
  const auto run = [&](Transaction& tx, std::span<Ticket* const> tickets) -> Result<void> {
    RIFF_TRY(const Timestamp now, tx.clock.At(reading));
    for (Ticket* ticket : tickets) {
      ticket->answer = ticket->body(tx, HoldMark{now, at, ticket->actor});
      if (!ticket->answer.has_value() && !LeavesNoTrace(ticket->answer.error())) {
        spoiled = true;
        return ticket->answer;
      }
    }
    return {};
  };
  const std::vector<Ticket*> all(group.begin(), group.end());
  const Result<void> together = parts_.store.Transact([&](Transaction& tx) { return run(tx, all); });
  if (together.has_value()) {
    return;
  }
  for (Ticket* ticket : group) {
    if (spoiled && group.size() > 1) {
      const Result<void> alone =
          parts_.store.Transact([&](Transaction& tx) { return run(tx, std::span<Ticket* const>(&ticket, 1)); });
      ticket->answer = alone.has_value() ? ticket->answer : alone;
    } else {
      ticket->answer = together;
    }
  }
}

void HoldDesk::Count(std::string_view outcome, std::int64_t times) {
  if (times > 0) {
    parts_.metrics.Count("riff_holds_total", "outcome=" + std::string(outcome), static_cast<double>(times));
  }
}

HoldId HoldDesk::IdFor(const HoldRequest& request) {
  if (!request.key.empty()) {
    return HoldIdOf(request.owner, request.key);
  }
  constexpr std::size_t kDigits = 32;
  const std::scoped_lock lock(random_mutex_);
  return HoldId("h" + parts_.random.Hex(kDigits));
}

}  // namespace riff
