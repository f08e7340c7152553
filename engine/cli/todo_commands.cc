#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/sync/review_todos.h"

namespace riff {

namespace {

struct TodoListFlags {
  std::string status = "open";
  std::string type;
  std::string severity;
  std::string channel;
  std::string sku;
  std::string text;
  std::size_t limit = 50;
  std::size_t offset = 0;
};

Result<TodoFilter> FilterOf(const TodoListFlags& flags) {
  TodoFilter filter;
  if (flags.status != "all") {
    RIFF_TRY(filter.status, ParseTodoStatus(flags.status));
  }
  if (!flags.type.empty()) {
    RIFF_TRY(filter.type, ParseTodoType(flags.type));
  }
  if (!flags.severity.empty()) {
    RIFF_TRY(filter.severity, ParseSeverity(flags.severity));
  }
  if (!flags.channel.empty()) {
    RIFF_TRY(filter.channel, ParseChannel(flags.channel));
  }
  if (!flags.sku.empty()) {
    filter.sku = Sku(flags.sku);
  }
  filter.text = flags.text;
  return filter;
}

std::string ChannelOf(const TodoItem& item) {
  return item.finding.channel.has_value() ? ToString(*item.finding.channel) : "";
}

void WriteItem(JsonWriter& json, const TodoItem& item) {
  const Finding& finding = item.finding;
  json.BeginObject().Key("id").Integer(item.id.number()).Key("type").Text(ToString(finding.type));
  json.Key("severity").Text(ToString(finding.severity)).Key("status").Text(ToString(item.status));
  json.Key("sku").Text(finding.sku.text()).Key("channel").Text(ChannelOf(item));
  json.Key("remote_id").Text(finding.remote.has_value() ? finding.remote->text() : "");
  json.Key("title").Text(finding.title).Key("observed").Text(finding.observed);
  json.Key("intended").Text(finding.intended).Key("suggested").Text(finding.suggested);
  json.Key("first_seen").Text(FormatUtc(item.first_seen_at)).Key("last_seen").Text(FormatUtc(item.last_seen_at));
  json.Key("seen").Integer(item.seen).Key("owner").Text(item.owner).Key("resolution").Text(item.resolution);
  json.Key("candidates").BeginArray();
  for (const std::string& candidate : finding.candidates) {
    json.Text(candidate);
  }
  json.EndArray().EndObject();
}

std::string AgeOf(Timestamp since, Timestamp now) {
  return FormatDuration(std::chrono::duration_cast<std::chrono::seconds>(now - since));
}

ExitCode ListTodos(Console& console, const Invocation& invocation, const TodoListFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const TodoFilter filter, FilterOf(flags));
    std::vector<TodoItem> items;
    std::int64_t all = 0;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(items, tx.todos.List(filter, flags.offset, flags.limit));
      RIFF_TRY(all, tx.todos.Count(filter));
      return {};
    }));
    const Timestamp now = program.run().clock.Now();
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("items").BeginArray();
    for (const TodoItem& item : items) {
      rows.push_back({std::to_string(item.id.number()), std::string(ToString(item.finding.severity)),
                      std::string(ToString(item.finding.type)), item.finding.sku.text(), ChannelOf(item),
                      AgeOf(item.first_seen_at, now), item.finding.observed});
      WriteItem(json, item);
    }
    json.EndArray().Key("count").Integer(all).EndObject();
    if (rows.empty()) {
      console.Line(console.Good("nothing to do"));
    } else {
      using Align = Column::Align;
      console.Table(
          {{"ID", Align::kRight}, {"SEVERITY"}, {"TYPE"}, {"SKU"}, {"CHANNEL"}, {"AGE", Align::kRight}, {"OBSERVED"}},
          rows);
      const std::size_t shown = flags.offset + rows.size();
      console.Line(std::to_string(rows.size()) + " of " + std::to_string(all) + " items" +
                   (static_cast<std::int64_t>(shown) < all ? "; more: --offset " + std::to_string(shown) : "") +
                   "; look closer with riff todo show ID");
    }
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

