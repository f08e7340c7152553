#include "connectors/vr/vr_connector.h"

#include <gmock/gmock.h>

#include <atomic>

#include "connectors/http/url.h"
#include "engine/base/manual_clock.h"
#include "tests/unit/connectors/http/scripted_transport.h"
#include "tests/unit/connectors/vr/empty_vault.h"

namespace riff::vr {
namespace {

Config SiteConfig(const std::string& url) {
  Config config;
  config.url = url;
  config.user = "dealer";
  config.password = Secret("secret");
  return config;
}

Config FolderConfig() {
  Config config;
  config.folder = "vr/production";
  return config;
}

TEST(VrConfig, IsAFolderOrASite) {
  EXPECT_TRUE(ValidateConfig(FolderConfig()));
  EXPECT_TRUE(ValidateConfig(SiteConfig("http://127.0.0.1:9005")));
  EXPECT_TRUE(ValidateConfig(SiteConfig("http://127.0.0.1:9005/")));

  Config both = SiteConfig("http://127.0.0.1:9005");
  both.folder = "x";
  Config no_user = SiteConfig("http://127.0.0.1:9005");
  no_user.user.clear();
  Config no_password = SiteConfig("http://127.0.0.1:9005");
  no_password.password = Secret();
  Config backwards = FolderConfig();
  backwards.pace = Duration(-1);
  for (const Config& bad : {Config(), both, no_user, no_password, backwards, SiteConfig("not a url"),
                            SiteConfig("http://127.0.0.1:9005/shop"), SiteConfig("http://127.0.0.1:9005/?a=1")}) {
    const Result<void> valid = ValidateConfig(bad);
    ASSERT_FALSE(valid) << bad.url;
    EXPECT_EQ(valid.error().kind, ErrorKind::kInvalid);
  }
}

class VrLiveSiteTest : public testing::TestWithParam<const char*> {};

TEST_P(VrLiveSiteTest, IsRefusedAndNothingIsEverSentToIt) {
  const Config config = SiteConfig(GetParam());
  EXPECT_EQ(ValidateConfig(config).error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(OriginsOf(config).empty());

  ManualClock clock(StartOfTests());
  ScriptedTransport wire(clock);
  EmptyVault vault;
  SeededRandom random(7);
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  const std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};
  const Connector connector = MakeConnector({Platform::kVr, Environment::kProduction}, config,
                                            Parts{wire, clock, vault}, Access::kReadAndWrite);

  EXPECT_EQ(connector.writer, nullptr);
  EXPECT_EQ(connector.reader->ListListings(run, {}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->ListOrders(run, {}, {}).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->GetOrder(run, OrderId("vr-1")).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.reader->FindBySku(run, Sku("A")).error().kind, ErrorKind::kInvalid);
  const ListingRef ref{RemoteId("1"), Sku(), ""};
  EXPECT_EQ(connector.reader->GetListings(run, std::span(&ref, 1)).at(0).error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(connector.prober->Probe(run).error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(wire.requests.empty());
}

INSTANTIATE_TEST_SUITE_P(EverySpelling, VrLiveSiteTest,
                         testing::Values("https://vintageandrare.com", "https://www.vintageandrare.com/",
                                         "http://VintageAndRare.com:8080", "https://vintageandrare.com.",
                                         "https://api.dealers.vintageandrare.com", "https://vintageandrare.co.uk",
                                         "https://user@vintageandrare.com", "https://a@127.0.0.1",
                                         "https://vintageandrar%65.com"));

TEST(VrCapabilities, OfASiteKnowAnIdLaterAndOfAFolderAtOnce) {
  const Capabilities site = CapabilitiesOf(SiteConfig("http://127.0.0.1:9005"));
  EXPECT_EQ(site.quantity_max, Quantity(1));
  EXPECT_TRUE(site.id_known_later && site.absence_by_get);
  EXPECT_TRUE(site.sets_quantity && site.sets_price && site.sets_content && site.ends && site.creates && site.relists);
  EXPECT_FALSE(site.pauses || site.shows_zero || site.compares_and_sets || site.has_webhooks);
  EXPECT_TRUE(site.reads_orders);
  EXPECT_DOUBLE_EQ(site.write_calls_per_second, 0.5);
  EXPECT_EQ(site.index_lag, std::chrono::minutes(3));

  const Capabilities folder = CapabilitiesOf(FolderConfig());
  EXPECT_FALSE(folder.id_known_later || folder.absence_by_get);
  EXPECT_EQ(folder.index_lag, Duration(0));
  EXPECT_EQ(folder.quantity_max, Quantity(1));
}

TEST(VrRates, AreOneRequestInThePaceForAllTogether) {
  EXPECT_EQ(RatesOf().read.at(0).calls, 1);
  EXPECT_EQ(RatesOf().read.at(0).window, std::chrono::seconds(2));
  Config quick = SiteConfig("http://127.0.0.1:9005");
  quick.pace = std::chrono::milliseconds(5);
  EXPECT_EQ(RatesOf(quick).read.at(0).window, std::chrono::milliseconds(5));
  quick.pace = Duration(0);
  EXPECT_TRUE(RatesOf(quick).read.empty());

  HttpRequest request;
  EXPECT_EQ(RateClassOf(request), RateClass::kRead);
  request.method = HttpMethod::kPost;
  EXPECT_EQ(RateClassOf(request), RateClass::kRead);
}

TEST(VrReading, IsTheLoginAndThePagesThatAreOnlyLookedAt) {
  const auto is_reading = [](HttpMethod method, const std::string& path) {
    return IsReading(RequestOf("vr.x.y", method, "http://127.0.0.1:9005" + path));
  };
  for (const char* path : {"/account", "/instruments/export_inventory", "/instruments/add_edit_item",
                           "/instruments/export_inventory/export_inventory", "/instruments/add_edit_item/124001"}) {
    EXPECT_TRUE(is_reading(HttpMethod::kGet, path)) << path;
    EXPECT_FALSE(is_reading(HttpMethod::kPost, path)) << path;
  }
  EXPECT_TRUE(is_reading(HttpMethod::kPost, "/do_login"));
  EXPECT_FALSE(is_reading(HttpMethod::kPut, "/do_login"));
  for (const char* path : {"/", "/ajax/mark_as_sold/5", "/ajax/delete_item", "/account?do=delete", "/account/5",
                           "/instruments/add_edit_item/", "/instruments/add_edit_item/5/6"}) {
    EXPECT_FALSE(is_reading(HttpMethod::kGet, path)) << path;
    EXPECT_FALSE(is_reading(HttpMethod::kPost, path)) << path;
  }
  HttpRequest broken;
  broken.url = "nowhere";
  EXPECT_FALSE(IsReading(broken));
}

TEST(VrOrigins, AreTheSiteOrNothing) {
  EXPECT_THAT(OriginsOf(SiteConfig("http://127.0.0.1:9005")), testing::ElementsAre(*OriginOf("http://127.0.0.1:9005")));
  EXPECT_TRUE(OriginsOf(FolderConfig()).empty());
}

}  // namespace
}  // namespace riff::vr
