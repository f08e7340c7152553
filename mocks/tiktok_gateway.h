#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/time.h"
#include "engine/net/http_server.h"
#include "mocks/credentials.h"
#include "mocks/faults.h"
#include "mocks/tiktok_answers.h"
#include "mocks/wire_request.h"

// What stands before every TikTok call: signature, clock and tokens (platform sheet, sections 1 and 2).
namespace riff::sim {

// The signature of a request as the platform computes it: path, then name and value of every query pair but `sign` and
// `access_token`, decoded and sorted, then the raw body unless it is multipart, all between two copies of the secret;
// HMAC-SHA-256 under the secret, lower-case hex. In the query '+' is a blank.
std::string SignTiktokRequest(const ServerRequest& request, const std::string& app_secret);

// app_key, timestamp (300 s old to 30 s ahead) and sign, in that order.
std::optional<TiktokReply> CheckTiktokSignature(const ServerRequest& request, const QueryPairs& query,
                                                const Credentials& credentials, Timestamp now);

// The seller's one authorization: a pair of tokens that a refresh replaces as a whole.
class TiktokTokens {
 public:
  // The first pair is the credentials' own, and lives from `now`. Declares the knobs "access_token_seconds" and
  // "refresh_token_seconds", which count for the pairs given out from then on.
  TiktokTokens(const Credentials& credentials, Faults& faults, Timestamp now);

  TiktokReply Get(const QueryPairs& query, Timestamp now);      // By an auth code, each of which works once.
  TiktokReply Refresh(const QueryPairs& query, Timestamp now);  // The old pair is dead from here on.

  // Nothing when the token may be used: 105002 for one that is missing, has expired or was replaced, 36009004 for one
  // that was never given out here.
  std::optional<TiktokReply> Check(std::string_view token, Timestamp now) const;

  Timestamp refresh_expires_at() const { return refresh_expires_at_; }

 private:
  std::optional<TiktokReply> CheckApp(const QueryPairs& query, std::string_view grant) const;
  void SetLives(Timestamp now);
  TiktokReply NewPair(Timestamp now);

  const Credentials& credentials_;
  Faults& faults_;
  std::string access_;
  std::string refresh_;
  Timestamp access_expires_at_;
  Timestamp refresh_expires_at_;
  std::set<std::string, std::less<>> retired_;
  std::set<std::string> codes_used_;
  std::int64_t pairs_ = 0;
};

}  // namespace riff::sim
