#include "engine/cli/console.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

// Under a test the output goes into a pipe: no colour, no cutting.
class ConsoleTest : public testing::Test {
 protected:
  template <class Print>
  std::string Printed(const Print& print) {
    testing::internal::CaptureStdout();
    print();
    std::fflush(stdout);
    return testing::internal::GetCapturedStdout();
  }

  Console console;
};

TEST_F(ConsoleTest, ATableLinesItsColumnsUpAndLeavesNoBlanksAtTheEnd) {
  const std::string text = Printed([&] {
    console.Table({{"sku"}, {"available", Column::Align::kRight}, {"title"}},
                  {{"SG-61", "1", "Gibson SG"}, {"STR-10", "12", ""}});
  });

  EXPECT_EQ(text,
            "sku     available  title\n"
            "SG-61           1  Gibson SG\n"
            "STR-10         12\n");
}

TEST_F(ConsoleTest, AShortRowIsFilledUpAndAnEmptyTableIsItsHead) {
  EXPECT_EQ(Printed([&] { console.Table({{"a"}, {"b"}}, {{"1"}}); }), "a  b\n1\n");
  EXPECT_EQ(Printed([&] { console.Table({{"a"}, {"b"}}, {}); }), "a  b\n");
}

TEST_F(ConsoleTest, LettersBeyondAsciiCountOnce) {
  const std::string text = Printed([&] { console.Table({{"name"}, {"x"}}, {{"Höfner", "1"}, {"Gibson", "2"}}); });

  EXPECT_EQ(text, "name    x\nHöfner  1\nGibson  2\n");
}

TEST_F(ConsoleTest, IntoAPipeNothingIsCutAndNothingColoured) {
  const std::string title(500, 'x');
  const std::string text = Printed([&] { console.Table({{"title"}}, {{title}}); });

  EXPECT_NE(text.find(title), std::string::npos);
  EXPECT_FALSE(console.colour());
  EXPECT_EQ(console.Bold("head"), "head");
  EXPECT_EQ(console.Paint(Severity::kCritical, "bad"), "bad");
  EXPECT_EQ(console.Good("ok"), "ok");
  EXPECT_EQ(console.Bad("no"), "no");
}

TEST_F(ConsoleTest, RemoteTextInATableCannotMoveTheCursor) {
  const std::string text = Printed([&] {
    console.Table({{"title"}}, {{"\x1b[2Jgone\r\nnew\tline\x07\x7f\xc2\x9b"
                                 "31m"}});
  });

  EXPECT_EQ(text, "title\n?[2Jgone  new line???31m\n");
}

TEST_F(ConsoleTest, EachFormPrintsItsOwnAndNothingElse) {
  EXPECT_EQ(Printed([&] { console.Json("{}"); }), "");
  EXPECT_EQ(Printed([&] { console.Line("hello"); }), "hello\n");
  console.form = OutputForm::kJson;
  EXPECT_EQ(Printed([&] {
              console.Line("hello");
              console.Table({{"a"}}, {{"1"}});
              console.Json("{}");
            }),
            "{}\n");
}

TEST_F(ConsoleTest, AProblemGoesToStandardErrorMadeHarmless) {
  testing::internal::CaptureStderr();
  const ExitCode code = Explain(console, Error{ErrorKind::kRejected, "no\x1b[31m way", std::nullopt});

  EXPECT_EQ(testing::internal::GetCapturedStderr(), "riff: no?[31m way\n");
  EXPECT_EQ(code, ExitCode::kRefused);
}

TEST(ExitCodes, SayWhatTheDesignSays) {
  const auto code = [](ErrorKind kind) { return ExitCodeOf(Error{kind, "", std::nullopt}); };
  EXPECT_EQ(code(ErrorKind::kInvalid), ExitCode::kUsage);
  EXPECT_EQ(code(ErrorKind::kNotFound), ExitCode::kUsage);
  EXPECT_EQ(code(ErrorKind::kUnsupported), ExitCode::kUsage);
  EXPECT_EQ(code(ErrorKind::kRejected), ExitCode::kRefused);
  EXPECT_EQ(code(ErrorKind::kUnavailable), ExitCode::kCouldNotRun);
  EXPECT_EQ(code(ErrorKind::kAmbiguous), ExitCode::kCouldNotRun);
  EXPECT_EQ(code(ErrorKind::kUnauthorized), ExitCode::kCouldNotRun);
  EXPECT_EQ(code(ErrorKind::kThrottled), ExitCode::kCouldNotRun);
  EXPECT_EQ(static_cast<int>(ExitCode::kWithFailures), 1);
}

TEST(HarmlessText, KeepsWhatIsTextAndCountsIt) {
  EXPECT_EQ(Harmless("Höfner 500/1 — “Beatle” 低音"), "Höfner 500/1 — “Beatle” 低音");
  EXPECT_EQ(Harmless("a\nb\rc\td"), "a b c d");
  EXPECT_EQ(Harmless(std::string("nul\0!", 5)), "nul?!");
  EXPECT_EQ(Harmless("\xc2"), "\xc2");  // A letter cut in half is no control character.
  EXPECT_EQ(Harmless("\xc2\xa0"), "\xc2\xa0");
  EXPECT_EQ(WidthOf("Höfner"), 6u);
  EXPECT_EQ(WidthOf(""), 0u);
}

}  // namespace
}  // namespace riff
