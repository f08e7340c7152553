#include "engine/store/quota_sql.h"

#include <algorithm>

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kCalls = {
    "SELECT calls FROM call_quotas WHERE channel = :channel AND resource = :resource AND span_from = :span_from", "i"};
constexpr Sql kAdd = {R"sql(
INSERT INTO call_quotas (channel, resource, span_from, span_to, calls)
VALUES (:channel, :resource, :span_from, :span_to, :calls)
ON CONFLICT (channel, resource, span_from) DO UPDATE SET calls = call_quotas.calls + excluded.calls)sql"};
constexpr Sql kGiveBack = {R"sql(
UPDATE call_quotas SET calls = CASE WHEN calls > :calls THEN calls - :calls ELSE 0 END
WHERE channel = :channel AND resource = :resource AND span_from = :span_from)sql"};
constexpr Sql kEndingAfter = {
    "SELECT span_from, span_to, calls FROM call_quotas WHERE channel = :channel AND resource = :resource "
    "AND span_to > :at ORDER BY span_from",
    "iii"};
constexpr Sql kForget = {"DELETE FROM call_quotas WHERE channel = :channel AND resource = :resource AND span_to < :at"};

Query& BindKey(Query& query, const QuotaKey& key) {
  return query.Bind("channel", key.channel).Bind("resource", key.resource);
}

}  // namespace

Result<std::int64_t> SqlQuotaTable::SetAside(const QuotaKey& key, const QuotaSpan& span, std::int64_t limit) {
  std::optional<std::int64_t> so_far;
  {
    Query query(session_, kCalls);
    BindKey(query, key).Bind("span_from", span.from);
    RIFF_TRY(so_far, ReadRow<std::int64_t>(query, [](Query& row) -> Result<std::int64_t> { return row.Integer(); }));
  }
  const std::int64_t room = std::max<std::int64_t>(0, limit - so_far.value_or(0));
  const std::int64_t granted = std::clamp<std::int64_t>(span.calls, 0, room);
  if (granted == 0) {
    return granted;
  }
  Query query(session_, kAdd);
  BindKey(query, key).Bind("span_from", span.from).Bind("span_to", span.to).Bind("calls", granted);
  RIFF_TRY(query.Run());
  return granted;
}

Result<void> SqlQuotaTable::GiveBack(const QuotaKey& key, const QuotaSpan& span) {
  Query query(session_, kGiveBack);
  BindKey(query, key).Bind("span_from", span.from).Bind("calls", span.calls);
  return query.Run();
}

Result<std::vector<QuotaSpan>> SqlQuotaTable::EndingAfter(const QuotaKey& key, Timestamp at) {
  Query query(session_, kEndingAfter);
  BindKey(query, key).Bind("at", at);
  return ReadRows<QuotaSpan>(query, [](Query& row) -> Result<QuotaSpan> {
    QuotaSpan span;
    span.from = row.Time();
    span.to = row.Time();
    span.calls = row.Integer();
    return span;
  });
}

Result<void> SqlQuotaTable::Forget(const QuotaKey& key, Timestamp at) {
  Query query(session_, kForget);
  BindKey(query, key).Bind("at", at);
  return query.Run();
}

}  // namespace riff
