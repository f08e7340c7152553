#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/secret.h"

namespace riff {

// Raw bytes in, lower-case hex out.
std::string Sha256Hex(std::string_view bytes);
std::string Sha1Hex(std::string_view bytes);
std::string HmacSha256Hex(const Secret& key, std::string_view bytes);

// HMAC-SHA-256 as raw 32 bytes.
std::string HmacSha256(const Secret& key, std::string_view bytes);

std::string Base64Encode(std::string_view bytes);
Result<std::string> Base64Decode(std::string_view text);  // kInvalid on a bad character or length.

// Compares without telling by its time where the texts differ.
bool EqualInConstantTime(std::string_view a, std::string_view b);

// Verifies an ECDSA signature (DER) made over SHA-1 or SHA-256 of `bytes` with a PEM public key. A bad signature is
// `false`; a key or signature that cannot be read is kInvalid.
enum class SignatureDigest { kSha1, kSha256 };
Result<bool> VerifyEcdsa(std::string_view public_key_pem, SignatureDigest digest, std::string_view bytes,
                         std::string_view signature_der);

// AES-256-GCM under a key derived (HKDF-SHA-256) from `key`: how a rotating token is kept in the store without being
// kept in plain text. Open refuses (kUnauthorized) a text sealed under another key or altered. Every Seal differs.
std::string Seal(const Secret& key, const Secret& plain);
Result<Secret> Open(const Secret& key, std::string_view sealed);

}  // namespace riff
