#include <CLI/CLI.hpp>

#include "connectors/json/json.h"
#include "engine/cli/program.h"
#include "engine/sync/set_switch.h"

namespace riff {

namespace {

ExitCode ShowStages(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::map<std::string, std::string> by_hand;
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(by_hand, tx.settings.WithPrefix("stage."));
      return {};
    }));
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("stages").BeginArray();
    for (const auto& [platform, settings] : program.config().platforms) {
      const std::string name(ToString(platform));
      const auto set = by_hand.find("stage." + name);
      const std::string stage = set == by_hand.end() ? std::string(ToString(settings.stage)) : set->second;
      const std::string source = set == by_hand.end() ? "configuration" : "set by hand";
      rows.push_back({name, stage, source});
      json.BeginObject().Key("platform").Text(name).Key("stage").Text(stage).Key("source").Text(source).EndObject();
    }
    json.EndArray().EndObject();
    console.Table({{"PLATFORM"}, {"STAGE"}, {"FROM"}}, rows);
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

ExitCode SetStage(Console& console, const Invocation& invocation, const std::string& platform_text,
                  const std::string& stage_text) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(const Platform platform, ParsePlatform(platform_text));
    RIFF_TRY(const Stage stage, ParseStage(stage_text));
    const auto configured = program.config().platforms.find(platform);
    if (configured == program.config().platforms.end()) {
      return Fail(ErrorKind::kInvalid, platform_text + " is not configured");
    }
    RIFF_TRY(program.store().Transact([&](Transaction& tx) {
      return SetStageByHand(tx, platform, configured->second.stage, stage, program.actor());
    }));
    console.Line(platform_text + " is now in stage " + stage_text);
    JsonWriter json;
    json.BeginObject().Key("platform").Text(platform_text).Key("stage").Text(stage_text).EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

ExitCode SetFlag(Console& console, const Invocation& invocation, const std::string& name, const std::string& value) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    RIFF_TRY(
        program.store().Transact([&](Transaction& tx) { return SetFlagByHand(tx, name, value, program.actor()); }));
    console.Line(name + " is now " + value);
    JsonWriter json;
    json.BeginObject().Key("flag").Text(name).Key("value").Text(value).EndObject();
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

ExitCode ShowFlags(Console& console, const Invocation& invocation) {
  return WithProgram(console, invocation, SchemaNeed::kCurrent, [&](Program& program) -> Result<ExitCode> {
    std::vector<std::vector<std::string>> rows;
    JsonWriter json;
    json.BeginObject().Key("flags").BeginArray();
    RIFF_TRY(program.store().Read([&](Transaction& tx) -> Result<void> {
      for (const std::string& name : FlagNames()) {
        RIFF_TRY(const std::optional<std::string> value, tx.settings.Get("flag." + name));
        rows.push_back({name, value.value_or("on")});
        json.BeginObject().Key("flag").Text(name).Key("value").Text(value.value_or("on")).EndObject();
      }
      return {};
    }));
    json.EndArray().EndObject();
    console.Table({{"FLAG"}, {"VALUE"}}, rows);
    console.Json(json.Take());
    return ExitCode::kDone;
  });
}

}  // namespace

void AddStageCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* stage = app.add_subcommand("stage", "What each platform's channels are used for");
  stage->require_subcommand(1);
  CLI::App* show = stage->add_subcommand("show", "Show every platform's stage");
  show->footer("Example:\n  riff stage show");
  show->callback([&invocation] { invocation.action = ShowStages; });
  CLI::App* set = stage->add_subcommand("set", "Set a platform's stage: off, observe, hybrid or halted");
  set->footer(
      "halted is the kill switch, from anywhere. canary and live are reached by cutover only.\n"
      "Example:\n  riff stage set reverb halted");
  auto platform = std::make_shared<std::string>();
  auto wanted = std::make_shared<std::string>();
  set->add_option("platform", *platform, "ebay, reverb, shopify, tiktok or vr")->required();
  set->add_option("stage", *wanted, "off, observe, hybrid or halted")->required();
  set->callback([&invocation, platform, wanted] {
    invocation.action = [platform, wanted](Console& console, const Invocation& given) {
      return SetStage(console, given, *platform, *wanted);
    };
  });
}

void AddFlagCommands(CLI::App& app, Invocation& invocation) {
  CLI::App* flag = app.add_subcommand("flag", "Switches that take effect at once");
  flag->require_subcommand(1);
  CLI::App* show = flag->add_subcommand("show", "Show every switch");
  show->footer("Example:\n  riff flag show");
  show->callback([&invocation] { invocation.action = ShowFlags; });
  CLI::App* set = flag->add_subcommand("set", "Turn a switch on or off");
  set->footer("push_enabled off: nothing is sent to any channel.\nExample:\n  riff flag set push_enabled off");
  auto name = std::make_shared<std::string>();
  auto value = std::make_shared<std::string>();
  set->add_option("flag", *name, "push_enabled")->required();
  set->add_option("value", *value, "on or off")->required();
  set->callback([&invocation, name, value] {
    invocation.action = [name, value](Console& console, const Invocation& given) {
      return SetFlag(console, given, *name, *value);
    };
  });
}

}  // namespace riff
