#include "engine/model/hold.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<HoldMode, 3> kModes = {
    "hold mode",
    {{
        {HoldMode::kOff, "off"},
        {HoldMode::kValidateOnly, "validate_only"},
        {HoldMode::kReserveTtl, "reserve_ttl"},
    }},
};
static_assert(kModes.InOrder(HoldMode::kReserveTtl));

constexpr WordTable<HoldState, 4> kStates = {
    "hold state",
    {{
        {HoldState::kActive, "active"},
        {HoldState::kCommitted, "committed"},
        {HoldState::kReleased, "released"},
        {HoldState::kExpired, "expired"},
    }},
};
static_assert(kStates.InOrder(HoldState::kExpired));

}  // namespace

std::string_view ToString(HoldMode mode) { return kModes.WordOf(mode); }
std::string_view ToString(HoldState state) { return kStates.WordOf(state); }
Result<HoldState> ParseHoldState(std::string_view text) { return kStates.Parse(text); }

}  // namespace riff
