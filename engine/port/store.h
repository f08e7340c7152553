#pragma once

#include <functional>
#include <memory>

#include "engine/base/error.h"
#include "engine/port/tables.h"

namespace riff {

// The tables as one transaction sees them. Valid inside the body only.
struct Transaction {
  ProductTable& products;
  ListingTable& listings;
  LinkTable& links;
  CounterpartTable& counterparts;
  LedgerTable& ledger;
  OrderTable& orders;
  OutboxTable& outbox;
  ChannelTable& channels;
  RunTable& runs;
  TodoTable& todos;
  ActivityTable& activity;
  SettingTable& settings;
  FactsTable& facts;
  WebhookTable& webhooks;
  QuotaTable& quotas;
  HoldTable& holds;
  ClockTable& clock;
};

// One session with the database, used by one thread at a time. Errors: kUnavailable when the database cannot be
// reached, is full or stays busy (nothing was done); kAmbiguous when the connection died at the commit; kInvalid when a
// stored row does not read back as what was written; and whatever the body returned.
class Store {
 public:
  virtual ~Store() = default;

  // Runs `body` in one transaction that may write; commits when it succeeds, rolls back and returns its error when not.
  // The body may run again on a conflict, so it touches only what it is given. No network inside.
  virtual Result<void> Transact(const std::function<Result<void>(Transaction&)>& body) = 0;

  // The same on one snapshot, for reading only: it waits for no writer and blocks none.
  virtual Result<void> Read(const std::function<Result<void>(Transaction&)>& body) = 0;
};

// Where sessions come from. Thread-safe.
class Database {
 public:
  virtual ~Database() = default;
  virtual Result<std::unique_ptr<Store>> Open() = 0;
};

}  // namespace riff
