#include "engine/base/random.h"

#include <bit>
#include <random>

#include "engine/base/check.h"

namespace riff {

std::uint64_t Random::Below(std::uint64_t bound) {
  RIFF_CHECK(bound > 0, "there is no number below zero");
  // The lowest 2^64 mod bound numbers are drawn again, so that every remainder is equally likely.
  const std::uint64_t refused = (0 - bound) % bound;
  std::uint64_t number = Next();
  while (number < refused) {
    number = Next();
  }
  return number % bound;
}

// 53 bits: as many as a double holds, so that rounding cannot reach 1.
double Random::Share() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

std::string Random::Hex(std::size_t length) {
  constexpr int kDigitsPerNumber = 16;
  std::string text;
  text.reserve(length);
  while (text.size() < length) {
    std::uint64_t number = Next();
    for (int digit = 0; digit < kDigitsPerNumber && text.size() < length; ++digit) {
      text += "0123456789abcdef"[number >> 60];
      number <<= 4;
    }
  }
  return text;
}

SeededRandom::SeededRandom(std::uint64_t seed) : state_{} {
  // splitmix64: spreads even the seeds 0, 1, 2, … over the whole state, which must not be all zero.
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    word = mixed ^ (mixed >> 31);
  }
}

std::uint64_t SeededRandom::Next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t FreshSeed() {
  std::random_device entropy;
  const std::uint64_t high = entropy();
  return (high << 32) | entropy();
}

}  // namespace riff
