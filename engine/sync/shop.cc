#include "engine/sync/shop.h"

#include <thread>

namespace riff {

const ShopChannel* Shop::Find(Channel channel) const {
  for (const ShopChannel& candidate : channels) {
    if (candidate.connector->channel == channel) {
      return &candidate;
    }
  }
  return nullptr;
}

namespace {

void WorkOn(const Shop& shop, RunContext run, std::uint64_t seed, const ShopChannel& channel,
            const std::function<void(const ShopChannel&, Store&, RunContext&)>& work,
            const std::function<void(const ShopChannel&, const Error&)>& failed) {
  Result<std::unique_ptr<Store>> store = shop.database->Open();
  if (!store.has_value()) {
    failed(channel, store.error());
    return;
  }
  SeededRandom random(seed);
  RunContext own{run.run, run.clock, run.waiter, random, run.log, run.metrics, run.tripwire, run.stopping};
  work(channel, **store, own);
}

}  // namespace

void ForEachChannel(const Shop& shop, RunContext& run, const std::vector<const ShopChannel*>& channels,
                    const std::function<void(const ShopChannel&, Store&, RunContext&)>& work,
                    const std::function<void(const ShopChannel&, const Error&)>& failed) {
  if (shop.concurrency == Concurrency::kOneByOne) {
    for (const ShopChannel* channel : channels) {
      WorkOn(shop, run, run.random.Next(), *channel, work, failed);
    }
    return;
  }
  std::vector<std::thread> threads;
  threads.reserve(channels.size());
  for (const ShopChannel* channel : channels) {
    threads.emplace_back([&shop, &run, seed = run.random.Next(), channel, &work, &failed] {
      WorkOn(shop, run, seed, *channel, work, failed);
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace riff
