#include "engine/base/time.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace riff {
namespace {

using namespace std::chrono_literals;

// 2026-11-20T10:19:23Z, counted by hand: date -u -d @1795169963.
constexpr std::int64_t kMicros = 1'795'169'963'000'000;

TEST(TimestampTest, CountsMicrosecondsSince1970) {
  EXPECT_EQ(ToMicros(Timestamp()), 0);
  EXPECT_EQ(ToMicros(FromMicros(kMicros)), kMicros);
  EXPECT_EQ(ToMicros(FromMicros(-1)), -1);
}

TEST(FormatUtcTest, ShowsTheFractionOnlyWhenThereIsOne) {
  EXPECT_EQ(FormatUtc(FromMicros(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(FormatUtc(FromMicros(kMicros)), "2026-11-20T10:19:23Z");
  EXPECT_EQ(FormatUtc(FromMicros(kMicros + 250)), "2026-11-20T10:19:23.000250Z");
  EXPECT_EQ(FormatUtc(FromMicros(kMicros + 500'000)), "2026-11-20T10:19:23.500000Z");
}

TEST(FormatUtcTest, WritesTimesBefore1970) {
  EXPECT_EQ(FormatUtc(FromMicros(-1)), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(FormatUtc(FromMicros(-86'400'000'000)), "1969-12-31T00:00:00Z");
}

TEST(FormatUtcMillisTest, AlwaysShowsMillisecondsCutNotRounded) {
  EXPECT_EQ(FormatUtcMillis(FromMicros(kMicros)), "2026-11-20T10:19:23.000Z");
  EXPECT_EQ(FormatUtcMillis(FromMicros(kMicros + 999'999)), "2026-11-20T10:19:23.999Z");
}

TEST(ParseTimestampTest, ReadsEveryFormOfZone) {
  for (const char* text : {"2026-11-20T10:19:23Z", "2026-11-20 10:19:23Z", "2026-11-20T12:19:23+02:00",
                           "2026-11-20T06:19:23-0400", "2026-11-20T12:19:23+02", "2026-11-21T00:19:23+14:00",
                           "2026-11-19T22:49:23-11:30", "2026-11-20T10:19:23.000Z"}) {
    EXPECT_EQ(ParseTimestamp(text), FromMicros(kMicros)) << text;
  }
}

TEST(ParseTimestampTest, CutsTheFractionToMicroseconds) {
  EXPECT_EQ(ParseTimestamp("2026-11-20T10:19:23.5Z"), FromMicros(kMicros + 500'000));
  EXPECT_EQ(ParseTimestamp("2026-11-20T10:19:23.000250Z"), FromMicros(kMicros + 250));
  EXPECT_EQ(ParseTimestamp("2026-11-20T10:19:23.123456999+00:00"), FromMicros(kMicros + 123'456));
  EXPECT_EQ(ParseTimestamp("2026-11-20T10:19:23." + std::string(100, '9') + "Z"), FromMicros(kMicros + 999'999));
}

TEST(ParseTimestampTest, KnowsLeapYears) {
  EXPECT_EQ(FormatUtc(ParseTimestamp("2024-02-29T00:00:00Z").value()), "2024-02-29T00:00:00Z");
  EXPECT_EQ(FormatUtc(ParseTimestamp("2000-02-29T00:00:00Z").value()), "2000-02-29T00:00:00Z");
  EXPECT_FALSE(ParseTimestamp("2026-02-29T00:00:00Z"));
  EXPECT_FALSE(ParseTimestamp("1900-02-29T00:00:00Z"));
}

TEST(ParseTimestampTest, RefusesATextWithoutAZoneOrWithAnImpossibleTime) {
  for (const std::string text : {"",
                                 "2026-11-20",
                                 "2026-11-20T10:19:23",
                                 "2026-11-20T10:19:23.5",
                                 "2026-11-20T10:19:23.Z",
                                 "2026-11-20T10:19Z",
                                 "2026-13-20T10:19:23Z",
                                 "2026-00-20T10:19:23Z",
                                 "2026-11-31T10:19:23Z",
                                 "2026-11-00T10:19:23Z",
                                 "2026-11-20T24:19:23Z",
                                 "2026-11-20T10:60:23Z",
                                 "2026-11-20T10:19:60Z",
                                 "2026-11-20T10:19:23+24:00",
                                 "2026-11-20T10:19:23+02:60",
                                 "2026-11-20T10:19:23+2",
                                 "2026-11-20T10:19:23Z ",
                                 " 2026-11-20T10:19:23Z",
                                 "2026-11-20x10:19:23Z",
                                 "2026/11/20T10:19:23Z",
                                 "26-11-20T10:19:23Z",
                                 "1795169963",
                                 "2026-11-20T10:19:23z+",
                                 "2026-11-20T10:19:23+02:00x",
                                 "2026-1a-20T10:19:23Z"}) {
    const Result<Timestamp> time = ParseTimestamp(text);

    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(time.error().message.find("\"" + text + "\""), std::string::npos) << time.error().message;
  }
}

TEST(ParseDurationTest, ReadsEveryUnit) {
  EXPECT_EQ(ParseDuration("250ms"), Duration(250ms));
  EXPECT_EQ(ParseDuration("90s"), Duration(90s));
  EXPECT_EQ(ParseDuration("10m"), Duration(10min));
  EXPECT_EQ(ParseDuration("24h"), Duration(24h));
  EXPECT_EQ(ParseDuration("7d"), Duration(168h));
  EXPECT_EQ(ParseDuration("0s"), Duration(0));
}

TEST(ParseDurationTest, RefusesOtherFormsAndNamesTheAllowedOnes) {
  for (const std::string text : {"", "10", "m", "-5m", "1.5h", "10 m", "10M", "1h30m", "5us", "1w", "5mm"}) {
    const Result<Duration> span = ParseDuration(text);

    ASSERT_FALSE(span) << text;
    EXPECT_EQ(span.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(span.error().message.find("\"" + text + "\""), std::string::npos);
    EXPECT_NE(span.error().message.find("250ms, 90s, 10m, 24h and 7d"), std::string::npos);
  }
}

TEST(ParseDurationTest, RefusesWhatDoesNotFit64Bits) {
  EXPECT_EQ(ParseDuration("106751991d"), Duration(std::chrono::days(106751991)));
  EXPECT_FALSE(ParseDuration("106751992d"));
  EXPECT_FALSE(ParseDuration("99999999999999999999s"));
}

TEST(FormatDurationTest, NamesTheUnitsThatAreNotZero) {
  EXPECT_EQ(FormatDuration(Duration(0)), "0s");
  EXPECT_EQ(FormatDuration(10min), "10m");
  EXPECT_EQ(FormatDuration(90min), "1h30m");
  EXPECT_EQ(FormatDuration(2500ms), "2.5s");
  EXPECT_EQ(FormatDuration(61s), "1m1s");
  EXPECT_EQ(FormatDuration(36h), "1d12h");
  EXPECT_EQ(FormatDuration(250ms), "250ms");
  EXPECT_EQ(FormatDuration(1500us), "1.5ms");
  EXPECT_EQ(FormatDuration(1us), "0.001ms");
  EXPECT_EQ(FormatDuration(1s + 1us), "1.000001s");
  EXPECT_EQ(FormatDuration(-90s), "-1m30s");
  EXPECT_EQ(FormatDuration(Duration::min()), "-106751991d4h54.775808s");
}

}  // namespace
}  // namespace riff
