#include "connectors/http/day_window.h"

namespace riff {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::Sunday;
using std::chrono::sys_days;

constexpr hours kStandard{8};  // Behind UTC.
constexpr hours kSummer{7};

// The rule of the United States since 2007: from two o'clock on March's second Sunday to two on November's first.
bool IsSummer(Timestamp at) {
  const std::chrono::year year = std::chrono::year_month_day(std::chrono::floor<days>(at - kStandard)).year();
  const Timestamp begins = sys_days(year / std::chrono::March / Sunday[2]) + hours(2) + kStandard;
  const Timestamp ends = sys_days(year / std::chrono::November / Sunday[1]) + hours(2) + kSummer;
  return begins <= at && at < ends;
}

// Midnight is before any change of the clocks, and eight in the morning UTC is on its side of one.
Timestamp PacificMidnight(sys_days day) {
  const Timestamp standard = day + kStandard;
  return IsSummer(standard) ? Timestamp(day + kSummer) : standard;
}

}  // namespace

CountedCalls DayAt(DayReset reset, Timestamp at) {
  if (reset == DayReset::kUtcMidnight) {
    const sys_days day = std::chrono::floor<days>(at);
    return {.from = day, .to = day + days(1)};
  }
  const sys_days day = std::chrono::floor<days>(at - (IsSummer(at) ? kSummer : kStandard));
  return {.from = PacificMidnight(day), .to = PacificMidnight(day + days(1))};
}

}  // namespace riff
