#include "connectors/ebay/ebay_webhooks.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "connectors/ebay/ebay_connector.h"
#include "connectors/ebay/ebay_public_keys.h"
#include "connectors/json/json.h"
#include "engine/base/digest.h"
#include "tests/unit/connectors/ebay/seller_account.h"
#include "tests/unit/connectors/ebay/signed_notifications.h"

namespace riff::ebay {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string kToken = "POST /identity/v1/oauth2/token";
const std::string kKeyId = "9936261a-7d7b-4621-a0f1-96ccb428af49";
const Timestamp kReceivedAt = *ParseTimestamp("2026-11-20T10:19:24Z");

std::string KeyName(const std::string& id) { return "GET /commerce/notification/v1/public_key/" + id; }

std::string KeyJson(const std::string& pem, const std::string& digest = "SHA1") {
  return R"({"key":")" + pem + R"(","algorithm":"ECDSA","digest":")" + digest + "\"}";
}

std::string HeaderText(const std::string& key_id, const std::string& signature) {
  return Base64Encode(R"({"alg":"ecdsa","kid":")" + key_id + R"(","signature":")" + signature +
                      R"(","digest":"SHA1"})");
}

WebhookRequest RequestOf(const SignedNotification& notification, const std::string& key_id = kKeyId) {
  return {{{"X-EBAY-SIGNATURE", HeaderText(key_id, notification.signature)}}, notification.body, kReceivedAt};
}

std::optional<JsonDocument> ContractVectors() {
  const char* contracts = std::getenv("RIFF_CONTRACTS");
  if (contracts == nullptr) {
    return std::nullopt;
  }
  std::ifstream file(std::filesystem::path(contracts) / "ebay" / "notification_signature_vectors.json");
  auto document = JsonDocument::Parse(std::string(std::istreambuf_iterator<char>(file), {}));
  EXPECT_TRUE(document.has_value());
  return std::move(*document);
}

class EbayWebhooksTest : public testing::Test {
 protected:
  EbayWebhooksTest() {
    config.verification_token = Secret("71745723-d031-455c-bfa5-f90d11b4f20a");
    config.webhook_endpoint = "https://example.test/hook";
    parser = MakeWebhooks(channel, config, account.line, account.clock);
  }

  void HaveKey() { account.line.On(KeyName(kKeyId), 200, KeyJson(kTestKeyPem)); }
  WebhookEvent EventOf(const SignedNotification& notification) {
    const Result<WebhookEvents> events = parser->Parse(RequestOf(notification));
    EXPECT_TRUE(events.has_value()) << notification.body;
    EXPECT_EQ(events.value_or(WebhookEvents{}).size(), 1u);
    return events.has_value() ? events->front() : WebhookEvent{};
  }
  ErrorKind ErrorOf(const WebhookRequest& request) {
    const Result<WebhookEvents> events = parser->Parse(request);
    EXPECT_FALSE(events.has_value());
    return events.has_value() ? ErrorKind::kUnsupported : events.error().kind;
  }
  std::size_t KeyCalls() const { return account.line.Names().size(); }

  Channel channel{Platform::kEbay, Environment::kProduction};
  SellerAccount account;
  Config config = TestConfig();
  std::unique_ptr<WebhookParser> parser;
};

