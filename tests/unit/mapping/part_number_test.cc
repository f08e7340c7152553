#include "mapping/part_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapping/normalise.h"

namespace riff {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> CodesIn(std::string_view text) {
  std::vector<std::string> codes;
  for (const SpelledCode& code : ReadCodes(SplitWords(NormaliseText(text, 200), 40), {}, Spacing::kSideBySide, 32)) {
    codes.push_back(code.text);
  }
  return codes;
}

TEST(PartNumberTest, IsOneInEverySpelling) {
  for (const char* text : {"PSLX350H", "PS-LX350H", "ps lx350h", "PS/LX350H"}) {
    EXPECT_THAT(CodesIn(text), Contains("pslx350h")) << text;
  }
  EXPECT_THAT(CodesIn("010-10704-00"), Contains("0101070400"));
  EXPECT_THAT(CodesIn("RS 140 headphones"), Contains("rs140"));
  EXPECT_THAT(CodesIn("YPS-S3JAB/XAA"), Contains("ypss3jab"));
}

TEST(PartNumberTest, HasAStemUpToItsLastFigure) {
  EXPECT_THAT(CodesIn("NNSN667WH"), Contains("nnsn667"));
  EXPECT_THAT(CodesIn("NNSN667"), Not(Contains("nnsn66")));
}

TEST(PartNumberTest, IsNotSeenInOtherWords) {
  for (const char* text : {"5-user pack", "50th anniversary", "10000 clips", "series 3 amplifier", "3 disc changer",
                           "mp3", "55-200mm", "", "fender"}) {
    EXPECT_THAT(CodesIn(text), IsEmpty()) << text;
  }
}

TEST(PartNumberTest, TheirNumberIsLimited) {
  std::string many;
  for (int i = 0; i < 1000; ++i) {
    many += " ab" + std::to_string(10'000 + i);
  }
  EXPECT_EQ(ReadCodes(SplitWords(many, 5000), {}, Spacing::kSideBySide, 32).size(), 32u);
}

class SharedCodeTest : public testing::Test {
 protected:
  std::vector<Code> Read(std::string_view text) {
    std::vector<Code> codes;
    for (const SpelledCode& code : ReadCodes(SplitWords(NormaliseText(text, 200), 40), {}, Spacing::kSideBySide, 32)) {
      codes.push_back(Code{book.Add(code.text), code.form, 0, 0});
    }
    std::sort(codes.begin(), codes.end(), [](const Code& a, const Code& b) { return a.id < b.id; });
    return codes;
  }

  WordBook book;
};

TEST_F(SharedCodeTest, WeighsWholeNumbersAndStemsApart) {
  const std::vector<Code> hyphened = Read("PS-LX350H");
  const std::vector<Code> plain = Read("pslx350h");
  EXPECT_GT(SharedCodeWeight(hyphened, plain, book, CodeMatch::kWhole), 0.9);

  const std::vector<Code> white = Read("NNSN667WH");
  const std::vector<Code> black = Read("NNSN667BK");
  EXPECT_EQ(SharedCodeWeight(white, black, book, CodeMatch::kWhole), 0);
  EXPECT_GT(SharedCodeWeight(white, black, book, CodeMatch::kStem), 0.9);
}

TEST_F(SharedCodeTest, ANumberMayBeginAnother) {
  EXPECT_GT(BeginningCodeWeight(Read("NNSN667"), Read("NNSN667WH"), book), 0.9);
  EXPECT_GT(BeginningCodeWeight(Read("NNSN667WH"), Read("NNSN667W"), book), 0.9);
  EXPECT_EQ(BeginningCodeWeight(Read("NNSN667WH"), Read("NNSN667BK"), book), 0);
  EXPECT_EQ(BeginningCodeWeight(Read("NNSN667"), Read("NNSN6671"), book), 0);
  EXPECT_EQ(BeginningCodeWeight({}, Read("NNSN667"), book), 0);
}

TEST_F(SharedCodeTest, TwoWordsSideBySideInBothAreNoNumber) {
  EXPECT_EQ(SharedCodeWeight(Read("suite 207"), Read("suite 207"), book, CodeMatch::kWhole), 0);
}

TEST_F(SharedCodeTest, NumbersOfOneFamilyDiffer) {
  EXPECT_TRUE(OfOneFamily(Read("PSLX350H"), Read("PSLX300H"), book));
  EXPECT_FALSE(OfOneFamily(Read("PSLX350H"), Read("AM4415A"), book));
  EXPECT_FALSE(OfOneFamily(Read("FS105"), Read("FS105NA"), book));
  EXPECT_FALSE(OfOneFamily({}, Read("FS105NA"), book));
}

}  // namespace
}  // namespace riff
