#include "mapping/fields/money_rules.h"

#include <gtest/gtest.h>

#include <limits>

namespace riff {
namespace {

Money Usd(std::int64_t minor) { return Money{minor, Currency::Usd()}; }

Money In(std::string_view code, std::int64_t minor) { return Money{minor, *Currency::Parse(code)}; }

std::int64_t Rounded(Money price, PriceEnding ending, std::optional<Money> floor = std::nullopt) {
  const Result<Money> rounded = RoundPrice(price, {ending, std::nullopt}, floor);
  EXPECT_TRUE(rounded.has_value());
  return rounded.value_or(Money{-1, price.currency}).minor;
}

TEST(MoneyRulesTest, TakesTheNearestPriceOfTheEnding) {
  EXPECT_EQ(Rounded(Usd(1899'00), PriceEnding::kNinetyNine), 1898'99);
  EXPECT_EQ(Rounded(Usd(1899'49), PriceEnding::kNinetyNine), 1899'99);  // Two are equally near: the higher.
  EXPECT_EQ(Rounded(Usd(1899'48), PriceEnding::kNinetyNine), 1898'99);
  EXPECT_EQ(Rounded(Usd(1899'50), PriceEnding::kWhole), 1900'00);
  EXPECT_EQ(Rounded(Usd(1899'49), PriceEnding::kWhole), 1899'00);
  EXPECT_EQ(Rounded(Usd(100'00), PriceEnding::kNinetyFive), 99'95);
  EXPECT_EQ(Rounded(Usd(1234'56), PriceEnding::kAny), 1234'56);
}

TEST(MoneyRulesTest, NeverGoesBelowTheFloor) {
  EXPECT_EQ(Rounded(Usd(1899'00), PriceEnding::kNinetyNine, Usd(1899'00)), 1899'99);
  EXPECT_EQ(Rounded(Usd(10'00), PriceEnding::kWhole, Usd(2000'01)), 2001'00);
  EXPECT_EQ(Rounded(Usd(10'00), PriceEnding::kAny, Usd(2000'01)), 2000'01);
}

TEST(MoneyRulesTest, NeverGivesAwayWhatHasAPrice) {
  EXPECT_EQ(Rounded(Usd(1), PriceEnding::kWhole), 1'00);
  EXPECT_EQ(Rounded(Usd(1), PriceEnding::kNinetyNine), 99);
  EXPECT_EQ(Rounded(Usd(0), PriceEnding::kWhole), 0);
}

TEST(MoneyRulesTest, FollowsTheDecimalsOfTheCurrency) {
  EXPECT_EQ(Rounded(In("JPY", 189'900), PriceEnding::kNinetyNine), 189'900);
  EXPECT_EQ(Rounded(In("KWD", 10'000), PriceEnding::kNinetyNine), 9'990);
  EXPECT_EQ(Rounded(In("KWD", 10'400), PriceEnding::kWhole), 10'000);
}

TEST(MoneyRulesTest, RefusesWhatItCannotRound) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(RoundPrice(Usd(-1), {}, std::nullopt).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(RoundPrice(Usd(1), {}, Usd(-1)).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(RoundPrice(Usd(most), {PriceEnding::kWhole, std::nullopt}, std::nullopt).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(RoundPrice(Usd(1), {}, In("GBP", 1)).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(RoundPrice(Usd(1), {PriceEnding::kAny, In("GBP", 1)}, std::nullopt).error().kind, ErrorKind::kInvalid);
}

TEST(MoneyRulesTest, KnowsWhatThePlatformsAskFor) {
  const PriceRule vr = PriceRuleOf(Platform::kVr, Currency::Usd());
  const PriceRule tiktok = PriceRuleOf(Platform::kTiktok, Currency::Usd());

  EXPECT_EQ(RoundPrice(Usd(1899'50), vr, std::nullopt)->minor, 1900'00);
  EXPECT_EQ(RoundPrice(Usd(7600'00), tiktok, std::nullopt)->minor, 7600'00);
  EXPECT_EQ(RoundPrice(Usd(7600'01), tiktok, std::nullopt).error().kind, ErrorKind::kRejected);
  EXPECT_EQ(PriceRuleOf(Platform::kTiktok, *Currency::Parse("GBP")).most, In("GBP", 5600'00));
  EXPECT_EQ(PriceRuleOf(Platform::kReverb, Currency::Usd()).ending, PriceEnding::kAny);
}

}  // namespace
}  // namespace riff
