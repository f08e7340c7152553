#pragma once

#include "engine/port/hold_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlHoldTable final : public HoldTable {
 public:
  explicit SqlHoldTable(Session& session) : session_(session) {}

  Result<void> Insert(const Hold& hold) override;
  Result<std::optional<Hold>> Find(const HoldId& id) override;
  Result<bool> Update(const Hold& hold, HoldState from) override;
  Result<std::vector<Hold>> Overdue(Timestamp now, std::size_t limit) override;
  Result<std::vector<Hold>> OverdueOf(const Sku& sku, World world, Timestamp now, std::size_t limit) override;
  Result<std::vector<Hold>> List(std::optional<HoldState> state, const HoldId& before, std::size_t limit) override;
  Result<std::int64_t> CountActive() override;

 private:
  Session& session_;
};

}  // namespace riff
