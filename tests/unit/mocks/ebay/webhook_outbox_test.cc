#include "mocks/webhook_outbox.h"

#include <gtest/gtest.h>

#include "tests/unit/mocks/wire_rig.h"

namespace riff::sim {
namespace {

class WebhookOutboxTest : public testing::Test {
 protected:
  void Put(const std::string& fault, std::optional<std::int64_t> count = 1) {
    FaultRule rule;
    rule.fault = fault;
    rule.count = count;
    ASSERT_TRUE(faults.Put({rule}));
  }
  void Post(const std::string& id) {
    WebhookMessage message;
    message.id = id;
    message.topic = "orders/create";
    message.url = "https://stock.example.invalid/";
    message.body = "{}";
    message.due_at = Noon();
    outbox.Post(message);
  }
  std::vector<std::string> Due(Duration later = Duration(0)) {
    std::vector<std::string> ids;
    for (const WebhookMessage& message : outbox.TakeDue(Noon() + later)) {
      ids.push_back(message.id);
    }
    return ids;
  }
  using Ids = std::vector<std::string>;

  Faults faults{1};
  int given_up = 0;
  WebhookOutbox outbox{faults,
                       {3,
                        std::chrono::seconds(10),
                        {},
                        [](WebhookMessage& message) { message.body = std::to_string(message.attempt); },
                        [this](const WebhookMessage&) { ++given_up; }}};
};

TEST_F(WebhookOutboxTest, HandsOutWhatIsDueOnce) {
  Post("a");
  Post("b");

  EXPECT_EQ(Due(), (Ids{"a", "b"}));
  EXPECT_EQ(Due(), Ids{});
}

TEST_F(WebhookOutboxTest, HoldsMessagesBackForTheDelay) {
  FaultRule delay;
  delay.fault = "webhook_delay_ms";
  delay.parameters["value"] = "5000";
  ASSERT_TRUE(faults.Put({delay}));
  Post("a");

  EXPECT_EQ(Due(std::chrono::seconds(4)), Ids{});
  EXPECT_EQ(Due(std::chrono::seconds(5)), Ids{"a"});
}

TEST_F(WebhookOutboxTest, DropsAMessage) {
  Put("webhook_drop");
  Post("a");
  Post("b");

  EXPECT_EQ(Due(), Ids{"b"});
}

TEST_F(WebhookOutboxTest, SendsAMessageTwice) {
  Put("webhook_duplicate");
  Post("a");
  Post("b");

  EXPECT_EQ(Due(), (Ids{"a", "a", "b"}));
}

TEST_F(WebhookOutboxTest, SendsAMessageAfterTheOneThatFollows) {
  Put("webhook_reorder");
  Post("a");
  EXPECT_EQ(Due(), Ids{});
  Post("b");

  EXPECT_EQ(Due(), (Ids{"b", "a"}));
}

TEST_F(WebhookOutboxTest, AltersABodyAfterItWasSigned) {
  Put("webhook_bad_signature");
  Post("a");
  Post("b");

  const std::vector<WebhookMessage> due = outbox.TakeDue(Noon());
  EXPECT_EQ(due[0].body, "{} ");
  EXPECT_EQ(due[1].body, "{}");
}

TEST_F(WebhookOutboxTest, TriesAgainAfterLongerWaitsAndGivesUp) {
  Post("a");
  Timestamp now = Noon();
  for (const auto wait : {std::chrono::seconds(0), std::chrono::seconds(10), std::chrono::seconds(20)}) {
    EXPECT_TRUE(outbox.TakeDue(now + wait - std::chrono::microseconds(1)).empty());
    now += wait;
    const std::vector<WebhookMessage> due = outbox.TakeDue(now);
    ASSERT_EQ(due.size(), 1u);
    EXPECT_EQ(due[0].body, due[0].attempt == 1 ? "{}" : std::to_string(due[0].attempt));
    EXPECT_EQ(given_up, 0);
    outbox.Settle(due[0], {500, ""}, now);
  }

  EXPECT_EQ(given_up, 1);
  EXPECT_EQ(outbox.waiting(), 0u);
  EXPECT_EQ(outbox.deliveries().size(), 3u);
}

TEST_F(WebhookOutboxTest, EndsWithAnAnswerThatTakesTheMessage) {
  Post("a");
  outbox.Settle(outbox.TakeDue(Noon()).front(), {204, ""}, Noon());

  EXPECT_EQ(outbox.waiting(), 0u);
  EXPECT_EQ(given_up, 0);
  EXPECT_EQ(outbox.deliveries().front().status, 204);
}

}  // namespace
}  // namespace riff::sim
