// Reading what changed since a time, and the large read of a platform that has one: both show what is there.

#include <map>
#include <set>

#include "connectors/shopify/shopify_connector.h"
#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

std::map<RemoteId, RemoteListing> ById(const std::vector<RemoteListing>& rows) {
  std::map<RemoteId, RemoteListing> by_id;
  for (const RemoteListing& row : rows) {
    by_id[row.ref.remote] = row;
  }
  return by_id;
}

class ChangesTest : public ConnectorContract {
 protected:
  std::map<RemoteId, RemoteListing> ChangedSince(Timestamp since) {
    std::vector<RemoteListing> rows;
    std::optional<Cursor> cursor;
    do {
      const Result<Page<RemoteListing>> page = bench.reader().ListChanged(bench.run(), since, cursor);
      EXPECT_TRUE(page.has_value()) << Told(page);
      if (!page.has_value()) {
        break;
      }
      EXPECT_EQ(page->total, std::nullopt) << "an increment proves nothing of the whole";
      rows.insert(rows.end(), page->rows.begin(), page->rows.end());
      cursor = page->next;
    } while (cursor);
    return ById(rows);
  }
};
RIFF_CONNECTOR_SUITE(ChangesTest);

TEST_P(ChangesTest, ShowsWhatChangedSinceATimeOrSaysThatItCannot) {
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const RemoteId other = bench.ListStrings("STR-2", 5);
  bench.clock().Advance(std::chrono::hours(2));
  const Timestamp since = bench.clock().Now();
  bench.clock().Advance(std::chrono::minutes(1));
  const auto requests = bench.RequestsOf([&] {
    const Result<Page<RemoteListing>> page = bench.reader().ListChanged(bench.run(), since, std::nullopt);
    EXPECT_EQ(page.has_value(), bench.can().reads_changes) << Told(page);
    EXPECT_TRUE(page.has_value() || page.error().kind == ErrorKind::kUnsupported) << Told(page);
  });
  if (!bench.can().reads_changes) {
    EXPECT_TRUE(requests.empty());
    return;
  }

  bench.marketplace().Buy({{strings, Sku(), Quantity(2)}}, OrderState::kPaid);
  bench.marketplace().Edit(guitar, {.status = ListingStatus::kEnded});
  bench.Settle();
  const std::map<RemoteId, RemoteListing> changed = ChangedSince(since);

  ASSERT_TRUE(changed.contains(strings));
  EXPECT_EQ(changed.at(strings).facts.quantity, Quantity(3));
  ASSERT_TRUE(changed.contains(guitar));
  EXPECT_EQ(Sellable(changed.at(guitar).facts), std::optional(Quantity(0)));
  EXPECT_FALSE(changed.contains(other));
  EXPECT_EQ(changed.at(strings).ref, bench.Read(strings)->ref);
}

TEST_P(ChangesTest, RefusesACursorItNeverGave) {
  const Timestamp since = bench.clock().Now() - std::chrono::hours(1);

  for (const std::string text : {"", "no cursor", "levels:7:x", "page2"}) {
    const auto page = bench.reader().ListChanged(bench.run(), since, Cursor(text));

    ASSERT_FALSE(page.has_value()) << text;
    EXPECT_EQ(page.error().kind, bench.can().reads_changes ? ErrorKind::kInvalid : ErrorKind::kUnsupported) << text;
  }
}

// Every shop is a large one, through the guard that lets only reads through.
TEST(ShopifyBulkRead, ShowsTheWholeShopThroughTheReadOnlyGuard) {
  RigSpec spec = ShopifyRig();
  spec.kit = [](const sim::Credentials& credentials, const std::string&) {
    shopify::Config config;
    config.shop = credentials.Key("shop");
    config.version = credentials.Key("version");
    config.token = Secret(credentials.Key("token"));
    config.location = credentials.Key("location");
    config.bulk_above = 0;
    config.file_origins.push_back("http://" + config.shop + ":80");  // The stand-in serves its files itself.
    return Kit{shopify::OriginsOf(config), shopify::IsReading, shopify::RatesOf(), shopify::RateClassOf,
               [config](Channel channel, Transport& transport, Clock& clock, TokenVault& vault, Access access) {
                 return shopify::MakeConnector(channel, config, shopify::Parts{transport, clock, vault}, access);
               }};
  };
  ChannelBench bench(spec, Environment::kProduction, Access::kReadOnly);
  bench.Connect(Guard::kReadOnly, Access::kReadOnly);
  std::set<RemoteId> remotes;
  for (int number = 0; number < 250; ++number) {
    remotes.insert(bench.ListGuitar("GTR-" + std::to_string(1'000 + number)));
  }
  const std::string before = bench.marketplace().Fingerprint();

  std::vector<RemoteListing> rows;
  const std::vector<std::string> operations = bench.OperationsOf([&] { rows = bench.ReadAll(); });

  const std::map<RemoteId, RemoteListing> shown = ById(rows);
  EXPECT_EQ(shown.size(), remotes.size());
  for (const RemoteId& remote : remotes) {
    ASSERT_TRUE(shown.contains(remote)) << remote.text();
    EXPECT_EQ(shown.at(remote).facts.quantity, bench.Truth(remote).available);
    EXPECT_EQ(shown.at(remote).ref.sku, bench.Truth(remote).sku);
  }
  EXPECT_FALSE(bench.tripwire().tripped());
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  EXPECT_GE(operations.size(), 4u) << "the pages were read after all";
}

}  // namespace
}  // namespace riff
