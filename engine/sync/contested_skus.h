#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/model/listing.h"

namespace riff {

// SKUs that stand on several listings of one channel, spelled otherwise on each ("SG-61", "sg-61"): which of them is
// the product's, a person says. Kept as digests, because a first read may bring a million; should two of those ever
// collide, a person is asked once too often.
class ContestedSkus {
 public:
  void Count(const Listing& listing);
  void Settle();  // After the last Count, before the first Has.
  bool Has(const Listing& listing) const;

 private:
  std::vector<std::pair<std::size_t, std::size_t>> rows_;  // The digest of channel and spelling, and the SKU's own.
  std::vector<std::size_t> contested_;                     // Ascending.
};

}  // namespace riff
