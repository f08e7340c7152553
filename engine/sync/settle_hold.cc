#include "engine/sync/settle_hold.h"

#include <algorithm>

#include "engine/sync/books.h"
#include "engine/sync/expire_holds.h"

namespace riff {
namespace {

HoldState StateAfter(HoldEnd end) {
  switch (end) {
    case HoldEnd::kCommit:
      return HoldState::kCommitted;
    case HoldEnd::kRelease:
      return HoldState::kReleased;
    case HoldEnd::kExpire:
      return HoldState::kExpired;
  }
  return HoldState::kExpired;
}

Result<void> LogLines(Transaction& tx, const Hold& hold, HoldState before, const HoldMark& mark) {
  for (const HoldLine& line : hold.lines) {
    Activity entry;
    entry.at = mark.at;
    entry.actor = mark.actor;
    entry.action = "hold";
    entry.subject = "hold " + hold.id.text();
    entry.sku = line.sku;
    entry.before = std::string(ToString(before));
    entry.after = std::string(ToString(hold.state)) + ", " + std::to_string(line.committed.units()) + " of " +
                  std::to_string(line.quantity.units()) + " sold";
    entry.why = hold.state == HoldState::kExpired ? "its time was up" : "asked for by " + hold.owner;
    RIFF_TRY(tx.activity.Append(entry));
  }
  return {};
}

Result<void> Post(Transaction& tx, const std::vector<Movement>& movements, const HoldMark& mark) {
  for (const Movement& movement : movements) {
    RIFF_TRY(tx.ledger.Post(movement));
    RIFF_TRY(tx.products.MarkDirty(movement.sku));
  }
  return PayDebtsAfter(tx, movements, mark.at);
}

Result<Hold> Claimed(Transaction& tx, const HoldClaim& claim) {
  RIFF_TRY(std::optional<Hold> hold, tx.holds.Find(claim.id));
  if (!hold.has_value()) {
    return Fail(ErrorKind::kNotFound, "no hold " + claim.id.text());
  }
  if (hold->owner != claim.owner) {
    return Fail(ErrorKind::kUnauthorized, "hold " + claim.id.text() + " belongs to another owner");
  }
  return *std::move(hold);
}

// The lines with what is to be sold of each.
Result<std::vector<HoldLine>> WithParts(const Hold& hold, const std::vector<HoldLine>& parts) {
  std::vector<HoldLine> lines = hold.lines;
  for (HoldLine& line : lines) {
    line.committed = parts.empty() ? line.quantity : Quantity(0);
  }
  for (const HoldLine& part : parts) {
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const HoldLine& l) { return l.sku == part.sku; });
    if (line == lines.end()) {
      return Fail(ErrorKind::kInvalid, "hold " + hold.id.text() + " has no line of " + part.sku.text());
    }
    line->committed += part.quantity;
    if (part.quantity < Quantity(0) || line->committed > line->quantity) {
      return Fail(ErrorKind::kInvalid, "of " + part.sku.text() + " hold " + hold.id.text() + " has " +
                                           std::to_string(line->quantity.units()) + ": commit from 0 to that");
    }
  }
  const bool nothing =
      std::all_of(lines.begin(), lines.end(), [](const HoldLine& l) { return l.committed == Quantity(); });
  if (nothing) {
    return Fail(ErrorKind::kInvalid, "a commit of nothing: release hold " + hold.id.text() + " instead");
  }
  return lines;
}

enum class Lateness { kInTime, kLate };

// A commit that was made before, asked for again.
Result<Committed> AsBefore(Hold hold, const std::vector<HoldLine>& lines, Lateness lateness) {
  if (hold.lines != lines) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was committed with other quantities");
  }
  Committed answer;
  answer.hold = std::move(hold);
  answer.late = lateness == Lateness::kLate;
  return answer;
}

