#include "engine/cli/match_csv.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace riff {
namespace {

class MatchCsvTest : public testing::Test {
 protected:
  MatchCsvTest() {
    folder = std::filesystem::temp_directory_path() /
             ("riff-match-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder);
  }
  ~MatchCsvTest() override { std::filesystem::remove_all(folder); }

  std::string File(const std::string& text, const std::string& name = "in.csv") {
    const std::string path = (folder / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::vector<MatchRecord> Read(const std::string& text, char delimiter = ',') {
    return ReadMatchRecords({File(text), delimiter}).value();
  }
  Error Refused(const std::string& text, char delimiter = ',') {
    const auto records = ReadMatchRecords({File(text), delimiter});
    EXPECT_FALSE(records.has_value());
    return records.has_value() ? Error{} : records.error();
  }

  std::filesystem::path folder;
};

TEST_F(MatchCsvTest, ColumnsAreKnownByTheirNamesInAnyOrderAndCase) {
  const auto records = Read(
      "\xef\xbb\xbfPrice;Name;ID;Manufacturer;ModelNo;Year;Extra;kind;Condition;Colour\r\n"
      "1.899,00;Strat;7;Fender;ST-62;1964;x;unique;Very Good;black\r\n",
      ';');

  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].id, "7");
  EXPECT_EQ(records[0].title, "Strat");
  EXPECT_EQ(records[0].brand, "Fender");
  EXPECT_EQ(records[0].model, "ST-62");
  EXPECT_EQ(records[0].year, "1964");
  EXPECT_EQ(records[0].finish, "black");
  EXPECT_EQ(records[0].kind, RecordKind::kOneOff);
  EXPECT_EQ(records[0].condition, Condition::kVeryGood);
  EXPECT_EQ(records[0].price->minor, 189'900);
}

TEST_F(MatchCsvTest, PricesAreReadAsShopsWriteThem) {
  const std::vector<std::pair<std::string, std::int64_t>> table = {
      {"399", 39'900}, {"$1,899.00", 189'900}, {"1,899", 189'900}, {"2308.628", 230'863},
      {"0.0", 0},      {"12,5", 1'250},        {"EUR 7", 700}};
  for (const auto& [text, minor] : table) {
    const auto records = Read("id,name,price\n1,a,\"" + text + "\"\n");
    ASSERT_TRUE(records[0].price.has_value()) << text;
    EXPECT_EQ(records[0].price->minor, minor) << text;
  }
  for (const char* text : {"", "ask", "-5", "1e400", "99999999999999999999"}) {
    const auto records = Read("id,name,price\n1,a," + std::string(text) + "\n");
    EXPECT_FALSE(records[0].price.has_value()) << text;
  }
}

TEST_F(MatchCsvTest, AWrongDelimiterIsNamedWithTheOneThatSeemsMeant) {
  const Error error = Refused("id|name\n1|a\n");
  EXPECT_EQ(error.kind, ErrorKind::kInvalid);
  EXPECT_NE(error.message.find("--delimiter '|'"), std::string::npos) << error.message;
}

TEST_F(MatchCsvTest, BadFilesAreRefusedWithTheirPlace) {
  EXPECT_NE(Refused("name\na\n").message.find("no column \"id\""), std::string::npos);
  EXPECT_NE(Refused("id,colour\n1,a\n").message.find("\"title\" or \"name\""), std::string::npos);
  EXPECT_NE(Refused("id,name\n1,a\n,b\n").message.find("line 3: its id is empty"), std::string::npos);
  EXPECT_NE(Refused("id,name\n1,a\n1,b\n").message.find("id 1 stands on line 2 already"), std::string::npos);
  EXPECT_NE(Refused("id,name\n1,\xff\n").message.find("UTF-8"), std::string::npos);
  EXPECT_NE(Refused("id,name\n1,\"a\n").message.find("never closed"), std::string::npos);
  EXPECT_EQ(Refused("").kind, ErrorKind::kInvalid);
  EXPECT_EQ(ReadMatchRecords({(folder / "absent.csv").string(), ','}).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(ReadMatchRecords({folder.string(), ','}).error().kind, ErrorKind::kNotFound);
}

TEST_F(MatchCsvTest, CellsOfAMegabyteAreRead) {
  const std::string cell(1 << 20, 'x');
  const auto records = Read("id,name,description\n1,\"" + cell + "\",\"" + cell + "\"\n");
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].title.size(), cell.size());
}

TEST_F(MatchCsvTest, AFileWithoutRowsIsAnEmptyCatalogue) { EXPECT_TRUE(Read("id,name\n").empty()); }

TEST_F(MatchCsvTest, PairsAndCandidatesAreReadAsTheyWereWritten) {
  const std::vector<MatchRecord> left = Read("id,name\n\"l,1\",a\n2,b\n");
  const std::vector<MatchRecord> right = Read("id,name\nx,a\ny,b\n");
  MatchResult result;
  result.pairs = {MatchedPair{0, 1, 0.98765, MatchDecision::kLink}, MatchedPair{1, 0, 0.5, MatchDecision::kReview}};
  result.candidates = {{MatchCandidate{1, 0.9, "same, \"words\""}, MatchCandidate{0, 0.1, ""}}, {}};
  const std::string pairs_path = (folder / "pairs.csv").string();
  const std::string candidates_path = (folder / "candidates.csv").string();

  ASSERT_TRUE(WriteMatchPairs(pairs_path, result, left, right).has_value());
  ASSERT_TRUE(WriteMatchCandidates(candidates_path, result, left, right).has_value());

  std::ifstream file(pairs_path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), "left_id,right_id,score,decision\r\n\"l,1\",y,0.9877,link\r\n2,x,0.5000,review\r\n");
  const auto pairs = ReadMatchPairs({pairs_path, ','}).value();
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].left, "l,1");
  EXPECT_TRUE(pairs[0].linked);
  EXPECT_FALSE(pairs[1].linked);
  EXPECT_EQ(ReadMatchCandidates({candidates_path, ','}).value().at("l,1"), (std::vector<std::string>{"y", "x"}));
  EXPECT_FALSE(WriteMatchPairs((folder / "no" / "such.csv").string(), result, left, right).has_value());
}

TEST_F(MatchCsvTest, TheTruthIsItsFirstTwoColumns) {
  const auto truth = ReadTruePairs({File("D1|D2|note\n1|a|x\n"), '|'}).value();
  ASSERT_EQ(truth.size(), 1u);
  EXPECT_EQ(truth[0].left, "1");
  EXPECT_EQ(truth[0].right, "a");
  EXPECT_FALSE(ReadTruePairs({File("D1|D2\n1|a\n"), ','}).has_value());
  EXPECT_FALSE(ReadMatchCandidates({File("a,b\n1,2\n"), ','}).has_value());
}

TEST(ParseDelimiterTest, TakesOneSign) {
  EXPECT_EQ(ParseDelimiter("|").value(), '|');
  EXPECT_EQ(ParseDelimiter("tab").value(), '\t');
  EXPECT_EQ(ParseDelimiter("\\t").value(), '\t');
  for (const char* text : {"", "||", "\"", "\n", "\xc3\xa9"}) {
    EXPECT_FALSE(ParseDelimiter(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace riff
