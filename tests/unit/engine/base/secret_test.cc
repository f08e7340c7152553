#include "engine/base/secret.h"

#include <gtest/gtest.h>

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace riff {
namespace {

template <class T>
concept Printable = requires(std::ostream& stream, const T& value) { stream << value; };

static_assert(!Printable<Secret>);
static_assert(!std::equality_comparable<Secret>);
static_assert(!std::convertible_to<Secret, std::string>);
static_assert(!std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<std::string, Secret>);

TEST(SecretTest, RevealsItsTextOnlyWhenAsked) {
  EXPECT_EQ(Secret("a token").Reveal(), "a token");
  EXPECT_TRUE(Secret().empty());
  EXPECT_FALSE(Secret("a token").empty());
}

TEST(SecretTest, CanBeCopied) {
  const Secret token("a token");
  Secret copy;
  copy = token;

  EXPECT_EQ(copy.Reveal(), "a token");
  EXPECT_EQ(token.Reveal(), "a token");
}

TEST(SecretTest, LeavesNothingBehindWhenMoved) {
  Secret token("a token");
  const char* const buffer = token.Reveal().data();  // A short text lies inside the string object itself.

  const Secret moved = std::move(token);

  EXPECT_EQ(moved.Reveal(), "a token");
  EXPECT_TRUE(token.empty());  // NOLINT(bugprone-use-after-move): what is left is the question.
  EXPECT_EQ(std::string_view(buffer, 7), std::string_view("\0\0\0\0\0\0\0", 7));
}

TEST(SecretTest, MovesLongTextsToo) {
  const std::string text(1000, 'x');
  Secret token(text);

  Secret moved;
  moved = std::move(token);

  EXPECT_EQ(moved.Reveal(), text);
  EXPECT_TRUE(token.empty());  // NOLINT(bugprone-use-after-move): what is left is the question.
}

TEST(SecretTest, ForgetsItsOldTextWhenAnotherIsMovedIn) {
  Secret token("old text");
  const char* const buffer = token.Reveal().data();

  token = Secret("new");

  EXPECT_EQ(token.Reveal(), "new");
  EXPECT_EQ(std::string_view(buffer, 8), std::string_view("new\0\0\0\0\0", 8));
}

TEST(SecretTest, SurvivesBeingMovedIntoItself) {
  Secret token("a token");
  Secret& same = token;

  token = std::move(same);

  EXPECT_EQ(token.Reveal(), "a token");
}

}  // namespace
}  // namespace riff
