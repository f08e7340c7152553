#pragma once

#include <memory>

#include "engine/port/store.h"
#include "engine/store/activity_sql.h"
#include "engine/store/channel_sql.h"
#include "engine/store/clock_sql.h"
#include "engine/store/counterpart_sql.h"
#include "engine/store/facts_sql.h"
#include "engine/store/hold_sql.h"
#include "engine/store/ledger_sql.h"
#include "engine/store/link_sql.h"
#include "engine/store/listing_sql.h"
#include "engine/store/order_sql.h"
#include "engine/store/outbox_sql.h"
#include "engine/store/product_sql.h"
#include "engine/store/quota_sql.h"
#include "engine/store/run_sql.h"
#include "engine/store/setting_sql.h"
#include "engine/store/todo_sql.h"
#include "engine/store/webhook_sql.h"

namespace riff {

// All tables over one session.
class SqlStore final : public Store {
 public:
  explicit SqlStore(std::unique_ptr<Session> session);

  Result<void> Transact(const std::function<Result<void>(Transaction&)>& body) override;
  Result<void> Read(const std::function<Result<void>(Transaction&)>& body) override;

 private:
  std::unique_ptr<Session> session_;
  SqlProductTable products_;
  SqlListingTable listings_;
  SqlLinkTable links_;
  SqlCounterpartTable counterparts_;
  SqlLedgerTable ledger_;
  SqlOrderTable orders_;
  SqlOutboxTable outbox_;
  SqlChannelTable channels_;
  SqlRunTable runs_;
  SqlTodoTable todos_;
  SqlActivityTable activity_;
  SqlSettingTable settings_;
  SqlFactsTable facts_;
  SqlWebhookTable webhooks_;
  SqlQuotaTable quotas_;
  SqlHoldTable holds_;
  SqlClockTable clock_;
  Transaction transaction_;
};

}  // namespace riff
