#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/port/store.h"

namespace riff {

// Store sessions for the server's threads: each request has one of its own while it is answered, and there are never
// more than requests answered at once. Thread-safe. The database outlives it, and it outlives what it lends.
class StoreSessions {
 public:
  explicit StoreSessions(Database& database) : database_(database) {}
  StoreSessions(const StoreSessions&) = delete;
  StoreSessions& operator=(const StoreSessions&) = delete;

  // A session, given back when the loan ends.
  class Loan {
   public:
    Loan(StoreSessions& owner, std::unique_ptr<Store> store) : owner_(&owner), store_(std::move(store)) {}
    Loan(Loan&&) = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    Store& store() { return *store_; }

   private:
    StoreSessions* owner_;
    std::unique_ptr<Store> store_;
  };

  // kUnavailable when no session can be opened.
  Result<Loan> Borrow();

 private:
  Database& database_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Store>> idle_;
};

}  // namespace riff
