#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/plan/policy.h"
#include "engine/port/connector.h"
#include "engine/port/store.h"

namespace riff {

// One channel that takes part: its connector, how many requests it has sent so far, and who is told before writes are
// sent how urgent the most urgent of them is, and afterwards that nothing urgent is under way (kRest).
struct ShopChannel {
  Connector* connector = nullptr;
  std::function<std::int64_t()> requests_sent;
  std::function<void(Urgency)> before_sending = [](Urgency) {};
};

// Whether channels are worked on one after another (simulations, tests) or each on a thread of its own.
enum class Concurrency { kOneByOne, kThreadPerChannel };

// Everything the use cases need to know of the shop. Built by the wiring, read-only afterwards, outlives every run.
struct Shop {
  Database* database = nullptr;
  PlanPolicy policy;
  std::vector<ShopChannel> channels;  // In use by their stage; in channel order.
  Concurrency concurrency = Concurrency::kThreadPerChannel;

  const ShopChannel* Find(Channel channel) const;
};

// Called as work goes on, for a progress line: "reverb/production", "listings", 1200.
using Progress = std::function<void(const std::string& where, const std::string& what, std::int64_t count)>;

// Runs `work` once for each of the channels, each with a store session and a run context of its own, and waits for all.
// A channel whose session cannot be opened gets its error through `failed`. `work` and `failed` may be called on
// several threads at once, never twice for one channel.
void ForEachChannel(const Shop& shop, RunContext& run, const std::vector<const ShopChannel*>& channels,
                    const std::function<void(const ShopChannel&, Store&, RunContext&)>& work,
                    const std::function<void(const ShopChannel&, const Error&)>& failed);

}  // namespace riff
