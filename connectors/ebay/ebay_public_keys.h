#pragma once

#include <map>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_requests.h"
#include "connectors/http/oauth.h"
#include "connectors/http/transport.h"
#include "engine/base/clock.h"
#include "engine/base/digest.h"
#include "engine/base/error.h"

namespace riff::ebay {

// A key that eBay signs notifications with.
struct PublicKey {
  std::string pem;
  SignatureDigest digest = SignatureDigest::kSha1;
};

// Fetches keys by their id with the application's own token and keeps each for an hour, as eBay asks. An id comes from
// a header that nobody has verified yet, so that anybody can make us ask: what eBay does not know is remembered for the
// hour too, and in any hour at most kKeyFetchesMax keys are asked for. One thread at a time; `transport` and `clock`
// outlive it.
class PublicKeys {
 public:
  PublicKeys(const Config& config, Transport& transport, Clock& clock);

  // kNotFound: eBay has no such key, or the id cannot be one's. kUnavailable and kThrottled: it cannot be had now; this
  // is not remembered.
  Result<PublicKey> Get(const std::string& id);

 private:
  struct Kept {
    Result<PublicKey> key;
    Timestamp until;
  };

  Result<PublicKey> Fetch(const std::string& id);
  bool MayFetch(Timestamp now);

  Requests requests_;
  Transport& transport_;
  Clock& clock_;
  RefreshingToken token_;
  std::map<std::string, Kept> kept_;
  std::vector<Timestamp> fetched_at_;  // Within the last hour.
};

// eBay's day quota of 10,000 calls to this API is shared by all of them.
inline constexpr std::size_t kKeyFetchesMax = 60;

}  // namespace riff::ebay
