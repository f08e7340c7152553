#include "engine/sync/list_product.h"

#include "engine/rollout/stage_rules.h"
#include "engine/sync/send_queued.h"

namespace riff {

namespace {

// The channel of the platform that its stage lets be written.
std::optional<Channel> WritableOf(const PlanPolicy& policy, Platform platform) {
  for (const auto& [channel, rules] : policy.channels) {
    if (channel.platform == platform && UseOf(rules.stage, channel.environment) == ChannelUse::kReadAndWrite) {
      return channel;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<ListReport> ListProduct(Store& store, RunContext& run, const Shop& shop, const Sku& sku,
                               const std::vector<Platform>& platforms, const Progress& progress) {
  std::vector<Channel> channels;
  for (const Platform platform : platforms) {
    const std::optional<Channel> channel = WritableOf(shop.policy, platform);
    if (!channel.has_value()) {
      return Fail(ErrorKind::kRejected, "no channel of " + std::string(ToString(platform)) +
                                            " may be written in its stage (riff stage show)");
    }
    channels.push_back(*channel);
  }
  ListReport report;
  const auto queue = [&](Store& own) -> Result<void> {
    return own.Transact([&](Transaction& tx) -> Result<void> {
      report.channels.clear();
      RIFF_TRY(const std::optional<Product> product, tx.products.Find(sku));
      if (!product.has_value()) {
        return Fail(ErrorKind::kNotFound, "no product " + sku.text() + " (riff products list shows them)");
      }
      for (const Channel channel : channels) {
        const NewListing wanted{channel, *product, product->content, LinkSource::kCreated, "asked for by a person"};
        const Result<Queued> queued = QueueCreate(tx, wanted, shop.policy, run.run, run.clock.Now());
        if (!queued.has_value() && queued.error().kind != ErrorKind::kUnsupported) {
          return Fail(queued.error());
        }
        report.channels.push_back(ListedOn{channel, queued.value_or(Queued::kNothingToSell),
                                           queued.has_value() ? "" : queued.error().message});
      }
      return {};
    });
  };
  RIFF_TRY(report.run, QueueAndSend(store, run, shop, "list", queue, progress));
  return report;
}

}  // namespace riff
