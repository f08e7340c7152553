#pragma once

#include <string>
#include <vector>

#include "connectors/http/call_book.h"
#include "connectors/http/rate_rules.h"

namespace riff {

// One class's calls, counted in the book by short spans of time, so that its windows can be filled again after a
// restart. A span is a tenth of the shortest window, 5 s at least. Blocks grow while a span goes on: a lone call sets
// one aside, a thousand take some ten turns. The book outlives it. One thread.
class CountedRate {
 public:
  CountedRate(std::string resource, const std::vector<RateWindow>& rules, CallBook& book);
  ~CountedRate();
  CountedRate(const CountedRate&) = delete;
  CountedRate& operator=(const CountedRate&) = delete;

  // Counts calls that are about to be made. An error is the book's, and they must not be made.
  Result<void> Count(int calls, Timestamp now);

  // What earlier transports counted in the last `longest`, each at the latest moment it can have been made; nothing in
  // the future.
  Result<std::vector<CountedCalls>> Earlier(Duration longest, Timestamp now);

 private:
  void GiveBack();

  const std::string resource_;
  Duration length_{0};  // Of a span; zero: no windows, nothing to count.
  CallBook& book_;
  CountedCalls span_;
  int left_ = 0;
};

}  // namespace riff
