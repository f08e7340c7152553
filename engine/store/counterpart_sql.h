#pragma once

#include "engine/port/counterpart_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlCounterpartTable final : public CounterpartTable {
 public:
  explicit SqlCounterpartTable(Session& session) : session_(session) {}

  Result<void> Save(const Counterpart& counterpart) override;
  Result<std::optional<Counterpart>> OfProduction(const ListingKey& production) override;
  Result<std::optional<Counterpart>> OfSandbox(const ListingKey& sandbox) override;
  Result<std::int64_t> CountOf(Platform platform) override;

 private:
  Session& session_;
};

}  // namespace riff
