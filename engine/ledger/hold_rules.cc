#include "engine/ledger/hold_rules.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/base/digest.h"

namespace riff {
namespace {

constexpr std::size_t kKeyCharactersMax = 255;
constexpr std::size_t kIdDigits = 32;

Movement Between(const Hold& hold, const HoldLine& line, Account from, Account to, Quantity units,
                 const std::string& step, Timestamp at) {
  RIFF_CHECK(units > Quantity(0), "a movement moves units");
  Movement movement;
  movement.world = hold.world;
  movement.sku = line.sku;
  movement.from = from;
  movement.to = to;
  movement.quantity = units;
  movement.cause = Cause{"hold", hold.id.text() + "|" + step, "held by " + hold.owner};
  movement.at = at;
  movement.id = MovementIdOf(movement.world, movement.sku, from, to, movement.cause);
  return movement;
}

std::string_view StepOf(HoldEnd end) {
  switch (end) {
    case HoldEnd::kCommit:
      return "commit";
    case HoldEnd::kRelease:
      return "release";
    case HoldEnd::kExpire:
      return "expire";
  }
  return "";
}

Result<void> CheckLine(const HoldLine& line, std::size_t number, const HoldLimits& limits) {
  const std::string where = "line " + std::to_string(number) + ": ";
  if (line.sku.empty()) {
    return Fail(ErrorKind::kInvalid, where + "the SKU is empty");
  }
  if (line.quantity < Quantity(1) || line.quantity > limits.units_max) {
    return Fail(ErrorKind::kInvalid, where + "the quantity of " + line.sku.text() + " must be from 1 to " +
                                         std::to_string(limits.units_max.units()) + ", and is " +
                                         std::to_string(line.quantity.units()));
  }
  return {};
}

}  // namespace

Result<HoldRequest> NormaliseHold(const HoldRequest& request, const HoldLimits& limits) {
  if (request.owner.empty()) {
    return Fail(ErrorKind::kInvalid, "the hold names no owner");
  }
  if (request.key.size() > kKeyCharactersMax) {
    return Fail(ErrorKind::kInvalid, "the idempotency key has more than 255 characters");
  }
  if (request.lines.empty() || request.lines.size() > limits.lines_max) {
    return Fail(ErrorKind::kInvalid, "a hold has from 1 to " + std::to_string(limits.lines_max) + " lines, and this " +
                                         std::to_string(request.lines.size()));
  }
  HoldRequest normal = request;
  normal.ttl = request.ttl == Duration(0) ? limits.ttl_usual : request.ttl;
  if (normal.ttl < limits.ttl_min || normal.ttl > limits.ttl_max) {
    return Fail(ErrorKind::kInvalid, "the ttl must be from " + FormatDuration(limits.ttl_min) + " to " +
                                         FormatDuration(limits.ttl_max) + ", and is " + FormatDuration(normal.ttl));
  }
  std::map<Sku, Quantity> wanted;
  for (std::size_t i = 0; i < request.lines.size(); ++i) {
    RIFF_TRY(CheckLine(request.lines[i], i + 1, limits));
    wanted[request.lines[i].sku] += request.lines[i].quantity;
  }
  normal.lines.clear();
  for (const auto& [sku, quantity] : wanted) {
    normal.lines.push_back(HoldLine{sku, quantity, {}});
  }
  return normal;
}

std::string RequestDigest(const HoldRequest& request) {
  // Lengths lead the texts, so that two requests never share a form.
  const auto part = [](const std::string& text) { return std::to_string(text.size()) + ":" + text + "|"; };
  std::string form = part(request.owner) + part(request.reference) + part(std::string(ToString(request.world))) +
                     std::to_string(request.ttl.count()) + "|";
  for (const HoldLine& line : request.lines) {
    form += part(line.sku.text()) + std::to_string(line.quantity.units()) + "|";
  }
  return Sha256Hex(form).substr(0, kIdDigits);
}

HoldId HoldIdOf(const std::string& owner, const std::string& key) {
  return HoldId("h" + Sha256Hex(std::to_string(owner.size()) + ":" + owner + "|" + key).substr(0, kIdDigits));
}

std::vector<Movement> PlaceMovements(const Hold& hold) {
  std::vector<Movement> movements;
  for (const HoldLine& line : hold.lines) {
    movements.push_back(
        Between(hold, line, Account::kAvailable, Account::kReserved, line.quantity, "place", hold.placed_at));
  }
  return movements;
}

std::vector<Movement> EndMovements(const Hold& hold, HoldEnd end, Timestamp at) {
  std::vector<Movement> movements;
  const std::string step(StepOf(end));
  for (const HoldLine& line : hold.lines) {
    const Quantity sold = end == HoldEnd::kCommit ? line.committed : Quantity(0);
    RIFF_CHECK(sold >= Quantity(0) && sold <= line.quantity, "no more is committed than was held");
    if (sold > Quantity(0)) {
      movements.push_back(Between(hold, line, Account::kReserved, Account::kCommitted, sold, step, at));
    }
    if (sold < line.quantity) {
      movements.push_back(Between(hold, line, Account::kReserved, Account::kAvailable, line.quantity - sold, step, at));
    }
  }
  return movements;
}

std::vector<Movement> LateCommitMovements(const Hold& hold, Timestamp at) {
  std::vector<Movement> movements;
  for (const HoldLine& line : hold.lines) {
    if (line.committed > Quantity(0)) {
      movements.push_back(Between(hold, line, Account::kAvailable, Account::kCommitted, line.committed, "late", at));
    }
  }
  return movements;
}

Movement CounterSale(World world, const Sku& sku, Quantity quantity, const std::string& reference, Timestamp at) {
  Movement movement;
  movement.world = world;
  movement.sku = sku;
  movement.from = Account::kAvailable;
  movement.to = Account::kShipped;
  movement.quantity = quantity;
  movement.cause = Cause{"counter", reference, "sold in the shop"};
  movement.at = at;
  movement.id = MovementIdOf(world, sku, movement.from, movement.to, movement.cause);
  return movement;
}

}  // namespace riff
