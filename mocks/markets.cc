#include "mocks/markets.h"

#include <utility>

namespace riff::sim {
namespace {

// The catalogue was listed over the last months, one listing after the other.
constexpr int kDaysListed = 90;

Timestamp ListedAt(Timestamp now, std::size_t place) {
  const auto minutes_ago = std::chrono::minutes(kDaysListed * 24 * 60) - std::chrono::minutes(place % (80 * 24 * 60));
  return now - minutes_ago;
}

}  // namespace

Markets::Markets(MarketsOptions options, Clock& base) : options_(std::move(options)), clock_(base) {
  std::uint64_t seed = options_.seed;
  for (const Channel channel : AllChannels()) {
    MockChannelOptions each;
    each.channel = channel;
    each.production = options_.production;
    each.seed = ++seed;
    each.index_lag = options_.index_lag;
    each.make_face = options_.make_face;
    each.post = options_.post;
    each.legacy_share = options_.legacy_share;
    channels_.emplace(channel, std::make_unique<MockChannel>(std::move(each), clock_));
  }
  Fill();
}

void Markets::Fill() {
  Stalls stalls = StallsOf(options_.catalog);
  std::vector<PlantedAt> planted;
  if (options_.planting == Planting::kDefault) {
    planted = Plant(options_.catalog, options_.seed, stalls);
  }
  std::map<Channel, std::vector<RemoteId>> remotes;
  for (auto& [channel, stall] : stalls) {
    for (std::size_t place = 0; place < stall.size(); ++place) {
      stall[place].created_at = ListedAt(clock_.Now(), place);
      remotes[channel].push_back(At(channel).Seed(stall[place]));
    }
  }
  const std::lock_guard lock(planted_mutex_);
  planted_.clear();
  for (PlantedAt& each : planted) {
    each.planted.remote = remotes[each.planted.channel].at(each.place);
    planted_.push_back(std::move(each.planted));
  }
}

std::vector<Planted> Markets::planted() {
  const std::lock_guard lock(planted_mutex_);
  return planted_;
}

std::size_t Markets::SendWebhooks() {
  std::size_t sent = 0;
  for (auto& [channel, mock] : channels_) {
    sent += mock->SendWebhooks();
  }
  return sent;
}

void Markets::Reset() {
  for (auto& [channel, mock] : channels_) {
    mock->Reset();
  }
  Fill();
}

}  // namespace riff::sim
