#include "engine/base/error.h"

namespace riff {

std::string_view ToString(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid:
      return "invalid";
    case ErrorKind::kNotFound:
      return "not found";
    case ErrorKind::kConflict:
      return "conflict";
    case ErrorKind::kThrottled:
      return "throttled";
    case ErrorKind::kUnavailable:
      return "unavailable";
    case ErrorKind::kAmbiguous:
      return "ambiguous";
    case ErrorKind::kRejected:
      return "rejected";
    case ErrorKind::kUnauthorized:
      return "unauthorized";
    case ErrorKind::kUnsupported:
      return "unsupported";
  }
  return "?";
}

tl::unexpected<Error> Fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::nullopt});
}

tl::unexpected<Error> Fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

Error WithContext(std::string_view context, Error error) {
  error.message = std::string(context) + ": " + error.message;
  return error;
}

}  // namespace riff
