// Every enumeration's words, both ways: they are stored, so changing one breaks a database.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/finding.h"
#include "engine/model/movement.h"
#include "engine/model/order.h"
#include "engine/model/run.h"
#include "engine/model/stage.h"
#include "engine/model/todo.h"
#include "engine/model/write.h"

namespace riff {
namespace {

// The words of `words.size()` values, from the first enumerator on, read as the enumeration's order.
template <class Enum>
void ExpectWords(const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(ToString(static_cast<Enum>(i)), words[i]);
  }
}

// Besides: each word is read back, and another text is refused by naming it and every word that is allowed.
template <class Enum, class Parse>
void ExpectWordsBothWays(const std::vector<std::string_view>& words, Parse parse) {
  ExpectWords<Enum>(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(parse(words[i]), static_cast<Enum>(i)) << words[i];
  }
  for (const std::string text : {"", "nonsense", "LIVE ", "\xff"}) {
    const Result<Enum> parsed = parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(parsed.error().message.find("\"" + text + "\""), std::string::npos) << parsed.error().message;
    for (const std::string_view word : words) {
      EXPECT_NE(parsed.error().message.find(word), std::string::npos) << parsed.error().message;
    }
  }
}

TEST(WordsTest, OfThePlatformAndItsEnvironment) {
  ExpectWordsBothWays<Platform>({"ebay", "reverb", "shopify", "tiktok", "vr"}, ParsePlatform);
  ExpectWordsBothWays<Environment>({"production", "sandbox"}, ParseEnvironment);
}

TEST(WordsTest, OfAProduct) {
  ExpectWordsBothWays<ProductKind>({"unique", "stocked"}, ParseProductKind);
  ExpectWordsBothWays<Condition>(
      {"unknown", "new", "b_stock", "mint", "excellent", "very_good", "good", "fair", "poor", "non_functioning"},
      ParseCondition);
}

TEST(WordsTest, OfAListing) {
  ExpectWordsBothWays<ListingStatus>({"draft", "live", "paused", "ended", "sold", "gone"}, ParseListingStatus);
}

TEST(WordsTest, OfAMovement) {
  ExpectWords<World>({"real", "sandbox"});
  ExpectWordsBothWays<Account>({"supply", "available", "reserved", "committed", "shipped", "oversold", "adjustment"},
                               ParseAccount);
}

TEST(WordsTest, OfAnOrder) {
  ExpectWordsBothWays<OrderState>({"pending", "paid", "shipped", "cancelled", "returned", "refunded", "unknown"},
                                  ParseOrderState);
}

TEST(WordsTest, OfAWrite) {
  ExpectWords<Urgency>({"sold_out", "lower", "price", "rest"});
  ExpectWordsBothWays<WriteState>(
      {"queued", "in_flight", "accepted", "ambiguous", "confirmed", "rejected", "superseded"}, ParseWriteState);
}

TEST(WordsTest, OfARun) {
  ExpectWords<ReadStatus>({"complete", "partial", "failed", "skipped"});
  ExpectWords<RunStatus>({"running", "ok", "partial", "failed", "aborted"});
}

TEST(WordsTest, OfAStageAndAChannelsHealth) {
  ExpectWordsBothWays<Stage>({"off", "observe", "hybrid", "canary", "live", "halted"}, ParseStage);
  ExpectWords<ChannelHealth>({"ok", "degraded", "needs_reauth", "maintenance"});
}

TEST(WordsTest, OfAToDoItem) {
  ExpectWordsBothWays<TodoType>({"double_sale",          "order_unlinked",    "order_short",
                                 "unknown_order_state",  "late_payment",      "hold_stuck",
                                 "ended_unexplained",    "status_mismatch",   "quantity_mismatch",
                                 "price_mismatch",       "content_mismatch",  "new_on_channel",
                                 "match_review",         "duplicate_listing", "identity_unresolved",
                                 "write_not_applied",    "write_unverified",  "write_rejected",
                                 "fanout_partial",       "row_quarantined",   "mass_change_held",
                                 "approval_needed",      "read_incomplete",   "read_stale",
                                 "relist_decision",      "work_order",        "listing_precondition",
                                 "channel_needs_reauth", "channel_degraded",  "environment_violation",
                                 "ledger_inconsistent",  "low_stock",         "gate_failed",
                                 "cutover_item",         "membership_pending"},
                                ParseTodoType);
  ExpectWordsBothWays<Severity>({"critical", "high", "medium", "low"}, ParseSeverity);
  ExpectWordsBothWays<TodoStatus>({"open", "snoozed", "resolved", "dismissed", "superseded"}, ParseTodoStatus);
}

TEST(WordsTest, OfAnErrorAreCutWhenTheTextIsLong) {
  const Result<Stage> stage = ParseStage(std::string(10'000, 'x'));

  ASSERT_FALSE(stage);
  EXPECT_LT(stage.error().message.size(), 200u);
}

}  // namespace
}  // namespace riff
