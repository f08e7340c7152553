#include "mocks/tiktok_gateway.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/json/json.h"
#include "engine/base/digest.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kOldestSeconds = 300;
constexpr std::int64_t kAheadSeconds = 30;

// How scopes are spelled is not told anywhere: two ways, by the knob "scope_names".
struct TiktokScope {
  std::string_view dotted;
  std::string_view plain;
  bool writes;
};
constexpr std::array kScopes = {
    TiktokScope{"seller.authorization.info", "AUTHORIZATION_READ", false},
    TiktokScope{"seller.product.basic", "PRODUCT_READ", false},
    TiktokScope{"seller.order.info", "ORDER_READ", false},
    TiktokScope{"seller.logistics", "LOGISTICS_READ", false},
    TiktokScope{"seller.product.write", "PRODUCT_WRITE", true},
    TiktokScope{"seller.product.delete", "PRODUCT_DELETE", true},
};

TiktokReply Refused(int code, std::string_view message) {
  return TiktokRefusal(code, message, kTiktokCredentialStatus);
}

std::optional<TiktokReply> CheckTimestamp(const std::string& text, Timestamp now) {
  const bool digits = text.size() == 10 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) {
    return Refused(36009004, "Invalid timestamp. The value of the `timestamp` query parameter must be 10 digits.");
  }
  const std::int64_t behind = TiktokSeconds(now) - std::stoll(text);
  if (behind > kOldestSeconds) {
    return Refused(36009004,
                   "Invalid timestamp. The value of the `timestamp` query parameter must not be earlier than 5 minutes "
                   "before the current time.");
  }
  if (-behind > kAheadSeconds) {
    return Refused(
        36009004,
        "Invalid timestamp. The value of the `timestamp` query parameter must not exceed the current time by "
        "more than 30 seconds.");
  }
  return std::nullopt;
}

}  // namespace

std::string SignTiktokRequest(const ServerRequest& request, const std::string& app_secret) {
  QueryPairs pairs = FormPairs(request.Query());
  std::erase_if(pairs, [](const auto& pair) { return pair.first == "sign" || pair.first == "access_token"; });
  std::ranges::sort(pairs);
  std::string base = app_secret + std::string(request.Path());
  for (const auto& [name, value] : pairs) {
    base += name + value;
  }
  if (MediaTypeOf(request) != "multipart/form-data") {
    base += request.body;
  }
  return HmacSha256Hex(Secret(app_secret), base + app_secret);
}

std::optional<TiktokReply> CheckTiktokSignature(const ServerRequest& request, const QueryPairs& query,
                                                const Credentials& credentials, Timestamp now) {
  if (ValueOf(query, "app_key") != credentials.Key("app_key")) {
    return TiktokRefusal(36009004, "Invalid credentials. Invalid `app_key` query parameter.", 400);
  }
  if (auto refused = CheckTimestamp(ValueOf(query, "timestamp"), now)) {
    return refused;
  }
  if (ValueOf(query, "sign").empty()) {
    return Refused(36009004, "Missing credentials. The request does not include a required signature in the query.");
  }
  if (!EqualInConstantTime(ValueOf(query, "sign"), SignTiktokRequest(request, credentials.Key("app_secret")))) {
    return Refused(106001, "Invalid credentials. The `sign` query parameter is invalid.");
  }
  return std::nullopt;
}

TiktokTokens::TiktokTokens(const Credentials& credentials, Faults& faults, Timestamp now)
    : credentials_(credentials),
      faults_(faults),
      access_(credentials.Key("access_token")),
      refresh_(credentials.Key("refresh_token")) {
  faults.Declare({"access_token_seconds", FaultSort::kKnob, "How long a new access token lives.", "604800"});
  faults.Declare({"refresh_token_seconds", FaultSort::kKnob, "How long a new refresh token lives.", "31536000"});
  SetLives(now);
}

void TiktokTokens::SetLives(Timestamp now) {
  access_expires_at_ = now + std::chrono::seconds(faults_.KnobNumber("access_token_seconds"));
  refresh_expires_at_ = now + std::chrono::seconds(faults_.KnobNumber("refresh_token_seconds"));
}

std::optional<TiktokReply> TiktokTokens::CheckApp(const QueryPairs& query, std::string_view grant) const {
  const bool known = ValueOf(query, "app_key") == credentials_.Key("app_key") &&
                     ValueOf(query, "app_secret") == credentials_.Key("app_secret");
  if (!known) {
    return TiktokRefusal(36009004, "Invalid credentials. Invalid `app_key` query parameter.", 400);
  }
  if (ValueOf(query, "grant_type") != grant) {
    return TiktokBadParameter();
  }
  return std::nullopt;
}

TiktokReply TiktokTokens::Get(const QueryPairs& query, Timestamp now) {
  if (auto refused = CheckApp(query, "authorized_code")) {
    return *std::move(refused);
  }
  const std::string code = ValueOf(query, "auth_code");
  if (code.empty() || code == "null" || !codes_used_.insert(code).second) {
    return Refused(36004004, "Invalid auth code.");
  }
  return NewPair(now);
}

TiktokReply TiktokTokens::Refresh(const QueryPairs& query, Timestamp now) {
  if (auto refused = CheckApp(query, "refresh_token")) {
    return *std::move(refused);
  }
  if (ValueOf(query, "refresh_token") != refresh_) {
    return Refused(36004005, "can not find related auth record");
  }
  if (refresh_expires_at_ <= now) {
    return Refused(36004001, "rt has expired");
  }
  return NewPair(now);
}

TiktokReply TiktokTokens::NewPair(Timestamp now) {
  retired_.insert(access_);
  ++pairs_;
  const std::string seed = credentials_.Key("app_secret") + std::to_string(pairs_);
  access_ = "TTP_" + Sha256Hex("access" + seed).substr(0, 40);
  refresh_ = "TTP_" + Sha256Hex("refresh" + seed).substr(0, 40);
  SetLives(now);
  JsonWriter json;
  json.BeginObject().Key("access_token").Text(access_).Key("access_token_expire_in");
  json.Integer(TiktokSeconds(access_expires_at_)).Key("refresh_token").Text(refresh_);
  json.Key("refresh_token_expire_in").Integer(TiktokSeconds(refresh_expires_at_));
  json.Key("open_id").Text("riff-open-id").Key("seller_name").Text("RIFF Music");
  json.Key("seller_base_region").Text("US").Key("user_type").Integer(0).Key("granted_scopes").BeginArray();
  for (const TiktokScope& scope : kScopes) {
    if (!scope.writes || credentials_.access == Access::kReadAndWrite) {
      json.Text(faults_.Knob("scope_names") == "dotted" ? scope.dotted : scope.plain);
    }
  }
  json.EndArray().EndObject();
  TiktokReply reply;
  reply.message = "success";
  reply.data = json.Take();
  return reply;
}

std::optional<TiktokReply> TiktokTokens::Check(std::string_view token, Timestamp now) const {
  if (token.empty() || retired_.contains(token) || (token == access_ && access_expires_at_ <= now)) {
    return Refused(105002, "Expired credentials. The `access_token` or `x-tts-access-token` header has expired.");
  }
  if (token != access_) {
    return Refused(36009004, "Invalid credentials. The `x-tts-access-token` header is invalid.");
  }
  return std::nullopt;
}

}  // namespace riff::sim
