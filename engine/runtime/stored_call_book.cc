#include "engine/runtime/stored_call_book.h"

#include <utility>

namespace riff {
namespace {

constexpr Duration kKept = std::chrono::hours(48);  // Longer than any platform's day.

QuotaSpan ToStored(const CountedCalls& span) { return {.from = span.from, .to = span.to, .calls = span.calls}; }

}  // namespace

Result<int> StoredCallBook::SetAside(const std::string& resource, const CountedCalls& span, int limit) {
  RIFF_TRY(Store* const store, Session());
  const QuotaKey key{channel_, resource};
  std::int64_t granted = 0;
  RIFF_TRY(store->Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(granted, tx.quotas.SetAside(key, ToStored(span), limit));
    return tx.quotas.Forget(key, span.from - kKept);
  }));
  return static_cast<int>(granted);
}

void StoredCallBook::GiveBack(const std::string& resource, const CountedCalls& span) {
  const Result<Store*> store = Session();
  if (store.has_value()) {
    // What stays counted is lost to that span and to nothing else.
    (void)(*store)->Transact(
        [&](Transaction& tx) { return tx.quotas.GiveBack(QuotaKey{channel_, resource}, ToStored(span)); });
  }
}

Result<std::vector<CountedCalls>> StoredCallBook::EndingAfter(const std::string& resource, Timestamp at) {
  RIFF_TRY(Store* const store, Session());
  std::vector<CountedCalls> spans;
  RIFF_TRY(store->Read([&](Transaction& tx) -> Result<void> {
    spans.clear();
    RIFF_TRY(const std::vector<QuotaSpan> stored, tx.quotas.EndingAfter(QuotaKey{channel_, resource}, at));
    for (const QuotaSpan& span : stored) {
      spans.push_back({.from = span.from, .to = span.to, .calls = static_cast<int>(span.calls)});
    }
    return {};
  }));
  return spans;
}

Result<Store*> StoredCallBook::Session() {
  if (store_ == nullptr) {
    RIFF_TRY(store_, database_.Open());
  }
  return store_.get();
}

}  // namespace riff
