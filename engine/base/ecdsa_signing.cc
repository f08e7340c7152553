#include "engine/base/ecdsa_signing.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "engine/base/check.h"

namespace riff {

struct EcdsaKeyPair::Key {
  explicit Key(EVP_PKEY* made) : pkey(made) {}
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key() { EVP_PKEY_free(pkey); }
  EVP_PKEY* pkey;
};

EcdsaKeyPair::EcdsaKeyPair() : key_(std::make_unique<Key>(EVP_EC_gen("P-256"))) {
  RIFF_CHECK(key_->pkey != nullptr, "OpenSSL makes a key on P-256");
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
  RIFF_CHECK(out != nullptr && PEM_write_bio_PUBKEY(out.get(), key_->pkey) == 1, "a public key can be written as PEM");
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  public_key_pem_.assign(text, static_cast<std::size_t>(size));
}

EcdsaKeyPair::~EcdsaKeyPair() = default;

std::string EcdsaKeyPair::Sign(SignatureDigest digest, std::string_view bytes) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const EVP_MD* const over = digest == SignatureDigest::kSha1 ? EVP_sha1() : EVP_sha256();
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t size = 0;
  const bool begun = context != nullptr && EVP_DigestSignInit(context.get(), nullptr, over, nullptr, key_->pkey) == 1 &&
                     EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) == 1;
  RIFF_CHECK(begun, "a key of one's own signs");
  std::string der(size, '\0');
  const bool done =
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size, data, bytes.size()) == 1;
  RIFF_CHECK(done, "a key of one's own signs");
  der.resize(size);
  return der;
}

}  // namespace riff
