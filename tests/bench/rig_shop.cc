#include "tests/bench/rig_shop.h"

#include <algorithm>
#include <chrono>

namespace riff::bench {
namespace {

// No search shows all that changed in one second where that is a whole shop, and no shop is listed in one.
constexpr Duration kBetweenListings = std::chrono::milliseconds(50);

}  // namespace

std::vector<Result<HttpResponse>> WatchedWire::SendAll(std::span<const HttpRequest> requests) {
  std::vector<Result<HttpResponse>> outcomes = inner_.SendAll(requests);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].has_value()) {
      watch_(requests[i], *outcomes[i]);
    }
  }
  return outcomes;
}

RigShop::RigShop(const RigSpec& spec)
    : spec_(spec),
      clock_(*ParseTimestamp("2026-11-20T12:00:00Z")),
      channel_{spec.platform, Environment::kSandbox},
      marketplace_(MakeMockMarketplace({channel_, Access::kReadAndWrite, spec.make_face, ""}, clock_)),
      kit_(spec.kit(sim::CredentialsFor(channel_, Access::kReadAndWrite), "")) {}

std::vector<RemoteId> RigShop::List(std::size_t count) {
  std::vector<RemoteId> remotes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(++listed_);
    sim::MarketListing listing;
    listing.sku = Sku("ST-" + number);
    listing.content.title = "Slinky 10-46 electric guitar strings, box " + number;
    listing.content.brand = "Ernie Ball";
    listing.content.model = "Slinky";
    listing.content.description = "Nickel wound, made in California. Twelve sets in a box, each sealed. " + number;
    listing.content.condition = Condition::kNew;
    listing.content.category = "strings";
    listing.stock = sim::StockKind::kStocked;
    listing.available = Quantity(channel_.platform == Platform::kVr ? 1 : 3);
    listing.price = Money{900, Currency::Usd()};
    remotes.push_back(marketplace_->Seed(std::move(listing)));
    clock_.Advance(kBetweenListings);
  }
  return remotes;
}

Connector RigShop::Connect(Transport& wire) {
  return kit_.connect(channel_, wire, clock_, tokens_, Access::kReadAndWrite);
}

std::vector<RigSpec> RigsWithAWire() {
  std::vector<RigSpec> rigs;
  for (const RigSpec& rig : AllRigs()) {
    if (rig.make_face) {
      rigs.push_back(rig);
    }
  }
  return rigs;
}

Result<std::size_t> ReadAll(Connector& connector, RunContext& run) {
  std::size_t count = 0;
  std::optional<Cursor> cursor;
  while (true) {
    RIFF_TRY(const Page<RemoteListing> page, connector.reader->ListListings(run, cursor));
    count += page.rows.size();
    if (!page.next.has_value()) {
      return count;
    }
    cursor = page.next;
  }
}

}  // namespace riff::bench
