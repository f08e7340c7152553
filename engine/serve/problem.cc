#include "engine/serve/problem.h"

#include <chrono>
#include <utility>

#include "connectors/json/json.h"

namespace riff {

namespace {

int StatusOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid:
      return 400;
    case ErrorKind::kUnauthorized:
      return 401;
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kConflict:
      return 409;
    case ErrorKind::kRejected:
      return 422;
    case ErrorKind::kThrottled:
      return 429;
    case ErrorKind::kUnsupported:
      return 501;
    case ErrorKind::kUnavailable:
      return 503;
    case ErrorKind::kAmbiguous:
      return 500;
  }
  return 500;
}

std::string TitleOf(const std::string& type) {
  std::string title = type;
  for (char& letter : title) {
    letter = letter == '_' ? ' ' : letter;
  }
  return title;
}

}  // namespace

ServerResponse Problem(const ProblemText& text) {
  JsonWriter json;
  json.BeginObject();
  json.Key("type").Text("/problems/" + text.type);
  json.Key("title").Text(TitleOf(text.type));
  json.Key("status").Integer(text.status);
  json.Key("detail").Text(text.detail);
  for (const ProblemText::Member& member : text.members) {
    json.Key(member.key).Raw(member.json);
  }
  json.EndObject();
  ServerResponse response;
  response.status = text.status;
  response.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
  response.body = json.Take();
  return response;
}

ServerResponse ProblemOf(const Error& error) {
  ServerResponse response = Problem({StatusOf(error.kind), std::string(ToString(error.kind)), error.message});
  if (error.retry_after.has_value()) {
    const auto whole = std::chrono::ceil<std::chrono::seconds>(*error.retry_after);
    response.headers.push_back({"Retry-After", std::to_string(whole.count())});
  }
  return response;
}

ServerResponse JsonAnswer(int status, std::string document) {
  ServerResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = std::move(document);
  return response;
}

ServerResponse EmptyAnswer(int status) {
  ServerResponse response;
  response.status = status;
  return response;
}

}  // namespace riff
