#include "engine/base/error.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/base/check.h"

namespace riff {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) {
    return Fail(ErrorKind::kInvalid, "odd");
  }
  return number / 2;
}

Result<int> Quarter(int number) {
  RIFF_TRY(const int half, Half(number));
  RIFF_TRY(const int quarter, Half(half));
  return quarter;
}

Result<void> MustBeEven(int number) {
  RIFF_TRY(Half(number));
  return {};
}

Result<std::unique_ptr<int>> Boxed(int number) {
  RIFF_TRY(const int half, Half(number));
  return std::make_unique<int>(half);
}

Result<int> Unboxed(int number) {
  RIFF_TRY(const std::unique_ptr<int> box, Boxed(number));
  return *box;
}

TEST(RiffTryTest, GoesOnWithTheValue) {
  EXPECT_EQ(Quarter(8), 2);
  EXPECT_TRUE(MustBeEven(2));
  EXPECT_EQ(Unboxed(6), 3);
}

TEST(RiffTryTest, HandsTheErrorOn) {
  EXPECT_EQ(Quarter(6).error(), (Error{ErrorKind::kInvalid, "odd", std::nullopt}));
  EXPECT_EQ(MustBeEven(3).error().message, "odd");
  EXPECT_FALSE(Unboxed(3));
}

TEST(ErrorTest, KeepsItsKindAndTimeWhenContextIsAdded) {
  const Error error = WithContext("deliver write w17", Error{ErrorKind::kThrottled, "429", Duration(5)});

  EXPECT_EQ(error, (Error{ErrorKind::kThrottled, "deliver write w17: 429", Duration(5)}));
}

TEST(ErrorTest, NamesEachKindDifferently) {
  EXPECT_EQ(ToString(ErrorKind::kInvalid), "invalid");
  EXPECT_EQ(ToString(ErrorKind::kNotFound), "not found");
  EXPECT_EQ(ToString(ErrorKind::kConflict), "conflict");
  EXPECT_EQ(ToString(ErrorKind::kThrottled), "throttled");
  EXPECT_EQ(ToString(ErrorKind::kUnavailable), "unavailable");
  EXPECT_EQ(ToString(ErrorKind::kAmbiguous), "ambiguous");
  EXPECT_EQ(ToString(ErrorKind::kRejected), "rejected");
  EXPECT_EQ(ToString(ErrorKind::kUnauthorized), "unauthorized");
  EXPECT_EQ(ToString(ErrorKind::kUnsupported), "unsupported");
}

TEST(RiffCheckDeathTest, AbortsAndSaysWhereAndWhy) {
  RIFF_CHECK(1 + 1 == 2, "never printed");
  EXPECT_DEATH(RIFF_CHECK(1 + 1 == 3, "sums must add up"), "error_test.cc:[0-9]+: 1 \\+ 1 == 3 does not hold: sums");
}

}  // namespace
}  // namespace riff
