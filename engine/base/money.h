#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace riff {

// ISO 4217, three capital letters.
class Currency {
 public:
  Currency() = default;

  // "USD", "gbp" (capitals are made); kInvalid for anything that is not three letters.
  static Result<Currency> Parse(std::string_view code);
  static Currency Usd();

  std::string_view code() const { return {code_, 3}; }

  // Decimals of the minor unit: 2 for most, 0 for JPY, KRW and their like, 3 for BHD, KWD and theirs.
  int decimals() const;

  friend auto operator<=>(const Currency&, const Currency&) = default;
  friend bool operator==(const Currency&, const Currency&) = default;

 private:
  char code_[3] = {'U', 'S', 'D'};
};

// An amount in minor units (cents) of one currency. Comparing or adding two currencies is a bug of the caller's.
struct Money {
  std::int64_t minor = 0;
  Currency currency;

  friend auto operator<=>(const Money&, const Money&) = default;
  friend bool operator==(const Money&, const Money&) = default;
};

// Reads a decimal text such as "1899", "1899.00", "1899.5" exactly, never through a double. More decimals than the
// currency has are kInvalid unless they are zeros; so are signs, blanks, thousands marks and overflow.
Result<Money> ParseMoney(std::string_view decimal, Currency currency);

// "1899.00": the plain decimal that platforms take, with all of the currency's decimals.
std::string FormatDecimal(Money amount);

// "1,899.00 USD": for people.
std::string FormatMoney(Money amount);

// amount × factor, rounded half up to the minor unit. The factor is a rule's (1.05), so a double is exact enough:
// below 2^53 minor units the result is the nearest one.
Money Scale(Money amount, double factor);

}  // namespace riff
