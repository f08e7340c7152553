#include "engine/sync/place_hold.h"

#include "engine/sync/books.h"
#include "engine/sync/expire_holds.h"

namespace riff {
namespace {

Result<std::optional<Shortage>> ShortageOf(Transaction& tx, const HoldRequest& request, const HoldLine& line,
                                           const HoldMark& mark) {
  RIFF_TRY(Balance books, BooksOf(tx, line.sku, request.world));
  if (books.available < line.quantity) {
    // Only now: the common case pays nothing for the reaper being late.
    RIFF_TRY(const std::int64_t expired, ExpireHoldsOf(tx, line.sku, request.world, mark));
    if (expired > 0) {
      RIFF_TRY(books, BooksOf(tx, line.sku, request.world));
    }
  }
  if (books.available >= line.quantity) {
    return std::nullopt;
  }
  return Shortage{line.sku, line.quantity, books.available};
}

// The answer that was given when the hold was placed.
Placed FirstAnswer(Hold hold) {
  hold.state = HoldState::kActive;
  hold.deadline = hold.placed_at + hold.ttl;
  hold.extended = false;
  hold.settled_at.reset();
  for (HoldLine& line : hold.lines) {
    line.committed = Quantity(0);
  }
  Placed placed;
  placed.hold = std::move(hold);
  placed.repeat = true;
  return placed;
}

Hold NewHold(const HoldRequest& request, const HoldId& id, const HoldMark& mark) {
  Hold hold;
  hold.id = id;
  hold.owner = request.owner;
  hold.reference = request.reference;
  hold.request = RequestDigest(request);
  hold.world = request.world;
  hold.lines = request.lines;
  hold.placed_at = mark.now;
  hold.ttl = request.ttl;
  hold.deadline = mark.now + request.ttl;
  return hold;
}

Result<void> LogLine(Transaction& tx, const Hold& hold, const HoldLine& line, const HoldMark& mark) {
  Activity entry;
  entry.at = mark.at;
  entry.actor = mark.actor;
  entry.action = "hold";
  entry.subject = "hold " + hold.id.text();
  entry.sku = line.sku;
  entry.after = std::to_string(line.quantity.units()) + " reserved until " + FormatUtc(hold.deadline);
  entry.why = "asked for by " + hold.owner + (hold.reference.empty() ? "" : " for " + hold.reference);
  return tx.activity.Append(entry);
}

}  // namespace

Result<std::vector<Shortage>> ValidateHold(Transaction& tx, const HoldRequest& request, const HoldMark& mark) {
  std::vector<Shortage> shortages;
  for (const HoldLine& line : request.lines) {
    RIFF_TRY(const std::optional<Product> product, tx.products.Find(line.sku));
    if (!product.has_value()) {
      return Fail(ErrorKind::kNotFound, "no product " + line.sku.text());
    }
    RIFF_TRY(const std::optional<Shortage> shortage, ShortageOf(tx, request, line, mark));
    if (shortage.has_value()) {
      shortages.push_back(*shortage);
    }
  }
  return shortages;
}

Result<Placed> PlaceHold(Transaction& tx, const HoldRequest& request, const HoldId& id, HoldMode mode,
                         const HoldMark& mark) {
  if (mode == HoldMode::kOff) {
    return Placed{};
  }
  if (mode == HoldMode::kReserveTtl && !request.key.empty()) {
    RIFF_TRY(std::optional<Hold> before, tx.holds.Find(id));
    if (before.has_value()) {
      if (before->request != RequestDigest(request)) {
        return Fail(ErrorKind::kConflict, "this idempotency key was used for another request (hold " + id.text() + ")");
      }
      return FirstAnswer(*std::move(before));
    }
  }
  Placed placed;
  RIFF_TRY(placed.shortages, ValidateHold(tx, request, mark));
  if (!placed.shortages.empty() || mode == HoldMode::kValidateOnly) {
    return placed;
  }
  const Hold hold = NewHold(request, id, mark);
  RIFF_TRY(tx.holds.Insert(hold));
  for (Movement movement : PlaceMovements(hold)) {
    movement.at = mark.at;
    RIFF_TRY(tx.ledger.Post(movement));
    RIFF_TRY(tx.products.MarkDirty(movement.sku));
  }
  for (const HoldLine& line : hold.lines) {
    RIFF_TRY(LogLine(tx, hold, line, mark));
  }
  placed.hold = hold;
  return placed;
}

}  // namespace riff
