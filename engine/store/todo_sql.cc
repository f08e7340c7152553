#include "engine/store/todo_sql.h"

#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

constexpr Sql kInsert = {R"sql(
INSERT INTO todo_items (fingerprint, type, severity, severity_rank, channel, remote, sku, title, observed, intended,
  suggested, facts, candidates, status, owner, first_seen_at, last_seen_at, seen, first_run, last_run, snoozed_until,
  resolution)
VALUES (:fingerprint, :type, :severity, :severity_rank, :channel, :remote, :sku, :title, :observed, :intended,
  :suggested, :facts, :candidates, :status, :owner, :first_seen_at, :last_seen_at, :seen, :first_run, :last_run,
  :snoozed_until, :resolution)
ON CONFLICT (fingerprint) DO NOTHING RETURNING id)sql",
                         "i"};

constexpr Sql kReplace = {R"sql(
UPDATE todo_items SET fingerprint = :fingerprint, type = :type, severity = :severity, severity_rank = :severity_rank,
  channel = :channel, remote = :remote, sku = :sku, title = :title, observed = :observed, intended = :intended,
  suggested = :suggested, facts = :facts, candidates = :candidates, status = :status, owner = :owner,
  first_seen_at = :first_seen_at, last_seen_at = :last_seen_at, seen = :seen, first_run = :first_run,
  last_run = :last_run, snoozed_until = :snoozed_until, resolution = :resolution WHERE id = :id)sql"};

#define RIFF_TODO_COLUMNS                                                                                            \
  "id, fingerprint, type, severity, channel, remote, sku, title, observed, intended, suggested, facts, candidates, " \
  "status, owner, first_seen_at, last_seen_at, seen, first_run, last_run, snoozed_until, resolution FROM todo_items "
#define RIFF_TODO_LETTERS "ittttttttttttttiiiiiit"
// An unset field of the filter is bound as ''.
#define RIFF_TODO_FILTER                                                                                             \
  "WHERE (:status = '' OR status = :status) AND (:type = '' OR type = :type) "                                       \
  "AND (:severity = '' OR severity = :severity) AND (:channel = '' OR channel = :channel) "                          \
  "AND (:sku = '' OR sku = :sku) AND (:owner = '' OR owner = :owner) "                                               \
  "AND (:text = '' OR instr(riff_fold(title), riff_fold(:text)) > 0 OR instr(riff_fold(sku), riff_fold(:text)) > 0 " \
  "OR instr(riff_fold(observed), riff_fold(:text)) > 0) "

constexpr Sql kFind = {"SELECT " RIFF_TODO_COLUMNS "WHERE id = :id", RIFF_TODO_LETTERS};
constexpr Sql kFindByFingerprint = {"SELECT " RIFF_TODO_COLUMNS "WHERE fingerprint = :fingerprint", RIFF_TODO_LETTERS};
constexpr Sql kList = {"SELECT " RIFF_TODO_COLUMNS RIFF_TODO_FILTER
                       "ORDER BY severity_rank, first_seen_at, id LIMIT :limit OFFSET :offset",
                       RIFF_TODO_LETTERS};
constexpr Sql kCount = {"SELECT count(*) FROM todo_items " RIFF_TODO_FILTER, "i"};
constexpr Sql kOpenOfProduct = {"SELECT " RIFF_TODO_COLUMNS
                                "WHERE sku = :sku AND status IN ('open', 'snoozed') "
                                "ORDER BY severity_rank, first_seen_at, id",
                                RIFF_TODO_LETTERS};
constexpr Sql kOpenNotSeenIn = {"SELECT " RIFF_TODO_COLUMNS
                                "WHERE last_run < :run AND status IN ('open', 'snoozed') ORDER BY id LIMIT :limit",
                                RIFF_TODO_LETTERS};

#undef RIFF_TODO_COLUMNS
#undef RIFF_TODO_LETTERS
#undef RIFF_TODO_FILTER

constexpr Sql kAppendEvent = {
    "INSERT INTO todo_events (todo, at, actor, action, note) VALUES (:todo, :at, :actor, :action, :note)"};
constexpr Sql kEvents = {"SELECT todo, at, actor, action, note FROM todo_events WHERE todo = :todo ORDER BY sequence",
                         "iittt"};

void BindItem(Query& query, const TodoItem& item) {
  const Finding& finding = item.finding;
  query.Bind("fingerprint", item.fingerprint)
      .Bind("type", ToString(finding.type))
      .Bind("severity", ToString(finding.severity))
      .Bind("severity_rank", static_cast<int>(finding.severity))
      .Bind("channel", finding.channel ? std::optional(std::string(WordOf(*finding.channel))) : std::nullopt)
      .Bind("remote", finding.remote ? std::optional(finding.remote->text()) : std::nullopt)
      .Bind("sku", finding.sku)
      .Bind("title", finding.title)
      .Bind("observed", finding.observed)
      .Bind("intended", finding.intended)
      .Bind("suggested", finding.suggested)
      .Bind("facts", finding.facts)
      .Bind("candidates", JoinTexts(finding.candidates))
      .Bind("status", ToString(item.status))
      .Bind("owner", item.owner)
      .Bind("first_seen_at", item.first_seen_at)
      .Bind("last_seen_at", item.last_seen_at)
      .Bind("seen", item.seen)
      .Bind("first_run", item.first_run)
      .Bind("last_run", item.last_run)
      .Bind("snoozed_until", item.snoozed_until)
      .Bind("resolution", item.resolution);
}

