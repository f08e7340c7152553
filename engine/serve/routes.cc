#include "engine/serve/routes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "connectors/http/url.h"
#include "engine/serve/problem.h"

namespace riff {

namespace {

std::vector<std::string_view> SegmentsOf(std::string_view path) {
  std::vector<std::string_view> segments;
  std::size_t begin = 1;  // Behind the first slash.
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool IsName(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

// What the path puts in the pattern's braces; nothing when it does not fit. An empty segment fits no name.
std::optional<std::map<std::string, std::string>> Fit(std::string_view pattern, std::string_view path) {
  const std::vector<std::string_view> wanted = SegmentsOf(pattern);
  const std::vector<std::string_view> given = SegmentsOf(path);
  if (!path.starts_with('/') || wanted.size() != given.size()) {
    return std::nullopt;
  }
  std::map<std::string, std::string> parts;
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (!IsName(wanted[at])) {
      if (wanted[at] != given[at]) {
        return std::nullopt;
      }
      continue;
    }
    Result<std::string> part = PercentDecode(given[at]);
    if (!part.has_value() || part->empty()) {
      return std::nullopt;
    }
    parts[std::string(wanted[at].substr(1, wanted[at].size() - 2))] = *std::move(part);
  }
  return parts;
}

bool IsMethodOf(const Route& route, const std::string& method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

struct Router::Found {
  const Route* route = nullptr;
  std::map<std::string, std::string> parts;
  std::set<std::string> allowed;  // Methods of the routes that fit the path, when none has this one.
};

Router::Router(Routes routes, AccessRules access, const RouterParts& parts)
    : routes_(std::move(routes)), access_(std::move(access)), parts_(parts) {}

Router::Found Router::Find(const ServerRequest& request) const {
  Found found;
  for (const Route& route : routes_) {
    std::optional<std::map<std::string, std::string>> parts = Fit(route.pattern, request.Path());
    if (!parts.has_value()) {
      continue;
    }
    if (IsMethodOf(route, request.method)) {
      found.route = &route;
      found.parts = *std::move(parts);
      return found;
    }
    found.allowed.insert(route.method);
  }
  return found;
}

ServerResponse Router::Answer(const ServerRequest& request) const {
  Found found = Find(request);
  ServerResponse response = AnswerFound(request, found);
  const std::string route = found.route == nullptr ? "none" : found.route->method + " " + found.route->pattern;
  parts_.metrics.Count("riff_http_requests_total", "route=" + route + ",status=" + std::to_string(response.status), 1);
  return response;
}

ServerResponse Router::AnswerFound(const ServerRequest& request, Found& found) const {
  if (found.route == nullptr && found.allowed.empty()) {
    return Problem({404, "not_found", "nothing is served here"});
  }
  if (found.route == nullptr) {
    ServerResponse response = Problem({405, "method_not_allowed", "this path is not for " + request.method});
    std::string allowed;
    for (const std::string& method : found.allowed) {
      allowed += (allowed.empty() ? "" : ", ") + method;
    }
    response.headers.push_back({"Allow", allowed});
    return response;
  }
  if (found.route->guard == RouteGuard::kToken) {
    std::optional<ServerResponse> refusal = RefusalOf(access_, request);
    if (refusal.has_value()) {
      return *std::move(refusal);
    }
  }
  Result<StoreSessions::Loan> loan = parts_.sessions.Borrow();
  if (!loan.has_value()) {
    ServerResponse response = Problem({503, "unavailable", "the store cannot be reached"});
    response.headers.push_back({"Retry-After", "1"});
    return response;
  }
  return found.route->answer(RouteCall{request, std::move(found.parts), loan->store(), parts_.clock.Now()});
}

}  // namespace riff
