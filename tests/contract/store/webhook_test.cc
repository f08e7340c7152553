#include "tests/contract/store/store_contract.h"

namespace riff {
namespace {

class WebhookTableTest : public StoreContract {
 protected:
  WebhookEvent Event(const std::string& delivery) {
    WebhookEvent event;
    event.channel = kReverbProduction;
    event.delivery = delivery;
    event.kind = WebhookKind::kListingChanged;
    event.topic = "inventory_levels/update é";
    event.order = OrderId("o-1");
    event.remote = RemoteId("1001/2001");
    event.handle = "7001";
    event.occurred_at = At(-3);
    return event;
  }
  bool Receive(const WebhookEvent& event, Timestamp at) {
    return Do([&](Transaction& tx) { return tx.webhooks.Receive(event, at); });
  }
  std::vector<std::string> Waiting(Timestamp now, std::size_t limit = 10, Channel channel = kReverbProduction) {
    std::vector<std::string> names;
    for (const WaitingWebhook& one : Do([&](Transaction& tx) { return tx.webhooks.Waiting(channel, now, limit); })) {
      names.push_back(one.event.delivery);
    }
    return names;
  }
  void Finish(const std::string& delivery, WebhookOutcome outcome = WebhookOutcome::kTaken) {
    Do([&](Transaction& tx) { return tx.webhooks.Finish(kReverbProduction, delivery, outcome, At(5)); });
  }
  void PutOff(const std::string& delivery, Timestamp until) {
    Do([&](Transaction& tx) { return tx.webhooks.PutOff(kReverbProduction, delivery, until); });
  }
};
RIFF_STORE_SUITE(WebhookTableTest);

using Names = std::vector<std::string>;

TEST_P(WebhookTableTest, KeepsEveryFieldOfAnEvent) {
  Receive(Event("d-1"), At(0));
  WebhookEvent ending = Event("d-2");
  ending.kind = WebhookKind::kCredentialsEnding;
  ending.order = OrderId();
  ending.remote = RemoteId();
  ending.handle.clear();
  Receive(ending, At(1));

  const auto waiting = Do([&](Transaction& tx) { return tx.webhooks.Waiting(kReverbProduction, At(1), 10); });

  EXPECT_EQ(waiting, (std::vector{WaitingWebhook{Event("d-1"), 0}, WaitingWebhook{ending, 0}}));
}

TEST_P(WebhookTableTest, ReceivesADeliveryOnceForEverOnEachChannel) {
  EXPECT_TRUE(Receive(Event("d-1"), At(0)));
  WebhookEvent repeat = Event("d-1");
  repeat.kind = WebhookKind::kOrderChanged;
  EXPECT_FALSE(Receive(repeat, At(1)));
  Finish("d-1");
  EXPECT_FALSE(Receive(repeat, At(60 * 24 * 400)));

  WebhookEvent elsewhere = Event("d-1");
  elsewhere.channel = kReverbSandbox;
  EXPECT_TRUE(Receive(elsewhere, At(2)));
  EXPECT_EQ(Waiting(At(2)), Names{});
  EXPECT_EQ(Waiting(At(2), 10, kReverbSandbox), Names{"d-1"});
}

TEST_P(WebhookTableTest, KnowsARepeatAfterARestart) {
  Receive(Event("d-1"), At(0));
  store.reset();
  database.reset();
  database = rig->OpenAgain();
  store = OpenStore();

  EXPECT_FALSE(Receive(Event("d-1"), At(1)));
  EXPECT_EQ(Waiting(At(1)), Names{"d-1"});
}

TEST_P(WebhookTableTest, ShowsWhatIsDueTheLongestDueFirst) {
  Receive(Event("c"), At(2));
  Receive(Event("a"), At(1));
  Receive(Event("b"), At(1));

  EXPECT_EQ(Waiting(At(2)), (Names{"a", "b", "c"}));
  EXPECT_EQ(Waiting(At(1)), (Names{"a", "b"}));
  EXPECT_EQ(Waiting(At(2), 1), Names{"a"});
  EXPECT_EQ(Waiting(At(2), 10, kEbayProduction), Names{});
}

TEST_P(WebhookTableTest, PutsADeliveryOffAndCountsTheAttempts) {
  Receive(Event("a"), At(0));
  Receive(Event("b"), At(0));

  PutOff("a", At(10));
  PutOff("a", At(20));

  EXPECT_EQ(Waiting(At(19)), Names{"b"});
  const auto due = Do([&](Transaction& tx) { return tx.webhooks.Waiting(kReverbProduction, At(20), 10); });
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due[0].event.delivery, "b");
  EXPECT_EQ(due[0].attempts, 0);
  EXPECT_EQ(due[1].attempts, 2);
}

TEST_P(WebhookTableTest, LetsADeliveryWaitNoMoreWhateverCameOfIt) {
  for (const auto& [name, outcome] :
       {std::pair{"a", WebhookOutcome::kTaken}, {"b", WebhookOutcome::kLeftToRead}, {"c", WebhookOutcome::kGivenUp}}) {
    Receive(Event(name), At(0));
    Finish(name, outcome);
    PutOff(name, At(0));  // Too late: it does not come back.
  }

  EXPECT_EQ(Waiting(At(60)), Names{});
  Finish("unknown");
}

TEST_P(WebhookTableTest, RefusesWhatNoDeliveryIs) {
  EXPECT_EQ(ErrorOf([&](Transaction& tx) -> Result<void> {
              RIFF_TRY(tx.webhooks.Receive(Event(""), At(0)));
              return {};
            }),
            ErrorKind::kConflict);
  EXPECT_EQ(ErrorOf([&](Transaction& tx) -> Result<void> {
              WebhookEvent ignored = Event("d");
              ignored.kind = WebhookKind::kIgnored;
              RIFF_TRY(tx.webhooks.Receive(ignored, At(0)));
              return {};
            }),
            ErrorKind::kConflict);
}

}  // namespace
}  // namespace riff
