// The two locks on production, and the third that the platform itself keeps: credentials that may only read.

#include <algorithm>
#include <utility>

#include "tests/contract/connectors/connector_contract.h"

namespace riff {
namespace {

class ProductionTest : public testing::TestWithParam<RigSpec> {
 protected:
  // One write of each kind that the channel claims, on two listings that are there.
  static std::vector<Write> ClaimedWrites(ChannelBench& bench, const RemoteId& strings) {
    const Capabilities& can = bench.can();
    const std::vector<std::pair<bool, Change>> changes = {
        {can.sets_quantity, SetQuantity{Quantity(0), std::nullopt}},
        {can.sets_price, SetPrice{Money{1'200, Currency::Usd()}}},
        {can.sets_content, SetContent{Strings("STR-9", Quantity(1)).content}},
        {can.pauses, PauseListing{}},
        {can.ends, EndListing{}},
    };
    std::vector<Write> writes;
    for (const auto& [claimed, change] : changes) {
      if (claimed) {
        writes.push_back(bench.WriteOf(strings, change));
      }
    }
    if (can.creates) {
      CreateListing create = bench.NewGuitar("GTR-9");
      create.content.image_urls = {bench.spec().picture};
      writes.push_back(bench.WriteOf(create));
    }
    return writes;
  }

  static void ExpectOnlyReadsArrived(ChannelBench& bench) {
    for (const sim::RequestEntry& request : bench.marketplace().Requests()) {
      EXPECT_EQ(request.classified.effect, sim::Effect::kReads) << request.method << " " << request.path;
    }
  }
};
RIFF_CONNECTOR_SUITE(ProductionTest);

TEST_P(ProductionTest, ReadsEverythingThroughTheReadOnlyGuardAndTripsNothing) {
  ChannelBench bench(GetParam(), Environment::kProduction, Access::kReadOnly);
  bench.Connect(Guard::kReadOnly, Access::kReadOnly);
  const RemoteId guitar = bench.ListGuitar("GTR-1");
  bench.ListStrings("STR-1", 5);
  bench.marketplace().Buy({{guitar, Sku(), Quantity(1)}}, OrderState::kPaid);
  bench.Settle();
  const std::string before = bench.marketplace().Fingerprint();

  for (const Reading& reading : bench.ReadingsOf(guitar)) {
    const std::optional<Error> error = reading.call();
    EXPECT_FALSE(error.has_value()) << reading.name << ": " << Told(*error);
  }
  const Result<RemoteListing> missing = bench.Read(bench.spec().unknown);
  const Result<ChannelProbe> probe = bench.connector().prober->Probe(bench.run());

  ASSERT_FALSE(missing.has_value());
  EXPECT_NE(missing.error().kind, ErrorKind::kRejected) << Told(missing);
  EXPECT_TRUE(probe.has_value()) << Told(probe);
  EXPECT_NE(probe.value_or(ChannelProbe()).may_write, std::optional(true));
  EXPECT_EQ(probe.value_or(ChannelProbe()).missing, std::vector<std::string>());
  EXPECT_FALSE(bench.tripwire().tripped());
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  ExpectOnlyReadsArrived(bench);
}

TEST_P(ProductionTest, HasNoWriterWhenItIsBuiltReadOnly) {
  ChannelBench bench(GetParam(), Environment::kProduction, Access::kReadOnly);

  bench.Connect(Guard::kReadOnly, Access::kReadOnly);
  EXPECT_EQ(bench.connector().writer, nullptr);
  EXPECT_EQ(bench.connector().channel, (Channel{bench.spec().platform, Environment::kProduction}));

  bench.Connect(Guard::kOriginBound, Access::kReadAndWrite);
  EXPECT_EQ(bench.connector().writer == nullptr, bench.Deviates(Deviation::kProductionHasNoWriter));
}

TEST_P(ProductionTest, WritesNothingThroughTheReadOnlyGuard) {
  // The platform would take the write: only the guard stands in its way.
  ChannelBench bench(GetParam(), Environment::kProduction, Access::kReadAndWrite);
  bench.Connect(Guard::kReadOnly, Access::kReadAndWrite);
  if (bench.Deviates(Deviation::kProductionHasNoWriter)) {
    ASSERT_EQ(bench.connector().writer, nullptr);
    return;
  }
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const std::string before = bench.marketplace().Fingerprint();

  for (const Write& write : ClaimedWrites(bench, strings)) {
    SCOPED_TRACE(KindOf(write.change));
    const std::size_t tripped = bench.tripwire().attempts().size();

    const WriteOutcome outcome = bench.Deliver(write);

    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind, ErrorKind::kRejected) << Told(outcome);
    ASSERT_GT(bench.tripwire().attempts().size(), tripped);
    EXPECT_EQ(bench.tripwire().attempts().back().channel, ToString(bench.connector().channel));
  }
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  ExpectOnlyReadsArrived(bench);
}

TEST_P(ProductionTest, CannotWriteWithCredentialsThatMayOnlyRead) {
  ChannelBench bench(GetParam(), Environment::kProduction, Access::kReadOnly);
  bench.Connect(Guard::kOriginBound, Access::kReadAndWrite);
  if (bench.Deviates(Deviation::kProductionHasNoWriter)) {
    ASSERT_EQ(bench.connector().writer, nullptr);
    return;
  }
  const RemoteId strings = bench.ListStrings("STR-1", 5);
  const std::string before = bench.marketplace().Fingerprint();

  for (const Write& write : ClaimedWrites(bench, strings)) {
    SCOPED_TRACE(KindOf(write.change));
    const WriteOutcome outcome = bench.Deliver(write);

    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().kind,
              bench.Deviates(Deviation::kReadOnlyCredentialsHalt) ? ErrorKind::kUnauthorized : ErrorKind::kRejected)
        << Told(outcome);
  }
  bench.Settle();
  EXPECT_EQ(bench.marketplace().Fingerprint(), before);
  EXPECT_FALSE(bench.tripwire().tripped());
}

TEST_P(ProductionTest, DoesNotLetTheSandboxesCredentialsIn) {
  ChannelBench production(GetParam(), Environment::kProduction, Access::kReadOnly);
  RigSpec strayed = GetParam();
  const auto kit = strayed.kit;
  strayed.kit = [kit](const sim::Credentials& credentials, const std::string& folder) {
    const Channel sandbox{credentials.channel.platform, Environment::kSandbox};
    return kit(sim::CredentialsFor(sandbox, Access::kReadOnly), folder);
  };
  ChannelBench bench(strayed, Environment::kProduction, Access::kReadOnly);
  bench.Connect(Guard::kReadOnly, Access::kReadOnly);
  const RemoteId guitar = bench.ListGuitar("GTR-1");

  for (const Reading& reading : bench.ReadingsOf(guitar)) {
    const std::optional<Error> error = reading.call();
    if (bench.Deviates(Deviation::kNoWire)) {
      EXPECT_FALSE(error.has_value());  // A folder asks for no credentials.
    } else {
      ASSERT_TRUE(error.has_value()) << reading.name;
      EXPECT_EQ(error->kind, ErrorKind::kUnauthorized) << reading.name << ": " << Told(*error);
    }
  }
}

}  // namespace
}  // namespace riff
