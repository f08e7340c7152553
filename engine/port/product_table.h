#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/product.h"

namespace riff {

class ProductTable {
 public:
  virtual ~ProductTable() = default;

  // Inserts, or replaces all but `created_at`.
  virtual Result<void> Save(const Product& product) = 0;
  virtual Result<std::optional<Product>> Find(const Sku& sku) = 0;

  // By SKU, those after `after`, at most `limit`; `text` (when not empty) must be part of SKU or title, whatever its
  // case.
  virtual Result<std::vector<Product>> List(const Sku& after, const std::string& text, std::size_t limit) = 0;
  virtual Result<std::int64_t> Count() = 0;

  // The products whose facts may no longer agree: what a plan looks at. Marking twice is marking once.
  virtual Result<void> MarkDirty(const Sku& sku) = 0;
  virtual Result<void> MarkAllDirty() = 0;
  virtual Result<void> ClearDirty(const Sku& sku) = 0;
  virtual Result<std::vector<Sku>> ListDirty(const Sku& after, std::size_t limit) = 0;
};

}  // namespace riff
