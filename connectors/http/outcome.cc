#include "connectors/http/outcome.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>

#include "engine/base/time.h"

namespace riff {
namespace {

constexpr double kRetrySecondsMax = 24.0 * 60 * 60;  // A longer wait is a mistake of the other side's.

// One outcome for a request that was to change something, another for one that was not.
ErrorKind ByEffect(RequestEffect effect, ErrorKind read, ErrorKind write) {
  return effect == RequestEffect::kRead ? read : write;
}

ErrorKind KindOf(int status, RequestEffect effect) {
  switch (status) {
    case 401:
      return ErrorKind::kUnauthorized;
    case 403:
      return ByEffect(effect, ErrorKind::kUnauthorized, ErrorKind::kRejected);
    case 404:
    case 410:
      return ErrorKind::kNotFound;
    case 408:
      return ByEffect(effect, ErrorKind::kUnavailable, ErrorKind::kAmbiguous);
    case 409:
      return ErrorKind::kConflict;
    case 423:
      return ErrorKind::kRejected;
    case 429:
      return ErrorKind::kThrottled;
    default:
      break;
  }
  if (status >= 500) {
    return ByEffect(effect, ErrorKind::kUnavailable, ErrorKind::kAmbiguous);
  }
  if (status >= 400) {
    return ByEffect(effect, ErrorKind::kInvalid, ErrorKind::kRejected);
  }
  return ByEffect(effect, ErrorKind::kInvalid, ErrorKind::kAmbiguous);
}

template <class Number>
std::optional<Number> ParseNumber(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that RFC 9110 lets a server send.
std::optional<Timestamp> ParseHttpDate(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") {
    return std::nullopt;
  }
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  const auto day = ParseNumber<unsigned>(text.substr(5, 2));
  const auto year = ParseNumber<int>(text.substr(12, 4));
  const auto hour = ParseNumber<int>(text.substr(17, 2));
  const auto minute = ParseNumber<int>(text.substr(20, 2));
  const auto second = ParseNumber<int>(text.substr(23, 2));
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                         std::chrono::day(*day)};
  if (!date.ok()) {
    return std::nullopt;
  }
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

std::string LowerMediaType(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && type.back() == ' ') {
    type.pop_back();
  }
  std::ranges::transform(type, type.begin(), [](char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  });
  return type;
}

}  // namespace

Error StatusError(std::string_view what, const HttpResponse& response, RequestEffect effect) {
  Error error{.kind = KindOf(response.status, effect),
              .message = std::string(what) + ": HTTP " + std::to_string(response.status),
              .retry_after = std::nullopt};
  if (error.kind == ErrorKind::kThrottled || error.kind == ErrorKind::kUnavailable) {
    error.retry_after = RetryAfter(response);
  }
  return error;
}

std::optional<Duration> RetryAfter(const HttpResponse& response) {
  const std::string_view text = HeaderOf(response.headers, "Retry-After");
  double seconds = -1;
  if (const auto number = ParseNumber<double>(text)) {
    seconds = *number;
  } else if (const auto then = ParseHttpDate(text)) {
    const auto now = ParseHttpDate(HeaderOf(response.headers, "Date"));
    if (!now) {
      return std::nullopt;
    }
    seconds = std::chrono::duration<double>(*then - *now).count();
  }
  if (!std::isfinite(seconds) || seconds < 0 || seconds > kRetrySecondsMax) {
    return std::nullopt;
  }
  return std::chrono::ceil<Duration>(std::chrono::duration<double>(seconds));
}

std::optional<Timestamp> ServerTime(const HttpResponse& response) {
  return ParseHttpDate(HeaderOf(response.headers, "Date"));
}

Error ReadFailure(Error error) {
  if (error.kind == ErrorKind::kAmbiguous) {
    error.kind = ErrorKind::kUnavailable;
  }
  return error;
}

Error NotYetWritten(Error error) {
  if (error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kNotFound || error.kind == ErrorKind::kAmbiguous) {
    error.kind = ErrorKind::kUnavailable;
  }
  return error;
}

Error WriteAnswerFailure(Error error) {
  if (error.kind == ErrorKind::kInvalid) {
    error.kind = ErrorKind::kAmbiguous;
  }
  return error;
}

bool IsJson(const HttpResponse& response) {
  const std::string type = LowerMediaType(HeaderOf(response.headers, "Content-Type"));
  return type == "application/json" || type.ends_with("+json");
}

}  // namespace riff
