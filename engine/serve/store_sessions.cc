#include "engine/serve/store_sessions.h"

namespace riff {

StoreSessions::Loan::~Loan() {
  if (store_ != nullptr) {
    const std::lock_guard lock(owner_->mutex_);
    owner_->idle_.push_back(std::move(store_));
  }
}

Result<StoreSessions::Loan> StoreSessions::Borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Loan loan(*this, std::move(idle_.back()));
      idle_.pop_back();
      return loan;
    }
  }
  RIFF_TRY(std::unique_ptr<Store> store, database_.Open());
  return Loan(*this, std::move(store));
}

}  // namespace riff
