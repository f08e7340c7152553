#include "mocks/faults.h"

#include <gtest/gtest.h>

#include "connectors/json/json.h"
#include "mocks/fault_injection.h"
#include "mocks/faults_json.h"

namespace riff::sim {
namespace {

FaultRule Rule(std::string fault, std::string operation = "*") {
  FaultRule rule;
  rule.fault = std::move(fault);
  rule.operation = std::move(operation);
  return rule;
}

TEST(Glob, MatchesAnyRunOfCharacters) {
  EXPECT_TRUE(MatchesGlob("*", ""));
  EXPECT_TRUE(MatchesGlob("reverb.listing.*", "reverb.listing.update"));
  EXPECT_TRUE(MatchesGlob("*.listing.*", "reverb.listing.update"));
  EXPECT_TRUE(MatchesGlob("*a*a", "banana"));
  EXPECT_TRUE(MatchesGlob("reverb.order.list", "reverb.order.list"));
  EXPECT_FALSE(MatchesGlob("reverb.listing.*", "reverb.order.list"));
  EXPECT_FALSE(MatchesGlob("reverb", "reverb.order"));
  EXPECT_FALSE(MatchesGlob("", "x"));
  EXPECT_FALSE(MatchesGlob("*x", "xy"));
}

TEST(FaultRules, AreUsedUpByTheirCountAndOnlyByOperationsThatFit) {
  Faults faults(1);
  FaultRule rule = Rule("throttle", "reverb.listing.*");
  rule.count = 2;
  ASSERT_TRUE(faults.Put({rule}));

  EXPECT_FALSE(faults.TakeGeneric("reverb.order.list"));
  EXPECT_TRUE(faults.TakeGeneric("reverb.listing.get"));
  EXPECT_EQ(faults.rules().front().count, 1);
  EXPECT_TRUE(faults.TakeGeneric("reverb.listing.update"));
  EXPECT_FALSE(faults.TakeGeneric("reverb.listing.get"));
  EXPECT_TRUE(faults.rules().empty());
}

TEST(FaultRules, StrikeByTheSameChanceUnderTheSameSeed) {
  const auto strikes = [](std::uint64_t seed) {
    Faults faults(seed);
    FaultRule rule = Rule("unavailable");
    rule.rate = 0.3;
    EXPECT_TRUE(faults.Put({rule}));
    std::vector<bool> struck;
    for (int i = 0; i < 200; ++i) {
      struck.push_back(faults.TakeGeneric("x").has_value());
    }
    return struck;
  };

  const std::vector<bool> first = strikes(7);
  const auto count = std::count(first.begin(), first.end(), true);

  EXPECT_EQ(first, strikes(7));
  EXPECT_NE(first, strikes(8));
  EXPECT_GT(count, 30);
  EXPECT_LT(count, 90);
}

TEST(FaultRules, AreRefusedAllOrNothingWithTheReason) {
  Faults faults(1);
  faults.Declare({"speed", FaultSort::kKnob, "A number.", "5", {}});
  faults.Declare({"mood", FaultSort::kKnob, "A word.", "good", {"good", "bad"}});
  ASSERT_TRUE(faults.Put({Rule("drop")}));
  FaultRule both = Rule("drop");
  both.count = 1;
  both.rate = 0.5;
  FaultRule never = Rule("drop");
  never.rate = 0.0;
  FaultRule none = Rule("drop");
  none.count = 0;
  FaultRule slow_word = Rule("speed");
  slow_word.parameters["value"] = "fast";
  FaultRule odd_mood = Rule("mood");
  odd_mood.parameters["value"] = "odd";

  for (const FaultRule& bad : {Rule("nonsense"), both, never, none, Rule("speed"), slow_word, odd_mood}) {
    const Result<void> refused = faults.Put({Rule("slow"), bad});
    ASSERT_FALSE(refused) << bad.fault;
    EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
  }
  EXPECT_NE(faults.Put({Rule("nonsense")}).error().message.find("timeout_after"), std::string::npos);
  ASSERT_EQ(faults.rules().size(), 1u);
  EXPECT_EQ(faults.rules().front().fault, "drop");
}

TEST(Knobs, GoBackToTheirDefaultWhenTheyAreNotNamed) {
  Faults faults(1);
  faults.Declare({"speed", FaultSort::kKnob, "A number.", "5", {}});
  FaultRule faster = Rule("speed");
  faster.parameters["value"] = "9";

  ASSERT_TRUE(faults.Put({faster}));
  EXPECT_EQ(faults.KnobNumber("speed"), 9);
  EXPECT_EQ(faults.rules().size(), 1u);
  ASSERT_TRUE(faults.Put({}));
  EXPECT_EQ(faults.KnobNumber("speed"), 5);
  EXPECT_EQ(faults.KnobMs("index_lag_ms"), Duration(0));
}

class InjectionTest : public testing::Test {
 protected:
  ServerResponse Through(const FaultRule& rule) {
    EXPECT_TRUE(faults.Put({rule}));
    done = 0;
    return AnswerThroughFaults(faults, "x.y.z", [this] {
      ++done;
      ServerResponse response;
      response.body = R"({"total":2,"title":"a","rows":[1,2],"page":{"links":[3]}})";
      return response;
    });
  }

