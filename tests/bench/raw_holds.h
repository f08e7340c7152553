#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/bench/raw_sqlite.h"

namespace riff::bench {

// The least that a durable hold takes with SQLite: one conditional decrement, one hold row with a unique key and one
// ledger row, committed (synchronous=FULL) before the answer, all that wait in one transaction. No log, no rules, no
// names: the floor.
class RawHolds {
 public:
  // Makes the tables with `products` products of plenty each.
  static Result<std::unique_ptr<RawHolds>> Make(const std::string& path, int products);

  // One hold of one unit. From many threads.
  Result<void> Place(int product, int key);

 private:
  struct Ticket {
    int product;
    int key;
    Result<void> answer;
    bool done = false;
  };

  RawHolds() = default;
  Result<void> PlaceOne(const Ticket& ticket);
  Result<void> RunGroup(const std::vector<Ticket*>& group);

  std::unique_ptr<RawDatabase> database_;
  std::unique_ptr<RawStatement> take_;
  std::unique_ptr<RawStatement> hold_;
  std::unique_ptr<RawStatement> move_;
  std::mutex mutex_;
  std::condition_variable served_;
  std::vector<Ticket*> waiting_;
  bool busy_ = false;
};

}  // namespace riff::bench
