#include "engine/base/digest.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "engine/base/check.h"

namespace riff {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Leads every sealed text, so that another cipher can come later.
constexpr std::string_view kSealMark = "v1:";
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kKeyBytes = 32;

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* resource) const {
    kFree(resource);
  }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using PublicKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Derivation = std::unique_ptr<EVP_KDF, Freed<EVP_KDF_free>>;
using DerivationContext = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string Hex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::string Digest(const EVP_MD* kind, std::string_view bytes) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  RIFF_CHECK(EVP_Digest(bytes.data(), bytes.size(), Bytes(digest), &size, kind, nullptr) == 1,
             "a digest of bytes in memory cannot fail");
  digest.resize(size);
  return digest;
}

// 0 to 63, or nothing for a character that base 64 does not have.
std::optional<std::uint32_t> SixBits(char c) {
  const std::size_t place = kBase64.find(c);
  if (place == std::string_view::npos) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(place);
}

// The bytes between the two marks of a PEM text. Read here and not by OpenSSL, because eBay sends its keys on one line,
// which OpenSSL refuses.
Result<PublicKey> ReadPublicKey(std::string_view pem) {
  constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----";
  constexpr std::string_view kEnd = "-----END PUBLIC KEY-----";
  const std::size_t begin = pem.find(kBegin);
  const std::size_t end = pem.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + kBegin.size()) {
    return Fail(ErrorKind::kInvalid, "the public key is not a PEM text");
  }
  std::string base64;
  for (const char c : pem.substr(begin + kBegin.size(), end - begin - kBegin.size())) {
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
      base64 += c;
    }
  }
  const Result<std::string> der = Base64Decode(base64);
  if (!der) {
    return Fail(WithContext("the public key", der.error()));
  }
  const unsigned char* next = Bytes(std::string_view(*der));
  PublicKey key(d2i_PUBKEY(nullptr, &next, static_cast<long>(der->size())));
  ERR_clear_error();
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) {
    return Fail(ErrorKind::kInvalid, "the public key is not one of an elliptic curve");
  }
  return key;
}

bool IsSignature(std::string_view der) {
  const unsigned char* next = Bytes(der);
  const Signature signature(d2i_ECDSA_SIG(nullptr, &next, static_cast<long>(der.size())));
  ERR_clear_error();
  return signature != nullptr && next == Bytes(der) + der.size();
}

// A key of the cipher's length from a secret of any length. Wiped with the Secret it is in.
Secret SealingKey(const Secret& key) {
  const Derivation hkdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const DerivationContext context(EVP_KDF_CTX_new(hkdf.get()));
  RIFF_CHECK(context != nullptr, "OpenSSL has HKDF");
  std::string digest = "SHA256";
  std::string secret = key.Reveal();
  std::string purpose = "riff token sealing";
  const std::array<OSSL_PARAM, 4> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
      OSSL_PARAM_construct_end()};
  std::string derived(kKeyBytes, '\0');
  const int done = EVP_KDF_derive(context.get(), Bytes(derived), derived.size(), parameters.data());
  OPENSSL_cleanse(secret.data(), secret.size());
  RIFF_CHECK(done == 1, "a key can be derived from a secret that is not empty");
  return Secret(std::move(derived));
}

tl::unexpected<Error> NotOurSeal() {
  return Fail(ErrorKind::kUnauthorized, "a sealed text cannot be opened: it was altered, or sealed under another key");
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) { return Hex(Digest(EVP_sha256(), bytes)); }

std::string Sha1Hex(std::string_view bytes) { return Hex(Digest(EVP_sha1(), bytes)); }

std::string HmacSha256Hex(const Secret& key, std::string_view bytes) { return Hex(HmacSha256(key, bytes)); }

std::string HmacSha256(const Secret& key, std::string_view bytes) {
  std::string code(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  const std::string& secret = key.Reveal();
  RIFF_CHECK(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), Bytes(bytes), bytes.size(), Bytes(code),
                  &size) != nullptr,
             "an authentication code of bytes in memory cannot fail");
  code.resize(size);
  return code;
}

std::string Base64Encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= group.size() ? kBase64[bits >> (18 - 6 * k) & 63] : '=';
    }
  }
  return text;
}