TEST_F(EbayWebhooksTest, AgreesWithEveryPublishedCase) {
  const auto vectors = ContractVectors();
  if (!vectors.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const auto cases = *vectors->root().Array("signature_cases");
  ASSERT_EQ(cases.size(), 4u);

  for (const JsonValue& one : cases) {
    const std::string name = *one.Text("name");
    SellerAccount own;
    const auto key = one.Find("public_key_response");
    own.line.On(KeyName(kKeyId), key.has_value() ? 200 : 500, key.has_value() ? key->Print() : "");
    const auto own_parser = MakeWebhooks(channel, config, own.line, own.clock);

    const Result<WebhookEvents> events =
        own_parser->Parse({{{"x-ebay-signature", *one.Text("x_ebay_signature")}}, *one.Text("raw_body"), kReceivedAt});

    EXPECT_EQ(events.has_value(), *one.Bool("expected_valid")) << name;
    if (events.has_value()) {
      EXPECT_EQ(events->front().kind, WebhookKind::kIgnored);
      EXPECT_EQ(events->front().topic, "MARKETPLACE_ACCOUNT_DELETION");
    } else {
      EXPECT_EQ(events.error().kind, name == "error" ? ErrorKind::kUnavailable : ErrorKind::kUnauthorized) << name;
    }
  }
}

TEST_F(EbayWebhooksTest, AnswersTheChallengeAsPublished) {
  const auto vectors = ContractVectors();
  if (!vectors.has_value()) {
    GTEST_SKIP() << "RIFF_CONTRACTS does not say where the contract data is";
  }
  const JsonValue challenge = *vectors->root().Get("challenge_case");
  const std::string expected = R"({"challengeResponse":")" + *challenge.Text("challenge_response_sha256_hex") + "\"}";
  const Secret token(*challenge.Text("verification_token"));
  const std::string endpoint = *challenge.Text("endpoint");
  const std::string code = *challenge.Text("challenge_code");

  EXPECT_EQ(ChallengeAnswer({code, token, endpoint}), expected);
  EXPECT_EQ(parser->AnswerChallenge(code), expected);
  EXPECT_NE(ChallengeAnswer({code, token, endpoint + "/"}), expected);
  EXPECT_EQ(parser->AnswerChallenge("").error().kind, ErrorKind::kInvalid);
}

TEST_F(EbayWebhooksTest, NamesTheOrderWhereverTheDataHasIt) {
  HaveKey();
  const WebhookEvent event = EventOf(kOrder);

  EXPECT_EQ(event.kind, WebhookKind::kOrderChanged);
  EXPECT_EQ(event.channel, channel);
  EXPECT_EQ(event.delivery, "n-1");
  EXPECT_EQ(event.topic, "ORDER_CONFIRMATION");
  EXPECT_EQ(event.order, OrderId("12-34567-89012"));
  EXPECT_EQ(event.occurred_at, *ParseTimestamp("2026-11-20T10:19:23.462Z"));
  EXPECT_EQ(EventOf(kFlatOrder).order, OrderId("12-34567-89013"));
}

TEST_F(EbayWebhooksTest, NamesTheListingByItsNumber) {
  HaveKey();
  const WebhookEvent event = EventOf(kListing);

  EXPECT_EQ(event.kind, WebhookKind::kListingChanged);
  EXPECT_EQ(event.remote, RemoteId("110390284325"));
  EXPECT_EQ(EventOf(kNumberedListing).remote, RemoteId("110390284326"));
}

TEST_F(EbayWebhooksTest, HintsAtSomethingWhereTheNameIsMissingOrOdd) {
  HaveKey();

  EXPECT_EQ(EventOf(kUnnamedOrder).kind, WebhookKind::kOrderChanged);
  EXPECT_EQ(EventOf(kUnnamedOrder).order, OrderId());
  EXPECT_EQ(EventOf(kUnnamedListing).kind, WebhookKind::kListingChanged);
  EXPECT_EQ(EventOf(kUnnamedListing).remote, RemoteId());
}

TEST_F(EbayWebhooksTest, TellsOfARevocationAndIgnoresWhatItDoesNotKnow) {
  HaveKey();

  EXPECT_EQ(EventOf(kRevoked).kind, WebhookKind::kCredentialsRevoked);
  EXPECT_EQ(EventOf(kUnknownTopic).kind, WebhookKind::kIgnored);
  EXPECT_EQ(EventOf(kUnknownTopic).topic, "PRIORITY_LISTING_REVISION");
}

TEST_F(EbayWebhooksTest, RefusesASignedBodyThatCannotBeUnderstood) {
  HaveKey();

  EXPECT_EQ(ErrorOf(RequestOf(kNoJson)), ErrorKind::kInvalid);
  EXPECT_EQ(ErrorOf(RequestOf(kNoTopic)), ErrorKind::kInvalid);
  EXPECT_EQ(ErrorOf(RequestOf(kNoNotification)), ErrorKind::kInvalid);
}

