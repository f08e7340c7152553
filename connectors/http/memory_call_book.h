#pragma once

#include <map>
#include <string>
#include <vector>

#include "connectors/http/call_book.h"

namespace riff {

// A book that forgets with its own end. One thread.
class MemoryCallBook final : public CallBook {
 public:
  Result<int> SetAside(const std::string& resource, const CountedCalls& span, int limit) override;
  void GiveBack(const std::string& resource, const CountedCalls& span) override;
  Result<std::vector<CountedCalls>> EndingAfter(const std::string& resource, Timestamp at) override;

 private:
  std::map<std::string, std::map<Timestamp, CountedCalls>> spans_;  // By resource and beginning.
};

}  // namespace riff
