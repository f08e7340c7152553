#pragma once

#include "engine/port/activity_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlActivityTable final : public ActivityTable {
 public:
  explicit SqlActivityTable(Session& session) : session_(session) {}

  Result<void> Append(const Activity& entry) override;
  Result<std::vector<Activity>> List(const Sku& sku, std::int64_t after, std::size_t limit) override;
  Result<std::vector<Activity>> Newest(const Sku& sku, std::size_t limit) override;

 private:
  Session& session_;
};

}  // namespace riff
