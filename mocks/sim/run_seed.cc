#include "mocks/sim/run_seed.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/sync/clone_listings.h"
#include "engine/sync/edit_product.h"
#include "engine/sync/link_by_hand.h"
#include "engine/sync/set_switch.h"
#include "mocks/config_file.h"
#include "mocks/sim/check_end.h"
#include "mocks/sim/deeds.h"
#include "mocks/sim/engine_process.h"
#include "mocks/sim/world.h"

namespace riff::sim {
namespace {

using std::chrono::minutes;

constexpr int kCalmCyclesMax = 14;
constexpr int kSetupCyclesMax = 6;

class History {
 public:
  History(const SimOptions& options, const Config& config, Loudness loudness) : world_(options, config, loudness) {}

  Violations Play(const std::function<void(World&)>& trouble) {
    SetUp();
    trouble(world_);
    Calm();
    return world_.violations();
  }

  SeedResult Run() {
    SetUp();
    Agitate();
    Calm();
    SeedResult result;
    Tally& tally = world_.tally();
    tally.seeds = 1;
    tally.events = world_.trace().events();
    tally.simulated = world_.truth().Now() - began_;
    for (const auto& [point, count] : world_.crashes().passed()) {
      tally.crash_points[point] += count;
    }
    CountCreates();
    result.digest = world_.trace().digest();
    result.violations = world_.violations();
    result.tally = tally;
    result.last.assign(world_.trace().last().begin(), world_.trace().last().end());
    return result;
  }

 private:
  // ---- in peace ----
  void SetUp() {
    if (world_.options().world == WorldKind::kLive) {
      for (const Platform platform : world_.options().platforms) {
        world_.SetStage(platform, Stage::kHybrid);
      }
    }
    EngineProcess& first = world_.engine(1);
    first.Start();
    if (world_.options().world == WorldKind::kSandbox) {
      Import();
    }
    ArmAtPoint(0);
    first.Sync({});
    first.Start();
    LinkByTruth();
    Cycle(first);
    for (int tries = 0; world_.options().world == WorldKind::kHybrid && tries < kSetupCyclesMax; ++tries) {
      first.Start();
      if (Clone(first) == StepEnd::kDone) {
        break;
      }
    }
    if (world_.options().world == WorldKind::kLive) {
      for (const Platform platform : world_.options().platforms) {
        world_.SetStage(platform, Stage::kLive);
      }
      first.Die();
      first.Start();
    }
    for (int cycle = 0; cycle < kSetupCyclesMax; ++cycle) {
      Cycle(first);
      if (StillPending(world_).empty()) {
        break;
      }
    }
    for (const std::string& what : StillPending(world_)) {
      world_.Violate("settles", "the shop could not be set up: " + what);
    }
    for (int number = 2; number <= world_.engines(); ++number) {
      world_.engine(number).Start();
    }
    began_ = world_.truth().Now();
  }

  static StepEnd Clone(EngineProcess& engine) {
    const auto work = [](Store& store, RunContext& run, const Shop& shop) -> Result<void> {
      RIFF_TRY(CloneListings(store, run, shop, CloneRequest{}, [](const auto&, const auto&, auto) {}));
      return {};
    };
    return engine.Do("clone", EngineProcess::Lock::kCycle, work);
  }

  void Cycle(EngineProcess& engine) {
    world_.Pass(world_.config().sync.settle_time + minutes(1));
    engine.Start();
    engine.Sync({});
  }

  void Import() {
    std::vector<ImportRow> rows;
    const Catalog catalog = GenerateCatalog(world_.options().products, world_.options().seed);
    for (const CatalogProduct& product : catalog) {
      NewProduct made;
      made.sku = product.sku;
      made.kind = product.stock == StockKind::kOneOfAKind ? ProductKind::kUnique : ProductKind::kStocked;
      made.content = product.content;
      made.price = product.price;
      made.available = product.available;
      rows.push_back(ImportRow{rows.size() + 1, made, product.available});
    }
    const Result<void> done = world_.Write([&](Transaction& tx) -> Result<void> {
      RIFF_TRY(ImportRows(tx, rows, riff::World::kReal, Actor{"cli:alice", world_.truth().Now()}));
      return {};
    });
    RIFF_CHECK(done.has_value(), "a catalogue can be imported");
  }

  // The asked-for crash comes while the shop is set up in one of two seeds, else in trouble.
  void ArmAtPoint(std::uint64_t half) {
    if (!world_.options().crash_point.empty() && world_.options().seed % 2 == half) {
      world_.crashes().ArmAt(1, world_.options().crash_point);
    }
  }

