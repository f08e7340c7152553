#include <CLI/CLI.hpp>

#include "engine/cli/program.h"
#include "engine/cli/report_text.h"
#include "engine/sync/run_sync.h"

namespace riff {

namespace {

struct SyncFlags {
  std::vector<std::string> channels;
  bool full = false;
  bool no_push = false;
  bool wait = false;
};

Result<SyncRequest> RequestOf(const SyncFlags& flags, const Shop& shop) {
  SyncRequest request;
  request.scope = flags.full ? FactsScope::kAll : FactsScope::kDirty;
  request.push = !flags.no_push;
  for (const std::string& text : flags.channels) {
    RIFF_TRY(const Channel channel, ParseChannel(text));
    if (shop.Find(channel) == nullptr) {
      return Fail(ErrorKind::kInvalid, text + " is not in use: it is not configured, or its stage does not use it");
    }
    request.only.insert(channel);
  }
  return request;
}

ExitCode Sync(Console& console, const Invocation& invocation, const SyncFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Shop* shop, program.shop());
    RIFF_TRY(const SyncRequest request, RequestOf(flags, *shop));
    RIFF_TRY(program.TakeLock(flags.wait ? RunLock::Patience::kYes : RunLock::Patience::kNo));
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
  });
}

}  // namespace

void AddSyncCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* sync = app.add_subcommand("sync", "Read every channel, bring the store up to date, push what follows");
  sync->footer(
      "One cycle runs at a time: a second one leaves with exit code 3, or waits with --wait.\n"
      "Example:\n  riff sync --channel reverb/production --channel reverb/sandbox");
  auto flags = std::make_shared<SyncFlags>();
  sync->add_option("--channel", flags->channels, "Only this channel, such as reverb/sandbox (may be repeated)");
  sync->add_flag("--full", flags->full, "Plan the whole catalogue, not only what changed");
  sync->add_flag("--no-push", flags->no_push, "Read and plan, but send nothing");
  sync->add_flag("--wait", flags->wait, "Wait while another run is at work");
  sync->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) { return Sync(console, given, *flags); };
  });
}

}  // namespace riff
