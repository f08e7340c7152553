#pragma once

#include <string>
#include <string_view>

#include "connectors/http/url.h"
#include "engine/base/secret.h"

namespace riff::tiktok {

// What a signature covers.
struct SignedParts {
  std::string path;                               // Without host and query, as on the wire.
  QueryPairs query;                               // Decoded. `sign` and `access_token` are left out of the signature.
  std::string body;                               // The very bytes that are sent; empty for none.
  std::string content_type = "application/json";  // A multipart body is not signed.
};

// hex(HMAC-SHA256(secret, secret + path + sorted key-value pairs + body + secret)), lower case.
std::string Sign(const Secret& app_secret, const SignedParts& parts);

// True when `sign` is exactly that; compared in constant time.
bool VerifySignature(const Secret& app_secret, const SignedParts& parts, std::string_view sign);

}  // namespace riff::tiktok