  // The owner knows which listing is which where the channel shows no SKU.
  void LinkByTruth() {
    const Result<void> done = world_.Write([&](Transaction& tx) -> Result<void> {
      for (const Channel channel : world_.channels()) {
        ListingFilter filter;
        filter.channel = channel;
        filter.unlinked_only = true;
        RIFF_TRY(const std::vector<Listing> unlinked, tx.listings.List(filter, std::nullopt, 10'000));
        for (const Listing& listing : unlinked) {
          RowNumber row = 0;
          world_.markets().At(channel).With([&](Market& market, Faults&) {
            const MarketListing* found = market.FindByRemote(listing.key.remote);
            row = found == nullptr ? 0 : found->row;
          });
          RIFF_TRY(LinkByHand(tx, listing.key, world_.SkuOf(channel, row), Actor{"cli:alice", world_.truth().Now()}));
        }
      }
      return {};
    });
    if (!done.has_value()) {
      world_.Note("link", done.error().message);
    }
  }

  // ---- in trouble ----
  void Agitate() {
    world_.SetAgitating(true);
    PutKnobs();
    PlanDeeds(world_, DrawDeeds(world_.options()));
    ArmAtPoint(1);
    SeededRandom starts(world_.NextSeed());
    for (int number = 1; number <= world_.engines(); ++number) {
      const auto first =
          static_cast<Duration::rep>(starts.Below(static_cast<std::uint64_t>(world_.options().interval.count())));
      PlanSyncs(number, Duration(first));
    }
    world_.Pass(world_.options().length);
    world_.SetAgitating(false);
  }

  void PlanSyncs(int number, Duration after) {
    world_.In(after, Needs::kEngine, [this, number] {
      if (!world_.agitating()) {
        return;
      }
      PlanSyncs(number, world_.options().interval);
      world_.engine(number).Sync({});
    });
  }

  void PutKnobs() {
    for (const auto& [name, rate] : world_.options().faults) {
      const FaultKind& kind = FaultNamed(name);
      if (kind.place != FaultPlace::kKnob) {
        continue;
      }
      for (const Channel channel : world_.channels()) {
        if (!kind.platform.empty() && riff::ToString(channel.platform) != kind.platform) {
          continue;
        }
        world_.markets().At(channel).With([&](Market&, Faults& faults) {
          std::vector<FaultRule> rules = faults.rules();
          FaultRule rule;
          rule.fault = std::string(kind.mock_fault);
          rule.parameters["value"] = std::string(kind.value);
          rules.push_back(rule);
          if (faults.Put(rules).has_value()) {
            world_.CountFault(name);
          }
        });
      }
    }
  }

  // ---- at rest ----
  void Calm() {
    world_.Note("calm", "faults stop");
    for (const Channel channel : AllChannels()) {
      world_.markets().At(channel).With([](Market&, Faults& faults) { faults.Clear(); });
    }
    for (int number = 1; number <= world_.engines(); ++number) {
      world_.crashes().Disarm(number);
      world_.engine(number).clock().SetRight();
      world_.engine(number).Start();
    }
    world_.Pass(std::chrono::hours(4));  // What people and platforms had begun runs out: switches, parcels, web-hooks.
    for (int number = 1; number <= world_.engines(); ++number) {
      world_.engine(number).clock().SetRight();
    }
    std::vector<std::string> pending;
    int cycle = 0;
    for (; cycle < kCalmCyclesMax; ++cycle) {
      Cycle(world_.engine(1 + cycle % world_.engines()));
      pending = StillPending(world_);
      if (pending.empty() && cycle > 0) {
        break;
      }
    }
    world_.tally().calm_cycles_max = cycle + 1;
    for (const std::string& what : pending) {
      world_.Violate("settles", what);
    }
    CheckAtRest(world_);
    CheckQuiet(world_.engine(1));
    CountAtRest(world_);
  }

  // A shop at rest is left alone: I16 and I20.
  void CheckQuiet(EngineProcess& engine) {
    const std::size_t before = Changes();
    Cycle(engine);
    Cycle(engine);
    if (Changes() != before) {
      world_.Violate("I20", "a shop at rest was written to: " + std::to_string(Changes() - before) + " changes");
    }
  }

  std::size_t Changes() {
    std::size_t changes = 0;
    for (const Channel channel : world_.written()) {
      world_.markets().At(channel).With([&](Market& market, Faults&) { changes += market.changes().size(); });
    }
    return changes;
  }

  void CountCreates() {
    for (const Channel channel : world_.written()) {
      world_.markets().At(channel).With([&](Market& market, Faults&) {
        std::map<RowNumber, ChangedBy> first;
        for (const MarketChange& change : market.changes()) {
          first.try_emplace(change.row, change.by);
        }
        for (const auto& [row, by] : first) {
          world_.tally().creates += by == ChangedBy::kWire ? 1 : 0;
        }
      });
    }
  }

  World world_;
  Timestamp began_{};
};

}  // namespace

SeedResult RunSeed(const SimOptions& options, const Config& config, Loudness loudness) {
  return History(options, config, loudness).Run();
}

Violations PlayHistory(const SimOptions& options, const Config& config, const std::function<void(World&)>& trouble) {
  return History(options, config, Loudness::kQuiet).Play(trouble);
}

Result<Config> MakeSimConfig(const std::string& folder) {
  MockUrls urls;
  urls.control = "https://control.test";
  for (const Channel channel : AllChannels()) {
    urls.channels[channel] = "https://" + std::string(riff::ToString(channel.platform)) + "-" +
                             std::string(riff::ToString(channel.environment)) + ".test";
  }
  const std::string path = folder + "/riff.toml";
  RIFF_TRY(WriteConfig(RenderConfig(urls, Access::kReadAndWrite), path));
  return LoadConfig(path);
}

}  // namespace riff::sim
