#include "mapping/match.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

MatchRecord Record(std::string id, std::string title) {
  MatchRecord record;
  record.id = std::move(id);
  record.title = std::move(title);
  return record;
}

// The decision about one left and one right, "none" where they are no pair.
std::string DecisionOf(const std::vector<MatchRecord>& left, const std::vector<MatchRecord>& right,
                       std::size_t at = 0) {
  for (const MatchedPair& pair : MatchRecords(left, right, {}).pairs) {
    if (pair.left == at) {
      return std::string(ToString(pair.decision)) + " " + right[pair.right].id;
    }
  }
  return "none";
}

TEST(MatchRecordsTest, LinksAModelNumberInAnotherSpelling) {
  const std::vector<MatchRecord> left = {Record("1", "Sony Turntable - PSLX350H"),
                                         Record("2", "Bose Speaker - AM53BK")};
  const std::vector<MatchRecord> right = {Record("a", "Bose Acoustimass AM-53BK speaker"),
                                          Record("b", "Sony PS-LX350H Turntable")};

  EXPECT_EQ(DecisionOf(left, right, 0), "link b");
  EXPECT_EQ(DecisionOf(left, right, 1), "link a");
}

TEST(MatchRecordsTest, NeverLinksAGuitarByWordsAlone) {
  const std::vector<MatchRecord> left = {Record("1", "Fender Stratocaster 1965 Sunburst")};
  const std::vector<MatchRecord> right = {Record("a", "Fender Stratocaster 1965 Sunburst")};

  EXPECT_EQ(DecisionOf(left, right), "review a");
}

TEST(MatchRecordsTest, LinksAGuitarByItsSerialNumber) {
  std::vector<MatchRecord> left = {Record("1", "Fender Stratocaster 1965 Sunburst")};
  std::vector<MatchRecord> right = {Record("a", "Fender Stratocaster 1965 Sunburst"),
                                    Record("b", "1965 Fender Strat sunburst")};
  left[0].serial = "L12345";
  right[0].serial = "L99999";
  right[1].description = "<p>All original. Serial number: L12345</p>";

  EXPECT_EQ(DecisionOf(left, right), "link b");
}

TEST(MatchRecordsTest, AContradictionIsStrongerThanAllWords) {
  const MatchRecord product = Record("1", "Ibanez RG652 2019 black");
  EXPECT_EQ(DecisionOf({product}, {Record("a", "Ibanez RG652 2021 black")}), "none");
  EXPECT_EQ(DecisionOf({product}, {Record("a", "Ibanez RG652 2019 wei\xc3\x9f")}), "none");
  EXPECT_EQ(DecisionOf({product}, {Record("a", "Ibanez RG652 2019 black lefty")}), "none");
}

TEST(MatchRecordsTest, ASkuLinksUnlessAnotherHasItToo) {
  std::vector<MatchRecord> left = {Record("1", "Something"), Record("2", "Something other")};
  std::vector<MatchRecord> right = {Record("a", "Quite different words")};
  left[0].sku = "GTR-1";
  right[0].sku = " gtr-1";
  EXPECT_EQ(DecisionOf(left, right), "link a");

  left[1].sku = "GTR-1";
  const MatchResult both = MatchRecords(left, right, {});
  ASSERT_EQ(both.pairs.size(), 1u);
  EXPECT_EQ(both.pairs[0].decision, MatchDecision::kReview);
}

TEST(MatchRecordsTest, ASkuOnTwoThingsThatCannotBeOneIsReviewed) {
  std::vector<MatchRecord> left = {Record("1", "Fender Jazzmaster 1964")};
  std::vector<MatchRecord> right = {Record("a", "Fender Jazzmaster 1966")};
  left[0].sku = right[0].sku = "JM-64";

  EXPECT_EQ(DecisionOf(left, right), "review a");
}

