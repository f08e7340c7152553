#include <CLI/CLI.hpp>
#include <algorithm>

#include "engine/cli/invocation.h"
#include "engine/runtime/toml_reader.h"

namespace riff {

namespace {

constexpr char kFooter[] =
    "Exit codes: 0 done; 1 done, with failures that are now to-do items; 2 wrong usage or configuration;\n"
    "3 could not run (store, migration, another run at work); 4 refused by a guard.\n"
    "Example:\n  riff init && riff sync && riff todo list";

void AddCommonFlags(CLI::App& app, Invocation& invocation) {
  app.add_option("--config", invocation.config_flag, "Configuration file (else RIFF_CONFIG, else ./riff.toml)");
  app.add_flag("--json", invocation.json, "Print one JSON document on standard output; logs go to standard error");
  app.add_flag("--verbose", invocation.verbose, "Log what is going on to standard error");
}

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    names.push_back(command->get_name());
  }
  return names;
}

bool IsCommand(const CLI::App& app, const std::string& word) {
  const std::vector<std::string> names = CommandsOf(app);
  return std::find(names.begin(), names.end(), word) != names.end();
}

std::string UnknownCommand(const CLI::App& app, const std::string& word) {
  const std::string nearest = NearestWord(word, CommandsOf(app));
  return "no command " + word + (nearest.empty() ? "" : "; did you mean " + nearest + "?") +
         " (riff --help lists them)";
}

}  // namespace

int RunCommandLine(int count, char** words) {
  Console console;
  Invocation invocation;
  CLI::App app("RIFF keeps one seller's stock right on every marketplace it sells on.", "riff");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();  // The common flags may stand behind the command, too.
  app.set_version_flag("--version", "riff 1.0");
  AddCommonFlags(app, invocation);
  AddInitCommand(app, invocation);
  AddMigrateCommands(app, invocation);
  AddDoctorCommand(app, invocation);
  AddSyncCommand(app, invocation);
  AddPlanCommand(app, invocation);
  AddPushCommand(app, invocation);
  AddUndoCommand(app, invocation);
  AddProductCommands(app, invocation);
  AddListingsCommand(app, invocation);
  AddMapCommands(app, invocation);
  AddCloneCommand(app, invocation);
  AddListCommand(app, invocation);
  AddSimulateCommands(app, invocation);
  AddTodoCommands(app, invocation);
  AddActivityCommand(app, invocation);
  AddTraceCommand(app, invocation);
  AddRunsCommands(app, invocation);
  AddServeCommand(app, invocation);
  AddStockCommands(app, invocation);
  AddSellCommand(app, invocation);
  AddHoldCommands(app, invocation);
  AddStageCommands(app, invocation);
  AddFlagCommands(app, invocation);
  try {
    app.parse(count, words);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    const std::string word = count > 1 ? words[1] : "-";
    if (word[0] != '-' && !IsCommand(app, word)) {
      console.Problem(UnknownCommand(app, word));
    } else {
      app.exit(error);
    }
    return static_cast<int>(ExitCode::kUsage);
  }
  console.form = invocation.json ? OutputForm::kJson : OutputForm::kText;
  return static_cast<int>(invocation.action(console, invocation));
}

}  // namespace riff
