#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/outcome.h"
#include "connectors/http/transport.h"
#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "connectors/tiktok/tiktok_config.h"
#include "connectors/tiktok/tiktok_errors.h"
#include "connectors/tiktok/tiktok_tokens.h"
#include "engine/base/clock.h"

namespace riff::tiktok {

// One request to be signed and sent.
struct TiktokCall {
  std::string_view operation;
  HttpMethod method = HttpMethod::kGet;
  std::string path;
  QueryPairs query;  // Decoded, without what every call carries.
  std::string body;
  RequestEffect effect = RequestEffect::kRead;
  std::string content_type = "application/json";  // The signature leaves out a multipart body.
};

// What came back. `code` is the envelope's, also beside an error, so that a caller may know better what one means; -1
// where there was no envelope.
struct TiktokReply {
  std::int64_t code = -1;
  Result<JsonDocument> document;
  std::optional<Timestamp> server_time;
  GatewayRefusal refusal = GatewayRefusal::kNone;

  // "$.data" of a success, which must be there; or the error.
  Result<JsonValue> data() const;
};

// The envelope decides, whatever the HTTP status (only 429 and 5xx speak for themselves). An answer without one is
// kInvalid for a read and kAmbiguous for a write; a status never says kNotFound, because it speaks of the path.
TiktokReply DecodeReply(const TiktokCall& call, const HttpResponse& response);

// Signs and sends for one shop. One attempt a call, but for two refusals by the gateway that certainly did nothing: an
// old token is renewed and a wrong clock set right, once, and the call is sent again.
// The time in a signature is `clock`'s, put right by the Date header of the last answer: the platform refuses what is
// 31 seconds ahead. `transport`, `clock` and the vault outlive it. One thread.
class TiktokWire {
 public:
  TiktokWire(Channel channel, Config config, Transport& transport, Clock& clock, TokenVault& vault);

  TiktokReply Call(const TiktokCall& call);
  std::vector<TiktokReply> CallAll(std::span<const TiktokCall> calls);

  // The platform's time, as far as it is known.
  Timestamp Now() const { return clock_.Now() + clock_offset_; }
  const Config& config() const { return config_; }
  const TiktokTokens& tokens() const { return tokens_; }

 private:
  HttpRequest RequestOf(const TiktokCall& call, const Secret& token) const;
  std::vector<TiktokReply> SendOnce(std::span<const TiktokCall> calls, const Result<Secret>& token);
  void LearnTime(const TiktokReply& reply);

  Config config_;
  Transport& transport_;
  Clock& clock_;
  TiktokTokens tokens_;
  Duration clock_offset_{0};
};

}  // namespace riff::tiktok
