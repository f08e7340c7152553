#include "engine/store/run_sql.h"

#include <algorithm>
#include <limits>

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

constexpr Sql kBegin = {R"sql(
INSERT INTO runs (command, status, started_at, ended_at, changes_planned, changes_asked, changes_refused, changes_held,
  todo_opened, todo_closed, todo_open)
VALUES (:command, 'running', :started_at, NULL, 0, 0, 0, 0, 0, 0, 0) RETURNING id)sql",
                        "i"};

constexpr Sql kSave = {R"sql(
UPDATE runs SET command = :command, status = :status, started_at = :started_at, ended_at = :ended_at,
  changes_planned = :planned, changes_asked = :asked, changes_refused = :refused, changes_held = :held,
  todo_opened = :opened, todo_closed = :closed, todo_open = :open WHERE id = :id)sql"};

constexpr Sql kForgetChannels = {"DELETE FROM run_channels WHERE run = :run"};

constexpr Sql kSaveChannel = {R"sql(
INSERT INTO run_channels (run, position, channel, read_status, read_listings, read_orders, read_requests,
  push_accepted, push_confirmed, push_later, push_ambiguous, push_rejected, push_requests, error)
VALUES (:run, :position, :channel, :read_status, :read_listings, :read_orders, :read_requests,
  :push_accepted, :push_confirmed, :push_later, :push_ambiguous, :push_rejected, :push_requests, :error))sql"};

#define RIFF_RUN_COLUMNS                                                                                       \
  "id, command, status, started_at, ended_at, changes_planned, changes_asked, changes_refused, changes_held, " \
  "todo_opened, todo_closed, todo_open FROM runs "

constexpr Sql kFind = {"SELECT " RIFF_RUN_COLUMNS "WHERE id = :id", "ittiiiiiiiii"};
constexpr Sql kList = {"SELECT " RIFF_RUN_COLUMNS "WHERE id < :before ORDER BY id DESC LIMIT :limit", "ittiiiiiiiii"};

#undef RIFF_RUN_COLUMNS

constexpr Sql kChannels = {R"sql(
SELECT channel, read_status, read_listings, read_orders, read_requests, push_accepted, push_confirmed, push_later,
  push_ambiguous, push_rejected, push_requests, error FROM run_channels WHERE run = :run ORDER BY position)sql",
                           "ttiiiiiiiiit"};

constexpr Sql kAbort = {R"sql(
UPDATE runs SET status = 'aborted', ended_at = :at WHERE status = 'running' AND id <> :except
AND NOT EXISTS (SELECT 1 FROM leases WHERE owner = 'run ' || runs.id AND until_at > :at) RETURNING id)sql",
                        "i"};

constexpr Sql kAcquire = {R"sql(
INSERT INTO leases (name, owner, until_at) VALUES (:name, :owner, :until)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_at = excluded.until_at
WHERE leases.owner = excluded.owner OR leases.until_at <= :now)sql"};

constexpr Sql kRelease = {"DELETE FROM leases WHERE name = :name AND owner = :owner"};

Result<RunReport> ReadRunReport(Query& query) {
  RunReport report;
  report.run = RunId(query.Integer());
  report.command = query.Text();
  RIFF_TRY(report.status, StoredRunStatus(query.Text()));
  report.started_at = query.Time();
  report.ended_at = query.OptionalTime();
  report.changes.planned = query.Integer();
  report.changes.asked = query.Integer();
  report.changes.refused = query.Integer();
  report.changes.held = query.Integer();
  report.todo.opened = query.Integer();
  report.todo.closed = query.Integer();
  report.todo.open = query.Integer();
  return report;
}

Result<ChannelReport> ReadChannelReport(Query& query) {
  ChannelReport report;
  RIFF_TRY(report.channel, query.ChannelWord());
  RIFF_TRY(report.read.status, StoredReadStatus(query.Text()));
  report.read.listings = query.Integer();
  report.read.orders = query.Integer();
  report.read.requests = query.Integer();
  report.push.accepted = query.Integer();
  report.push.confirmed = query.Integer();
  report.push.later = query.Integer();
  report.push.ambiguous = query.Integer();
  report.push.rejected = query.Integer();
  report.push.requests = query.Integer();
  report.error = query.Text();
  return report;
}

