#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace riff {

// A point in time, UTC, to the microsecond; what every table stores as a 64-bit integer.
using Timestamp = std::chrono::sys_time<Duration>;

// Microseconds since 1970-01-01T00:00:00Z, the form the store and digests use.
std::int64_t ToMicros(Timestamp at);
Timestamp FromMicros(std::int64_t micros);

// Whole seconds since then, as a platform tells them; kInvalid before that or after the year 9999.
Result<Timestamp> FromSeconds(std::int64_t seconds);

// "2026-11-20T10:19:23Z"; the fraction appears only when it is not zero ("…23.000250Z").
std::string FormatUtc(Timestamp at);

// "2026-11-20T10:19:23.000Z": always milliseconds, as eBay's filters want.
std::string FormatUtcMillis(Timestamp at);

// Reads ISO 8601 with a zone ("…Z", "…+02:00", "…-0400"; "T" or a blank between date and time; any number of
// fraction digits, cut to microseconds). A text without a zone, or with an impossible date, is kInvalid.
Result<Timestamp> ParseTimestamp(std::string_view text);

// Reads "250ms", "90s", "10m", "24h", "7d"; kInvalid names the text and the forms allowed.
Result<Duration> ParseDuration(std::string_view text);

// "10m", "1h30m", "2.5s": for people.
std::string FormatDuration(Duration span);

}  // namespace riff
