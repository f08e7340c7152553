#include "connectors/reverb/reverb_connector.h"

#include <gmock/gmock.h>

#include "connectors/reverb/reverb_endpoint.h"
#include "tests/unit/connectors/reverb/seller_account.h"

namespace riff::reverb {
namespace {

class ReverbConnectorTest : public SellerAccountTest {};

TEST_F(ReverbConnectorTest, HasNoWriterWhenItMayOnlyRead) {
  const Connector reading = MakeConnector(channel, config, Parts{wire, clock, vault}, Access::kReadOnly);
  EXPECT_EQ(reading.writer, nullptr);
  EXPECT_NE(reading.reader, nullptr);
  EXPECT_NE(reading.prober, nullptr);
  EXPECT_NE(connector.writer, nullptr);
  EXPECT_EQ(reading.channel, channel);
}

TEST_F(ReverbConnectorTest, DeclaresWhatReverbCanDo) {
  const Capabilities can = CapabilitiesOf(config);
  EXPECT_TRUE(can.sets_quantity && can.sets_price && can.sets_content && can.ends && can.creates && can.relists);
  EXPECT_TRUE(can.reads_orders && can.absence_by_get);
  EXPECT_FALSE(can.pauses || can.shows_zero || can.compares_and_sets || can.id_known_later || can.has_webhooks);
  EXPECT_EQ(can.rows_per_write_call, 1);
  EXPECT_EQ(can.index_lag, std::chrono::seconds(10));
}

TEST_F(ReverbConnectorTest, OnlyGetsAreReads) {
  HttpRequest request;
  EXPECT_TRUE(IsReading(request));
  EXPECT_EQ(RateClassOf(request), RateClass::kRead);
  for (const HttpMethod method : {HttpMethod::kPost, HttpMethod::kPut, HttpMethod::kPatch, HttpMethod::kDelete}) {
    request.method = method;
    EXPECT_FALSE(IsReading(request));
    EXPECT_EQ(RateClassOf(request), RateClass::kWrite);
  }
}

TEST_F(ReverbConnectorTest, KnowsThePublishedLimits) {
  const RateRules rules = RatesOf();
  ASSERT_EQ(rules.read.size(), 2u);
  ASSERT_EQ(rules.write.size(), 2u);
  EXPECT_EQ(rules.read[0].calls, 2'000);
  EXPECT_EQ(rules.read[1].calls, 10'000);
  EXPECT_EQ(rules.write[0].calls, 600);
  EXPECT_EQ(rules.write[1].calls, 3'000);
  EXPECT_EQ(rules.write[0].window, std::chrono::minutes(1));
  EXPECT_EQ(rules.write[1].window, std::chrono::minutes(10));
}

TEST_F(ReverbConnectorTest, TalksToItsConfiguredHostOnly) {
  EXPECT_THAT(OriginsOf(config), testing::ElementsAre(*OriginOf(config.url)));
  Config broken = config;
  broken.url = "not a url";
  EXPECT_TRUE(OriginsOf(broken).empty());
}

TEST_F(ReverbConnectorTest, AConfigNeedsAnApiUrlAndAToken) {
  EXPECT_TRUE(ValidateConfig(config));
  Config with_slash = config;
  with_slash.url += "/";
  EXPECT_TRUE(ValidateConfig(with_slash));

  Config no_api = config;
  no_api.url = "https://api.reverb.com";
  Config no_url = config;
  no_url.url.clear();
  Config no_token = config;
  no_token.token = Secret();
  for (const Config& bad : {no_api, no_url, no_token}) {
    const Result<void> valid = ValidateConfig(bad);
    ASSERT_FALSE(valid);
    EXPECT_EQ(valid.error().kind, ErrorKind::kInvalid);
  }
}

TEST(ReverbEndpoint, KeepsPathAndQueryOfALinkAndRefusesStrangers) {
  const Endpoint endpoint("https://sandbox.reverb.com/api/", Secret("t"));
  EXPECT_EQ(*endpoint.PathOfLink("https://api.reverb.com/api/my/listings?page=2"), "/api/my/listings?page=2");
  EXPECT_EQ(*endpoint.PathOfLink("/api/listings/5"), "/api/listings/5");
  EXPECT_EQ(*endpoint.PathOfLink("https://sandbox.reverb.com/api/listings/5"), "/api/listings/5");
  for (const char* stranger :
       {"https://evil.example.net/api", "//evil.example.net/api", "https://reverb.com.evil.net/", "ftp//x", ""}) {
    EXPECT_FALSE(endpoint.PathOfLink(stranger)) << stranger;
  }
}

TEST(ReverbEndpoint, FollowsLinksToTheStandInItWasGiven) {
  const Endpoint endpoint("http://127.0.0.1:4021/api", Secret("t"));
  EXPECT_TRUE(endpoint.PathOfLink("http://127.0.0.1:4021/api/my/listings?page=2"));
  EXPECT_FALSE(endpoint.PathOfLink("http://127.0.0.1:4022/api/my/listings?page=2"));
  EXPECT_EQ(endpoint.Get("reverb.shop.get", "/shop").url, "http://127.0.0.1:4021/api/shop");
}

}  // namespace
}  // namespace riff::reverb
