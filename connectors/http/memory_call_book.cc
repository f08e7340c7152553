#include "connectors/http/memory_call_book.h"

#include <algorithm>

namespace riff {

Result<int> MemoryCallBook::SetAside(const std::string& resource, const CountedCalls& span, int limit) {
  CountedCalls& kept = spans_[resource].try_emplace(span.from, CountedCalls{span.from, span.to, 0}).first->second;
  const int granted = std::clamp(limit - kept.calls, 0, std::max(0, span.calls));
  kept.calls += granted;
  return granted;
}

void MemoryCallBook::GiveBack(const std::string& resource, const CountedCalls& span) {
  const auto of_resource = spans_.find(resource);
  if (of_resource == spans_.end()) {
    return;
  }
  const auto kept = of_resource->second.find(span.from);
  if (kept != of_resource->second.end()) {
    kept->second.calls = std::max(0, kept->second.calls - span.calls);
  }
}

Result<std::vector<CountedCalls>> MemoryCallBook::EndingAfter(const std::string& resource, Timestamp at) {
  std::vector<CountedCalls> spans;
  for (const auto& [from, span] : spans_[resource]) {
    if (span.to > at) {
      spans.push_back(span);
    }
  }
  return spans;
}

}  // namespace riff
