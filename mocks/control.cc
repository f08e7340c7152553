#include "mocks/control.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "mocks/control_calls.h"

namespace riff::sim {
namespace {

struct Route {
  std::string_view method;
  std::string_view path;
  ControlCall call;
};

constexpr std::array kRoutes = {
    Route{"GET", "/listings", ShowListings},  Route{"GET", "/requests", ShowRequests},
    Route{"GET", "/orders", ShowOrders},      Route{"GET", "/changes", ShowChanges},
    Route{"GET", "/faults", ShowFaults},      Route{"GET", "/planted", ShowPlanted},
    Route{"GET", "/clock", ShowClock},        Route{"POST", "/orders", PlaceOrder},
    Route{"POST", "/order-state", MoveOrder}, Route{"POST", "/cancel", CancelOrder},
    Route{"POST", "/edit", EditListing},      Route{"PUT", "/faults", PutFaults},
    Route{"GET", "/webhooks", ShowWebhooks},  Route{"POST", "/webhooks", SubscribeWebhooks},
    Route{"POST", "/clock", AdvanceClock},    Route{"POST", "/reset", ResetAll},
};

ServerResponse Json(int status, std::string body) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = std::move(body);
  return response;
}

ServerResponse Refusal(int status, const std::string& message) {
  JsonWriter json;
  json.BeginObject().Key("error").Text(message).EndObject();
  return Json(status, json.Take());
}

int StatusFor(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNotFound:
      return 404;
    case ErrorKind::kConflict:
    case ErrorKind::kRejected:
      return 409;
    default:
      return 400;
  }
}

ServerResponse Run(const Route& route, Markets& markets, const ServerRequest& request) {
  const Result<QueryPairs> query = DecodeQuery(request.Query());
  if (!query) {
    return Refusal(400, query.error().message);
  }
  // A GET has no body, and POST /reset needs none.
  const Result<JsonDocument> body = JsonDocument::Parse(request.body.empty() ? "{}" : request.body);
  if (!body) {
    return Refusal(400, body.error().message);
  }
  JsonWriter json;
  const Result<void> done = route.call(markets, {*query, body->root()}, json);
  return done ? Json(200, json.Take()) : Refusal(StatusFor(done.error().kind), done.error().message);
}

}  // namespace

ServerResponse ControlAddress::Answer(const ServerRequest& request) {
  const Route* other_method = nullptr;
  for (const Route& route : kRoutes) {
    if (route.path != request.Path()) {
      continue;
    }
    if (route.method == request.method) {
      return Run(route, markets_, request);
    }
    other_method = &route;
  }
  if (other_method != nullptr) {
    return Refusal(405, std::string(request.Path()) + " does not take " + request.method);
  }
  return Refusal(404, "no such path on the control address");
}

}  // namespace riff::sim