Result<std::optional<Channel>> ReadChannel(Query& query) {
  if (query.NextIsNull()) {
    query.OptionalText();
    return std::nullopt;
  }
  return query.ChannelWord();
}

Result<TodoItem> ReadItem(Query& query) {
  TodoItem item;
  Finding& finding = item.finding;
  item.id = TodoId(query.Integer());
  item.fingerprint = query.IdText<Fingerprint>();
  RIFF_TRY(finding.type, ParseTodoType(query.Text()));
  RIFF_TRY(finding.severity, ParseSeverity(query.Text()));
  RIFF_TRY(finding.channel, ReadChannel(query));
  std::optional<std::string> remote = query.OptionalText();
  finding.remote = remote ? std::optional(RemoteId(*std::move(remote))) : std::nullopt;
  finding.sku = query.IdText<Sku>();
  finding.title = query.Text();
  finding.observed = query.Text();
  finding.intended = query.Text();
  finding.suggested = query.Text();
  finding.facts = query.Text();
  RIFF_TRY(finding.candidates, SplitTexts(query.Text()));
  RIFF_TRY(item.status, ParseTodoStatus(query.Text()));
  item.owner = query.Text();
  item.first_seen_at = query.Time();
  item.last_seen_at = query.Time();
  item.seen = query.SmallInteger();
  item.first_run = RunId(query.Integer());
  item.last_run = RunId(query.Integer());
  item.snoozed_until = query.OptionalTime();
  item.resolution = query.Text();
  return item;
}

void BindFilter(Query& query, const TodoFilter& filter) {
  query.Bind("status", filter.status ? ToString(*filter.status) : std::string_view())
      .Bind("type", filter.type ? ToString(*filter.type) : std::string_view())
      .Bind("severity", filter.severity ? ToString(*filter.severity) : std::string_view())
      .Bind("channel", filter.channel ? WordOf(*filter.channel) : std::string_view())
      .Bind("sku", filter.sku.value_or(Sku()))
      .Bind("owner", filter.owner)
      .Bind("text", filter.text);
}

}  // namespace

Result<TodoId> SqlTodoTable::Save(const TodoItem& item) {
  RIFF_TRY(const std::optional<TodoItem> same, FindByFingerprint(item.fingerprint));
  if (same.has_value() && same->id != item.id) {
    return Fail(ErrorKind::kConflict, "to-do item " + std::to_string(same->id.number()) + " is about this already");
  }
  if (item.id == TodoId()) {
    Query insert(session_, kInsert);
    BindItem(insert, item);
    RIFF_TRY(const std::int64_t id, ReadNumber(insert));
    return TodoId(id);
  }
  Query replace(session_, kReplace);
  BindItem(replace, item);
  RIFF_TRY(const std::int64_t replaced, replace.Bind("id", item.id).RunCounted());
  if (replaced == 0) {
    return Fail(ErrorKind::kNotFound, "no to-do item " + std::to_string(item.id.number()));
  }
  return item.id;
}

Result<std::optional<TodoItem>> SqlTodoTable::Find(TodoId id) {
  Query query(session_, kFind);
  query.Bind("id", id);
  return ReadRow<TodoItem>(query, ReadItem);
}

Result<std::optional<TodoItem>> SqlTodoTable::FindByFingerprint(const Fingerprint& fingerprint) {
  Query query(session_, kFindByFingerprint);
  query.Bind("fingerprint", fingerprint);
  return ReadRow<TodoItem>(query, ReadItem);
}

Result<std::vector<TodoItem>> SqlTodoTable::List(const TodoFilter& filter, std::size_t offset, std::size_t limit) {
  Query query(session_, kList);
  BindFilter(query, filter);
  query.Bind("limit", limit).Bind("offset", offset);
  return ReadRows<TodoItem>(query, ReadItem);
}

Result<std::int64_t> SqlTodoTable::Count(const TodoFilter& filter) {
  Query query(session_, kCount);
  BindFilter(query, filter);
  return ReadNumber(query);
}

Result<std::vector<TodoItem>> SqlTodoTable::OpenOfProduct(const Sku& sku) {
  Query query(session_, kOpenOfProduct);
  query.Bind("sku", sku);
  return ReadRows<TodoItem>(query, ReadItem);
}

Result<std::vector<TodoItem>> SqlTodoTable::OpenNotSeenIn(RunId run, std::size_t limit) {
  Query query(session_, kOpenNotSeenIn);
  query.Bind("run", run).Bind("limit", limit);
  return ReadRows<TodoItem>(query, ReadItem);
}

Result<void> SqlTodoTable::AppendEvent(const TodoEvent& event) {
  Query query(session_, kAppendEvent);
  query.Bind("todo", event.todo)
      .Bind("at", event.at)
      .Bind("actor", event.actor)
      .Bind("action", event.action)
      .Bind("note", event.note);
  return query.Run();
}

Result<std::vector<TodoEvent>> SqlTodoTable::EventsOf(TodoId id) {
  Query query(session_, kEvents);
  query.Bind("todo", id);
  return ReadRows<TodoEvent>(query, [](Query& row) -> Result<TodoEvent> {
    TodoEvent event;
    event.todo = TodoId(row.Integer());
    event.at = row.Time();
    event.actor = row.Text();
    event.action = row.Text();
    event.note = row.Text();
    return event;
  });
}

}  // namespace riff