Result<void> SaveChannel(Session& session, RunId run, std::size_t position, const ChannelReport& report) {
  Query query(session, kSaveChannel);
  query.Bind("run", run)
      .Bind("position", position)
      .Bind("channel", report.channel)
      .Bind("read_status", ToString(report.read.status))
      .Bind("read_listings", report.read.listings)
      .Bind("read_orders", report.read.orders)
      .Bind("read_requests", report.read.requests)
      .Bind("push_accepted", report.push.accepted)
      .Bind("push_confirmed", report.push.confirmed)
      .Bind("push_later", report.push.later)
      .Bind("push_ambiguous", report.push.ambiguous)
      .Bind("push_rejected", report.push.rejected)
      .Bind("push_requests", report.push.requests)
      .Bind("error", report.error);
  return query.Run();
}

}  // namespace

Result<RunId> SqlRunTable::Begin(const std::string& command, Timestamp at) {
  Query query(session_, kBegin);
  query.Bind("command", command).Bind("started_at", at);
  RIFF_TRY(const std::int64_t id, ReadNumber(query));
  return RunId(id);
}

Result<void> SqlRunTable::Save(const RunReport& report) {
  Query query(session_, kSave);
  query.Bind("command", report.command)
      .Bind("status", ToString(report.status))
      .Bind("started_at", report.started_at)
      .Bind("ended_at", report.ended_at)
      .Bind("planned", report.changes.planned)
      .Bind("asked", report.changes.asked)
      .Bind("refused", report.changes.refused)
      .Bind("held", report.changes.held)
      .Bind("opened", report.todo.opened)
      .Bind("closed", report.todo.closed)
      .Bind("open", report.todo.open)
      .Bind("id", report.run);
  RIFF_TRY(const std::int64_t saved, query.RunCounted());
  if (saved == 0) {
    return Fail(ErrorKind::kNotFound, "no run " + std::to_string(report.run.number()));
  }
  Query forget(session_, kForgetChannels);
  forget.Bind("run", report.run);
  RIFF_TRY(forget.Run());
  for (std::size_t i = 0; i < report.channels.size(); ++i) {
    RIFF_TRY(SaveChannel(session_, report.run, i, report.channels[i]));
  }
  return {};
}

Result<void> SqlRunTable::FillChannels(RunReport& report) {
  Query query(session_, kChannels);
  query.Bind("run", report.run);
  RIFF_TRY(report.channels, ReadRows<ChannelReport>(query, ReadChannelReport));
  return {};
}

Result<std::optional<RunReport>> SqlRunTable::Find(RunId id) {
  Query query(session_, kFind);
  query.Bind("id", id);
  RIFF_TRY(std::optional<RunReport> report, ReadRow<RunReport>(query, ReadRunReport));
  if (report.has_value()) {
    RIFF_TRY(FillChannels(*report));
  }
  return report;
}

Result<std::vector<RunReport>> SqlRunTable::List(std::optional<RunId> before, std::size_t limit) {
  constexpr std::int64_t kAfterAll = std::numeric_limits<std::int64_t>::max();
  Query query(session_, kList);
  query.Bind("before", before.value_or(RunId(kAfterAll))).Bind("limit", limit);
  RIFF_TRY(std::vector<RunReport> reports, ReadRows<RunReport>(query, ReadRunReport));
  for (RunReport& report : reports) {
    RIFF_TRY(FillChannels(report));
  }
  return reports;
}

Result<std::vector<RunId>> SqlRunTable::AbortUnfinished(RunId except, Timestamp at) {
  Query query(session_, kAbort);
  query.Bind("at", at).Bind("except", except);
  RIFF_TRY(std::vector<RunId> aborted,
           ReadRows<RunId>(query, [](Query& row) -> Result<RunId> { return RunId(row.Integer()); }));
  std::sort(aborted.begin(), aborted.end());
  return aborted;
}

Result<bool> SqlRunTable::AcquireLease(const std::string& name, const std::string& owner, Timestamp now,
                                       Timestamp until) {
  Query query(session_, kAcquire);
  query.Bind("name", name).Bind("owner", owner).Bind("until", until).Bind("now", now);
  RIFF_TRY(const std::int64_t acquired, query.RunCounted());
  return acquired == 1;
}

Result<void> SqlRunTable::ReleaseLease(const std::string& name, const std::string& owner) {
  Query query(session_, kRelease);
  query.Bind("name", name).Bind("owner", owner);
  return query.Run();
}

}  // namespace riff
