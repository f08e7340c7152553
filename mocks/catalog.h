#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/channel.h"
#include "engine/model/product.h"
#include "mocks/market.h"

namespace riff::sim {

// One thing the simulated shop sells, and where it is listed. content.category is one of the catalogue's own words (see
// Face::Adopt).
struct CatalogProduct {
  Sku sku;
  ListingContent content;
  Money price;
  StockKind stock = StockKind::kOneOfAKind;
  Quantity available{1};
  std::vector<Platform> platforms;  // On their production channels; sandboxes begin empty.
};
using Catalog = std::vector<CatalogProduct>;

// A music shop's catalogue: about three of four products one of a kind (used instruments, amplifiers, pedals), the rest
// stocked (strings, cables, new pedals; 2 to 30 of each). SKUs count up ("GTR-000123"), titles are unique and fit in 80
// characters, prices are whole dollars (V&R knows no cents). All are listed on all five platforms. The same size and
// seed give the same catalogue on every machine.
Catalog GenerateCatalog(std::size_t products, std::uint64_t seed);

// A catalogue from CSV with the columns
// sku,title,brand,model,year,finish,condition,price,currency,quantity,description, platforms (in any order; `category`
// may be there too). `platforms` is "ebay|reverb|…", empty for all. A product with one unit in a used condition is one
// of a kind. kInvalid when anything is wrong, with one line a fault ("row 3, column price: …", rows counted from 1
// under the header), at most 20 of them.
Result<Catalog> ParseCatalog(std::string_view csv);

// The listing of a product on a platform, before its face has adopted it: V&R shows one piece, and so does Reverb in
// any condition that cannot hold stock.
MarketListing ListingOf(const CatalogProduct& product, Platform platform);

// Whether Reverb lets a listing in this condition hold more than one unit.
bool HoldsStockOnReverb(Condition condition);

}  // namespace riff::sim
