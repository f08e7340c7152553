#include "engine/model/stage.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<Stage, 6> kStages = {
    "stage",
    {{
        {Stage::kOff, "off"},
        {Stage::kObserve, "observe"},
        {Stage::kHybrid, "hybrid"},
        {Stage::kCanary, "canary"},
        {Stage::kLive, "live"},
        {Stage::kHalted, "halted"},
    }},
};
static_assert(kStages.InOrder(Stage::kHalted));

constexpr WordTable<ChannelHealth, 4> kHealths = {
    "channel health",
    {{
        {ChannelHealth::kOk, "ok"},
        {ChannelHealth::kDegraded, "degraded"},
        {ChannelHealth::kNeedsReauth, "needs_reauth"},
        {ChannelHealth::kMaintenance, "maintenance"},
    }},
};
static_assert(kHealths.InOrder(ChannelHealth::kMaintenance));

}  // namespace

std::string_view ToString(Stage stage) { return kStages.WordOf(stage); }

Result<Stage> ParseStage(std::string_view text) { return kStages.Parse(text); }

std::string_view ToString(ChannelHealth health) { return kHealths.WordOf(health); }

}  // namespace riff
