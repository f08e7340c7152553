#pragma once

#include <string>
#include <string_view>

#include "engine/base/quantity.h"
#include "engine/base/time.h"
#include "engine/model/ids.h"

namespace riff {

// Which books a movement belongs to: what happened, or what a sandbox simulated (design: stages and worlds).
enum class World { kReal, kSandbox };
std::string_view ToString(World world);  // "real", "sandbox"

enum class Account { kSupply, kAvailable, kReserved, kCommitted, kShipped, kOversold, kAdjustment };
std::string_view ToString(Account account);
Result<Account> ParseAccount(std::string_view text);

// Why a movement was made. `kind` is one of a few words ("order", "adopt", "receive", "adjust", "hold", …), `reference`
// what makes it unique within the kind (channel, order, line and transition; a request id), `note` is for people.
struct Cause {
  std::string kind;
  std::string reference;
  std::string note;

  friend bool operator==(const Cause&, const Cause&) = default;
};

// One immutable ledger entry between two accounts of one product in one world. Its id comes from its cause, so that
// posting it twice is posting it once. `quantity` is above zero.
struct Movement {
  MovementId id;
  World world = World::kReal;
  Sku sku;
  Account from = Account::kSupply;
  Account to = Account::kAvailable;
  Quantity quantity;
  Cause cause;
  Timestamp at;

  friend bool operator==(const Movement&, const Movement&) = default;
};

// The digest of (world, sku, from, to, cause.kind, cause.reference).
MovementId MovementIdOf(World world, const Sku& sku, Account from, Account to, const Cause& cause);

// The sums of one product's accounts in one world: a cache of its movements, never a truth of its own.
struct Balance {
  Quantity available;
  Quantity reserved;
  Quantity committed;
  Quantity oversold;

  friend bool operator==(const Balance&, const Balance&) = default;
};

Quantity OnHand(const Balance& balance);  // available + reserved + committed − oversold

// A sandbox channel is held against both books: the sums of the two.
Balance Together(const Balance& real, const Balance& sandbox);

}  // namespace riff
