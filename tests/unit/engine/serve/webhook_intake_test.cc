#include "engine/serve/webhook_intake.h"

#include <gtest/gtest.h>

#include "engine/serve/problem.h"
#include "tests/rig/shop_rig.h"
#include "tests/unit/engine/serve/scripted_parser.h"

namespace riff {
namespace {

class WebhookIntakeTest : public testing::Test {
 protected:
  WebhookIntakeTest() {
    rig.Open(kShopify);
    rig.Open(kReverb);
    for (const ShopChannel& channel : rig.shop.channels) {
      if (channel.connector->channel == kShopify) {
        channel.connector->webhooks =
            std::make_unique<ScriptedParser>([this](const std::string& body) { return Read(body); });
      }
    }
    intake = std::make_unique<WebhookIntake>(
        rig.shop, IntakeParts{rig.metrics, rig.log, [this] { ++rings; }, [this] { ++reads_wanted; }});
    router =
        std::make_unique<Router>(WebhookRoutes(*intake), AccessRules{}, RouterParts{sessions, rig.clock, rig.metrics});
  }

  Result<WebhookEvents> Read(const std::string& body) {
    if (fault.has_value()) {
      return Fail(*fault);
    }
    WebhookEvent event;
    event.channel = kShopify;
    event.delivery = body;
    event.kind = body == "unknown topic" ? WebhookKind::kIgnored : WebhookKind::kOrderChanged;
    event.order = OrderId("1");
    event.topic = "orders/updated";
    event.occurred_at = rig.clock.Now();
    return WebhookEvents{event};
  }

  ServerResponse Post(const std::string& body, const std::string& signature = "good",
                      const std::string& channel = "shopify/production") {
    return router->Answer(ServerRequest{"POST", "/webhooks/" + channel, {{"X-Signature", signature}}, body});
  }
  ServerResponse Get(const std::string& target) { return router->Answer(ServerRequest{"GET", target, {}, ""}); }
  std::size_t CountWaiting() {
    return rig.Do([&](Transaction& tx) { return tx.webhooks.Waiting(kShopify, rig.clock.Now(), 100); }).size();
  }
  double Counted(const std::string& outcome) {
    return rig.metrics.Snapshot()["riff_webhooks_total{channel=shopify/production,outcome=" + outcome + "}"];
  }

  ShopRig rig;
  StoreSessions sessions{*rig.database};
  std::optional<Error> fault;
  int rings = 0;
  int reads_wanted = 0;
  std::unique_ptr<WebhookIntake> intake;
  std::unique_ptr<Router> router;
};

TEST_F(WebhookIntakeTest, AnswersOnceItIsStoredAndWakesTheWorker) {
  EXPECT_EQ(Post("d-1").status, 200);

  EXPECT_EQ(CountWaiting(), 1u);
  EXPECT_EQ(rings, 1);
  EXPECT_EQ(Counted("stored"), 1);
}

TEST_F(WebhookIntakeTest, ARepeatIsAnsweredAndStoredOnce) {
  Post("d-1");

  EXPECT_EQ(Post("d-1").status, 200);

  EXPECT_EQ(CountWaiting(), 1u);
  EXPECT_EQ(rings, 1);
  EXPECT_EQ(Counted("repeated"), 1);
}

TEST_F(WebhookIntakeTest, ABadSignatureIsRefusedAndCountedAndNothingIsStored) {
  const ServerResponse response = Post("d-1", "forged");

  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.body.find("forged"), std::string::npos);
  EXPECT_EQ(CountWaiting(), 0u);
  EXPECT_EQ(rings, 0);
  EXPECT_EQ(Counted("refused"), 1);
}

TEST_F(WebhookIntakeTest, AnUnknownTopicIsAnsweredAndForgotten) {
  EXPECT_EQ(Post("unknown topic").status, 200);

  EXPECT_EQ(CountWaiting(), 0u);
  EXPECT_EQ(rings, 0);
  EXPECT_EQ(Counted("ignored"), 1);
}

TEST_F(WebhookIntakeTest, ABodyBeyondTheLimitIsRefusedUnread) {
  EXPECT_EQ(Post(std::string(kWebhookBodyMax + 1, 'x')).status, 413);

  EXPECT_EQ(CountWaiting(), 0u);
  EXPECT_EQ(Counted("too_large"), 1);
}

TEST_F(WebhookIntakeTest, WhatIsSignedAndMakesNoSenseAsksForARead) {
  fault = Error{ErrorKind::kInvalid, "no id", std::nullopt};

  EXPECT_EQ(Post("d-1").status, 400);

  EXPECT_EQ(reads_wanted, 1);
  EXPECT_EQ(CountWaiting(), 0u);
}

TEST_F(WebhookIntakeTest, IsToBeSentAgainWhileTheKeyCannotBeFetched) {
  for (const ErrorKind kind : {ErrorKind::kUnavailable, ErrorKind::kThrottled}) {
    fault = Error{kind, "no key", std::chrono::seconds(7)};

    const ServerResponse response = Post("d-1");

    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.headers.back().value, "7");
    EXPECT_EQ(CountWaiting(), 0u);
  }
}

TEST_F(WebhookIntakeTest, OtherChannelsAreNotThere) {
  EXPECT_EQ(Post("d-1", "good", "shopify/sandbox").status, 404);    // Not in use.
  EXPECT_EQ(Post("d-1", "good", "reverb/production").status, 404);  // Has no webhooks.
  EXPECT_EQ(Post("d-1", "good", "etsy/production").status, 404);    // No platform of ours.
  EXPECT_EQ(Get("/webhooks/reverb/production?challenge_code=c").status, 404);
  EXPECT_EQ(CountWaiting(), 0u);
}

TEST_F(WebhookIntakeTest, AnswersTheChallengeWithJson) {
  const ServerResponse response = Get("/webhooks/shopify/production?a=b&challenge_code=x%20y");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"challengeResponse":"x y"})");
  EXPECT_EQ(response.headers.front().value, "application/json");
}

TEST_F(WebhookIntakeTest, RefusesAChallengeWithoutACodeOrOfAPlatformThatNeverAsks) {
  EXPECT_EQ(Get("/webhooks/shopify/production").status, 400);
  EXPECT_EQ(Get("/webhooks/shopify/production?challenge_code=%zz").status, 400);
  EXPECT_EQ(Get("/webhooks/shopify/production?challenge_code=not-ours").status, 404);
}

}  // namespace
}  // namespace riff
