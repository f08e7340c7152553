#pragma once

#include "engine/port/facts_table.h"
#include "engine/store/session.h"

namespace riff {

// Two cursors in the order of the SKUs, merged row by row: products with all that is one a product, listings with the
// id of their open write. Only a listing that has one costs a search of its own.
class SqlFactsTable final : public FactsTable {
 public:
  explicit SqlFactsTable(Session& session) : session_(session) {}

  // The content is left empty here too, but for the title.
  Result<std::optional<ProductFacts>> Of(const Sku& sku) override;

  // Answers the last SKU visited, from where the next call goes on; an empty one when there was none to visit.
  Result<Sku> ForEach(FactsScope scope, const Sku& after, std::size_t limit,
                      const std::function<Result<void>(const ProductFacts&)>& visit) override;

 private:
  Session& session_;
};

}  // namespace riff
