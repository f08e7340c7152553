#pragma once

#include <functional>
#include <optional>

#include "engine/base/error.h"
#include "engine/model/product_facts.h"

namespace riff {

enum class FactsScope { kDirty, kAll };

class FactsTable {
 public:
  virtual ~FactsTable() = default;

  // One product's; nothing when there is no such product.
  virtual Result<std::optional<ProductFacts>> Of(const Sku& sku) = 0;

  // Streams them in SKU order from after `after`, at most `limit` products, so that memory stays flat whatever the
  // catalogue holds. `visit` may stop it with an error; the facts are valid during the call only. Product content
  // beyond the title is left empty (Find it when a create or content write needs it).
  virtual Result<Sku> ForEach(FactsScope scope, const Sku& after, std::size_t limit,
                              const std::function<Result<void>(const ProductFacts&)>& visit) = 0;
};

}  // namespace riff
