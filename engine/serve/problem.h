#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/net/http_server.h"

namespace riff {

// What is said of a refusal: the status, a short word for programs ("insufficient_stock"), and a sentence for people.
struct ProblemText {
  int status = 500;
  std::string type;
  std::string detail;
  struct Member {
    std::string key;
    std::string json;  // Its value, written as JSON.
  };
  std::vector<Member> members = {};  // What programs want to know besides.
};

// An `application/problem+json` answer (RFC 9457): {"type","title","status","detail"} and the members of
// its own; the type is "/problems/<word>".
ServerResponse Problem(const ProblemText& text);

// The same for an error of ours: kInvalid 400, kNotFound 404, kConflict 409, kRejected 422, kThrottled 429,
// kUnavailable 503, kUnauthorized 401, kUnsupported 501, kAmbiguous 500. A time to wait becomes Retry-After.
ServerResponse ProblemOf(const Error& error);

// An answer with a JSON document, and one without a body.
ServerResponse JsonAnswer(int status, std::string document);
ServerResponse EmptyAnswer(int status);

}  // namespace riff
