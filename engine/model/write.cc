#include "engine/model/write.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<Urgency, 4> kUrgencies = {
    "urgency",
    {{
        {Urgency::kSoldOut, "sold_out"},
        {Urgency::kLower, "lower"},
        {Urgency::kPrice, "price"},
        {Urgency::kRest, "rest"},
    }},
};
static_assert(kUrgencies.InOrder(Urgency::kRest));

constexpr WordTable<WriteState, 7> kWriteStates = {
    "write state",
    {{
        {WriteState::kQueued, "queued"},
        {WriteState::kInFlight, "in_flight"},
        {WriteState::kAccepted, "accepted"},
        {WriteState::kAmbiguous, "ambiguous"},
        {WriteState::kConfirmed, "confirmed"},
        {WriteState::kRejected, "rejected"},
        {WriteState::kSuperseded, "superseded"},
    }},
};
static_assert(kWriteStates.InOrder(WriteState::kSuperseded));

constexpr std::string_view kPendingMark = "new:";

}  // namespace

std::string_view ToString(Urgency urgency) { return kUrgencies.WordOf(urgency); }

std::string_view ToString(WriteState state) { return kWriteStates.WordOf(state); }

Result<WriteState> ParseWriteState(std::string_view text) { return kWriteStates.Parse(text); }

bool IsOpen(WriteState state) {
  switch (state) {
    case WriteState::kQueued:
    case WriteState::kInFlight:
    case WriteState::kAccepted:
    case WriteState::kAmbiguous:
      return true;
    case WriteState::kConfirmed:
    case WriteState::kRejected:
    case WriteState::kSuperseded:
      return false;
  }
  return true;
}

RemoteId PendingRemoteId(const Sku& sku) { return RemoteId(std::string(kPendingMark) + sku.text()); }

bool IsPending(const RemoteId& remote) { return remote.text().starts_with(kPendingMark); }

}  // namespace riff