// Sells units that went back to the shelf when the hold expired.
Result<Committed> CommitLate(Transaction& tx, Hold hold, std::vector<HoldLine> lines, const HoldMark& mark) {
  Committed answer;
  answer.late = true;
  const bool sold_before =
      std::any_of(hold.lines.begin(), hold.lines.end(), [](const HoldLine& l) { return l.committed > Quantity(0); });
  if (sold_before) {
    return AsBefore(std::move(hold), lines, Lateness::kLate);
  }
  for (const HoldLine& line : lines) {
    RIFF_TRY(const Balance books, BooksOf(tx, line.sku, hold.world));
    if (books.available < line.committed) {
      answer.shortages.push_back(Shortage{line.sku, line.committed, books.available});
    }
  }
  if (!answer.shortages.empty()) {
    answer.hold = std::move(hold);
    return answer;
  }
  hold.lines = std::move(lines);
  RIFF_TRY(const bool updated, tx.holds.Update(hold, HoldState::kExpired));
  if (!updated) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was settled by somebody else");
  }
  RIFF_TRY(Post(tx, LateCommitMovements(hold, mark.at), mark));
  RIFF_TRY(LogLines(tx, hold, HoldState::kExpired, mark));
  answer.hold = std::move(hold);
  return answer;
}

}  // namespace

Result<void> EndHold(Transaction& tx, Hold& hold, HoldEnd end, const HoldMark& mark) {
  hold.state = StateAfter(end);
  hold.settled_at = mark.now;
  RIFF_TRY(const bool updated, tx.holds.Update(hold, HoldState::kActive));
  if (!updated) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was settled by somebody else");
  }
  RIFF_TRY(Post(tx, EndMovements(hold, end, mark.at), mark));
  return LogLines(tx, hold, HoldState::kActive, mark);
}

Result<Committed> CommitHold(Transaction& tx, const HoldClaim& claim, const std::vector<HoldLine>& parts,
                             const HoldMark& mark) {
  RIFF_TRY(Hold hold, Claimed(tx, claim));
  RIFF_TRY(std::vector<HoldLine> lines, WithParts(hold, parts));
  switch (hold.state) {
    case HoldState::kReleased:
      return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was released");
    case HoldState::kCommitted:
      return AsBefore(std::move(hold), lines, Lateness::kInTime);
    case HoldState::kExpired:
      return CommitLate(tx, std::move(hold), std::move(lines), mark);
    case HoldState::kActive:
      break;
  }
  if (hold.deadline <= mark.now) {
    // The reaper is late; the answer must not depend on that.
    RIFF_TRY(ExpireHold(tx, hold, mark));
    return CommitLate(tx, std::move(hold), std::move(lines), mark);
  }
  hold.lines = std::move(lines);
  RIFF_TRY(EndHold(tx, hold, HoldEnd::kCommit, mark));
  Committed answer;
  answer.hold = std::move(hold);
  return answer;
}

Result<Hold> ReleaseHold(Transaction& tx, const HoldClaim& claim, const HoldMark& mark) {
  RIFF_TRY(Hold hold, Claimed(tx, claim));
  if (hold.state == HoldState::kCommitted) {
    return Fail(ErrorKind::kConflict,
                "hold " + hold.id.text() + " was committed: what it sold is returned as a return");
  }
  if (hold.state == HoldState::kActive) {
    RIFF_TRY(EndHold(tx, hold, HoldEnd::kRelease, mark));
  }
  return hold;
}

Result<Hold> ExtendHold(Transaction& tx, const HoldClaim& claim, const HoldMark& mark) {
  RIFF_TRY(Hold hold, Claimed(tx, claim));
  if (hold.state != HoldState::kActive || hold.deadline <= mark.now) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " has ended: place another");
  }
  if (hold.extended) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was extended once, which is all");
  }
  hold.deadline = std::max(hold.deadline, mark.now + hold.ttl);
  hold.extended = true;
  RIFF_TRY(const bool updated, tx.holds.Update(hold, HoldState::kActive));
  if (!updated) {
    return Fail(ErrorKind::kConflict, "hold " + hold.id.text() + " was settled by somebody else");
  }
  RIFF_TRY(LogLines(tx, hold, HoldState::kActive, mark));
  return hold;
}

}  // namespace riff
