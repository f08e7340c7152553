#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/listing.h"
#include "mapping/match.h"

namespace riff {

// A product that a listing may be, how sure (0 … 1), and why, in words.
struct ProductCandidate {
  Sku product;
  double score = 0;
  std::string why;
};

// As to-do items keep it: "SG-61 (93 %): same words; same year 1961". The percentage is rounded down, so that 100 means
// certain; reading gives nothing for any other text.
std::string TextOf(const ProductCandidate& candidate);
std::optional<ProductCandidate> ParseProductCandidate(std::string_view text);

// All products, by what they are and by SKU.
class ProductCatalogue {
 public:
  void Add(const Product& product);
  void AddSku(const Sku& sku);  // Of a product that is known by nothing else yet.

  // The products whose SKU is this one, or this one spelled otherwise: letter case, blanks, separators.
  std::vector<Sku> SpelledAs(const Sku& sku) const;

  // True when a product's SKU is this one but for its spelling, or for the marks of channels and relistings.
  bool KnowsAlike(const Sku& sku) const;

  // The products that the listing may be, best first, those with a score below `least` left out.
  std::vector<ProductCandidate> Find(const Listing& listing, const ListingContent& content, double least) const;

 private:
  std::vector<Sku> MarkedAs(const Sku& sku) const;

  MatchCatalogue products_;
  std::vector<Sku> skus_;  // By place in `products_`.
  std::multimap<std::string, Sku> by_whole_;
  std::multimap<std::string, Sku> by_stem_;
  std::multimap<std::string, Sku> by_core_;  // Those with the mark of a relisting only.
};

}  // namespace riff