void PrintItem(Console& console, const TodoItem& item, const std::vector<TodoEvent>& events, Timestamp now) {
  const Finding& finding = item.finding;
  console.Line(console.Bold("to-do " + std::to_string(item.id.number())) + "  " +
               console.Paint(finding.severity, ToString(finding.severity)) + "  " +
               std::string(ToString(finding.type)) + "  " + std::string(ToString(item.status)));
  const auto say = [&](const std::string& head, const std::string& text) {
    if (!text.empty()) {
      console.Line(head + std::string(12 - head.size(), ' ') + Harmless(text));
    }
  };
  say("product", finding.sku.text());
  say("title", finding.title);
  say("channel", ChannelOf(item));
  say("listing", finding.remote.has_value() ? finding.remote->text() : "");
  say("observed", finding.observed);
  say("intended", finding.intended);
  say("suggested", finding.suggested);
  for (const std::string& candidate : finding.candidates) {
    say("candidate", candidate);
  }
  say("since", FormatUtc(item.first_seen_at) + " (" + AgeOf(item.first_seen_at, now) + "), last seen " +
                   FormatUtc(item.last_seen_at) + ", in " + std::to_string(item.seen) + " runs");
  say("owner", item.owner);
  say("outcome", item.resolution);
  std::string actions = "dismiss, snooze, assign";
  for (const std::string& action : ActionsOf(finding.type)) {
    actions += ", resolve --action " + action;
  }
  say("you can", actions);
  for (const TodoEvent& event : events) {
    console.Line("  " + FormatUtc(event.at) + "  " + event.actor + "  " + event.action +
                 (event.note.empty() ? "" : ": " + Harmless(event.note)));
  }
}

ExitCode ShowTodo(Console& console, const Invocation& invocation, std::int64_t id) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::optional<TodoItem> item;
    std::vector<TodoEvent> events;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(item, tx.todos.Find(TodoId(id)));
      RIFF_TRY(events, tx.todos.EventsOf(TodoId(id)));
      return {};
    }));
    if (!item.has_value()) {
      return Fail(ErrorKind::kNotFound, "no to-do item " + std::to_string(id) + " (riff todo list shows them)");
    }
    PrintItem(console, *item, events, program.run().clock.Now());
    JsonWriter json;
    WriteItem(json, *item);
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddTodoCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* todo = app.add_subcommand("todo", "Work the to-do list");
  todo->require_subcommand(1);
  auto flags = std::make_shared<TodoListFlags>();
  CLI::App* list = todo->add_subcommand("list", "List items, worst first");
  list->footer("Example:\n  riff todo list --severity critical");
  list->add_option("--status", flags->status, "open, snoozed, resolved, dismissed, superseded or all")
      ->capture_default_str();
  list->add_option("--type", flags->type, "Such as quantity_mismatch");
  list->add_option("--severity", flags->severity, "critical, high, medium or low");
  list->add_option("--channel", flags->channel, "Such as ebay/production");
  list->add_option("--sku", flags->sku, "About this product");
  list->add_option("--text", flags->text, "Part of what the item says");
  list->add_option("--limit", flags->limit, "At most so many")->capture_default_str()->check(CLI::Range(1, 10000));
  list->add_option("--offset", flags->offset, "Leave out so many first");
  list->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) {
      return ListTodos(console, given, *flags);
    };
  });

  auto id = std::make_shared<std::int64_t>();
  CLI::App* show = todo->add_subcommand("show", "Show one item, its evidence, its history and what you can do");
  show->footer("Example:\n  riff todo show 7");
  show->add_option("id", *id, "The item")->required();
  show->callback([&invocation, id] {
    invocation.action = [id](Console& console, const Invocation& given) { return ShowTodo(console, given, *id); };
  });
  AddTodoDecisions(*todo, invocation);
}

}  // namespace riff
