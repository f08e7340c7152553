#include "engine/store/activity_sql.h"

#include <algorithm>

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kAppend = {R"sql(
INSERT INTO activity (at, actor, action, subject, sku, before, after, why, run)
VALUES (:at, :actor, :action, :subject, :sku, :before, :after, :why, :run))sql"};

#define RIFF_ACTIVITY_COLUMNS "sequence, at, actor, action, subject, sku, before, after, why, run FROM activity "

constexpr Sql kList = {"SELECT " RIFF_ACTIVITY_COLUMNS "WHERE sequence > :after ORDER BY sequence LIMIT :limit",
                       "iittttttti"};
constexpr Sql kListOf = {"SELECT " RIFF_ACTIVITY_COLUMNS
                         "WHERE sku = :sku AND sku <> '' AND sequence > :after ORDER BY sequence LIMIT :limit",
                         "iittttttti"};
constexpr Sql kNewest = {"SELECT " RIFF_ACTIVITY_COLUMNS "ORDER BY sequence DESC LIMIT :limit", "iittttttti"};
constexpr Sql kNewestOf = {
    "SELECT " RIFF_ACTIVITY_COLUMNS "WHERE sku = :sku AND sku <> '' ORDER BY sequence DESC LIMIT :limit", "iittttttti"};

#undef RIFF_ACTIVITY_COLUMNS

Result<Activity> ReadActivity(Query& query) {
  Activity entry;
  entry.sequence = query.Integer();
  entry.at = query.Time();
  entry.actor = query.Text();
  entry.action = query.Text();
  entry.subject = query.Text();
  entry.sku = query.IdText<Sku>();
  entry.before = query.Text();
  entry.after = query.Text();
  entry.why = query.Text();
  entry.run = RunId(query.Integer());
  return entry;
}

}  // namespace

Result<void> SqlActivityTable::Append(const Activity& entry) {
  Query query(session_, kAppend);
  query.Bind("at", entry.at)
      .Bind("actor", entry.actor)
      .Bind("action", entry.action)
      .Bind("subject", entry.subject)
      .Bind("sku", entry.sku)
      .Bind("before", entry.before)
      .Bind("after", entry.after)
      .Bind("why", entry.why)
      .Bind("run", entry.run);
  return query.Run();
}

Result<std::vector<Activity>> SqlActivityTable::List(const Sku& sku, std::int64_t after, std::size_t limit) {
  Query query(session_, sku.empty() ? kList : kListOf);
  query.Bind("after", after).Bind("limit", limit);
  if (!sku.empty()) {
    query.Bind("sku", sku);
  }
  return ReadRows<Activity>(query, ReadActivity);
}

Result<std::vector<Activity>> SqlActivityTable::Newest(const Sku& sku, std::size_t limit) {
  Query query(session_, sku.empty() ? kNewest : kNewestOf);
  query.Bind("limit", limit);
  if (!sku.empty()) {
    query.Bind("sku", sku);
  }
  RIFF_TRY(std::vector<Activity> entries, ReadRows<Activity>(query, ReadActivity));
  std::reverse(entries.begin(), entries.end());
  return entries;
}

}  // namespace riff
