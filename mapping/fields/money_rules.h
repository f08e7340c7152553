#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/model/channel.h"

namespace riff {

// What a price shall end in. A currency without minor units (JPY) knows whole units only; one with three decimals (KWD)
// ends in .990 and .950.
enum class PriceEnding {
  kAny,         // As it comes, to the minor unit.
  kWhole,       // 1899.00
  kNinetyNine,  // 1899.99
  kNinetyFive,  // 1899.95
};

struct PriceRule {
  PriceEnding ending = PriceEnding::kAny;
  std::optional<Money> most;  // The platform takes no price above it.
};

// What the platform itself asks for: V&R knows whole units only (its export has no decimals), TikTok has a highest
// price for each region (7,600 USD, 5,600 GBP); all others take any price.
PriceRule PriceRuleOf(Platform platform, Currency currency);

// The price nearest to `price` that ends as the rule says; of two equally near the higher one. Never below `floor`:
// then the lowest that is not. Doing it again changes nothing. kInvalid: `price` or `floor` is negative, the currencies
// differ, or the amount is too great to count. kRejected: the result would be above what the platform takes.
Result<Money> RoundPrice(Money price, const PriceRule& rule, std::optional<Money> floor);

}  // namespace riff
