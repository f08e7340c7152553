#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/http/call_book.h"
#include "engine/model/channel.h"
#include "engine/port/store.h"

namespace riff {

// One channel's calls, counted in the store: a small transaction a block. Spans that ended more than two days ago are
// dropped as it goes. Opens a session of its own at the first call. The database outlives it. One thread at a time.
class StoredCallBook final : public CallBook {
 public:
  StoredCallBook(Database& database, Channel channel) : database_(database), channel_(channel) {}

  Result<int> SetAside(const std::string& resource, const CountedCalls& span, int limit) override;
  void GiveBack(const std::string& resource, const CountedCalls& span) override;
  Result<std::vector<CountedCalls>> EndingAfter(const std::string& resource, Timestamp at) override;

 private:
  Result<Store*> Session();

  Database& database_;
  const Channel channel_;
  std::unique_ptr<Store> store_;
};

}  // namespace riff
