#include "mocks/number_series.h"

#include <array>
#include <string>

namespace riff::sim {
namespace {

// The first number of each series, in the order of Numbered; the lengths are the real platforms'.
using Starts = std::array<std::int64_t, 6>;

struct PlatformStarts {
  Starts production;
  std::int64_t sandbox_ahead;  // How far the sandbox's numbers lie beyond: no catalogue is that large.
};

constexpr PlatformStarts kEbay = {
    {110'100'000'001, 110'500'000'001, 7'100'000'001, 120'000'100'001, 10'050'000'001, 5'100'000'001}, 100'000'000};
constexpr PlatformStarts kReverb = {{81'000'001, 84'000'001, 87'000'001, 31'000'001, 34'000'001, 37'000'001},
                                    10'000'000};
constexpr PlatformStarts kShopify = {
    {7'100'000'000'001, 4'100'000'000'001, 5'100'000'000'001, 6'100'000'000'001, 1'100'000'000'001, 2'100'000'000'001},
    500'000'000'000};
constexpr PlatformStarts kTiktok = {{1'729'400'000'000'000'001, 1'729'500'000'000'000'001, 1'729'600'000'000'000'001,
                                     576'400'000'000'000'001, 576'500'000'000'000'001, 7'300'000'000'000'000'001},
                                    1'000'000'000'000'000};
constexpr PlatformStarts kVr = {{124'001, 0, 0, 724'001, 774'001, 924'001}, 25'000};

const PlatformStarts& StartsOf(Platform platform) {
  switch (platform) {
    case Platform::kEbay:
      return kEbay;
    case Platform::kReverb:
      return kReverb;
    case Platform::kShopify:
      return kShopify;
    case Platform::kTiktok:
      return kTiktok;
    case Platform::kVr:
      break;
  }
  return kVr;
}

}  // namespace

std::int64_t NumberSeries::Next(Numbered what) {
  const PlatformStarts& starts = StartsOf(channel_.platform);
  const std::int64_t ahead = channel_.environment == Environment::kSandbox ? starts.sandbox_ahead : 0;
  return starts.production.at(static_cast<std::size_t>(what)) + ahead + given_[what]++;
}

std::string FormatOrderNumber(Platform platform, std::int64_t number) {
  std::string digits = std::to_string(number);
  if (platform == Platform::kEbay) {
    digits.insert(7, "-");
    digits.insert(2, "-");
  }
  return digits;
}

}  // namespace riff::sim
