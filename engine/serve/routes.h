#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/metrics.h"
#include "engine/net/http_server.h"
#include "engine/port/store.h"
#include "engine/serve/access.h"
#include "engine/serve/store_sessions.h"

namespace riff {

// One request on its way to its answer.
struct RouteCall {
  const ServerRequest& request;
  std::map<std::string, std::string> parts;  // What stood in the pattern's braces, decoded.
  Store& store;                              // This request's own session.
  Timestamp received_at;

  const std::string& Part(const std::string& name) const { return parts.at(name); }
};

// Translates, calls one function below, translates back. Called on any of the server's threads, several at once.
using RouteAnswer = std::function<ServerResponse(const RouteCall&)>;

// Who may call a route: anybody (it proves by itself who is calling, or tells nothing), or whoever AccessRules let in.
enum class RouteGuard { kAnybody, kToken };

// One route. A pattern is a path whose segments may be names in braces: "/api/inventory/holds/{id}/commit". A route for
// GET answers HEAD, too.
struct Route {
  std::string method;
  std::string pattern;
  RouteGuard guard = RouteGuard::kToken;
  RouteAnswer answer;
};
using Routes = std::vector<Route>;

struct RouterParts {
  StoreSessions& sessions;
  Clock& clock;
  Metrics& metrics;
};

// Finds the route of a request and answers it; thread-safe, as the routes must be. A path that no pattern fits is 404,
// a method that none has 405 with Allow, a caller who may not 401 or 403, a store that cannot be opened 503. Every
// answer is counted as riff_http_requests_total by route and status.
class Router {
 public:
  Router(Routes routes, AccessRules access, const RouterParts& parts);

  ServerResponse Answer(const ServerRequest& request) const;

 private:
  struct Found;
  Found Find(const ServerRequest& request) const;
  ServerResponse AnswerFound(const ServerRequest& request, Found& found) const;

  Routes routes_;
  AccessRules access_;
  RouterParts parts_;
};

}  // namespace riff
