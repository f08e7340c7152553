#include "engine/store/sql_store.h"

#include <utility>

namespace riff {

SqlStore::SqlStore(std::unique_ptr<Session> session)
    : session_(std::move(session)),
      products_(*session_),
      listings_(*session_),
      links_(*session_),
      counterparts_(*session_),
      ledger_(*session_),
      orders_(*session_),
      outbox_(*session_),
      channels_(*session_),
      runs_(*session_),
      todos_(*session_),
      activity_(*session_),
      settings_(*session_),
      facts_(*session_),
      webhooks_(*session_),
      quotas_(*session_),
      holds_(*session_),
      clock_(*session_),
      transaction_{products_, listings_, links_,    counterparts_, ledger_,   orders_, outbox_, channels_, runs_,
                   todos_,    activity_, settings_, facts_,        webhooks_, quotas_, holds_,  clock_} {}

Result<void> SqlStore::Transact(const std::function<Result<void>(Transaction&)>& body) {
  return session_->Run(TransactionMode::kWrite, [this, &body] { return body(transaction_); });
}

Result<void> SqlStore::Read(const std::function<Result<void>(Transaction&)>& body) {
  return session_->Run(TransactionMode::kRead, [this, &body] { return body(transaction_); });
}

}  // namespace riff
