#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/model/ids.h"

namespace riff::vr {

// V&R keeps no SKU, so a listing of ours carries it in its external link:
// "https://stock.example.invalid/i/SG-61?v=4f1c…" where `v` is a digest of the write that made it. Buyers may see it,
// so it holds nothing secret. A second, shorter token at the end of the description ("[ref SG-61]") serves where the
// link was dropped.
struct Marker {
  Sku sku;
  std::string intent;  // Empty in a link that a person typed, and in the token.

  friend bool operator==(const Marker&, const Marker&) = default;
};

std::string LinkOf(const Marker& marker);

// Nothing when the link is not one of ours.
std::optional<Marker> ParseLink(std::string_view link);

// The intent of a write: the same over all its retries, because its key is.
std::string IntentOf(const IdempotencyKey& key);

// The description with the token at its end; one that is there already is replaced.
std::string WithToken(std::string_view description, const Sku& sku);

// The description without its token, and the token's SKU (empty: it has none).
struct TokenText {
  std::string description;
  Sku sku;
};
TokenText SplitToken(std::string_view description);

}  // namespace riff::vr
