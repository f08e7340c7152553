#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/money.h"
#include "engine/base/time.h"
#include "engine/model/ids.h"

namespace riff {

// One guitar, or a box of strings.
enum class ProductKind { kUnique, kStocked };
std::string_view ToString(ProductKind kind);  // "unique", "stocked"
Result<ProductKind> ParseProductKind(std::string_view text);

// The condition of the thing itself; each platform's words for it are in `mapping`.
enum class Condition {
  kUnknown,
  kNew,
  kBStock,
  kMint,
  kExcellent,
  kVeryGood,
  kGood,
  kFair,
  kPoor,
  kNonFunctioning,
};
std::string_view ToString(Condition condition);  // "unknown", "new", "b_stock", "mint", "excellent", "very_good", …
Result<Condition> ParseCondition(std::string_view text);

// What a listing says to a buyer. Texts are UTF-8 as the channel gave them; the description may be HTML and is hostile.
struct ListingContent {
  std::string title;
  std::string description;
  std::string brand;
  std::string model;
  std::string year;  // As shown: "1964", "1960s", or empty.
  std::string finish;
  Condition condition = Condition::kUnknown;
  std::string category;  // The platform's own category id or path, as text.
  std::vector<std::string> image_urls;

  friend bool operator==(const ListingContent&, const ListingContent&) = default;
};

// The digest by which two contents are "the same" for a listing: the title with its white space folded. The other
// fields come back altered from most platforms (HTML cleaned, categories renamed) and so cannot be compared.
ContentDigest DigestOf(const ListingContent& content);

// A title of at most `characters_max` characters (not bytes): cut at the last whole word that fits, or inside the word
// when the first one alone is too long.
std::string FitTitle(std::string_view title, std::size_t characters_max);

// A thing we can sell.
struct Product {
  Sku sku;
  ProductKind kind = ProductKind::kUnique;
  ListingContent content;
  std::optional<Money> price;  // The base price; a channel shows it × its price factor.
  Timestamp created_at;
  Timestamp changed_at;

  friend bool operator==(const Product&, const Product&) = default;
};

}  // namespace riff
