#include <CLI/CLI.hpp>
#include <cstdio>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/serve/bell.h"
#include "engine/serve/checkouts.h"
#include "engine/serve/server.h"
#include "engine/serve/sync_worker.h"

namespace riff {

namespace {

struct ServeFlags {
  std::string listen;
  std::string every;
};

// What the flags say wins over the file.
Result<Config> ConfigOf(const Program& program, const ServeFlags& flags) {
  Config config = program.config();
  if (!flags.listen.empty()) {
    config.listen = flags.listen;
  }
  if (!flags.every.empty()) {
    const Result<Duration> every = ParseDuration(flags.every);
    if (!every.has_value()) {
      return Fail(WithContext("--every", every.error()));
    }
    config.interval = *every;
  }
  if (config.interval < std::chrono::seconds(1)) {
    return Fail(ErrorKind::kInvalid, "a cycle can begin every second at most: sync.interval or --every is too short");
  }
  return config;
}

void SayWhere(Console& console, const std::string& url) {
  JsonWriter json;
  json.BeginObject().Key("listening").Text(url).EndObject();
  console.Line("listening on " + url);
  console.Json(json.Take());
  std::fflush(stdout);  // Whoever started us waits for this line.
}

Result<ExitCode> ServeUntilStopped(Console& console, Program& program, const Config& config) {
  // What is wrong with the configuration is said before anything listens.
  RIFF_TRY(const Shop* shop_at_start, program.shop());
  // It follows the stages that are set by hand, from the worker's next piece of work on.
  std::atomic<World> usual_world = BooksFor(shop_at_start->policy);
  const auto shop_now = [&]() -> Result<const Shop*> {
    RIFF_TRY(const Shop* shop, program.shop());
    usual_world = BooksFor(shop->policy);
    return shop;
  };
  RIFF_TRY(const std::unique_ptr<Wiring> intake, program.NewWiring());
  RunContext& run = program.run();
  Bell bell;
  const WorkerParts worker_parts{program.store(), run, shop_now, [&program] { return program.TryLock(); }};
  SyncWorker worker(worker_parts, WorkerTimes{config.interval, config.full_sweep});
  const CheckoutParts checkout_parts{program.database(),
                                     run.clock,
                                     program.metrics(),
                                     run.log,
                                     [&] { return usual_world.load(); },
                                     [&] {
                                       if (worker.WantPush()) {
                                         bell.Ring();
                                       }
                                     }};
  RIFF_TRY(const std::unique_ptr<Checkouts> checkouts, Checkouts::Open(config, checkout_parts));
  const ServeParts parts{program.database(),
                         run.clock,
                         program.metrics(),
                         run.log,
                         run.stopping,
                         worker.halted(),
                         intake->shop(),
                         [&] { bell.Ring(); },
                         [&] { worker.WantRead(); },
                         checkouts->watch()};
  RIFF_TRY(const std::unique_ptr<Server> server, Server::Start(config, parts, checkouts->routes()));
  SayWhere(console, server->url());
  while (!run.stopping) {
    const Timestamp next = worker.Step();
    bell.Wait(next - run.clock.Now(), run.stopping);
  }
  run.log.Info("stopping: no new request is taken, those under way are answered");
  return worker.halted() ? ExitCode::kRefused : ExitCode::kDone;
}

ExitCode Serve(Console& console, const Invocation& invocation, const ServeFlags& flags) {
  Invocation own = invocation;
  own.verbose = true;  // Its log is how a server is watched.
  return WithProgram(console, own, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Config config, ConfigOf(program, flags));
    return ServeUntilStopped(console, program, config);
  });
}

}  // namespace

void AddServeCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* serve = app.add_subcommand(
      "serve", "Stay: sync on schedule, take webhooks, hold units for checkouts, answer health and metrics");
  serve->footer(
      "A cycle takes the store's lock while it runs, so that other commands work beside it.\n"
      "SIGTERM or Ctrl-C ends it after the step at hand.\n"
      "Example:\n  riff serve --listen 127.0.0.1:8080 --every 5m");
  auto flags = std::make_shared<ServeFlags>();
  serve->add_option("--listen", flags->listen, "ADDRESS:PORT instead of server.listen; port 0: the system picks");
  serve->add_option("--every", flags->every, "From the end of a cycle to the next one, instead of sync.interval");
  serve->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) { return Serve(console, given, *flags); };
  });
}

}  // namespace riff
