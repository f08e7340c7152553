#include "tests/bench/raw_holds.h"

namespace riff::bench {

Result<std::unique_ptr<RawHolds>> RawHolds::Make(const std::string& path, int products) {
  std::unique_ptr<RawHolds> holds(new RawHolds());
  RIFF_TRY(holds->database_, RawDatabase::Open(path));
  RawDatabase& database = *holds->database_;
  RIFF_TRY(
      database.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                       "CREATE TABLE stock (product INTEGER PRIMARY KEY, available INTEGER NOT NULL);"
                       "CREATE TABLE holds (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, product INTEGER,"
                       " quantity INTEGER, deadline INTEGER);"
                       "CREATE TABLE moves (id INTEGER PRIMARY KEY, product INTEGER, quantity INTEGER, hold TEXT);"
                       "BEGIN"));
  RIFF_TRY(std::unique_ptr<RawStatement> add,
           RawStatement::Prepare(database, "INSERT INTO stock (product, available) VALUES (?, 1000000000)"));
  for (int product = 0; product < products; ++product) {
    RIFF_TRY(add->Bind(0, static_cast<std::int64_t>(product)).Run());
  }
  RIFF_TRY(database.Execute("COMMIT"));
  RIFF_TRY(holds->take_,
           RawStatement::Prepare(database,
                                 "UPDATE stock SET available = available - 1 WHERE product = ? AND available >= 1"));
  RIFF_TRY(holds->hold_,
           RawStatement::Prepare(database, "INSERT INTO holds (key, product, quantity, deadline) VALUES (?, ?, 1, 9)"));
  RIFF_TRY(holds->move_,
           RawStatement::Prepare(database, "INSERT INTO moves (product, quantity, hold) VALUES (?, 1, ?)"));
  return holds;
}

Result<void> RawHolds::PlaceOne(const Ticket& ticket) {
  const std::string key = "key-of-a-checkout-" + std::to_string(ticket.key);
  RIFF_TRY(take_->Bind(0, static_cast<std::int64_t>(ticket.product)).Run());
  RIFF_TRY(hold_->Bind(0, std::string_view(key)).Bind(1, static_cast<std::int64_t>(ticket.product)).Run());
  return move_->Bind(0, static_cast<std::int64_t>(ticket.product)).Bind(1, std::string_view(key)).Run();
}

Result<void> RawHolds::RunGroup(const std::vector<Ticket*>& group) {
  RIFF_TRY(database_->Execute("BEGIN IMMEDIATE"));
  for (const Ticket* ticket : group) {
    RIFF_TRY(PlaceOne(*ticket));
  }
  return database_->Execute("COMMIT");
}

Result<void> RawHolds::Place(int product, int key) {
  Ticket ticket{product, key, {}, false};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&ticket);
  while (!ticket.done) {
    if (busy_) {
      served_.wait(lock, [&] { return ticket.done || !busy_; });
      continue;
    }
    std::vector<Ticket*> group;
    group.swap(waiting_);
    busy_ = true;
    lock.unlock();
    const Result<void> done = RunGroup(group);
    lock.lock();
    busy_ = false;
    for (Ticket* served : group) {
      served->answer = done;
      served->done = true;
    }
    served_.notify_all();
  }
  return ticket.answer;
}

}  // namespace riff::bench
