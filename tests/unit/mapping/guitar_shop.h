#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapping/record.h"

namespace riff {

// A catalogue of one-off guitars and the listings that five platforms show of them, with every habit and mistake that
// makes them hard to tell: forged from a list of real guitars, the same for the same seed.
struct GuitarShop {
  std::vector<MatchRecord> products;
  std::vector<MatchRecord> listings;
  std::vector<std::size_t> product_of;  // By listing; the number of products for those that sell none of them.
};

struct ShopShape {
  std::size_t products = 1600;
  double twins = 0.20;      // Share of products that are another's twin but for year, finish, hand or serial number.
  double strangers = 0.10;  // Listings of no product, as a share of the products.
  std::uint64_t seed = 1;
};

// A guitar of the list, as `datasets/guitars.csv` has it.
struct ListedGuitar {
  std::string brand;
  std::string name;
  std::string year;
  std::vector<std::string> colours;
  double price = 0;
};

std::vector<ListedGuitar> ReadGuitars(const std::string& csv);

GuitarShop ForgeShop(const std::vector<ListedGuitar>& guitars, const ShopShape& shape);

}  // namespace riff
