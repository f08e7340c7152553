#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"

namespace riff {

namespace {

struct ActivityFlags {
  std::string sku;
  std::size_t limit = 50;
  bool follow = false;
};

constexpr Duration kFollowInterval = std::chrono::seconds(1);

std::string LineOf(const Activity& entry) {
  std::string line = FormatUtc(entry.at) + "  " + entry.actor + "  " + entry.action + "  " + entry.subject;
  if (!entry.before.empty() || !entry.after.empty()) {
    line += "  " + (entry.before.empty() ? std::string() : entry.before + " -> ") + entry.after;
  }
  return Harmless(line + (entry.why.empty() ? "" : "  (" + entry.why + ")"));
}

std::string JsonOf(const Activity& entry) {
  JsonWriter json;
  json.BeginObject().Key("sequence").Integer(entry.sequence).Key("at").Text(FormatUtc(entry.at));
  json.Key("actor").Text(entry.actor).Key("action").Text(entry.action).Key("subject").Text(entry.subject);
  json.Key("sku").Text(entry.sku.text()).Key("before").Text(entry.before).Key("after").Text(entry.after);
  json.Key("why").Text(entry.why).Key("run").Integer(entry.run.number()).EndObject();
  return json.Take();
}

Result<ExitCode> Follow(Program& program, Console& console, const Sku& sku, std::int64_t after) {
  while (program.run().waiter.Wait(kFollowInterval)) {
    std::vector<Activity> entries;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(entries, tx.activity.List(sku, after, 1000));
      return {};
    }));
    for (const Activity& entry : entries) {
      console.Line(LineOf(entry));
      console.Json(JsonOf(entry));  // One document a line: this form has no end to wait for.
      after = entry.sequence;
    }
    std::fflush(stdout);
  }
  return ExitCode::kDone;
}

ExitCode ShowActivity(Console& console, const Invocation& invocation, const ActivityFlags& flags) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<Activity> entries;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(entries, tx.activity.Newest(Sku(flags.sku), flags.limit));
      return {};
    }));
    std::string json = R"({"activity":[)";
    for (const Activity& entry : entries) {
      console.Line(LineOf(entry));
      json += (json.ends_with('[') ? "" : ",") + JsonOf(entry);
    }
    if (flags.follow) {
      return Follow(program, console, Sku(flags.sku), entries.empty() ? 0 : entries.back().sequence);
    }
    console.Json(json + "]}");
    return ExitCode::kDone;
  });
}

}  // namespace

void AddActivityCommand(CLI::App& app, Invocation& invocation) {
  CLI::App* activity = app.add_subcommand("activity", "Who changed what, why, and in which run; newest last");
  activity->footer("Example:\n  riff activity --sku SG-61 --follow");
  auto flags = std::make_shared<ActivityFlags>();
  activity->add_option("--sku", flags->sku, "Only about this product");
  activity->add_option("--limit", flags->limit, "The newest so many")
      ->capture_default_str()
      ->check(CLI::Range(1, 100000));
  activity->add_flag("--follow", flags->follow, "Go on with what comes, until Ctrl-C");
  activity->callback([&invocation, flags] {
    invocation.action = [flags](Console& console, const Invocation& given) {
      return ShowActivity(console, given, *flags);
    };
  });
}

}  // namespace riff
