#pragma once

#include <cstdint>
#include <string>

namespace riff {

// Where chance comes from. The same seed gives the same numbers on every machine.
class Random {
 public:
  virtual ~Random() = default;

  // Uniform over all 64-bit numbers.
  virtual std::uint64_t Next() = 0;

  // Uniform in [0, bound); `bound` above 0.
  std::uint64_t Below(std::uint64_t bound);

  // Uniform in [0, 1).
  double Share();

  // `length` lower-case hex digits.
  std::string Hex(std::size_t length);
};

// xoshiro256** seeded by splitmix64. One thread.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  std::uint64_t Next() override;

 private:
  std::uint64_t state_[4];
};

// A seed from the machine's entropy, for runs that are not asked to repeat.
std::uint64_t FreshSeed();

}  // namespace riff
