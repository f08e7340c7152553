#include "engine/base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace riff {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// "2026-11-20T10:19:23", and what is left of the second.
struct Instant {
  std::string second;
  std::int64_t micros;
};

Instant Split(Timestamp at) {
  const auto midnight = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss<Duration> time(at - midnight);
  return Instant{fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                             time.hours().count(), time.minutes().count(), time.seconds().count()),
                 time.subseconds().count()};
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Reads a text from left to right. A read that does not fit makes it bad for good, so only the end is asked.
class Reading {
 public:
  explicit Reading(std::string_view text) : rest_(text) {}

  // Exactly `digits` digits, at most `max`.
  int Number(int digits, int max) {
    int number = 0;
    for (int i = 0; i < digits; ++i) {
      if (rest_.empty() || !IsDigit(rest_.front())) {
        good_ = false;
        return 0;
      }
      number = number * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    good_ = good_ && number <= max;
    return number;
  }

  // One of the characters, or '\0' (bad).
  char OneOf(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      good_ = false;
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  bool Skip(char c) {
    if (rest_.empty() || rest_.front() != c) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  // Any number of digits, one at least; those beyond the microsecond are cut.
  microseconds Fraction() {
    std::int64_t micros = 0;
    std::int64_t weight = 100'000;
    good_ = good_ && !rest_.empty() && IsDigit(rest_.front());
    while (!rest_.empty() && IsDigit(rest_.front())) {
      micros += (rest_.front() - '0') * weight;
      weight /= 10;
      rest_.remove_prefix(1);
    }
    return microseconds(micros);
  }

  bool at_end() const { return rest_.empty(); }
  bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// "Z", "+02:00", "-0400" or "+02", as what it is ahead of UTC.
minutes ReadZone(Reading& reading) {
  const char sign = reading.OneOf("Z+-");
  if (sign == 'Z' || sign == '\0') {
    return minutes(0);
  }
  minutes offset = hours(reading.Number(2, 23));
  if (!reading.at_end()) {
    reading.Skip(':');
    offset += minutes(reading.Number(2, 59));
  }
  return sign == '-' ? -offset : offset;
}

struct Unit {
  std::string_view name;
  Duration span;
};

constexpr std::array kUnits = {Unit{"ms", milliseconds(1)}, Unit{"s", seconds(1)}, Unit{"m", minutes(1)},
                               Unit{"h", hours(1)}, Unit{"d", days(1)}};

tl::unexpected<Error> NotADuration(std::string_view text) {
  return Fail(ErrorKind::kInvalid,
              fmt::format("\"{}\" is not a duration: 250ms, 90s, 10m, 24h and 7d are allowed", text.substr(0, 40)));
}

// "2.5" or "2": `rest` is the fraction, written with `digits` digits and without its last zeros.
std::string WithFraction(std::uint64_t whole, std::uint64_t rest, int digits) {
  std::string text = std::to_string(whole);
  if (rest != 0) {
    text += fmt::format(".{:0{}}", rest, digits);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

}  // namespace

std::int64_t ToMicros(Timestamp at) { return at.time_since_epoch().count(); }

Result<Timestamp> FromSeconds(std::int64_t seconds) {
  constexpr std::int64_t kEndOfYear9999 = 253'402'300'799;
  if (seconds < 0 || seconds > kEndOfYear9999) {
    return Fail(ErrorKind::kInvalid, "no time is " + std::to_string(seconds) + " seconds after 1970");
  }
  return Timestamp(std::chrono::seconds(seconds));
}

Timestamp FromMicros(std::int64_t micros) { return Timestamp(Duration(micros)); }

std::string FormatUtc(Timestamp at) {
  const Instant instant = Split(at);
  if (instant.micros == 0) {
    return instant.second + "Z";
  }
  return fmt::format("{}.{:06}Z", instant.second, instant.micros);
}

std::string FormatUtcMillis(Timestamp at) {
  const Instant instant = Split(at);
  return fmt::format("{}.{:03}Z", instant.second, instant.micros / 1000);
}

Result<Timestamp> ParseTimestamp(std::string_view text) {
  Reading reading(text);
  const std::chrono::year year(reading.Number(4, 9999));
  reading.OneOf("-");
  const std::chrono::month month(static_cast<unsigned>(reading.Number(2, 12)));
  reading.OneOf("-");
  const std::chrono::day day(static_cast<unsigned>(reading.Number(2, 31)));
  reading.OneOf("T ");
  Duration time = hours(reading.Number(2, 23));
  reading.OneOf(":");
  time += minutes(reading.Number(2, 59));
  reading.OneOf(":");
  time += seconds(reading.Number(2, 59));
  if (reading.Skip('.')) {
    time += reading.Fraction();
  }
  const minutes offset = ReadZone(reading);
  const std::chrono::year_month_day date(year, month, day);
  if (!reading.good() || !reading.at_end() || !date.ok()) {
    return Fail(ErrorKind::kInvalid, fmt::format("\"{}\" is not a time: an existing one such as 2026-11-20T10:19:23Z, "
                                                 "with its zone, is allowed",
                                                 text.substr(0, 40)));
  }
  return Timestamp(std::chrono::sys_days(date)) + time - offset;
}

Result<Duration> ParseDuration(std::string_view text) {
  const std::size_t digits =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin());
  const std::string_view name = text.substr(digits);
  const auto* const unit =
      std::find_if(kUnits.begin(), kUnits.end(), [name](const Unit& candidate) { return candidate.name == name; });
  if (digits == 0 || unit == kUnits.end()) {
    return NotADuration(text);
  }
  const std::int64_t count_max = std::numeric_limits<std::int64_t>::max() / unit->span.count();
  std::int64_t count = 0;
  for (const char digit : text.substr(0, digits)) {
    if (count > (count_max - (digit - '0')) / 10) {
      return NotADuration(text);
    }
    count = count * 10 + (digit - '0');
  }
  return unit->span * count;
}

std::string FormatDuration(Duration span) {
  // Unsigned, because the shortest negative span has no positive twin.
  const auto bits = static_cast<std::uint64_t>(span.count());
  std::uint64_t rest = span.count() < 0 ? 0 - bits : bits;
  std::string text = span.count() < 0 ? "-" : "";
  if (rest == 0) {
    return "0s";
  }
  constexpr std::uint64_t kSecond = 1'000'000;
  if (rest < kSecond) {
    return text + WithFraction(rest / 1000, rest % 1000, 3) + "ms";
  }
  constexpr std::array<std::pair<std::uint64_t, char>, 3> kLongUnits = {
      {{kSecond * 24 * 3600, 'd'}, {kSecond * 3600, 'h'}, {kSecond * 60, 'm'}}};
  for (const auto& [size, letter] : kLongUnits) {
    if (rest >= size) {
      text += std::to_string(rest / size) + letter;
      rest %= size;
    }
  }
  if (rest != 0) {
    text += WithFraction(rest / kSecond, rest % kSecond, 6) + "s";
  }
  return text;
}

}  // namespace riff
