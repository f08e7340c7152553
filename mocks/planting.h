#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/model/channel.h"
#include "engine/model/finding.h"
#include "mocks/catalog.h"
#include "mocks/market.h"

namespace riff::sim {

enum class Planting { kNone, kDefault };

// One disagreement that the simulated shop begins with, and the to-do item it should become.
struct Planted {
  std::string
      kind;  // "price_drift", "foreign_listing", "title_only", "ended_without_order", "duplicate", "quantity_conflict"
  Sku sku;   // Of the product; empty for a listing that is no product's.
  Channel channel;
  RemoteId remote;
  TodoType expect = TodoType::kPriceMismatch;
};

// The listings each channel begins with, before their faces have adopted them.
using Stalls = std::map<Channel, std::vector<MarketListing>>;

// The catalogue on the production channels its products name.
Stalls StallsOf(const Catalog& catalog);

// A disagreement put into the stalls: which listing carries it is known by its place, since it has no id yet.
struct PlantedAt {
  Planted planted;
  std::size_t place = 0;  // In the channel's stall.
};

// Puts two of each kind into the stalls, each on another channel and another product:
//   price_drift          the price is 15 % above the catalogue's on that channel only     → price_mismatch
//   foreign_listing      a listing without SKU that is none of the products               → new_on_channel
//   title_only           the product's listing lost its SKU, its title has other word order → match_review
//   ended_without_order  a unique product's listing was ended, its siblings are live      → ended_unexplained
//   duplicate            a second live listing with the product's SKU                     → duplicate_listing
//   quantity_conflict    a stocked product shows fewer units than everywhere else         → quantity_mismatch
// Takes only products that are listed on all five platforms; where too few are left, the rest is left out. The same
// catalogue and seed plant the same.
std::vector<PlantedAt> Plant(const Catalog& catalog, std::uint64_t seed, Stalls& stalls);

}  // namespace riff::sim
