#include "mapping/traits.h"

#include <gtest/gtest.h>

#include "mapping/normalise.h"

namespace riff {
namespace {

std::vector<Word> WordsOf(std::string_view text) { return SplitWords(NormaliseText(text, 400), 60); }

Hand HandIn(std::string_view text) {
  const std::vector<Word> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const HandRead read = HandAt(words, i); read.words > 0) {
      return read.hand;
    }
  }
  return Hand::kUnknown;
}

TEST(HandTest, IsReadInSeveralLanguages) {
  for (const char* text :
       {"left-handed", "Left Hand", "lefty", "LH", "Linksh\xc3\xa4nder", "gaucher", "zurdo", "mancino"}) {
    EXPECT_EQ(HandIn(text), Hand::kLeft) << text;
  }
  EXPECT_EQ(HandIn("right handed"), Hand::kRight);
  EXPECT_EQ(HandIn("left channel"), Hand::kUnknown);
}

TEST(SerialTest, IsReadWhereItIsAnnounced) {
  const std::vector<std::pair<std::string, std::string>> table = {{"Serial number: US12345678", "us12345678"},
                                                                  {"S/N 12345", "12345"},
                                                                  {"serial no. A-1234", "a1234"},
                                                                  {"Seriennummer 98765", "98765"},
                                                                  {"SN: 1234567", "1234567"},
                                                                  {"LTD SN-1007HT", ""},
                                                                  {"serial ATA 150", ""},
                                                                  {"the serial number is L12345", "l12345"},
                                                                  {"series 2 300", ""},
                                                                  {"serial", ""},
                                                                  {"", ""}};
  for (const auto& [text, serial] : table) {
    EXPECT_EQ(SerialOf(WordsOf(text)), serial) << text;
  }
}

TEST(BareCodeTest, KeepsLettersAndFiguresAndKnowsNone) {
  EXPECT_EQ(BareCode(" gtr-0001 "), "gtr0001");
  EXPECT_EQ(BareCode("GTR 0001"), "gtr0001");
  for (const char* none : {"", "N/A", "none", "0", "0000", "Does not apply", "--"}) {
    EXPECT_EQ(BareCode(none), "") << none;
  }
}

TEST(WearTest, ConditionsAreNewOrUsed) {
  EXPECT_EQ(WearOf(Condition::kNew), Wear::kNew);
  EXPECT_EQ(WearOf(Condition::kBStock), Wear::kNew);
  EXPECT_EQ(WearOf(Condition::kFair), Wear::kUsed);
  EXPECT_EQ(WearOf(Condition::kUnknown), Wear::kUnknown);
  EXPECT_EQ(WearOfWord("gebraucht"), Wear::kUsed);
  EXPECT_EQ(WearOfWord("fender"), Wear::kUnknown);
}

TEST(WordTableTest, TalkAndGradesAreKnown) {
  EXPECT_TRUE(IsTalk("shipping"));
  EXPECT_FALSE(IsTalk("jazzmaster"));
  EXPECT_EQ(GradeOf("std"), "standard");
  EXPECT_EQ(GradeOf("professional"), GradeOf("pro"));
  EXPECT_FALSE(IsGrade("fender"));
}

}  // namespace
}  // namespace riff
