#include "engine/port/webhook.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/port/webhook_table.h"

namespace riff {
namespace {

class SilentParser final : public WebhookParser {
 public:
  Result<WebhookEvents> Parse(const WebhookRequest&) override { return WebhookEvents{}; }
};

TEST(WebhookRequest, FindsTheFirstHeaderOfANameWhateverItsCase) {
  const WebhookRequest request{{{"X-Topic", "one"}, {"x-topic", "two"}}, "", Timestamp{}};

  EXPECT_EQ(request.Header("x-TOPIC"), "one");
  EXPECT_EQ(request.Header("X-Topi"), "");
  EXPECT_EQ(request.Header(""), "");
}

TEST(Webhook, WordsReadBackAsWhatTheyStandFor) {
  std::set<std::string_view> words;
  for (const WebhookKind kind :
       {WebhookKind::kOrderChanged, WebhookKind::kListingChanged, WebhookKind::kCredentialsEnding,
        WebhookKind::kCredentialsRevoked, WebhookKind::kIgnored}) {
    EXPECT_EQ(ParseWebhookKind(ToString(kind)), kind);
    words.insert(ToString(kind));
  }
  EXPECT_EQ(words.size(), 5u);
  EXPECT_EQ(ParseWebhookKind("order").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(ToString(WebhookOutcome::kLeftToRead), "left_to_read");
}

TEST(Webhook, RefusesABodyBeyondTheLimitOnly) {
  EXPECT_TRUE(CheckWebhookSize({{}, std::string(kWebhookBodyMax, ' '), Timestamp{}}).has_value());
  const Result<void> refused = CheckWebhookSize({{}, std::string(kWebhookBodyMax + 1, ' '), Timestamp{}});

  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
}

TEST(Webhook, AnswersNoChallengeUnlessThePlatformAsks) {
  EXPECT_EQ(SilentParser().AnswerChallenge("code").error().kind, ErrorKind::kUnsupported);
}

TEST(DeliveryName, IsThePlatformsOwnWhereItCanBeKept) {
  EXPECT_EQ(DeliveryName("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "body"), "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
}

TEST(DeliveryName, IsADigestOfTheBytesWhereItCannot) {
  const std::string digest = "sha256:230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5";

  EXPECT_EQ(DeliveryName("", "body"), digest);
  EXPECT_EQ(DeliveryName("two words", "body"), digest);
  EXPECT_EQ(DeliveryName("caf\xc3\xa9", "body"), digest);
  EXPECT_EQ(DeliveryName(std::string(201, 'a'), "body"), digest);
  EXPECT_NE(DeliveryName("", "other"), digest);
}

}  // namespace
}  // namespace riff
