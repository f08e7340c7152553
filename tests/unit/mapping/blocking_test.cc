#include "mapping/blocking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace riff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class BlockingIndexTest : public testing::Test {
 protected:
  void Add(const std::string& title) {
    MatchRecord record;
    record.title = title;
    const Profile profile = ReadProfile(record, book);
    CountWords(profile, book);
    index.Add(profile);
  }

  std::vector<std::uint32_t> Find(const std::string& title, std::size_t limit = 10) {
    MatchRecord record;
    record.title = title;
    WordBook words(&book);
    const Profile profile = ReadProfile(record, words);
    return index.Find(profile, words, limit, scratch);
  }

  WordBook book;
  BlockingIndex index{book};
  BlockingIndex::Scratch scratch;
};

TEST_F(BlockingIndexTest, FindsThoseThatShareTheMostFirst) {
  Add("alpha beta gamma");
  Add("alpha beta delta");
  Add("alpha zeta");
  Add("nothing of it");

  EXPECT_THAT(Find("gamma beta alpha"), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(Find("gamma beta alpha", 1), ElementsAre(0u));
}

TEST_F(BlockingIndexTest, FindsAModelNumberInAnotherSpelling) {
  Add("turntable PS-LX350H");
  Add("amplifier PS-LX900");

  EXPECT_THAT(Find("pslx350h"), ElementsAre(0u));
  EXPECT_THAT(Find("ps lx350h", 1), ElementsAre(0u));
}

TEST_F(BlockingIndexTest, FindsNothingWhereNothingIsShared) {
  EXPECT_THAT(Find("alpha"), IsEmpty());
  Add("alpha");
  EXPECT_THAT(Find("omega"), IsEmpty());
  EXPECT_THAT(Find(""), IsEmpty());
}

TEST_F(BlockingIndexTest, ASearchLeavesNothingBehindForTheNext) {
  Add("alpha");
  Add("omega");
  Find("alpha");

  EXPECT_THAT(Find("omega"), ElementsAre(1u));
}

TEST_F(BlockingIndexTest, AWordInEveryRecordStillFindsSome) {
  for (int i = 0; i < 100; ++i) {
    Add("the same");
  }
  EXPECT_EQ(Find("the same", 10).size(), 10u);
}

}  // namespace
}  // namespace riff
