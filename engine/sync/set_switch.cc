#include "engine/sync/set_switch.h"

#include <algorithm>

namespace riff {

namespace {

Result<void> Log(Transaction& tx, const std::string& action, const std::string& subject, const std::string& before,
                 const std::string& after, const Actor& actor) {
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = action;
  entry.subject = subject;
  entry.before = before;
  entry.after = after;
  entry.why = "set by " + actor.name;
  return tx.activity.Append(entry);
}

}  // namespace

Result<void> SetStageByHand(Transaction& tx, Platform platform, Stage configured, Stage stage, const Actor& actor) {
  if (stage == Stage::kCanary || stage == Stage::kLive) {
    return Fail(ErrorKind::kRejected, "only a cutover moves a platform to " + std::string(ToString(stage)));
  }
  const std::string name = "stage." + std::string(ToString(platform));
  RIFF_TRY(const std::optional<std::string> set, tx.settings.Get(name));
  const std::string before = set.value_or(std::string(ToString(configured)));
  RIFF_TRY(tx.settings.Set(name, std::string(ToString(stage))));
  RIFF_TRY(tx.products.MarkAllDirty());
  return Log(tx, "stage", std::string(ToString(platform)), before, std::string(ToString(stage)), actor);
}

std::vector<std::string> FlagNames() { return {"push_enabled"}; }

Result<void> SetFlagByHand(Transaction& tx, const std::string& name, const std::string& value, const Actor& actor) {
  const std::vector<std::string> known = FlagNames();
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    return Fail(ErrorKind::kInvalid, "no switch " + name + ": there is push_enabled");
  }
  if (value != "on" && value != "off") {
    return Fail(ErrorKind::kInvalid, name + " can be on or off, not " + value);
  }
  RIFF_TRY(const std::optional<std::string> before, tx.settings.Get("flag." + name));
  RIFF_TRY(tx.settings.Set("flag." + name, value));
  return Log(tx, "flag", name, before.value_or("on"), value, actor);
}

}  // namespace riff
