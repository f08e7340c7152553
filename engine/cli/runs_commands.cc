#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/cli/report_text.h"

namespace riff {

namespace {

ExitCode ListRuns(Console& console, const Invocation& invocation, std::size_t limit) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<RunReport> runs;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(runs, tx.runs.List(std::nullopt, limit));
      return {};
    }));
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("runs").BeginArray();
    for (const RunReport& run : runs) {
      std::int64_t accepted = 0;
      for (const ChannelReport& channel : run.channels) {
        accepted += channel.push.accepted;
      }
      const Duration took = run.ended_at.value_or(run.started_at) - run.started_at;
      rows.push_back({std::to_string(run.run.number()), run.command, std::string(ToString(run.status)),
                      FormatUtc(run.started_at),
                      FormatDuration(std::chrono::duration_cast<std::chrono::milliseconds>(took)),
                      std::to_string(run.changes.planned), std::to_string(accepted), std::to_string(run.todo.opened),
                      std::to_string(run.todo.closed)});
      json.BeginObject();
      WriteRunMembers(json, run);
      json.EndObject();
    }
    json.EndArray().EndObject();
    using Align = Column::Align;
    console.Table({{"RUN", Align::kRight},
                   {"COMMAND"},
                   {"STATUS"},
                   {"STARTED (UTC)"},
                   {"TOOK", Align::kRight},
                   {"CHANGES", Align::kRight},
                   {"ACCEPTED", Align::kRight},
                   {"OPENED", Align::kRight},
                   {"CLOSED", Align::kRight}},
                  rows);
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

ExitCode ShowRun(Console& console, const Invocation& invocation, std::int64_t id) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::optional<RunReport> report;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(report, tx.runs.Find(RunId(id)));
      return {};
    }));
    if (!report.has_value()) {
      return Fail(ErrorKind::kNotFound, "no run " + std::to_string(id) + " (riff runs shows them)");
    }
    PrintRun(console, *report);
    JsonWriter json;
    json.BeginObject();
    WriteRunMembers(json, *report);
    json.EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddRunsCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* runs = app.add_subcommand("runs", "List runs, newest first, or show one");
  runs->footer("Example:\n  riff runs\n  riff runs show 12");
  auto limit = std::make_shared<std::size_t>(20);
  runs->add_option("--limit", *limit, "At most so many")->capture_default_str()->check(CLI::Range(1, 10000));
  auto id = std::make_shared<std::int64_t>();
  CLI::App* show = runs->add_subcommand("show", "Show one run");
  show->add_option("id", *id, "The run")->required();
  show->callback([&invocation, id] {
    invocation.action = [id](Console& console, const Invocation& given) { return ShowRun(console, given, *id); };
  });
  runs->callback([&invocation, runs, limit] {
    if (runs->get_subcommands().empty()) {
      invocation.action = [limit](Console& console, const Invocation& given) {
        return ListRuns(console, given, *limit);
      };
    }
  });
}

}  // namespace riff
