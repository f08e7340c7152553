#include "mapping/fields/money_rules.h"

#include <algorithm>
#include <limits>

namespace riff {
namespace {

std::int64_t MinorPerUnit(Currency currency) {
  std::int64_t minor = 1;
  for (int i = 0; i < currency.decimals(); ++i) {
    minor *= 10;
  }
  return minor;
}

// Prices that end as told are `last`, `last` + `step`, `last` + 2 × `step`, …
struct Grid {
  std::int64_t step;
  std::int64_t last;
};

Grid GridOf(PriceEnding ending, Currency currency) {
  const std::int64_t unit = MinorPerUnit(currency);
  if (ending == PriceEnding::kAny || unit == 1) {
    return {1, 0};
  }
  switch (ending) {
    case PriceEnding::kNinetyNine:
      return {unit, unit / 100 * 99};
    case PriceEnding::kNinetyFive:
      return {unit, unit / 100 * 95};
    default:
      return {unit, 0};
  }
}

// The greatest of the grid that is not above `minor`; a step too low, below zero, where there is none.
std::int64_t GridBelow(std::int64_t minor, const Grid& grid) {
  const std::int64_t over = (minor - grid.last) % grid.step;
  return minor - (over < 0 ? over + grid.step : over);
}

}  // namespace

PriceRule PriceRuleOf(Platform platform, Currency currency) {
  PriceRule rule;
  if (platform == Platform::kVr) {
    rule.ending = PriceEnding::kWhole;
  }
  if (platform == Platform::kTiktok && currency.code() == "USD") {
    rule.most = Money{7'600'00, currency};
  }
  if (platform == Platform::kTiktok && currency.code() == "GBP") {
    rule.most = Money{5'600'00, currency};
  }
  return rule;
}

Result<Money> RoundPrice(Money price, const PriceRule& rule, std::optional<Money> floor) {
  const Money least = floor.value_or(Money{0, price.currency});
  if (least.currency != price.currency || (rule.most && rule.most->currency != price.currency)) {
    return Fail(ErrorKind::kInvalid, "a price, its floor and its highest need one currency");
  }
  const Grid grid = GridOf(rule.ending, price.currency);
  const std::int64_t countable = std::numeric_limits<std::int64_t>::max() - 2 * grid.step;
  if (price.minor < 0 || least.minor < 0 || price.minor > countable || least.minor > countable) {
    return Fail(ErrorKind::kInvalid, "a price that cannot be rounded: below zero or too great");
  }
  const std::int64_t below = GridBelow(price.minor, grid);
  const bool nearer_above = below + grid.step - price.minor <= price.minor - below;
  std::int64_t rounded = nearer_above && below != price.minor ? below + grid.step : below;
  // A price of something is never rounded to nothing, nor below zero.
  const std::int64_t lowest = std::max(least.minor, std::int64_t{price.minor > 0 ? 1 : 0});
  if (rounded < lowest) {
    rounded = GridBelow(lowest, grid);
    rounded += rounded < lowest ? grid.step : 0;
  }
  const Money result{rounded, price.currency};
  if (rule.most && result > *rule.most) {
    return Fail(ErrorKind::kRejected, "the platform takes at most " + FormatMoney(*rule.most));
  }
  return result;
}

}  // namespace riff
