#pragma once

#include "engine/port/quota_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlQuotaTable final : public QuotaTable {
 public:
  explicit SqlQuotaTable(Session& session) : session_(session) {}

  Result<std::int64_t> SetAside(const QuotaKey& key, const QuotaSpan& span, std::int64_t limit) override;
  Result<void> GiveBack(const QuotaKey& key, const QuotaSpan& span) override;
  Result<std::vector<QuotaSpan>> EndingAfter(const QuotaKey& key, Timestamp at) override;
  Result<void> Forget(const QuotaKey& key, Timestamp at) override;

 private:
  Session& session_;
};

}  // namespace riff
