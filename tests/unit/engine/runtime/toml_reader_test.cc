#include "engine/runtime/toml_reader.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

TomlTable Table(const std::string& text) { return TomlTable::Parse(text, "a.toml").value(); }

TEST(TomlTable, GivesFallbacksForWhatIsAbsent) {
  TomlTable table = Table("");

  EXPECT_EQ(table.Text("name", "nobody").value(), "nobody");
  EXPECT_EQ(table.Number("factor", 1.5).value(), 1.5);
  EXPECT_EQ(table.Integer("count", 7).value(), 7);
  EXPECT_EQ(table.Span("wait", std::chrono::seconds(3)).value(), std::chrono::seconds(3));
  EXPECT_FALSE(table.Table("inner")->has_value());
  EXPECT_EQ(table.LineOf("name"), 0);
  EXPECT_TRUE(table.Finish().has_value());
}

TEST(TomlTable, AWholeNumberIsANumberAndNotTheOtherWayRound) {
  TomlTable table = Table("a = 2\nb = 2.5\n");

  EXPECT_EQ(table.Number("a", 0).value(), 2.0);
  const auto fraction = table.Integer("b", 0);
  ASSERT_FALSE(fraction.has_value());
  EXPECT_EQ(fraction.error().message, "a.toml line 2: b: must be a whole number");
}

TEST(TomlTable, ANestedTableNamesItsPathAndOutlivesTheOneItCameFrom) {
  std::optional<TomlTable> inner;
  {
    TomlTable outer = Table("[one.two]\nx = true\n");
    inner = outer.Table("one").value()->Table("two").value();
  }

  const auto wrong = inner->Text("x", "");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().message, "a.toml line 2: one.two.x: must be a text in quotes");
}

TEST(TomlTable, FinishRefusesTheFirstKeyNobodyAskedFor) {
  TomlTable table = Table("known = 1\nknwon = 2\n");
  ASSERT_TRUE(table.Integer("known", 0).has_value());

  const Result<void> finished = table.Finish();

  ASSERT_FALSE(finished.has_value());
  EXPECT_EQ(finished.error().message, "a.toml line 2: knwon: is not a key RIFF knows; did you mean known?");
}

TEST(TomlTable, ASpanOfTimeIsNeverNegative) {
  TomlTable table = Table("a = \"-5m\"\nb = \"24h\"\n");

  EXPECT_FALSE(table.Span("a", Duration(0)).has_value());
  EXPECT_EQ(table.Span("b", Duration(0)).value(), std::chrono::hours(24));
}

TEST(NearestWord, IsTheOneFewestEditsAway) {
  EXPECT_EQ(NearestWord("intervall", {"interval", "full_sweep"}), "interval");
  EXPECT_EQ(NearestWord("tokn", {"token", "url"}), "token");
  EXPECT_EQ(NearestWord("zzzzzz", {"token", "url"}), "");
  EXPECT_EQ(NearestWord("anything", {}), "");
}

}  // namespace
}  // namespace riff
