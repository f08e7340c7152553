#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/base/time.h"
#include "engine/cli/program.h"
#include "engine/sync/review_todos.h"

namespace riff {

namespace {

struct DecisionFlags {
  std::vector<std::int64_t> ids;
  std::string action = "done";
  std::string sku;
  std::string note;
  std::string owner;
  std::string span = "1d";
  std::int64_t number = 1;
};

// One decision on each of the items, each in a transaction of its own; what fails is said and the others go on.
using Decision = std::function<Result<TodoItem>(Transaction&, TodoId, const Actor&)>;

ExitCode Decide(Console& console, const Invocation& invocation, const DecisionFlags& flags, const Decision& decision) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    ExitCode code = ExitCode::kDone;
    JsonWriter json;
    json.BeginObject().Key("items").BeginArray();
    for (const std::int64_t id : flags.ids) {
      TodoItem item;
      const Result<void> done = program.store().Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(item, decision(tx, TodoId(id), program.actor()));
        return {};
      });
      json.BeginObject().Key("id").Integer(id);
      if (done.has_value()) {
        console.Line("to-do " + std::to_string(id) + ": " + std::string(ToString(item.status)) +
                     (item.resolution.empty() ? "" : " (" + Harmless(item.resolution) + ")"));
        json.Key("status").Text(ToString(item.status)).Key("error").Null();
      } else {
        code = Explain(console, WithContext("to-do " + std::to_string(id), done.error()));
        json.Key("status").Null().Key("error").Text(done.error().message);
      }
      json.EndObject();
    }
    json.EndArray().EndObject();
    console.Json(json.Take());
    return code;
  });
}

CLI::App* AddDecision(CLI::App& todo, const std::string& name, const std::string& help, const std::string& example,
                      const std::shared_ptr<DecisionFlags>& flags) {
  CLI::App* command = todo.add_subcommand(name, help);
  command->footer("Example:\n  " + example);
  command->add_option("id", flags->ids, "The items")->required();
  return command;
}

void Bind(CLI::App* command, Invocation& invocation, const std::shared_ptr<DecisionFlags>& flags, Decision decision) {
  command->callback([&invocation, flags, decision] {
    invocation.action = [flags, decision](Console& console, const Invocation& given) {
      return Decide(console, given, *flags, decision);
    };
  });
}

}  // namespace

void AddTodoDecisions(CLI::App& todo, Invocation& invocation) {
  auto flags = std::make_shared<DecisionFlags>();
  CLI::App* approve = AddDecision(todo, "approve", "Let the engine do what the item asks for, with the next sync",
                                  "riff todo approve 7 --number 12", flags);
  approve->add_option("--number", flags->number, "Of a mass_change_held: at most so many removals");
  Bind(approve, invocation, flags,
       [flags](Transaction& tx, TodoId id, const Actor& actor) { return ApproveTodo(tx, id, flags->number, actor); });

  CLI::App* resolve = AddDecision(todo, "resolve", "End the item with one of its actions (riff todo show names them)",
                                  "riff todo resolve 7 --action restock --note \"came back unharmed\"", flags);
  resolve->add_option("--action", flags->action, "What was or is to be done")->capture_default_str();
  resolve->add_option("--sku", flags->sku, "The product, for --action link");
  resolve->add_option("--note", flags->note, "Why");
  Bind(resolve, invocation, flags, [flags](Transaction& tx, TodoId id, const Actor& actor) {
    return ResolveTodo(tx, id, Resolution{flags->action, Sku(flags->sku), flags->note}, actor);
  });

  CLI::App* dismiss = AddDecision(todo, "dismiss", "Put the item aside until its facts change",
                                  "riff todo dismiss 7 --reason \"known, harmless\"", flags);
  dismiss->add_option("--reason", flags->note, "Why")->required();
  Bind(dismiss, invocation, flags,
       [flags](Transaction& tx, TodoId id, const Actor& actor) { return DismissTodo(tx, id, flags->note, actor); });

  CLI::App* snooze =
      AddDecision(todo, "snooze", "Put the item aside for a while", "riff todo snooze 7 --for 3d", flags);
  snooze->add_option("--for", flags->span, "How long, such as 2h or 3d")->capture_default_str();
  Bind(snooze, invocation, flags, [flags](Transaction& tx, TodoId id, const Actor& actor) -> Result<TodoItem> {
    RIFF_TRY(const Duration span, ParseDuration(flags->span));
    return SnoozeTodo(tx, id, actor.at + span, actor);
  });

  CLI::App* assign = AddDecision(todo, "assign", "Say who works it", "riff todo assign 7 --to alice", flags);
  assign->add_option("--to", flags->owner, "The person; nobody when left out");
  Bind(assign, invocation, flags,
       [flags](Transaction& tx, TodoId id, const Actor& actor) { return AssignTodo(tx, id, flags->owner, actor); });

  CLI::App* reopen = AddDecision(todo, "reopen", "Open an item again", "riff todo reopen 7", flags);
  Bind(reopen, invocation, flags,
       [](Transaction& tx, TodoId id, const Actor& actor) { return ReopenTodo(tx, id, actor); });
}

}  // namespace riff
