#include "engine/cli/push_now.h"

#include "engine/cli/report_text.h"
#include "engine/sync/run_sync.h"

namespace riff {

Result<std::optional<RunReport>> PushDirty(Console& console, Program& program, const std::string& command) {
  if (program.config().platforms.empty()) {
    return std::nullopt;
  }
  RIFF_TRY(const Shop* shop, program.shop());
  const Result<void> locked = program.TakeLock(RunLock::Patience::kNo);
  if (!locked.has_value()) {
    console.Problem(locked.error().message + "; it is stored, and goes out with that run or the next");
    return std::nullopt;
  }
  SyncRequest request;
  request.command = command;
  request.read = false;
  ProgressLine progress(console);
  RIFF_TRY(const RunReport report, RunSync(program.store(), program.run(), *shop, request, progress.callback()));
  return report;
}

Result<ExitCode> PushAndPrint(Console& console, Program& program) {
  RIFF_TRY(const Shop* shop, program.shop());
  RIFF_TRY(program.TakeLock(RunLock::Patience::kNo));
  SyncRequest request;
  request.command = "push";
  request.read = false;
  RunReport report;
  {
    ProgressLine progress(console);
    RIFF_TRY(report, RunSync(program.store(), program.run(), *shop, request, progress.callback()));
  }
  PrintRun(console, report);
  JsonWriter json;
  json.BeginObject();
  WriteRunMembers(json, report);
  json.EndObject();
  console.Json(json.Take());
  return program.run().tripwire.tripped() ? ExitCode::kRefused : ExitCodeOf(report);
}

}  // namespace riff
