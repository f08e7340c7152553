#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace riff {

// A span of time, to the microsecond.
using Duration = std::chrono::microseconds;

// What the caller should do next; not where the trouble came from.
enum class ErrorKind {
  kInvalid,       // Bad input: fix the caller or the data.
  kNotFound,      // Certainly not there.
  kConflict,      // It changed under us: observe, then plan again.
  kThrottled,     // Refused for pace: wait `retry_after`.
  kUnavailable,   // Certainly not done: a retry is safe.
  kAmbiguous,     // May be done: read back before any retry.
  kRejected,      // Refused for good: a person must look.
  kUnauthorized,  // Credentials dead: halt the channel.
  kUnsupported,   // This channel cannot do it.
};

std::string_view ToString(ErrorKind kind);

// A failure. `message` is for people and never holds a secret; no code reads it. `retry_after` is set only with
// kThrottled and kUnavailable, and only when the other side named a time.
struct Error {
  ErrorKind kind = ErrorKind::kInvalid;
  std::string message;
  std::optional<Duration> retry_after;

  friend bool operator==(const Error&, const Error&) = default;
};

// Anything the outside can cause comes back as a Result.
template <class T>
using Result = tl::expected<T, Error>;

// Starts a failed Result: `return Fail(ErrorKind::kNotFound, "no product SG-61");`
tl::unexpected<Error> Fail(ErrorKind kind, std::string message);
tl::unexpected<Error> Fail(Error error);

// The same error, its message led by "context: ".
Error WithContext(std::string_view context, Error error);

}  // namespace riff

// RIFF_TRY(expression) and RIFF_TRY(declaration, expression): hand an error on, else continue with the value.
//   RIFF_TRY(tx.listings.Save(listing));
//   RIFF_TRY(const Balance balance, tx.ledger.BalanceOf(sku, world));
#define RIFF_TRY_CONCAT_INNER(a, b) a##b
#define RIFF_TRY_CONCAT(a, b) RIFF_TRY_CONCAT_INNER(a, b)
#define RIFF_TRY_RUN(result, expression)              \
  do {                                                \
    auto result = (expression);                       \
    if (!result.has_value()) {                        \
      return ::riff::Fail(std::move(result).error()); \
    }                                                 \
  } while (false)
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses.
#define RIFF_TRY_BIND(result, declaration, expression) \
  auto result = (expression);                          \
  if (!result.has_value()) {                           \
    return ::riff::Fail(std::move(result).error());    \
  }                                                    \
  declaration = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses)
#define RIFF_TRY_1(expression) RIFF_TRY_RUN(RIFF_TRY_CONCAT(riff_result_, __LINE__), expression)
#define RIFF_TRY_2(declaration, expression) \
  RIFF_TRY_BIND(RIFF_TRY_CONCAT(riff_result_, __LINE__), declaration, expression)
#define RIFF_TRY_PICK(first, second, macro, ...) macro
#define RIFF_TRY(...) RIFF_TRY_PICK(__VA_ARGS__, RIFF_TRY_2, RIFF_TRY_1)(__VA_ARGS__)
