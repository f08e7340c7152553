#include "engine/serve/hold_routes.h"

#include <algorithm>
#include <utility>

#include "engine/serve/hold_body.h"
#include "engine/serve/hold_document.h"
#include "engine/serve/problem.h"

namespace riff {

namespace {

const char* const kActor = "http";  // In the activity log, and the owner of holds whose caller names none.
const char* const kPath = "/api/inventory/holds";

// What two kinds of error are called where they came from.
struct RefusalWords {
  const char* not_found;
  const char* conflict;
};
constexpr RefusalWords kOfRequest{"unknown_sku", "idempotency_key_reused"};
constexpr RefusalWords kOfHold{"unknown_hold", "hold_ended"};

ServerResponse BadBody(const HoldBodyReader& reader, const Error& error) {
  if (reader.field().empty()) {
    return Problem({400, "invalid_body", error.message});
  }
  JsonWriter field;
  field.Text(reader.field());
  return Problem({422, "invalid_field", error.message, {{"field", field.Take()}}});
}

// The store's own words stay in our log: they name paths, and help no caller.
ServerResponse StoreTrouble(const Error& error, Log& log) {
  log.Failure("holds: the store did not take a call: " + error.message);
  ServerResponse response;
  if (error.kind == ErrorKind::kUnavailable) {
    response = Problem({503, "unavailable", "the store is busy, full or read-only: nothing was done, ask again"});
    response.headers.push_back({"Retry-After", "1"});
  } else if (error.kind == ErrorKind::kAmbiguous) {
    response = Problem({500, "outcome_unknown", "it may be done: ask again with the same Idempotency-Key, or look"});
  } else {
    response = Problem({500, "store_failed", "the store answered what it must not; riff's log says more"});
  }
  return response;
}

ServerResponse Refused(const Error& error, const RefusalWords& words, Log& log) {
  switch (error.kind) {
    case ErrorKind::kNotFound:
      return Problem({404, words.not_found, error.message});
    case ErrorKind::kUnauthorized:
      return Problem({403, "other_owner", error.message});
    case ErrorKind::kConflict:
      return Problem({409, words.conflict, error.message});
    default:
      return StoreTrouble(error, log);
  }
}

ServerResponse Short(const char* type, const std::string& detail, const std::vector<Shortage>& shortages) {
  JsonWriter lines;
  WriteShortages(lines, shortages);
  std::string whole = detail;
  for (const Shortage& shortage : shortages) {
    whole += (&shortage == &shortages.front() ? ": " : "; ") + shortage.sku.text() + " wanted " +
             std::to_string(shortage.wanted.units()) + ", available " + std::to_string(shortage.available.units());
  }
  return Problem({409, type, whole, {{"lines", lines.Take()}}});
}

ServerResponse Insufficient(const std::vector<Shortage>& shortages) {
  return Short("insufficient_stock", "not enough is available", shortages);
}

ServerResponse HoldAnswer(int status, const Hold& hold) {
  JsonWriter json;
  json.BeginObject();
  WriteHoldMembers(json, hold);
  json.EndObject();
  return JsonAnswer(status, json.Take());
}

// Granted, and nothing held: a check, or a mode that holds nothing.
ServerResponse GrantedAnswer(HoldMode mode) {
  JsonWriter json;
  json.BeginObject().Key("valid").Bool(true).Key("mode").Text(ToString(mode)).Key("hold").Null().EndObject();
  return JsonAnswer(200, json.Take());
}

HoldRequest RequestOf(HoldBody body, const RouteCall& call, const HoldRouteParts& parts) {
  HoldRequest request;
  request.owner = body.owner.empty() ? kActor : std::move(body.owner);
  request.reference = std::move(body.reference);
  request.key = std::string(call.request.Header("Idempotency-Key"));
  request.world = body.world.has_value() ? *body.world : parts.usual_world();
  request.ttl = body.ttl;
  request.lines = std::move(body.lines);
  return request;
}

ServerResponse Validate(const RouteCall& call, const HoldRouteParts& parts) {
  HoldBodyReader reader(HoldBodyKind::kRequest, parts.desk.policy().limits);
  Result<HoldBody> body = reader.Read(call.request.body);
  if (!body.has_value()) {
    return BadBody(reader, body.error());
  }
  HoldRequest request = RequestOf(*std::move(body), call, parts);
  request.key.clear();  // It changes nothing, so there is nothing to repeat.
  const Result<std::vector<Shortage>> shortages = parts.desk.Validate(request, kActor);
  if (!shortages.has_value()) {
    return Refused(shortages.error(), kOfRequest, parts.log);
  }
  return shortages->empty() ? GrantedAnswer(parts.desk.policy().mode) : Insufficient(*shortages);
}

ServerResponse Place(const RouteCall& call, const HoldRouteParts& parts) {
  HoldBodyReader reader(HoldBodyKind::kRequest, parts.desk.policy().limits);
  Result<HoldBody> body = reader.Read(call.request.body);
  if (!body.has_value()) {
    return BadBody(reader, body.error());
  }
  const HoldRequest request = RequestOf(*std::move(body), call, parts);
  const Result<HoldRequest> normal = NormaliseHold(request, parts.desk.policy().limits);
  if (!normal.has_value()) {
    return Problem({422, "invalid_request", normal.error().message});
  }
  const Result<Placed> placed = parts.desk.Place(*normal, kActor);
  if (!placed.has_value()) {
    return Refused(placed.error(), kOfRequest, parts.log);
  }
  if (!placed->shortages.empty()) {
    return Insufficient(placed->shortages);
  }
  if (!placed->hold.has_value()) {
    return GrantedAnswer(parts.desk.policy().mode);
  }
  ServerResponse response = HoldAnswer(201, *placed->hold);
  response.headers.push_back({"Location", std::string(kPath) + "/" + placed->hold->id.text()});
  if (placed->repeat) {
    response.headers.push_back({"Idempotency-Replayed", "true"});
  } else {
    parts.moved();
  }
  return response;
}

// "h" and hex digits, as every hold's id is; nothing else is asked for in the store.
bool IsHoldId(std::string_view text) {
  constexpr std::size_t kIdMax = 64;
  return text.size() <= kIdMax && text.starts_with('h') &&
         text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

ServerResponse NoSuchHold() { return Problem({404, kOfHold.not_found, "no hold has this id"}); }

// The shape of every call that settles a hold: its body, whose it is, and then `settle`.
template <class Settle>
ServerResponse AtHold(const RouteCall& call, const HoldRouteParts& parts, HoldBodyKind kind, const Settle& settle) {
  const std::string& id = call.Part("id");
  if (!IsHoldId(id)) {
    return NoSuchHold();
  }
  HoldBodyReader reader(kind, parts.desk.policy().limits);
  const Result<HoldBody> body = reader.Read(call.request.body);
  if (!body.has_value()) {
    return BadBody(reader, body.error());
  }
  return settle(HoldClaim{HoldId(id), body->owner.empty() ? kActor : body->owner}, *body);
}

ServerResponse Commit(const RouteCall& call, const HoldRouteParts& parts) {
  return AtHold(call, parts, HoldBodyKind::kCommit, [&](const HoldClaim& claim, const HoldBody& body) {
    const Result<Committed> committed = parts.desk.Commit(claim, body.lines, kActor);
    if (!committed.has_value() && committed.error().kind == ErrorKind::kInvalid) {
      return Problem({422, "invalid_field", committed.error().message, {{"field", "\"lines\""}}});
    }
    if (!committed.has_value()) {
      return Refused(committed.error(), kOfHold, parts.log);
    }
    if (!committed->shortages.empty()) {
      return Short("late_payment", "the hold had expired and its units are gone; nothing was sold",
                   committed->shortages);
    }
    parts.moved();
    JsonWriter json;
    json.BeginObject();
    WriteHoldMembers(json, committed->hold);
    json.Key("late").Bool(committed->late).EndObject();
    return JsonAnswer(200, json.Take());
  });
}

ServerResponse Release(const RouteCall& call, const HoldRouteParts& parts) {
  return AtHold(call, parts, HoldBodyKind::kClaim, [&](const HoldClaim& claim, const HoldBody&) {
    const Result<Hold> hold = parts.desk.Release(claim, kActor);
    if (!hold.has_value()) {
      return Refused(hold.error(), kOfHold, parts.log);
    }
    parts.moved();
    return HoldAnswer(200, *hold);
  });
}

ServerResponse Extend(const RouteCall& call, const HoldRouteParts& parts) {
  return AtHold(call, parts, HoldBodyKind::kClaim, [&](const HoldClaim& claim, const HoldBody&) {
    const Result<Hold> hold = parts.desk.Extend(claim, kActor);
    return hold.has_value() ? HoldAnswer(200, *hold) : Refused(hold.error(), kOfHold, parts.log);
  });
}

ServerResponse Find(const RouteCall& call, const HoldRouteParts& parts) {
  if (!IsHoldId(call.Part("id"))) {
    return NoSuchHold();
  }
  const Result<Hold> hold = parts.desk.Find(HoldId(call.Part("id")), kActor);
  return hold.has_value() ? HoldAnswer(200, *hold) : Refused(hold.error(), kOfHold, parts.log);
}

}  // namespace

Routes HoldRoutes(const HoldRouteParts& parts) {
  if (parts.desk.policy().mode == HoldMode::kOff) {
    parts.log.Warn(
        "[holds] mode is off: every checkout is granted and NOTHING IS HELD, so the last unit can be sold twice");
  }
  using Answer = ServerResponse (*)(const RouteCall&, const HoldRouteParts&);
  const auto route = [&parts](const char* method, const std::string& pattern, Answer answer) {
    return Route{method, pattern, RouteGuard::kToken,
                 [parts, answer](const RouteCall& call) { return answer(call, parts); }};
  };
  const std::string holds = kPath;
  return {
      route("POST", "/api/inventory/validate", &Validate),
      route("POST", holds, &Place),
      route("GET", holds + "/{id}", &Find),
      route("POST", holds + "/{id}/commit", &Commit),
      route("POST", holds + "/{id}/release", &Release),
      route("POST", holds + "/{id}/extend", &Extend),
  };
}

}  // namespace riff
