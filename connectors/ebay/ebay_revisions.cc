#include "connectors/ebay/ebay_revisions.h"

#include <algorithm>
#include <chrono>

#include "connectors/ebay/ebay_legacy_codec.h"

namespace riff::ebay {
namespace {

constexpr Duration kMidnightPacific = std::chrono::hours(8);

bool Revises(const Change& change) {
  return std::holds_alternative<SetQuantity>(change) || std::holds_alternative<SetPrice>(change) ||
         std::holds_alternative<SetContent>(change);
}

bool MayHaveWorked(WriteState state) {
  return state == WriteState::kInFlight || state == WriteState::kAccepted || state == WriteState::kAmbiguous ||
         state == WriteState::kConfirmed;
}

}  // namespace

Timestamp RevisionDayOf(Timestamp at) {
  return std::chrono::floor<std::chrono::days>(at - kMidnightPacific) + kMidnightPacific;
}

std::optional<Duration> RevisionWait(int revisions, Urgency urgency, Timestamp now) {
  const int allowed = urgency == Urgency::kSoldOut ? kRevisionsPerDay : kRevisionsPerDay - kRevisionsKeptForZero;
  if (revisions < allowed) {
    return std::nullopt;
  }
  return RevisionDayOf(now) + std::chrono::hours(24) - now;
}

int RevisionsIn(std::span<const Write> history, const ListingKey& listing, Timestamp now) {
  const Timestamp day = RevisionDayOf(now);
  return static_cast<int>(std::ranges::count_if(history, [&](const Write& write) {
    return write.listing.channel == listing.channel && ItemIdOf(write.listing.remote) == ItemIdOf(listing.remote) &&
           write.attempted_at >= day && Revises(write.change) && MayHaveWorked(write.state);
  }));
}

void RevisionCount::Add(const std::string& item, Timestamp now) {
  if (const Timestamp day = RevisionDayOf(now); day != day_) {
    counts_.clear();
    day_ = day;
  }
  ++counts_[item];
}

int RevisionCount::Of(const std::string& item, Timestamp now) const {
  const auto found = counts_.find(item);
  return found == counts_.end() || RevisionDayOf(now) != day_ ? 0 : found->second;
}

}  // namespace riff::ebay
