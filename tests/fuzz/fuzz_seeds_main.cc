// riff-fuzz-seeds FOLDER: writes what the simulated marketplaces answer to a small shop's reads and writes, one file an
// answer, into FOLDER/<platform>: more to begin with than tests/fuzz/corpus, whose files are not from here.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "tests/bench/rig_shop.h"

namespace riff::bench {
namespace {

constexpr std::size_t kPerOperation = 2;
constexpr std::size_t kLongest = 16'000;

void WriteSeeds(const RigSpec& rig, const std::filesystem::path& folder) {
  RigShop shop(rig);
  const std::vector<RemoteId> remotes = shop.List(4);
  std::map<std::string, std::size_t> seen;
  const std::filesystem::path own = folder / std::string(ToString(rig.platform));
  std::filesystem::create_directories(own);
  WatchedWire wire(shop.marketplace().wire(), [&](const HttpRequest& request, const HttpResponse& response) {
    if (seen[request.operation] < kPerOperation && !response.body.empty() && response.body.size() < kLongest) {
      const std::string name = request.operation + "." + std::to_string(++seen[request.operation]);
      std::ofstream(own / name, std::ios::binary) << response.body;
    }
  });
  Connector connector = shop.Connect(wire);
  (void)ReadAll(connector, shop.run());
  shop.marketplace().Buy({sim::Wanted{remotes.front(), Sku("ST-1"), Quantity(1)}}, OrderState::kPaid);
  shop.run().waiter.Wait(std::chrono::minutes(30));
  const Timestamp now = shop.run().clock.Now();
  (void)connector.reader->ListOrders(shop.run(), {now - std::chrono::hours(2), now}, std::nullopt);
  (void)connector.reader->FindBySku(shop.run(), Sku("ST-2"));
  for (const Change& change : {Change(SetQuantity{Quantity(1), std::nullopt}),
                               Change(SetPrice{Money{950, Currency::Usd()}}), Change(EndListing{})}) {
    const sim::MarketListing row = shop.marketplace().Rows().at(1);
    Write write;
    write.id = WriteId(1);
    write.key = IdempotencyKey("write-" + std::to_string(change.index()));
    write.listing = {shop.channel(), row.remote};
    write.sku = row.sku;
    write.sku_shown = row.sku;
    write.handle = row.handle;
    write.change = change;
    write.attempts = 1;
    (void)connector.writer->Deliver(shop.run(), std::span(&write, 1));
  }
}

}  // namespace
}  // namespace riff::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("riff-fuzz-seeds FOLDER\n", stderr);
    return 2;
  }
  for (const riff::RigSpec& rig : riff::bench::RigsWithAWire()) {
    riff::bench::WriteSeeds(rig, argv[1]);
  }
  return 0;
}
