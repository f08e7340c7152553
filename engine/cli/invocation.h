#pragma once

#include <functional>
#include <string>

#include "engine/cli/console.h"

namespace CLI {
class App;
}

namespace riff {

// What every command gets: the flags common to all, and the place for what the chosen one is to do.
struct Invocation {
  std::string config_flag;
  bool json = false;
  bool verbose = false;
  std::function<ExitCode(Console&, const Invocation&)> action;
};

// Each adds its command (and its subcommands) to `app`, with help and an example; choosing one sets `action`.
void AddInitCommand(CLI::App& app, Invocation& invocation);
void AddMigrateCommands(CLI::App& app, Invocation& invocation);
void AddDoctorCommand(CLI::App& app, Invocation& invocation);
void AddSyncCommand(CLI::App& app, Invocation& invocation);
void AddPlanCommand(CLI::App& app, Invocation& invocation);
void AddProductCommands(CLI::App& app, Invocation& invocation);
void AddListingsCommand(CLI::App& app, Invocation& invocation);
void AddMapCommands(CLI::App& app, Invocation& invocation);
void AddCloneCommand(CLI::App& app, Invocation& invocation);
void AddListCommand(CLI::App& app, Invocation& invocation);
void AddSimulateCommands(CLI::App& app, Invocation& invocation);
void AddTodoCommands(CLI::App& app, Invocation& invocation);
void AddTodoDecisions(CLI::App& todo, Invocation& invocation);
void AddActivityCommand(CLI::App& app, Invocation& invocation);
void AddTraceCommand(CLI::App& app, Invocation& invocation);
void AddServeCommand(CLI::App& app, Invocation& invocation);
void AddRunsCommands(CLI::App& app, Invocation& invocation);
void AddStockCommands(CLI::App& app, Invocation& invocation);
void AddStockChanges(CLI::App& stock, Invocation& invocation);
void AddSellCommand(CLI::App& app, Invocation& invocation);
void AddHoldCommands(CLI::App& app, Invocation& invocation);
void AddPushCommand(CLI::App& app, Invocation& invocation);
void AddUndoCommand(CLI::App& app, Invocation& invocation);
void AddStageCommands(CLI::App& app, Invocation& invocation);
void AddFlagCommands(CLI::App& app, Invocation& invocation);

// Parses the command line, runs what it asks for, and gives the process's exit code.
int RunCommandLine(int count, char** words);

}  // namespace riff
