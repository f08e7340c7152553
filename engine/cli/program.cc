#include "engine/cli/program.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <mutex>

#include "engine/store/database.h"
#include "engine/store/migrations.h"

namespace riff {

namespace {

std::string LockPathOf(const Config& config) {
  const std::string file = config.store_url.starts_with("sqlite:") ? config.store_url.substr(7) : "riff";
  const std::filesystem::path named(file);
  return (named.is_absolute() ? named : std::filesystem::path(config.folder) / named).string() + ".lock";
}

}  // namespace

Result<std::unique_ptr<Program>> Program::Open(const Invocation& invocation, SchemaNeed need) {
  std::unique_ptr<Program> program(new Program());
  program->log_ = MakeStderrLog(invocation.verbose ? LogLevel::kInfo : LogLevel::kWarn);
  program->random_ = std::make_unique<SeededRandom>(FreshSeed());
  RIFF_TRY(program->config_, LoadConfig(ConfigPath(invocation.config_flag)));
  const DatabaseOptions options{program->config_.store_url, program->config_.folder, program->clock_};
  RIFF_TRY(program->database_, OpenDatabase(options));
  if (need == SchemaNeed::kCurrent) {
    const Result<void> current = CheckSchema(*program->database_);
    if (!current.has_value()) {
      return Fail(ErrorKind::kUnavailable, current.error().message);
    }
  }
  RIFF_TRY(program->store_, program->database_->Open());
  program->vault_ = MakeTokenVault(*program->database_, program->clock_);
  program->run_ = std::make_unique<RunContext>(RunContext{RunId(), program->clock_, program->signal_.waiter(),
                                                          *program->random_, *program->log_, program->metrics_,
                                                          program->tripwire_, program->signal_.stopping()});
  return program;
}

Result<std::map<Platform, Stage>> Program::StagesByHand() {
  std::map<Platform, Stage> stages;
  RIFF_TRY(store_->Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const auto settings, tx.settings.WithPrefix("stage."));
    for (const auto& [name, value] : settings) {
      RIFF_TRY(const Platform platform, ParsePlatform(name.substr(6)));
      RIFF_TRY(stages[platform], ParseStage(value));
    }
    return {};
  }));
  return stages;
}

Result<std::unique_ptr<Wiring>> Program::BuildWiring(const std::map<Platform, Stage>& stages) {
  WiringOptions options;
  options.stages = stages;
  options.pace_clock = &pace_clock_;
  options.record_path = EnvironmentValue("RIFF_RECORD");
  if (EnvironmentValue("RIFF_CHANNELS") == "one_by_one") {
    options.concurrency = Concurrency::kOneByOne;
  }
  const WiringParts parts{*database_, *vault_, clock_, signal_.waiter(), metrics_, tripwire_};
  return Wiring::Build(config_, parts, options);
}

Result<std::unique_ptr<Wiring>> Program::NewWiring() {
  RIFF_TRY(const auto stages, StagesByHand());
  return BuildWiring(stages);
}

Result<const Shop*> Program::shop() {
  RIFF_TRY(auto stages, StagesByHand());
  if (wiring_ == nullptr || stages != stages_) {
    RIFF_TRY(wiring_, BuildWiring(stages));
    stages_ = std::move(stages);
  }
  if (wiring_->shop().channels.empty()) {
    return Fail(ErrorKind::kInvalid, config_.path + ": no channel is in use: add a [platforms.…] table");
  }
  return &wiring_->shop();
}

Result<void> Program::TakeLock(RunLock::Patience patience) {
  Result<std::unique_ptr<RunLock>> lock = RunLock::Take(LockPathOf(config_), patience, signal_.waiter());
  if (!lock.has_value()) {
    return Fail(ErrorKind::kUnavailable, lock.error().message);  // Could not run: nothing is wrong with the call.
  }
  lock_ = *std::move(lock);
  return {};
}

Result<std::unique_ptr<RunLock>> Program::TryLock() {
  return RunLock::Take(LockPathOf(config_), RunLock::Patience::kNo, signal_.waiter());
}

Actor Program::actor() {
  const std::string user = EnvironmentValue("USER");
  return Actor{"cli:" + (user.empty() ? "somebody" : user), clock_.Now()};
}

ExitCode WithProgram(Console& console, const Invocation& invocation, SchemaNeed need,
                     const std::function<Result<ExitCode>(Program&)>& body) {
  const Result<std::unique_ptr<Program>> program = Program::Open(invocation, need);
  if (!program.has_value()) {
    return Explain(console, program.error());
  }
  const Result<ExitCode> done = body(**program);
  return done.has_value() ? *done : Explain(console, done.error());
}

struct ProgressLine::State {
  std::mutex mutex;
  std::map<std::string, std::string> latest;
  bool shown = false;
};

ProgressLine::ProgressLine(const Console& console) {
  if (::isatty(STDERR_FILENO) == 1 && console.form == OutputForm::kText) {
    state_ = std::make_shared<State>();
  }
}

ProgressLine::~ProgressLine() {
  if (state_ != nullptr && state_->shown) {
    std::fputs("\r\x1b[K", stderr);
  }
}

Progress ProgressLine::callback() {
  return [state = state_](const std::string& where, const std::string& what, std::int64_t count) {
    if (state == nullptr) {
      return;
    }
    const std::scoped_lock lock(state->mutex);
    const std::string line = where + ": " + std::to_string(count) + " " + what;
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
    state->shown = true;
  };
}

}  // namespace riff
