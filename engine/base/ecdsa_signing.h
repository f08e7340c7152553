#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/digest.h"

namespace riff {

// A fresh ECDSA key pair on P-256, for whoever stands in for a platform that signs. Never the same twice.
class EcdsaKeyPair {
 public:
  EcdsaKeyPair();
  ~EcdsaKeyPair();
  EcdsaKeyPair(const EcdsaKeyPair&) = delete;
  EcdsaKeyPair& operator=(const EcdsaKeyPair&) = delete;

  const std::string& public_key_pem() const { return public_key_pem_; }

  // A signature (DER) over the digest of `bytes`, which VerifyEcdsa accepts with the public key.
  std::string Sign(SignatureDigest digest, std::string_view bytes) const;

 private:
  struct Key;
  std::unique_ptr<Key> key_;
  std::string public_key_pem_;
};

}  // namespace riff
