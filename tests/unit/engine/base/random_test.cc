#include "engine/base/random.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace riff {
namespace {

// Gives the numbers it was told to give, in their order.
class ToldRandom final : public Random {
 public:
  explicit ToldRandom(std::vector<std::uint64_t> numbers) : numbers_(std::move(numbers)) {}
  std::uint64_t Next() override { return numbers_.at(next_++); }
  std::size_t drawn() const { return next_; }

 private:
  std::vector<std::uint64_t> numbers_;
  std::size_t next_ = 0;
};

TEST(SeededRandomTest, GivesTheGeneratorsPublishedNumbers) {
  SeededRandom random(0);

  EXPECT_EQ(random.Next(), 11091344671253066420u);
  EXPECT_EQ(random.Next(), 13793997310169335082u);
  EXPECT_EQ(random.Next(), 1900383378846508768u);
  EXPECT_EQ(random.Next(), 7684712102626143532u);
}

TEST(SeededRandomTest, RepeatsItselfForASeedAndDiffersForAnother) {
  SeededRandom one(7);
  SeededRandom same(7);
  SeededRandom other(8);

  EXPECT_EQ(one.Hex(64), same.Hex(64));
  EXPECT_NE(one.Hex(64), other.Hex(64));
}

TEST(RandomTest, StaysBelowTheBoundAndReachesEveryNumber) {
  SeededRandom random(1);
  std::set<std::uint64_t> seen;

  for (int i = 0; i < 1000; ++i) {
    seen.insert(random.Below(10));
  }

  EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(random.Below(1), 0u);
}

TEST(RandomTest, DrawsAgainWhatWouldMakeSomeNumbersMoreLikely) {
  // 2^64 mod 10 is 6: the numbers 0 to 5 are one remainder each too many.
  ToldRandom random({0, 5, 6});

  EXPECT_EQ(random.Below(10), 6u);
  EXPECT_EQ(random.drawn(), 3u);
}

TEST(RandomTest, GivesSharesFromZeroToJustBelowOne) {
  ToldRandom random({0, ~std::uint64_t{0}, std::uint64_t{1} << 63});

  EXPECT_EQ(random.Share(), 0.0);
  EXPECT_LT(random.Share(), 1.0);
  EXPECT_EQ(random.Share(), 0.5);
}

TEST(RandomTest, WritesAsManyHexDigitsAsAsked) {
  ToldRandom random({0x0123456789abcdef, 0xf000000000000000});

  EXPECT_EQ(random.Hex(17), "0123456789abcdeff");
  EXPECT_EQ(random.Hex(0), "");
}

TEST(RandomDeathTest, AbortsWhenThereIsNoNumberToDraw) {
  SeededRandom random(1);
  EXPECT_DEATH(random.Below(0), "no number below zero");
}

TEST(FreshSeedTest, DiffersFromCallToCall) { EXPECT_NE(FreshSeed(), FreshSeed()); }

}  // namespace
}  // namespace riff
