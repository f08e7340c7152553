#include "mapping/fields/condition_map.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "connectors/json/json.h"

namespace riff {
namespace {

constexpr std::array kKnown = {Condition::kNew,       Condition::kBStock,   Condition::kMint,
                               Condition::kExcellent, Condition::kVeryGood, Condition::kGood,
                               Condition::kFair,      Condition::kPoor,     Condition::kNonFunctioning};

TEST(ConditionMapTest, SaysEveryConditionOnEveryPlatform) {
  for (const Platform platform : kPlatforms) {
    for (const Condition condition : kKnown) {
      for (const ConditionScale scale : {ConditionScale::kGraded, ConditionScale::kUsedOnly}) {
        const ConditionChoice choice = ConditionFor(platform, condition, scale);
        EXPECT_FALSE(choice.word.empty()) << ToString(platform) << " " << ToString(condition);
        EXPECT_EQ(choice.reads_as, ConditionFrom(platform, choice.word));
      }
    }
    EXPECT_EQ(ConditionFor(platform, Condition::kUnknown).fit, ConditionFit::kNone);
    EXPECT_EQ(ConditionFor(platform, Condition::kUnknown).word, "");
  }
}

TEST(ConditionMapTest, ReadsBackWhatItWritesOrSaysThatItWillNot) {
  for (const Platform platform : kPlatforms) {
    for (const Condition condition : kKnown) {
      const ConditionChoice choice = ConditionFor(platform, condition);
      const bool same = choice.reads_as == condition;
      EXPECT_EQ(same, choice.fit == ConditionFit::kSame) << ToString(platform) << " " << ToString(condition);
    }
  }
}

TEST(ConditionMapTest, PromisesLessWhereThereIsNoEqual) {
  const ConditionChoice mint = ConditionFor(Platform::kEbay, Condition::kMint, ConditionScale::kUsedOnly);

  EXPECT_EQ(mint.fit, ConditionFit::kWorse);
  EXPECT_EQ(mint.reads_as, Condition::kExcellent);
}

TEST(ConditionMapTest, TellsTheBroaderWordThatLosesTheGrade) {
  const ConditionChoice used = ConditionFor(Platform::kEbay, Condition::kGood, ConditionScale::kUsedOnly);
  const ConditionChoice poor = ConditionFor(Platform::kEbay, Condition::kPoor);
  const ConditionChoice worn = ConditionFor(Platform::kTiktok, Condition::kFair);

  EXPECT_EQ(used.word, "USED_EXCELLENT");
  EXPECT_EQ(EbayConditionNumber(used.word), 3000);
  EXPECT_EQ(used.fit, ConditionFit::kBroader);
  EXPECT_EQ(poor.word, "USED_ACCEPTABLE");
  EXPECT_EQ(poor.reads_as, Condition::kFair);
  EXPECT_EQ(worn.word, "pre_owned");
  EXPECT_EQ(worn.reads_as, Condition::kUnknown);
  EXPECT_EQ(ConditionFor(Platform::kTiktok, Condition::kBStock).word, "new");
}

TEST(ConditionMapTest, ReadsWordsInAnyCaseAndNoOthers) {
  EXPECT_EQ(ConditionFrom(Platform::kEbay, "used_good"), Condition::kGood);
  EXPECT_EQ(ConditionFrom(Platform::kShopify, "VERY GOOD"), Condition::kVeryGood);
  EXPECT_EQ(ConditionFrom(Platform::kShopify, "new"), Condition::kNew);
  for (const Platform platform : kPlatforms) {
    EXPECT_EQ(ConditionFrom(platform, ""), Condition::kUnknown);
    EXPECT_EQ(ConditionFrom(platform, "slightly furry"), Condition::kUnknown);
    for (const std::string_view word : ConditionWords(platform)) {
      EXPECT_NE(ConditionFrom(platform, word), Condition::kUnknown) << word;
    }
  }
}

TEST(ConditionMapTest, KnowsEbaysNumbersBothWays) {
  for (const std::int64_t number :
       {1000, 1500, 1750, 2000, 2010, 2020, 2030, 2500, 2750, 2990, 3000, 3010, 4000, 5000, 6000, 7000}) {
    const auto word = EbayConditionWord(number);
    ASSERT_TRUE(word.has_value()) << number;
    EXPECT_EQ(EbayConditionNumber(*word), number);
    EXPECT_NE(ConditionFrom(Platform::kEbay, *word), Condition::kUnknown) << *word;
  }
  EXPECT_EQ(EbayConditionWord(1001), std::nullopt);
  EXPECT_EQ(EbayConditionNumber("USED"), std::nullopt);
}

TEST(ConditionMapTest, KnowsEveryConditionThatReverbPublishes) {
  const char* const folder = std::getenv("RIFF_CONTRACTS");
  if (folder == nullptr) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contracts are";
  }
  std::ifstream file(std::string(folder) + "/reverb/reference_values.json");
  std::stringstream text;
  text << file.rdbuf();
  const auto document = JsonDocument::Parse(text.str());
  ASSERT_TRUE(document);

  const auto conditions = document->root().Array("conditions");
  ASSERT_TRUE(conditions);
  for (const JsonValue& condition : *conditions) {
    const std::string uuid = *condition.Text("uuid");
    EXPECT_NE(ConditionFrom(Platform::kReverb, uuid), Condition::kUnknown) << uuid;
    EXPECT_EQ(ReverbConditionHoldsStock(uuid), *condition.Bool("holds_inventory")) << uuid;
  }
}

}  // namespace
}  // namespace riff