TEST(MatchRecordsTest, ATwinMustBeToldApartByWhatIsWritten) {
  MatchRecord black = Record("1", "Sanus speaker mount WMS3 black");
  MatchRecord white = Record("2", "Sanus speaker mount WMS3 white");
  EXPECT_EQ(DecisionOf({black, white}, {Record("a", "Sanus WMS3 mount for speakers, white")}, 1), "link a");

  const std::string untold = DecisionOf({black, white}, {Record("a", "Sanus WMS3 mount for speakers")}, 0);
  EXPECT_NE(untold, "link a");
}

TEST(MatchRecordsTest, EachRecordIsUsedOnce) {
  std::vector<MatchRecord> left;
  std::vector<MatchRecord> right;
  for (int i = 0; i < 30; ++i) {
    left.push_back(Record(std::to_string(i), "the same title of all"));
    right.push_back(Record("r" + std::to_string(i), "the same title of all"));
  }
  const MatchResult result = MatchRecords(left, right, {});
  for (const MatchedPair& pair : result.pairs) {
    EXPECT_NE(pair.decision, MatchDecision::kLink);
  }
}

TEST(MatchRecordsTest, KeepsCandidatesWithReasonsTheChosenOneFirst) {
  const std::vector<MatchRecord> left = {Record("1", "Sony Turntable - PSLX350H")};
  const std::vector<MatchRecord> right = {Record("a", "Sony turntable PSLX300USB"),
                                          Record("b", "Sony PS-LX350H Turntable"), Record("c", "Unlike")};
  MatchOptions options;
  options.candidates_kept = 5;

  const MatchResult result = MatchRecords(left, right, options);

  ASSERT_EQ(result.candidates.size(), 1u);
  ASSERT_EQ(result.candidates[0].size(), 2u);
  EXPECT_EQ(result.candidates[0][0].place, 1u);
  EXPECT_NE(result.candidates[0][0].explanation.find("same model number"), std::string::npos);
  EXPECT_GT(result.candidates[0][0].score, result.candidates[0][1].score);
}

TEST(MatchRecordsTest, NothingMatchesNothing) {
  EXPECT_TRUE(MatchRecords({}, {}, {}).pairs.empty());
  EXPECT_TRUE(MatchRecords(std::vector<MatchRecord>{Record("1", "")}, std::vector<MatchRecord>{Record("a", "")}, {})
                  .pairs.empty());
}

TEST(MatchRecordsTest, APriceOfZeroIsLeftToAPerson) {
  std::vector<MatchRecord> left = {Record("1", "Sony Turntable - PSLX350H")};
  std::vector<MatchRecord> right = {Record("a", "Sony PS-LX350H Turntable")};
  left[0].price = Money{0, Currency::Usd()};

  EXPECT_EQ(DecisionOf(left, right), "review a");
}

TEST(MatchCatalogueTest, FindsAProductByItsWordsInAnotherOrder) {
  MatchCatalogue catalogue;
  catalogue.Add(Record("JM-64", "Fender Jazzmaster 1964 Sunburst"));
  catalogue.Add(Record("SG-61", "Gibson SG 1961 Cherry"));

  const std::vector<MatchCandidate> found = catalogue.Find(Record("", "1964 sunburst Fender Jazzmaster"), 0.25, 5);

  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].place, 0u);
  EXPECT_EQ(found[0].score, 1);
  EXPECT_NE(found[0].explanation.find("same words"), std::string::npos);
}

TEST(MatchCatalogueTest, ShowsAllTwinsAndNoneThatIsRuledOut) {
  MatchCatalogue catalogue;
  catalogue.Add(Record("A", "Fender Stratocaster 1965 Sunburst"));
  catalogue.Add(Record("B", "Fender Stratocaster 1965 Sunburst"));
  catalogue.Add(Record("C", "Fender Stratocaster 1966 Sunburst"));

  EXPECT_EQ(catalogue.Find(Record("", "Fender Stratocaster 1965 Sunburst"), 0.25, 5).size(), 2u);
  EXPECT_EQ(catalogue.Find(Record("", "Fender Stratocaster 1965 Sunburst"), 0.25, 1).size(), 1u);
  EXPECT_TRUE(catalogue.Find(Record("", "Unheard of"), 0.25, 5).empty());
  EXPECT_EQ(catalogue.size(), 3u);
}

}  // namespace
}  // namespace riff
