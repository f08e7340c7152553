#include "connectors/ebay/ebay_public_keys.h"

#include <algorithm>
#include <utility>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_codec.h"
#include "connectors/http/outcome.h"
#include "connectors/json/json.h"

namespace riff::ebay {
namespace {

constexpr Duration kKeyKept = std::chrono::hours(1);

bool CanBeAnId(std::string_view id) {
  constexpr std::size_t kCharactersMax = 64;
  return !id.empty() && id.size() <= kCharactersMax && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

// Whatever kept the key from us, the notification can be sent again.
Error NotNow(Error error) {
  if (error.kind != ErrorKind::kThrottled) {
    error.kind = ErrorKind::kUnavailable;
  }
  return WithContext("eBay's key for notifications", std::move(error));
}

Result<PublicKey> KeyOf(const JsonValue& answer) {
  // A pair of numbers in the shape of a signature: it fits no text, but only a key that can be read says so.
  constexpr std::string_view kAnySignature("\x30\x06\x02\x01\x01\x02\x01\x01", 8);
  PublicKey key;
  RIFF_TRY(key.pem, answer.Text("key"));
  RIFF_TRY(const std::string algorithm, answer.Text("algorithm"));
  RIFF_TRY(const std::string digest, answer.Text("digest"));
  if (algorithm != "ECDSA" || (digest != "SHA1" && digest != "SHA256")) {
    return Fail(ErrorKind::kInvalid, "it is of a kind that is not known");
  }
  key.digest = digest == "SHA1" ? SignatureDigest::kSha1 : SignatureDigest::kSha256;
  RIFF_TRY(VerifyEcdsa(key.pem, key.digest, "", kAnySignature));
  return key;
}

}  // namespace

PublicKeys::PublicKeys(const Config& config, Transport& transport, Clock& clock)
    : requests_(config), transport_(transport), clock_(clock), token_(ApplicationGrant(config), transport, clock) {}

Result<PublicKey> PublicKeys::Get(const std::string& id) {
  if (!CanBeAnId(id)) {
    return Fail(ErrorKind::kNotFound, "not the id of a key");
  }
  const Timestamp now = clock_.Now();
  std::erase_if(kept_, [now](const auto& entry) { return entry.second.until <= now; });
  if (const auto found = kept_.find(id); found != kept_.end()) {
    return found->second.key;
  }
  if (!MayFetch(now)) {
    return Fail(ErrorKind::kUnavailable, "too many keys were asked for within the hour");
  }
  Result<PublicKey> key = Fetch(id);
  if (key.has_value() || key.error().kind == ErrorKind::kNotFound) {
    kept_.emplace(id, Kept{key, now + kKeyKept});
  }
  return key;
}

bool PublicKeys::MayFetch(Timestamp now) {
  std::erase_if(fetched_at_, [now](Timestamp at) { return at + kKeyKept <= now; });
  if (fetched_at_.size() >= kKeyFetchesMax) {
    return false;
  }
  fetched_at_.push_back(now);
  return true;
}

Result<PublicKey> PublicKeys::Fetch(const std::string& id) {
  Result<Secret> token = token_.Token();
  if (!token.has_value()) {
    return Fail(NotNow(std::move(token).error()));
  }
  HttpRequest request = requests_.PublicKey(id);
  request.headers.push_back({"Authorization", "Bearer " + token->Reveal()});
  Result<HttpResponse> answer = Send(transport_, request);
  if (!answer.has_value()) {
    return Fail(NotNow(std::move(answer).error()));
  }
  if (RefusedToken(*answer)) {
    token_.Expire();  // The next delivery of the notification brings a new one.
  }
  if (answer->status == 404 || answer->status == 400) {
    return Fail(ErrorKind::kNotFound, "eBay has no key of that id");
  }
  Result<JsonDocument> document = ReadAnswer("public key", answer);
  if (!document.has_value()) {
    return Fail(NotNow(std::move(document).error()));
  }
  Result<PublicKey> key = KeyOf(document->root());
  if (!key.has_value()) {
    return Fail(NotNow(std::move(key).error()));
  }
  return key;
}

}  // namespace riff::ebay
