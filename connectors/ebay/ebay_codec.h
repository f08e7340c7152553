#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/http/transport.h"
#include "connectors/json/json.h"
#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/time.h"

namespace riff::ebay {

// The error ids that mean something to us. Ids decide, never texts: messages are localized. One id alone may not be
// enough: 25002 is a bucket of many user errors, and its parameters tell which.
inline constexpr std::int64_t kInvalidToken = 1001;
inline constexpr std::int64_t kAccessDenied = 1100;
inline constexpr std::int64_t kTooManyRequests = 2001;
inline constexpr std::int64_t kFrontDoorFault = 2003;
inline constexpr std::int64_t kSystemError = 25001;
inline constexpr std::int64_t kUserError = 25002;
inline constexpr std::int64_t kInvalidQuantity = 25004;  // Zero, without OUT_OF_STOCK_CONTROL.
inline constexpr std::int64_t kCannotRevise = 25019;     // Among other reasons, the day's revisions are used up.
inline constexpr std::int64_t kConcurrentAccess = 25025;
inline constexpr std::int64_t kSkuUnknown = 25702;
inline constexpr std::int64_t kSkuInvalid = 25707;
inline constexpr std::int64_t kEntityUnknown = 25710;
inline constexpr std::int64_t kOfferUnavailable = 25713;
inline constexpr std::int64_t kLocationExists = 25803;
inline constexpr std::int64_t kLocationUnknown = 25805;
inline constexpr std::int64_t kOrderSystemError = 30500;

// One row of an `errors` or `warnings` list.
struct ApiError {
  std::int64_t id = 0;
  std::string message;
  std::vector<std::pair<std::string, std::string>> parameters;
};

// The list under `key` ("errors", "warnings") of an object, for judging what went wrong: rows that are not of the
// expected shape are left out rather than refused, because the status still tells.
std::vector<ApiError> ErrorsIn(const JsonValue& holder, std::string_view key);

// The same from a whole body. Empty when the body is no JSON (the edge servers answer HTML).
std::vector<ApiError> ErrorsOf(std::string_view body, std::string_view key = "errors");

bool Holds(const std::vector<ApiError>& errors, std::int64_t id);

// The id of the offer that a create met: 25002 with an `offerId` among its parameters.
std::optional<std::string> ExistingOfferOf(const std::vector<ApiError>& errors);

// Warnings as one line for people; empty when there are none.
std::string NoteOf(const std::vector<ApiError>& warnings);

// What a refusal means to the caller. The ids above decide first (of several, the one that leaves most open), then the
// status by StatusError(). The OAuth shape {"error": …} is read too. 25025 (another call works on the same SKU) is
// kThrottled with a short wait. `what` leads the message.
Error RefusalOf(std::string_view what, const HttpResponse& response, RequestEffect effect);

// The same for one row of a bulk answer, which carries its own status and errors.
Error RowRefusalOf(std::string_view what, int status, const std::vector<ApiError>& errors, RequestEffect effect);

inline bool Succeeded(int status) { return status >= 200 && status < 300; }

// Whether the token was refused: 401 or 1001. Such a call certainly had no effect.
bool RefusedToken(const HttpResponse& response);

// The body of a successful answer to a read; every other outcome is the read's error.
Result<JsonDocument> ReadAnswer(std::string_view what, const Result<HttpResponse>& outcome);

// Path and query of a `next` link, whatever host it names, so that it can only ever be followed on the configured
// origin. kInvalid when its path is not `path`: a link leads on through the same list or nowhere.
Result<std::string> PathOfLink(std::string_view link, std::string_view path);

// {"value": "499.00", "currency": "USD"}.
Result<Money> MoneyOf(const JsonValue& amount);
void WriteMoney(JsonWriter& json, Money amount);

// The programs the seller is opted in to, from get_opted_in_programs.
Result<std::vector<std::string>> ProgramsOf(const JsonValue& answer);

// The Date header; unset when absent or odd.
std::optional<Timestamp> ServerTimeOf(const HttpResponse& response);

}  // namespace riff::ebay
