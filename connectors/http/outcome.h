#pragma once

#include <optional>
#include <string_view>

#include "connectors/http/transport.h"
#include "engine/base/error.h"
#include "engine/base/time.h"

namespace riff {

// HTTP status to error kind, in one place. What a platform says more exactly in a body, its codec decides first.

enum class RequestEffect {
  kRead,   // Changed nothing, whatever happened to it.
  kWrite,  // May have had its effect when no clear answer came.
};

// The error for a status that is not 2xx: 400, 405, 406, 411, 412, 413, 414, 415, 422 → kRejected for a write, kInvalid
// for a read; 401 → kUnauthorized; 403 → kUnauthorized for a read, kRejected for a write; 404, 410 → kNotFound;
// 409 → kConflict; 408, 5xx → kUnavailable for a read, kAmbiguous for a write; 423 → kRejected; 429 → kThrottled with
// RetryAfter(), which also goes with a read's kUnavailable; other 4xx as 400; anything else (1xx, 3xx) → kInvalid for a
// read, kAmbiguous for a write. `what` leads the message; the body is not put into it.
Error StatusError(std::string_view what, const HttpResponse& response, RequestEffect effect);

// Retry-After of a response: "2", "2.0", or an HTTP date against the response's own Date header; unset when absent or
// absurd (negative, or more than a day).
std::optional<Duration> RetryAfter(const HttpResponse& response);

// When the other side's clock says it answered: its Date header; unset when absent or odd.
std::optional<Timestamp> ServerTime(const HttpResponse& response);

// A transport error of a read changed nothing: kAmbiguous becomes kUnavailable. Others stay.
Error ReadFailure(Error error);

// A read that was to come before a write failed, so nothing was written: what a read cannot say for sure (kInvalid,
// kNotFound, kAmbiguous) becomes kUnavailable, and the write is tried again. Others stay.
Error NotYetWritten(Error error);

// An answer to a write that could not be understood may still mean "done": kInvalid becomes kAmbiguous. Others stay.
Error WriteAnswerFailure(Error error);

// True when the response's Content-Type is JSON (application/json, application/hal+json, …+json).
bool IsJson(const HttpResponse& response);

}  // namespace riff
