#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "engine/model/product_facts.h"
#include "engine/plan/policy.h"

namespace riff::bench {

// A shop in hybrid testing: each product is listed on two production channels and three sandboxes, and everything
// agrees with everything. The same number gives the same product in every catalogue.
inline constexpr std::size_t kListingsPerProduct = 5;
inline constexpr std::array<Channel, kListingsPerProduct> kChannels = {
    Channel{Platform::kEbay, Environment::kProduction}, Channel{Platform::kReverb, Environment::kProduction},
    Channel{Platform::kEbay, Environment::kSandbox}, Channel{Platform::kReverb, Environment::kSandbox},
    Channel{Platform::kShopify, Environment::kSandbox}};

// Now, for the whole program: the catalogue was read a minute ago and last changed a month ago.
Timestamp CatalogueTime();

Sku SkuOf(std::size_t product);
Quantity UnitsOf(std::size_t product);  // One in three is a single guitar, the others are stocked.

// Everything the engine knows of one product, as the store would tell it.
ProductFacts FactsOf(std::size_t product);

PlanPolicy CataloguePolicy();

}  // namespace riff::bench
