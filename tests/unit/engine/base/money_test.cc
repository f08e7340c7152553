#include "engine/base/money.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace riff {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

Currency CurrencyOf(std::string_view code) { return Currency::Parse(code).value(); }

Money Usd(std::int64_t minor) { return Money{minor, Currency::Usd()}; }

TEST(CurrencyTest, ReadsThreeLettersAndMakesThemCapitals) {
  EXPECT_EQ(CurrencyOf("USD").code(), "USD");
  EXPECT_EQ(CurrencyOf("gbp").code(), "GBP");
  EXPECT_EQ(CurrencyOf("eUr").code(), "EUR");
  EXPECT_EQ(CurrencyOf("usd"), Currency::Usd());
}

TEST(CurrencyTest, RefusesWhatIsNotThreeLettersAndNamesIt) {
  for (const std::string text : {"", "US", "USDX", "U$D", "12A", "us ", "[\\]"}) {
    const Result<Currency> currency = Currency::Parse(text);

    ASSERT_FALSE(currency) << text;
    EXPECT_EQ(currency.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(currency.error().message.find("\"" + text + "\""), std::string::npos) << currency.error().message;
  }
}

TEST(CurrencyTest, KnowsHowManyDecimalsTheMinorUnitHas) {
  EXPECT_EQ(CurrencyOf("USD").decimals(), 2);
  EXPECT_EQ(CurrencyOf("EUR").decimals(), 2);
  EXPECT_EQ(CurrencyOf("JPY").decimals(), 0);
  EXPECT_EQ(CurrencyOf("KRW").decimals(), 0);
  EXPECT_EQ(CurrencyOf("BIF").decimals(), 0);
  EXPECT_EQ(CurrencyOf("XPF").decimals(), 0);
  EXPECT_EQ(CurrencyOf("BHD").decimals(), 3);
  EXPECT_EQ(CurrencyOf("TND").decimals(), 3);
}

TEST(ParseMoneyTest, ReadsADecimalExactly) {
  EXPECT_EQ(ParseMoney("1899", Currency::Usd()), Usd(189900));
  EXPECT_EQ(ParseMoney("1899.00", Currency::Usd()), Usd(189900));
  EXPECT_EQ(ParseMoney("1899.5", Currency::Usd()), Usd(189950));
  EXPECT_EQ(ParseMoney("0.01", Currency::Usd()), Usd(1));
  EXPECT_EQ(ParseMoney("0", Currency::Usd()), Usd(0));
  EXPECT_EQ(ParseMoney("0019.99", Currency::Usd()), Usd(1999));
  // A double would make this 9007199254740994.
  EXPECT_EQ(ParseMoney("90071992547409.93", Currency::Usd()), Usd(9007199254740993));
}

TEST(ParseMoneyTest, ReadsAsManyDecimalsAsTheCurrencyHas) {
  EXPECT_EQ(ParseMoney("1500", CurrencyOf("JPY")), (Money{1500, CurrencyOf("JPY")}));
  EXPECT_EQ(ParseMoney("1500.00", CurrencyOf("JPY")), (Money{1500, CurrencyOf("JPY")}));
  EXPECT_EQ(ParseMoney("1.234", CurrencyOf("KWD")), (Money{1234, CurrencyOf("KWD")}));
  EXPECT_EQ(ParseMoney("1.5", CurrencyOf("KWD")), (Money{1500, CurrencyOf("KWD")}));
}

TEST(ParseMoneyTest, AllowsMoreDecimalsOnlyWhenTheyAreZeros) {
  EXPECT_EQ(ParseMoney("18.9900", Currency::Usd()), Usd(1899));
  EXPECT_FALSE(ParseMoney("18.9901", Currency::Usd()));
  EXPECT_FALSE(ParseMoney("18.999", Currency::Usd()));
  EXPECT_FALSE(ParseMoney("1500.5", CurrencyOf("JPY")));
}

TEST(ParseMoneyTest, RefusesWhatIsNotAPlainDecimal) {
  for (const std::string text : {"", " ", ".", "1.", ".5", "-1", "+1", "1,899.00", "1 899", " 1", "1 ", "1e3", "0x10",
                                 "12.3.4", "$5", "1.-5", "NaN", "\xd9\xa1"}) {
    const Result<Money> money = ParseMoney(text, Currency::Usd());

    ASSERT_FALSE(money) << text;
    EXPECT_EQ(money.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(money.error().message.find("\"" + text + "\""), std::string::npos) << money.error().message;
  }
}

TEST(ParseMoneyTest, RefusesAnAmountBeyond64Bits) {
  EXPECT_EQ(ParseMoney("92233720368547758.07", Currency::Usd()), Usd(kMax));
  EXPECT_FALSE(ParseMoney("92233720368547758.08", Currency::Usd()));
  EXPECT_FALSE(ParseMoney("92233720368547759", Currency::Usd()));
  EXPECT_FALSE(ParseMoney(std::string(1000, '9'), Currency::Usd()));
}

TEST(FormatDecimalTest, WritesAllDecimalsOfTheCurrency) {
  EXPECT_EQ(FormatDecimal(Usd(189900)), "1899.00");
  EXPECT_EQ(FormatDecimal(Usd(5)), "0.05");
  EXPECT_EQ(FormatDecimal(Usd(25)), "0.25");
  EXPECT_EQ(FormatDecimal(Usd(0)), "0.00");
  EXPECT_EQ(FormatDecimal(Money{1500, CurrencyOf("JPY")}), "1500");
  EXPECT_EQ(FormatDecimal(Money{7, CurrencyOf("KWD")}), "0.007");
  EXPECT_EQ(FormatDecimal(Usd(-5)), "-0.05");
  EXPECT_EQ(FormatDecimal(Usd(kMin)), "-92233720368547758.08");
}

TEST(FormatMoneyTest, MarksThousandsAndNamesTheCurrency) {
  EXPECT_EQ(FormatMoney(Usd(189900)), "1,899.00 USD");
  EXPECT_EQ(FormatMoney(Usd(99900)), "999.00 USD");
  EXPECT_EQ(FormatMoney(Usd(123456789012)), "1,234,567,890.12 USD");
  EXPECT_EQ(FormatMoney(Money{1000000, CurrencyOf("JPY")}), "1,000,000 JPY");
  EXPECT_EQ(FormatMoney(Usd(-10000000)), "-100,000.00 USD");
}

TEST(ScaleTest, KeepsAnAmountTimesOne) {
  for (const std::int64_t minor : {std::int64_t{0}, std::int64_t{1}, std::int64_t{189900}, kMax, kMin}) {
    EXPECT_EQ(Scale(Usd(minor), 1.0), Usd(minor));
  }
}

TEST(ScaleTest, RoundsHalfUpByTheDecimalThatTheRuleSays) {
  EXPECT_EQ(Scale(Usd(189900), 1.05), Usd(199395));
  EXPECT_EQ(Scale(Usd(10), 1.05), Usd(11));
  EXPECT_EQ(Scale(Usd(10), 0.95), Usd(10));
  EXPECT_EQ(Scale(Usd(10), 0.94), Usd(9));
  // Through a double this is 100.49999999999999, and so 100.
  EXPECT_EQ(Scale(Usd(100), 1.005), Usd(101));
  EXPECT_EQ(Scale(Usd(30), 1.15), Usd(35));
  EXPECT_EQ(Scale(Usd(-10), 1.05), Usd(-10));
  EXPECT_EQ(Scale(Usd(-10), 1.06), Usd(-11));
}

TEST(ScaleTest, TakesFactorsOfAnySize) {
  EXPECT_EQ(Scale(Usd(5), 0.0), Usd(0));
  EXPECT_EQ(Scale(Usd(5), 100.0), Usd(500));
  EXPECT_EQ(Scale(Usd(5), 1e3), Usd(5000));
  EXPECT_EQ(Scale(Usd(3), 1e-300), Usd(0));
  EXPECT_EQ(Scale(Usd(kMax), 1e-19), Usd(1));
  EXPECT_EQ(Scale(Usd(kMax), 1.2345678901234567e-37), Usd(0));
  EXPECT_EQ(Scale(Usd(9007199254740993), 2.0), Usd(18014398509481986));
  EXPECT_EQ(Scale(Money{100, CurrencyOf("JPY")}, 1.1), (Money{110, CurrencyOf("JPY")}));
}

TEST(ScaleTest, StopsAtTheLargestAmountInsteadOfWrapping) {
  EXPECT_EQ(Scale(Usd(kMax), 1.05), Usd(kMax));
  EXPECT_EQ(Scale(Usd(kMin), 1.05), Usd(kMin));
  EXPECT_EQ(Scale(Usd(2), 1e300), Usd(kMax));
  EXPECT_EQ(Scale(Usd(-2), 1e300), Usd(kMin));
  EXPECT_EQ(Scale(Usd(0), 1e300), Usd(0));
}

TEST(ScaleDeathTest, AbortsOnAFactorThatIsNoNumber) {
  EXPECT_DEATH(Scale(Usd(1), std::numeric_limits<double>::quiet_NaN()), "factor is a number");
}

}  // namespace
}  // namespace riff
