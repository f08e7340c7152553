#include "engine/base/money.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engine/base/check.h"

namespace riff {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMinorMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMinorMin = std::numeric_limits<std::int64_t>::min();

constexpr std::array<std::string_view, 17> kWithoutDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                               "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                               "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kWithThreeDecimals = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit); }

// The text is cut where it is repeated: it may come from a channel.
tl::unexpected<Error> NotMoney(std::string_view decimal, Currency currency, std::string_view why) {
  return Fail(ErrorKind::kInvalid,
              fmt::format("\"{}\" is not an amount of {}: {}", decimal.substr(0, 40), currency.code(), why));
}

// The digits of an amount without its sign: "1899" and "00".
struct Parts {
  bool negative;
  std::string whole;
  std::string fraction;
};

Parts PartsOf(Money amount) {
  const bool negative = amount.minor < 0;
  // Negated as unsigned: the lowest number has no positive twin.
  const auto bits = static_cast<std::uint64_t>(amount.minor);
  std::string digits = std::to_string(negative ? 0 - bits : bits);
  const auto decimals = static_cast<std::size_t>(amount.currency.decimals());
  if (digits.size() <= decimals) {
    digits.insert(0, decimals + 1 - digits.size(), '0');
  }
  const std::size_t whole = digits.size() - decimals;
  return Parts{negative, digits.substr(0, whole), digits.substr(whole)};
}

std::string Join(const Parts& parts) {
  return (parts.negative ? "-" : "") + parts.whole + (parts.fraction.empty() ? "" : "." + parts.fraction);
}

// A factor as the decimal a person wrote: digits × 10^exponent.
struct DecimalFactor {
  std::int64_t digits = 0;
  int exponent = 0;
};

// The shortest decimal that reads back as this double is what the rule said: 1.005, not 1.00499999999999989….
DecimalFactor DecimalOf(double factor) {
  std::array<char, 40> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), factor, std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t mark = text.find('e');
  DecimalFactor decimal;
  for (const char c : text.substr(0, mark)) {
    if (IsDigit(c)) {
      decimal.digits = decimal.digits * 10 + (c - '0');
    }
  }
  const std::size_t point = text.find('.');
  const int fraction = point < mark ? static_cast<int>(mark - point - 1) : 0;
  decimal.exponent = std::atoi(std::string(text.substr(mark + 1)).c_str()) - fraction;
  if (factor < 0) {
    decimal.digits = -decimal.digits;
  }
  return decimal;
}

}  // namespace

Result<Currency> Currency::Parse(std::string_view code) {
  Currency currency;
  bool good = code.size() == 3;
  for (std::size_t i = 0; good && i < 3; ++i) {
    const char c = code[i];
    good = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    currency.code_[i] = static_cast<char>(c & ~0x20);
  }
  if (!good) {
    return Fail(ErrorKind::kInvalid,
                fmt::format("\"{}\" is not a currency: three letters such as USD are allowed", code.substr(0, 20)));
  }
  return currency;
}

Currency Currency::Usd() { return Currency(); }

int Currency::decimals() const {
  if (std::find(kWithoutDecimals.begin(), kWithoutDecimals.end(), code()) != kWithoutDecimals.end()) {
    return 0;
  }
  if (std::find(kWithThreeDecimals.begin(), kWithThreeDecimals.end(), code()) != kWithThreeDecimals.end()) {
    return 3;
  }
  return 2;
}

Result<Money> ParseMoney(std::string_view decimal, Currency currency) {
  const std::size_t point = decimal.find('.');
  const std::string_view whole = decimal.substr(0, point);
  std::string_view fraction = point == std::string_view::npos ? std::string_view() : decimal.substr(point + 1);
  if (!AllDigits(whole) || (point != std::string_view::npos && !AllDigits(fraction))) {
    return NotMoney(decimal, currency, "a plain decimal such as 1899.00 is allowed");
  }
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  if (fraction.size() > decimals) {
    if (fraction.find_first_not_of('0', decimals) != std::string_view::npos) {
      return NotMoney(decimal, currency, fmt::format("it has {} decimals", decimals));
    }
    fraction = fraction.substr(0, decimals);
  }
  std::string digits = std::string(whole) + std::string(fraction);
  digits.append(decimals - fraction.size(), '0');
  std::int64_t minor = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  if (read.ec != std::errc()) {
    return NotMoney(decimal, currency, "it is too large");
  }
  return Money{minor, currency};
}

std::string FormatDecimal(Money amount) { return Join(PartsOf(amount)); }

std::string FormatMoney(Money amount) {
  Parts parts = PartsOf(amount);
  for (std::size_t place = parts.whole.size(); place > 3;) {
    place -= 3;
    parts.whole.insert(place, ",");
  }
  return fmt::format("{} {}", Join(parts), amount.currency.code());
}

Money Scale(Money amount, double factor) {
  RIFF_CHECK(std::isfinite(factor), "a price rule's factor is a number");
  const DecimalFactor decimal = DecimalOf(factor);
  Wide product = static_cast<Wide>(amount.minor) * decimal.digits;  // At most 63 + 57 bits.
  // A result that no Money can hold becomes the largest one: a channel's absurd price must not stop the program, and
  // no channel takes such a price.
  for (int exponent = decimal.exponent; exponent > 0 && product != 0; --exponent) {
    if (product > kMinorMax || product < kMinorMin) {
      break;
    }
    product *= 10;
  }
  // The product is below 10^36: with more places than 37 it is less than a half, and 10^37 still fits twice.
  if (decimal.exponent < -37) {
    product = 0;
  } else if (decimal.exponent < 0) {
    Wide unit = 1;
    for (int place = decimal.exponent; place < 0; ++place) {
      unit *= 10;
    }
    const Wide rest = ((product % unit) + unit) % unit;  // 0 ≤ rest < unit, also below zero.
    product = (product - rest) / unit + (rest >= unit - rest ? 1 : 0);
  }
  const Wide bounded = std::clamp(product, static_cast<Wide>(kMinorMin), static_cast<Wide>(kMinorMax));
  return Money{static_cast<std::int64_t>(bounded), amount.currency};
}

}  // namespace riff
