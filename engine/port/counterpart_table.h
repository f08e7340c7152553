#pragma once

#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/listing.h"

namespace riff {

// The sandbox listing that stands for a production one. While it is being made, `sandbox.remote` is a pending id.
struct Counterpart {
  ListingKey production;
  ListingKey sandbox;
  Sku sku;
  Timestamp made_at;

  friend bool operator==(const Counterpart&, const Counterpart&) = default;
};

class CounterpartTable {
 public:
  virtual ~CounterpartTable() = default;

  // One a production listing, and one a sandbox listing; kConflict when either is taken by another.
  virtual Result<void> Save(const Counterpart& counterpart) = 0;
  virtual Result<std::optional<Counterpart>> OfProduction(const ListingKey& production) = 0;
  virtual Result<std::optional<Counterpart>> OfSandbox(const ListingKey& sandbox) = 0;
  virtual Result<std::int64_t> CountOf(Platform platform) = 0;
};

}  // namespace riff
