#include "engine/sync/clone_listings.h"

#include "engine/base/crash_point.h"
#include "engine/rollout/stage_rules.h"
#include "engine/sync/queue_create.h"
#include "engine/sync/send_queued.h"

namespace riff {

namespace {

constexpr std::size_t kListingsPerStep = 100;

class Cloning {
 public:
  Cloning(Store& store, RunContext& run, const Shop& shop, const CloneRequest& request)
      : store_(store), run_(run), shop_(shop), request_(request) {}

  Result<void> FromChannel(Channel production) {
    ListingFilter filter;
    filter.channel = production;
    if (!request_.sku.empty()) {
      filter.product = request_.sku;
    }
    std::optional<ListingKey> after;
    while (!run_.stopping && !Enough()) {
      std::vector<Listing> rows;
      CloneReport part;
      RIFF_TRY(store_.Transact([&](Transaction& tx) -> Result<void> {
        part = CloneReport{};
        RIFF_TRY(rows, tx.listings.List(filter, after, kListingsPerStep));
        for (const Listing& row : rows) {
          if (request_.limit != 0 && Made() + part.queued + part.adopted >= static_cast<std::int64_t>(request_.limit)) {
            break;
          }
          RIFF_TRY(One(tx, row, part));
          RIFF_CRASH_POINT("clone.half_queued");
        }
        return {};
      }));
      RIFF_CRASH_POINT("clone.queued");
      report.queued += part.queued;
      report.adopted += part.adopted;
      report.already += part.already;
      report.unlinked += part.unlinked;
      report.not_for_sale += part.not_for_sale;
      if (rows.empty()) {
        break;
      }
      after = rows.back().key;
    }
    return {};
  }

  CloneReport report;

 private:
  std::int64_t Made() const { return report.queued + report.adopted; }
  bool Enough() const { return request_.limit != 0 && Made() >= static_cast<std::int64_t>(request_.limit); }

  Result<void> One(Transaction& tx, const Listing& production, CloneReport& part) {
    const Channel sandbox{production.key.channel.platform, Environment::kSandbox};
    RIFF_TRY(const std::optional<Counterpart> counterpart, tx.counterparts.OfProduction(production.key));
    if (counterpart.has_value() && !IsPending(counterpart->sandbox.remote)) {
      ++part.already;
      return {};
    }
    RIFF_TRY(const std::optional<Link> link, tx.links.Of(production.key));
    if (!link.has_value()) {
      ++part.unlinked;
      return {};
    }
    RIFF_TRY(const std::optional<Product> product, tx.products.Find(link->product));
    if (production.observed.status != ListingStatus::kLive || !product.has_value()) {
      ++part.not_for_sale;
      return {};
    }
    NewListing wanted{sandbox, *product, product->content, LinkSource::kClone,
                      "the counterpart of " + ToString(production.key)};
    RIFF_TRY(const std::optional<ListingContent> content, tx.listings.ContentOf(production.key));
    if (content.has_value()) {
      wanted.content = *content;
      wanted.content.title = product->content.title;  // The store's title is what every listing is held against.
    }
    RIFF_TRY(const Queued queued, QueueCreate(tx, wanted, shop_.policy, run_.run, run_.clock.Now()));
    return Count(tx, production, product->sku, queued, part);
  }

  Result<void> Count(Transaction& tx, const Listing& production, const Sku& sku, Queued queued, CloneReport& part) {
    if (queued == Queued::kNothingToSell) {
      ++part.not_for_sale;
      return {};
    }
    if (queued == Queued::kWaiting) {
      ++part.already;
      return {};
    }
    part.queued += queued == Queued::kYes ? 1 : 0;
    part.adopted += queued == Queued::kExists ? 1 : 0;
    const Channel sandbox{production.key.channel.platform, Environment::kSandbox};
    ListingKey key{sandbox, PendingRemoteId(sku)};
    if (queued == Queued::kExists) {
      RIFF_TRY(const std::vector<Listing> listings, tx.listings.OfProduct(sku));
      for (const Listing& listing : listings) {
        key = listing.key.channel == sandbox ? listing.key : key;
      }
    }
    RIFF_TRY(const std::optional<Counterpart> taken, tx.counterparts.OfProduction(production.key));
    if (taken.has_value() && taken->sandbox == key) {
      return {};
    }
    RIFF_TRY(const std::optional<Counterpart> other, tx.counterparts.OfSandbox(key));
    if (other.has_value()) {
      return {};  // Two production listings of one product share the one sandbox listing.
    }
    return tx.counterparts.Save(Counterpart{production.key, key, sku, run_.clock.Now()});
  }

  Store& store_;
  RunContext& run_;
  const Shop& shop_;
  const CloneRequest& request_;
};

}  // namespace

Result<CloneReport> CloneListings(Store& store, RunContext& run, const Shop& shop, const CloneRequest& request,
                                  const Progress& progress) {
  CloneReport report;
  const auto queue = [&](Store& own) -> Result<void> {
    Cloning cloning(own, run, shop, request);
    for (const auto& [channel, rules] : shop.policy.channels) {
      const bool wanted = !request.platform.has_value() || *request.platform == channel.platform;
      const bool hybrid = channel.environment == Environment::kProduction && rules.stage == Stage::kHybrid;
      if (wanted && hybrid) {
        RIFF_TRY(cloning.FromChannel(channel));
        progress("clone", ToString(channel), cloning.report.queued);
      }
    }
    report = cloning.report;
    return {};
  };
  RIFF_TRY(const RunReport sent, QueueAndSend(store, run, shop, "clone", queue, progress));
  report.run = sent;
  return report;
}

}  // namespace riff