Result<std::string> Base64Decode(std::string_view text) {
  if (text.size() % 4 != 0) {
    return Fail(ErrorKind::kInvalid, "not base 64: its length is not a multiple of four");
  }
  const std::size_t padding = text.ends_with("==") ? 2 : (text.ends_with('=') ? 1 : 0);
  const std::string_view digits = text.substr(0, text.size() - padding);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::optional<std::uint32_t> six = SixBits(digits[i]);
    if (!six) {
      return Fail(ErrorKind::kInvalid, fmt::format("not base 64: a bad character at {}", i));
    }
    bits = (bits << 6 | *six) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>(bits >> held & 0xff);
    }
  }
  // Two texts must not stand for the same bytes: what is left over is zero.
  if ((bits & ((1u << held) - 1)) != 0) {
    return Fail(ErrorKind::kInvalid, "not base 64: its last character holds bits of no byte");
  }
  return bytes;
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<bool> VerifyEcdsa(std::string_view public_key_pem, SignatureDigest digest, std::string_view bytes,
                         std::string_view signature_der) {
  RIFF_TRY(const PublicKey key, ReadPublicKey(public_key_pem));
  if (!IsSignature(signature_der)) {
    return Fail(ErrorKind::kInvalid, "the signature is not a DER pair of numbers");
  }
  const DigestContext context(EVP_MD_CTX_new());
  const EVP_MD* const kind = digest == SignatureDigest::kSha1 ? EVP_sha1() : EVP_sha256();
  RIFF_CHECK(EVP_DigestVerifyInit(context.get(), nullptr, kind, nullptr, key.get()) == 1,
             "an elliptic-curve key can verify");
  // Below zero means numbers out of the curve's range: no signature of this key either.
  const int verdict =
      EVP_DigestVerify(context.get(), Bytes(signature_der), signature_der.size(), Bytes(bytes), bytes.size());
  ERR_clear_error();
  return verdict == 1;
}

std::string Seal(const Secret& key, const Secret& plain) {
  const Secret sealing_key = SealingKey(key);
  const std::string& text = plain.Reveal();
  std::string sealed(kNonceBytes + text.size() + kTagBytes, '\0');
  unsigned char* const nonce = Bytes(sealed);
  unsigned char* const body = nonce + kNonceBytes;
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int written = 0;
  RIFF_CHECK(RAND_bytes(nonce, kNonceBytes) == 1, "the machine has entropy");
  RIFF_CHECK(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(std::string_view(sealing_key.Reveal())),
                                nonce) == 1,
             "OpenSSL has AES-256-GCM");
  RIFF_CHECK(EVP_EncryptUpdate(cipher.get(), body, &written, Bytes(std::string_view(text)),
                               static_cast<int>(text.size())) == 1 &&
                 EVP_EncryptFinal_ex(cipher.get(), body + written, &written) == 1 &&
                 EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, body + text.size()) == 1,
             "a text in memory can be encrypted");
  return std::string(kSealMark) + Base64Encode(sealed);
}

Result<Secret> Open(const Secret& key, std::string_view sealed) {
  if (!sealed.starts_with(kSealMark)) {
    return NotOurSeal();
  }
  Result<std::string> decoded = Base64Decode(sealed.substr(kSealMark.size()));
  if (!decoded || decoded->size() < kNonceBytes + kTagBytes) {
    return NotOurSeal();
  }
  const Secret sealing_key = SealingKey(key);
  const std::size_t size = decoded->size() - kNonceBytes - kTagBytes;
  unsigned char* const nonce = Bytes(*decoded);
  unsigned char* const body = nonce + kNonceBytes;
  std::string plain(size, '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int written = 0;
  const bool opened = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                                         Bytes(std::string_view(sealing_key.Reveal())), nonce) == 1 &&
                      EVP_DecryptUpdate(cipher.get(), Bytes(plain), &written, body, static_cast<int>(size)) == 1 &&
                      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, body + size) == 1 &&
                      EVP_DecryptFinal_ex(cipher.get(), Bytes(plain) + written, &written) == 1;
  Secret result(std::move(plain));
  ERR_clear_error();
  if (!opened) {
    return NotOurSeal();
  }
  return result;
}

}  // namespace riff
