// Titles that nobody should write, and shops do: each must give a sound answer in bounded time. Sizes are such that
// work by the square of them would not end.

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "mapping/match.h"

namespace riff {
namespace {

std::string Repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

std::string ManyWords(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "word" + std::to_string(i) + " ";
  }
  return text;
}

struct HostileTitle {
  std::string name;
  std::string title;
};

void PrintTo(const HostileTitle& hostile, std::ostream* out) { *out << hostile.name; }

class HostileTitleTest : public testing::TestWithParam<HostileTitle> {};

MatchRecord Record(const std::string& id, const std::string& title) {
  MatchRecord record;
  record.id = id;
  record.title = title;
  return record;
}

TEST_P(HostileTitleTest, HidesNoOtherRecordAndIsFoundOrNot) {
  MatchRecord hostile = Record("h", GetParam().title);
  hostile.description = GetParam().title;
  hostile.brand = GetParam().title;
  hostile.model = GetParam().title;
  hostile.sku = GetParam().title;
  const std::vector<MatchRecord> left = {hostile, Record("1", "Sony Turntable - PSLX350H")};
  const std::vector<MatchRecord> right = {Record("b", "Sony PS-LX350H Turntable"), hostile,
                                          Record("c", "Bose Speaker - AM53BK")};

  const MatchResult result = MatchRecords(left, right, MatchOptions{5});

  bool found = false;
  for (const MatchedPair& pair : result.pairs) {
    EXPECT_TRUE(pair.left == 0 ? pair.right == 1 : pair.right == 0);
    found = found || (pair.left == 1 && pair.decision == MatchDecision::kLink);
  }
  EXPECT_TRUE(found);
  for (const MatchCandidate& candidate : result.candidates[0]) {
    EXPECT_LT(candidate.explanation.size(), 2'000u);
  }
}

TEST_P(HostileTitleTest, ACatalogueOfThemAnswers) {
  MatchCatalogue catalogue;
  for (int i = 0; i < 20; ++i) {
    catalogue.Add(Record(std::to_string(i), GetParam().title));
  }

  const std::vector<MatchCandidate> found = catalogue.Find(Record("", GetParam().title), 0.25, 5);

  EXPECT_TRUE(found.empty() || found.size() == 5u);
}

INSTANTIATE_TEST_SUITE_P(Titles, HostileTitleTest,
                         testing::Values(HostileTitle{"Emoji", Repeated("\xf0\x9f\x8e\xb8\xf0\x9f\x94\xa5 ", 500)},
                                         HostileTitle{"RightToLeft",
                                                      "\xe2\x80\xae\xd7\x92\xd7\x99\xd7\x98\xd7\xa8\xd7\x94 "
                                                      "\xd8\xba\xd9\x8a\xd8\xaa\xd8\xa7\xd8\xb1 1964\xe2\x80\xac"},
                                         HostileTitle{"Html",
                                                      Repeated("<b><a href='x'>&lt;i&gt;&amp;amp;<script>", 2'000)},
                                         HostileTitle{"UnclosedMarkup", Repeated("<", 1 << 20)},
                                         HostileTitle{"EndlessReference", "&" + Repeated("#", 1 << 20)},
                                         HostileTitle{"TenThousandWords", ManyWords(10'000)},
                                         HostileTitle{"OneWordOfAMegabyte", std::string(1 << 20, 'a')},
                                         HostileTitle{"AMegabyteOfFigures", std::string(1 << 20, '7')},
                                         HostileTitle{"AMegabyteOfHyphens", Repeated("a1-", 350'000)},
                                         HostileTitle{"NotUtf8", Repeated("\xff\xc0\xed\xa0\x80", 100'000)},
                                         HostileTitle{"ControlCharacters", std::string(1'000, '\0') + "\x1b[31m\r\n\t"},
                                         HostileTitle{"MarksOnOneLetter", "a" + Repeated("\xcc\x81", 100'000)},
                                         HostileTitle{"Blank", "   "}, HostileTitle{"Empty", ""}),
                         [](const testing::TestParamInfo<HostileTitle>& info) { return info.param.name; });

TEST(EqualTitlesTest, ThousandsOfOneTitleArePairedOnceEachAndNeverLinked) {
  std::vector<MatchRecord> left;
  std::vector<MatchRecord> right;
  for (int i = 0; i < 2'000; ++i) {
    left.push_back(Record("l" + std::to_string(i), "Fender Jazzmaster guitar"));
    right.push_back(Record("r" + std::to_string(i), "Fender Jazzmaster guitar"));
  }

  const MatchResult result = MatchRecords(left, right, {});

  std::set<std::size_t> rights;
  for (const MatchedPair& pair : result.pairs) {
    EXPECT_NE(pair.decision, MatchDecision::kLink);
    EXPECT_TRUE(rights.insert(pair.right).second);
  }
}

}  // namespace
}  // namespace riff
