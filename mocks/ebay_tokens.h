#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/time.h"
#include "engine/net/http_server.h"
#include "mocks/credentials.h"

namespace riff::sim {

// What a call needs of its token.
enum class EbayArea { kInventory, kFulfillment, kAccount, kFeed, kNotification, kTrading, kApplication };
// kReport: changes nothing of the account, and still wants the scope that may write (the feeds' tasks).
enum class EbayGrant { kReading, kWriting, kReport };

// eBay's OAuth of one account. A token is worth 7200 s of the clock and only in the environment it was minted in. The
// seller's consent covers the read-only scopes and the application's own; the writing ones too where the credentials
// may write.
class EbayTokens {
 public:
  explicit EbayTokens(const Credentials& credentials);

  // POST /identity/v1/oauth2/token: refresh_token (a subset of the consent's scopes, or all of them) and
  // client_credentials (the application's own scope only). Failures have OAuth's shape, not eBay's envelope.
  ServerResponse Mint(const ServerRequest& request, Timestamp now);

  enum class Verdict { kGood, kUnknown, kNoScope };  // kUnknown: none, never minted here, or expired.
  Verdict Check(std::string_view token, EbayArea area, EbayGrant grant, Timestamp now) const;

  // Whose token it is: the older calls tell an expired one from an unknown one, and want a seller's.
  enum class Holder { kNobody, kExpired, kApplication, kUser };
  Holder HolderOf(std::string_view token, Timestamp now) const;

 private:
  using Scopes = std::set<std::string>;
  struct Token {
    Timestamp expires_at;
    Scopes scopes;
    Holder holder = Holder::kUser;
  };

  bool KnowsClient(const ServerRequest& request) const;
  ServerResponse Give(Scopes scopes, std::string_view type, Timestamp now);

  const Credentials& credentials_;
  Scopes consented_;
  std::map<std::string, Token, std::less<>> tokens_;
  std::int64_t minted_ = 0;
};

}  // namespace riff::sim