TEST_F(EbayWebhooksTest, RefusesABodyThatWasTouchedBeforeItLooksInside) {
  HaveKey();
  WebhookRequest spaced = RequestOf(kOrder);
  spaced.body.insert(1, " ");
  WebhookRequest broken = RequestOf(kOrder);
  broken.body = "no JSON";

  EXPECT_EQ(ErrorOf(spaced), ErrorKind::kUnauthorized);
  EXPECT_EQ(ErrorOf(broken), ErrorKind::kUnauthorized);
  EXPECT_EQ(parser->Parse(broken).error().message, WebhookRefusal().message);
}

TEST_F(EbayWebhooksTest, AsksForNoKeyWhenTheHeaderCannotBeRead) {
  for (const std::string& header :
       {std::string(), std::string("***"), Base64Encode("no JSON"), Base64Encode("{}"), HeaderText(kKeyId, "***"),
        HeaderText("", kOrder.signature), HeaderText("../../sell/account", kOrder.signature),
        HeaderText(std::string(65, 'a'), kOrder.signature)}) {
    EXPECT_EQ(ErrorOf({{{"x-ebay-signature", header}}, kOrder.body, kReceivedAt}), ErrorKind::kUnauthorized) << header;
  }
  EXPECT_EQ(ErrorOf({{}, kOrder.body, kReceivedAt}), ErrorKind::kUnauthorized);
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayWebhooksTest, RefusesASignatureThatIsNone) {
  HaveKey();

  EXPECT_EQ(ErrorOf({{{"x-ebay-signature", HeaderText(kKeyId, Base64Encode("no DER"))}}, kOrder.body, kReceivedAt}),
            ErrorKind::kUnauthorized);
}

TEST_F(EbayWebhooksTest, RefusesAnOversizedBodyWithoutAskingForAKey) {
  EXPECT_EQ(ErrorOf({{{"x-ebay-signature", HeaderText(kKeyId, kOrder.signature)}},
                     std::string(kWebhookBodyMax + 1, ' '),
                     kReceivedAt}),
            ErrorKind::kInvalid);
  EXPECT_TRUE(account.line.sent.empty());
}

TEST_F(EbayWebhooksTest, FetchesAKeyAsTheApplicationAndKeepsItForAnHour) {
  HaveKey();
  EventOf(kOrder);
  account.clock.Advance(minutes(59));
  EventOf(kListing);

  EXPECT_EQ(account.line.Names(), std::vector{KeyName(kKeyId)});
  const HttpRequest token = account.line.Sent(kToken).front();
  EXPECT_EQ(token.body, "grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope");
  EXPECT_EQ(HeaderOf(account.line.Sent(KeyName(kKeyId)).front().headers, "Authorization"), "Bearer token-1");

  account.clock.Advance(minutes(1));
  EventOf(kOrder);
  EXPECT_EQ(KeyCalls(), 2u);
}

TEST_F(EbayWebhooksTest, GoesByTheDigestOfTheKeyAndNotOfTheHeader) {
  account.line.On(KeyName(kKeyId), 200, KeyJson(kTestKeyPem, "SHA256"));

  EXPECT_TRUE(parser->Parse(RequestOf({kOrder.body, kOrderSignatureSha256})).has_value());
  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnauthorized);
}

TEST_F(EbayWebhooksTest, LetsItBeSentAgainWhileTheKeyCannotBeFetched) {
  const std::string name = KeyName(kKeyId);
  account.line.Breaks(name, ErrorKind::kAmbiguous)
      .On(name, 500)
      .On(name, 200, "<html>")
      .On(name, 200, "{}")
      .On(name, 200, KeyJson("no PEM"))
      .On(name, 200, KeyJson(kTestKeyPem, "MD5"))
      .On(name, 403)
      .On(name, 200, KeyJson(kTestKeyPem));

  for (int failure = 0; failure < 7; ++failure) {
    EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnavailable) << failure;
  }

  EXPECT_TRUE(parser->Parse(RequestOf(kOrder)).has_value());
}

TEST_F(EbayWebhooksTest, PassesOnThatItIsAskingTooFast) {
  account.line.On(KeyName(kKeyId), 429, "", {{"Retry-After", "30"}});

  const Result<WebhookEvents> events = parser->Parse(RequestOf(kOrder));

  ASSERT_FALSE(events.has_value());
  EXPECT_EQ(events.error().kind, ErrorKind::kThrottled);
  EXPECT_EQ(events.error().retry_after, std::chrono::seconds(30));
}

