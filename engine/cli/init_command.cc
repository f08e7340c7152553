#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/store/migrations.h"

namespace riff {

namespace {

ExitCode Init(Console& console, const Invocation& invocation) {
  const std::string path = ConfigPath(invocation.config_flag);
  bool written = false;
  if (!std::filesystem::exists(path)) {
    std::ofstream file(path);
    file << StarterConfig();
    file.close();
    if (!file) {
      return Explain(console, Error{ErrorKind::kUnavailable, "cannot write " + path, std::nullopt});
    }
    written = true;
  }
  return WithProgram(console, invocation, SchemaNeed::kAny, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const std::vector<std::string> applied, MigrateUp(program.database()));
    if (written) {
      console.Line("wrote " + path + ": fill in the platforms you sell on");
    }
    console.Line(applied.empty() ? "the store " + program.config().store_url + " is ready"
                                 : "made the store " + program.config().store_url + " (" +
                                       std::to_string(applied.size()) + " migrations)");
    console.Line("next: riff doctor, then riff sync");
    JsonWriter json;
    json.BeginObject().Key("config").Text(path).Key("config_written").Bool(written);
    json.Key("store").Text(program.config().store_url);
    json.Key("migrations_applied").Integer(static_cast<std::int64_t>(applied.size())).EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddInitCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* init = app.add_subcommand("init", "Write a configuration to start from, and make the store");
  init->footer("Safe to repeat. Example:\n  riff init");
  init->callback([&invocation] { invocation.action = Init; });
}

}  // namespace riff
