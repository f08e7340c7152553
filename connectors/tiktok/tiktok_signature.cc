#include "connectors/tiktok/tiktok_signature.h"

#include <algorithm>

#include "engine/base/digest.h"

namespace riff::tiktok {

std::string Sign(const Secret& app_secret, const SignedParts& parts) {
  QueryPairs pairs = parts.query;
  std::erase_if(pairs, [](const auto& pair) { return pair.first == "sign" || pair.first == "access_token"; });
  std::ranges::sort(pairs);
  std::string text = app_secret.Reveal() + parts.path;
  for (const auto& [key, value] : pairs) {
    text += key + value;
  }
  if (!parts.content_type.starts_with("multipart/form-data")) {
    text += parts.body;
  }
  const Secret base(text + app_secret.Reveal());  // Wiped when done: it holds the secret twice.
  return HmacSha256Hex(app_secret, base.Reveal());
}

bool VerifySignature(const Secret& app_secret, const SignedParts& parts, std::string_view sign) {
  return EqualInConstantTime(Sign(app_secret, parts), sign);
}

}  // namespace riff::tiktok
