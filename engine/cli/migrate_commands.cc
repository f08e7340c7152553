#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/store/migrations.h"

namespace riff {

namespace {

void PrintNames(Console& console, const std::string& done, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    console.Line(done + " " + name);
  }
  if (names.empty()) {
    console.Line("nothing to do");
  }
  JsonWriter json;
  json.BeginObject().Key(done).BeginArray();
  for (const std::string& name : names) {
    json.Text(name);
  }
  json.EndArray().EndObject();
  console.Json(json.Take());
}

ExitCode Up(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    const Result<std::vector<std::string>> applied = MigrateUp(program.database());
    if (!applied.has_value()) {
      return Fail(ErrorKind::kUnavailable, applied.error().message);
    }
    PrintNames(console, "applied", *applied);
    return ExitCode::kDone;
  });
}

ExitCode Down(Console& console, const Invocation& invocation, std::int64_t to) {
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
    const Result<std::vector<std::string>> undone = MigrateDown(program.database(), to);
    if (!undone.has_value()) {
      return Fail(ErrorKind::kUnavailable, undone.error().message);
    }
    PrintNames(console, "undone", *undone);
    return ExitCode::kDone;
  });
}

ExitCode Status(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const std::vector<MigrationLine> lines, MigrationStatus(program.database()));
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("migrations").BeginArray();
    bool current = true;
    for (const MigrationLine& line : lines) {
      const std::string at = line.applied_at.has_value() ? FormatUtc(*line.applied_at) : "";
      rows.push_back({line.name, std::string(ToString(line.state)), at});
      json.BeginObject().Key("version").Integer(line.version).Key("name").Text(line.name);
      json.Key("state").Text(ToString(line.state)).Key("applied_at").Text(at).EndObject();
      current = current && line.state == MigrationState::kApplied;
    }
    json.EndArray().Key("current").Bool(current).EndObject();
    console.Table({{"MIGRATION"}, {"STATE"}, {"APPLIED AT"}}, rows);
    console.Json(json.Take());
    return current ? ExitCode::kDone : ExitCode::kCouldNotRun;
  });
}

ExitCode Verify(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const std::vector<std::string> faults, VerifyMigrations(program.database()));
    JsonWriter json;
    json.BeginObject().Key("faults").BeginArray();
    for (const std::string& fault : faults) {
      console.Line(console.Bad(fault));
      json.Text(fault);
    }
    json.EndArray().EndObject();
    if (faults.empty()) {
      console.Line(console.Good("the schema is what the migrations say"));
    }
    console.Json(json.Take());
    return faults.empty() ? ExitCode::kDone : ExitCode::kCouldNotRun;
  });
}

}  // namespace

void AddMigrateCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* migrate = app.add_subcommand("migrate", "Bring the store's schema up to date");
  migrate->require_subcommand(1);
  CLI::App* up = migrate->add_subcommand("up", "Apply what is missing; safe to repeat");
  up->footer("Example:\n  riff migrate up");
  up->callback([&invocation] { invocation.action = Up; });
  auto to = std::make_shared<std::int64_t>(0);
  CLI::App* down = migrate->add_subcommand("down", "Undo migrations, with what they stored");
  down->footer("Example:\n  riff migrate down --to 8");
  down->add_option("--to", *to, "Keep migrations up to this number")->required();
  down->callback([&invocation, to] {
    invocation.action = [to](Console& console, const Invocation& given) { return Down(console, given, *to); };
  });
  CLI::App* status = migrate->add_subcommand("status", "Show every migration and whether it is applied");
  status->footer("Example:\n  riff migrate status");
  status->callback([&invocation] { invocation.action = Status; });
  CLI::App* verify = migrate->add_subcommand("verify", "Compare the schema with what the migrations say");
  verify->footer("Example:\n  riff migrate verify");
  verify->callback([&invocation] { invocation.action = Verify; });
}

}  // namespace riff