  Faults faults{1};
  int done = 0;
};

TEST_F(InjectionTest, LeavesTheEffectUndoneBeforeAndDoneAfter) {
  struct Case {
    const char* fault;
    int done;
    int status;
    Delivery delivery;
  };
  const Case cases[] = {{"timeout_before", 0, 200, Delivery::kNone}, {"timeout_after", 1, 200, Delivery::kNone},
                        {"unavailable", 0, 503, Delivery::kWhole},   {"html_502", 0, 502, Delivery::kWhole},
                        {"throttle", 0, 429, Delivery::kWhole},      {"unauthorized", 0, 401, Delivery::kWhole},
                        {"slow", 1, 200, Delivery::kWhole},          {"truncate", 1, 200, Delivery::kCutInBody},
                        {"garbage_json", 1, 200, Delivery::kWhole},  {"wrong_type", 1, 200, Delivery::kWhole},
                        {"empty_list", 1, 200, Delivery::kWhole}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.fault);
    const ServerResponse response = Through(Rule(each.fault));
    EXPECT_EQ(done, each.done);
    EXPECT_EQ(response.delivery, each.delivery);
    if (response.delivery == Delivery::kWhole) {
      EXPECT_EQ(response.status, each.status);
    }
  }
}

TEST_F(InjectionTest, DropsSometimesBeforeAndSometimesAfterTheEffect) {
  int applied = 0;
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(Through(Rule("drop")).delivery, Delivery::kNone);
    applied += done;
  }
  EXPECT_GT(applied, 5);
  EXPECT_LT(applied, 35);
}

TEST_F(InjectionTest, SpoilsBodiesTheWayTheFaultSays) {
  EXPECT_FALSE(JsonDocument::Parse(Through(Rule("garbage_json")).body));
  EXPECT_EQ(Through(Rule("empty_list")).body, R"({"total":2,"title":"a","rows":[],"page":{"links":[]}})");
  const std::string wrong = Through(Rule("wrong_type")).body;
  const auto document = JsonDocument::Parse(wrong);
  ASSERT_TRUE(document);
  EXPECT_FALSE(document->root().Get("total")->IsNumber());
  EXPECT_FALSE(document->root().Get("title")->IsText());
  EXPECT_FALSE(document->root().Get("rows")->IsArray());
}

TEST_F(InjectionTest, NamesATimeToComeBackOnlyWhenTheRuleDoes) {
  FaultRule timed = Rule("throttle");
  timed.parameters["retry_after"] = "3";
  EXPECT_EQ(Through(Rule("throttle")).headers.size(), 1u);
  const ServerResponse response = Through(timed);
  ASSERT_EQ(response.headers.size(), 2u);
  EXPECT_EQ(response.headers.back().value, "3");
  FaultRule slow = Rule("slow");
  slow.parameters["delay_ms"] = "250";
  EXPECT_EQ(Through(slow).delay, std::chrono::milliseconds(250));
}

TEST(FaultsJson, ReadsRulesAndNamesThePathOfWhatIsWrong) {
  const auto good = JsonDocument::Parse(
      R"([{"operation":"a.*","fault":"slow","count":2,"delay_ms":40},{"fault":"drop","rate":0.5},{"fault":"k","value":true}])");
  const Result<std::vector<FaultRule>> rules = ParseRules(good->root());
  ASSERT_TRUE(rules);
  EXPECT_EQ((*rules)[0].operation, "a.*");
  EXPECT_EQ((*rules)[0].count, 2);
  EXPECT_EQ((*rules)[0].Number("delay_ms", 0), 40);
  EXPECT_EQ((*rules)[1].rate, 0.5);
  EXPECT_EQ((*rules)[2].Parameter("value"), "true");

  const auto bad = JsonDocument::Parse(R"([{"fault":"slow","count":"many"}])");
  EXPECT_NE(ParseRules(bad->root()).error().message.find("count"), std::string::npos);
}

}  // namespace
}  // namespace riff::sim
