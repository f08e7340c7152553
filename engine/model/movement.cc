#include "engine/model/movement.h"

#include "engine/base/digest.h"
#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<World, 2> kWorlds = {
    "world",
    {{
        {World::kReal, "real"},
        {World::kSandbox, "sandbox"},
    }},
};
static_assert(kWorlds.InOrder(World::kSandbox));

constexpr WordTable<Account, 7> kAccounts = {
    "account",
    {{
        {Account::kSupply, "supply"},
        {Account::kAvailable, "available"},
        {Account::kReserved, "reserved"},
        {Account::kCommitted, "committed"},
        {Account::kShipped, "shipped"},
        {Account::kOversold, "oversold"},
        {Account::kAdjustment, "adjustment"},
    }},
};
static_assert(kAccounts.InOrder(Account::kAdjustment));

// Led by its length, so that no two lists of fields give the same text.
void AppendField(std::string& text, std::string_view field) {
  text.append(std::to_string(field.size())).append(":").append(field);
}

}  // namespace

std::string_view ToString(World world) { return kWorlds.WordOf(world); }

std::string_view ToString(Account account) { return kAccounts.WordOf(account); }

Result<Account> ParseAccount(std::string_view text) { return kAccounts.Parse(text); }

MovementId MovementIdOf(World world, const Sku& sku, Account from, Account to, const Cause& cause) {
  std::string text;
  AppendField(text, ToString(world));
  AppendField(text, sku.text());
  AppendField(text, ToString(from));
  AppendField(text, ToString(to));
  AppendField(text, cause.kind);
  AppendField(text, cause.reference);
  constexpr std::size_t kDigits = 32;  // 128 bits: no two causes will ever meet.
  return MovementId(Sha256Hex(text).substr(0, kDigits));
}

Quantity OnHand(const Balance& balance) {
  return balance.available + balance.reserved + balance.committed - balance.oversold;
}

Balance Together(const Balance& real, const Balance& sandbox) {
  return Balance{real.available + sandbox.available, real.reserved + sandbox.reserved,
                 real.committed + sandbox.committed, real.oversold + sandbox.oversold};
}

}  // namespace riff
