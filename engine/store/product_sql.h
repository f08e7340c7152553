#pragma once

#include "engine/port/product_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlProductTable final : public ProductTable {
 public:
  explicit SqlProductTable(Session& session) : session_(session) {}

  Result<void> Save(const Product& product) override;
  Result<std::optional<Product>> Find(const Sku& sku) override;
  Result<std::vector<Product>> List(const Sku& after, const std::string& text, std::size_t limit) override;
  Result<std::int64_t> Count() override;
  Result<void> MarkDirty(const Sku& sku) override;
  Result<void> MarkAllDirty() override;
  Result<void> ClearDirty(const Sku& sku) override;
  Result<std::vector<Sku>> ListDirty(const Sku& after, std::size_t limit) override;

 private:
  Session& session_;
};

}  // namespace riff
