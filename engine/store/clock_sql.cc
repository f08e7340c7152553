#include "engine/store/clock_sql.h"

#include <algorithm>

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kLast = {"SELECT now, boot, since_boot FROM store_clock WHERE one = 1", "iti"};

constexpr Sql kKeep = {R"sql(
INSERT INTO store_clock (one, now, boot, since_boot) VALUES (1, :now, :boot, :since_boot)
ON CONFLICT (one) DO UPDATE SET now = excluded.now, boot = excluded.boot, since_boot = excluded.since_boot)sql"};

struct Kept {
  Timestamp now;
  std::string boot;
  Duration since_boot{0};
};

Result<Kept> ReadKept(Query& query) {
  Kept kept;
  kept.now = query.Time();
  kept.boot = query.Text();
  kept.since_boot = Duration(query.Integer());
  return kept;
}

Timestamp TimeAt(const ClockReading& reading, const std::optional<Kept>& last) {
  if (!last.has_value()) {
    return reading.wall;
  }
  if (last->boot == reading.boot && !reading.boot.empty()) {
    return last->now + std::max(Duration(0), reading.since_boot - last->since_boot);
  }
  return std::max(last->now, reading.wall);
}

}  // namespace

Result<Timestamp> SqlClockTable::At(const ClockReading& reading) {
  Query query(session_, kLast);
  RIFF_TRY(const std::optional<Kept> last, ReadRow<Kept>(query, ReadKept));
  const Timestamp now = TimeAt(reading, last);
  // A reading that another process overtook must not be kept: the time between the two would count twice.
  const bool overtaken = last.has_value() && last->boot == reading.boot && reading.since_boot <= last->since_boot;
  if (!session_.reading() && !overtaken) {
    Query keep(session_, kKeep);
    keep.Bind("now", now).Bind("boot", reading.boot).Bind("since_boot", reading.since_boot.count());
    RIFF_TRY(keep.Run());
  }
  return now;
}

}  // namespace riff
