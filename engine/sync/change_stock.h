#pragma once

#include <string>

#include "engine/port/store.h"
#include "engine/sync/edit_product.h"

namespace riff {

// A change of stock by a person. `key` makes it one of its own: the same key again changes nothing.
struct StockChange {
  Sku sku;
  World world = World::kReal;
  Quantity units;
  std::string key;
  std::string note;  // Why, for people.
};

// Units that came in. What was oversold is paid first. kInvalid unless `units` is above zero (and for a second unit of
// a unique product); kNotFound without the product. Answers what is available then.
Result<Quantity> ReceiveStock(Transaction& tx, const StockChange& change, const Actor& actor);

// A correction, up or down. kConflict when less would be left than nothing; kInvalid for zero.
Result<Quantity> AdjustStock(Transaction& tx, const StockChange& change, const Actor& actor);

// Units sold over the counter: gone at once, and from every channel with the next push. kConflict when there are not so
// many (insufficient_stock): nothing is sold.
Result<Quantity> SellOverCounter(Transaction& tx, const StockChange& change, const Actor& actor);

// Balances that are not the fold of their movements are brought to it. The movements are the truth and stay; says how
// many balances were wrong.
Result<std::int64_t> RebuildBalances(Transaction& tx, const Actor& actor);

}  // namespace riff