TEST_F(EbayWebhooksTest, IsUnavailableWithoutATokenAndSendsNothingElse) {
  account.line.On(kToken, 401, R"({"error":"invalid_client"})");

  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnavailable);
  EXPECT_EQ(account.line.Names().size(), 0u);
}

TEST_F(EbayWebhooksTest, TakesANewTokenAfterTheOldOneWasRefused) {
  account.line.On(KeyName(kKeyId), 401).On(KeyName(kKeyId), 200, KeyJson(kTestKeyPem));

  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnavailable);
  EXPECT_TRUE(parser->Parse(RequestOf(kOrder)).has_value());
  EXPECT_EQ(HeaderOf(account.line.sent.back().headers, "Authorization"), "Bearer token-2");
}

TEST_F(EbayWebhooksTest, RemembersForAnHourThatEbayKnowsNoSuchKey) {
  account.line.On(KeyName(kKeyId), 404).On(KeyName(kKeyId), 200, KeyJson(kTestKeyPem));

  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnauthorized);
  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnauthorized);
  EXPECT_EQ(KeyCalls(), 1u);

  account.clock.Advance(hours(1));
  EXPECT_TRUE(parser->Parse(RequestOf(kOrder)).has_value());
}

TEST_F(EbayWebhooksTest, LetsNobodyUseUpTheQuotaWithMadeUpKeys) {
  for (std::size_t guess = 0; guess < kKeyFetchesMax; ++guess) {
    const std::string id = "guess-" + std::to_string(guess);
    account.line.On(KeyName(id), 400);
    EXPECT_EQ(ErrorOf(RequestOf(kOrder, id)), ErrorKind::kUnauthorized);
  }
  HaveKey();

  EXPECT_EQ(ErrorOf(RequestOf(kOrder)), ErrorKind::kUnavailable);
  EXPECT_EQ(KeyCalls(), kKeyFetchesMax);

  account.clock.Advance(hours(1));
  EXPECT_TRUE(parser->Parse(RequestOf(kOrder)).has_value());
}

class EbayWebhooksClaimTest : public EbayWebhooksTest {
 protected:
  class NoVault final : public TokenVault {
   public:
    Result<std::optional<TokenPair>> Load(Channel, const Secret&) override { return std::optional<TokenPair>{}; }
    Result<TokenPair> Rotate(Channel, const Secret&, const Secret&,
                             const std::function<Result<TokenPair>(const std::optional<TokenPair>&)>&) override {
      return Fail(ErrorKind::kUnsupported, "eBay rotates nothing");
    }
  };
  Connector Make() { return MakeConnector(channel, config, {account.line, account.clock, vault}, Access::kReadOnly); }
  NoVault vault;
};

TEST_F(EbayWebhooksClaimTest, ClaimsWebhooksOnlyWithAnEndpointAndItsToken) {
  HaveKey();
  const Connector with = Make();
  EXPECT_TRUE(with.can.has_webhooks);
  ASSERT_NE(with.webhooks, nullptr);
  EXPECT_TRUE(with.webhooks->Parse(RequestOf(kOrder)).has_value());

  config.webhook_endpoint.clear();
  EXPECT_FALSE(Make().can.has_webhooks);
  EXPECT_EQ(Make().webhooks, nullptr);
  config = TestConfig();
  config.webhook_endpoint = "https://example.test/hook";
  EXPECT_EQ(Make().webhooks, nullptr);
}

TEST_F(EbayWebhooksClaimTest, AskingForAKeyIsReadingAndNothingElseOfThatApiIs) {
  const Requests requests(config);
  HttpRequest request = requests.PublicKey(kKeyId);
  EXPECT_TRUE(IsReading(request));

  request.method = HttpMethod::kPost;
  EXPECT_FALSE(IsReading(request));
  request.method = HttpMethod::kGet;
  request.url = config.url + "/commerce/notification/v1/subscription";
  EXPECT_FALSE(IsReading(request));
  request.url = config.url + "/commerce/notification/v1/public_key/../subscription";
  EXPECT_FALSE(IsReading(request));
}

}  // namespace
}  // namespace riff::ebay
