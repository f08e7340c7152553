#include "mocks/sim/world.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/rollout/stage_rules.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "mocks/sim/engine_process.h"

namespace riff::sim {
namespace {

constexpr int kDepthMax = 2;                 // An engine in a request of an engine; deeper, only people act.
constexpr std::size_t kViolationsKept = 20;  // The first ones say what is wrong.
const Timestamp kStart = FromMicros(1'795'000'000'000'000);  // In November 2026.

// The stage a platform has in this world once it is set up.
Config ShopConfig(const SimOptions& options, Config config) {
  config.sync.relist = options.relist;
  config.interval = options.interval;
  config.sync.settle_time = std::chrono::minutes(10);
  std::erase_if(config.platforms,
                [&](const auto& entry) { return std::ranges::count(options.platforms, entry.first) == 0; });
  for (auto& [platform, settings] : config.platforms) {
    if (options.world != WorldKind::kHybrid) {
      settings.channels.erase(options.world == WorldKind::kLive ? Environment::kSandbox : Environment::kProduction);
    }
    for (auto& [environment, keys] : settings.channels) {
      keys["index_lag"].text = "30s";
    }
  }
  return config;
}

Catalog CatalogOf(const SimOptions& options) {
  Catalog catalog = GenerateCatalog(options.products, options.seed);
  for (CatalogProduct& product : catalog) {
    product.platforms = options.platforms;
  }
  return catalog;
}

}  // namespace

World::World(const SimOptions& options, const Config& config, Loudness loudness)
    : options_(options),
      config_(ShopConfig(options, config)),
      truth_(kStart),
      trace_(loudness),
      seeds_(options.seed),
      store_chance_(options.seed + 77),
      written_(WrittenChannelsOf(options)),
      channels_(ChannelsOf(options)) {
  const Catalog catalog = CatalogOf(options);
  MarketsOptions markets;
  markets.seed = options.seed;
  markets.planting = Planting::kNone;
  markets.production = options.world == WorldKind::kLive ? Access::kReadAndWrite : Access::kReadOnly;
  markets.make_face = MakeFace;
  if (options.world != WorldKind::kSandbox) {
    markets.catalog = catalog;
  }
  markets_ = std::make_unique<Markets>(markets, truth_);
  for (const CatalogProduct& product : catalog) {
    skus_.push_back(product.sku);
    for (const Channel channel : written_) {
      if (options.world == WorldKind::kSandbox) {
        markets_->At(channel).Seed(ListingOf(product, channel.platform));
      }
    }
  }
  for (const auto& [name, rate] : options_.faults) {
    if (FaultNamed(name).place == FaultPlace::kWire) {
      wire_faults_.emplace_back(name, rate);
    }
  }
  Result<std::unique_ptr<Database>> database = OpenDatabase({"sqlite::memory:", "", truth_, Duration(0)});
  RIFF_CHECK(database.has_value(), "a database in memory can be made");
  database_ = *std::move(database);
  RIFF_CHECK(MigrateUp(*database_).has_value(), "a new database takes every migration");
  Result<std::unique_ptr<Store>> eyes = database_->Open();
  RIFF_CHECK(eyes.has_value(), "the database can be opened again");
  eyes_ = *std::move(eyes);
  for (int number = 1; number <= options_.engines; ++number) {
    engines_.push_back(std::make_unique<EngineProcess>(*this, number));
  }
}

World::~World() = default;

void World::At(Timestamp at, Needs needs, std::function<void()> deed) {
  agenda_.emplace(at, Due{needs, std::move(deed)});
}

Sku World::SkuOf(Channel channel, RowNumber row) {
  const auto known = sku_of_.find({channel, row});
  if (known != sku_of_.end()) {
    return known->second;
  }
  Sku sku;
  markets_->At(channel).With([&](Market& market, Faults&) {
    const MarketListing* listing = market.Find(row);
    if (listing == nullptr) {
      return;
    }
    sku = listing->sku;
    if (sku.empty()) {  // V&R shows none; ours carry it in a link, the others are known by their title.
      const std::string link = ExtraOf(listing->extras, "external_link");
      const std::size_t slash = link.rfind('/');
      const std::string tail = slash == std::string::npos ? "" : link.substr(slash + 1);
      sku = Sku(tail.substr(0, tail.find('?')));
    }
  });
  sku_of_[{channel, row}] = sku;
  return sku;
}

void World::Pass(Duration span) {
  if (depth_ > 0 && pause_ > Duration(0)) {
    span += std::exchange(pause_, Duration(0));
    Note("paused", FormatDuration(span));
  }
  const Timestamp until = truth_.Now() + span;
  for (auto due = agenda_.begin(); due != agenda_.end() && due->first <= until;) {
    if (due->second.needs == Needs::kEngine && depth_ >= kDepthMax) {
      ++due;
      continue;
    }
    if (due->first > truth_.Now()) {
      truth_.Advance(due->first - truth_.Now());
    }
    const std::function<void()> deed = std::move(due->second.deed);
    agenda_.erase(due);
    deed();
    due = agenda_.begin();  // The deed may have let time pass, and more become due.
  }
  if (truth_.Now() < until) {
    truth_.Advance(until - truth_.Now());
  }
}

double World::RateOf(std::string_view fault) const {
  const auto found = options_.faults.find(fault);
  return !agitating_ || found == options_.faults.end() ? 0.0 : found->second;
}

void World::CountFault(std::string_view fault) {
  ++tally_.faults[FaultNamed(fault).name];
  last_fault_at_ = truth_.Now();
}

std::string_view World::DrawWireFault(Random& random) {
  if (!agitating_ || wire_faults_.empty()) {
    return {};
  }
  double share = random.Share();
  for (const auto& [name, rate] : wire_faults_) {
    share -= rate;
    if (share < 0.0) {
      CountFault(name);
      return name;
    }
  }
  return {};
}

bool World::StrikesStore(std::string_view fault) {
  const double rate = RateOf(fault);
  if (rate <= 0.0 || depth_ == 0 || store_chance_.Share() >= rate) {
    return false;
  }
  CountFault(fault);
  Note("store", std::string(fault));
  return true;
}

void World::Violate(const std::string& invariant, const std::string& what) {
  const bool known =
      std::ranges::any_of(violations_, [&](const Violation& violation) { return violation.what == what; });
  if (known) {
    return;
  }
  Note("VIOLATION", invariant + ": " + what);
  if (violations_.size() < kViolationsKept) {
    violations_.push_back(Violation{invariant, what});
  }
}

void World::NoteRequest(int engine, Channel channel, const HttpRequest& request, std::string_view fault,
                        const Result<HttpResponse>& answer) {
  std::string line = "engine " + std::to_string(engine) + " " + ToString(channel) + " " + request.operation + " -> ";
  line += answer.has_value() ? std::to_string(answer->status) : std::string(riff::ToString(answer.error().kind));
  if (!fault.empty()) {
    line.append(" (").append(fault).append(")");
  }
  if (request.method != HttpMethod::kGet && !request.body.empty()) {
    constexpr std::size_t kShown = 160;
    line += " " + request.body.substr(0, kShown);
  }
  Note("request", line);
  if (answer.has_value()) {
    trace_.Mix(answer->body);
  }
  const bool unknown = !answer.has_value() ? answer.error().kind == ErrorKind::kAmbiguous : answer->status >= 500;
  tally_.ambiguous += unknown && request.method != HttpMethod::kGet ? 1 : 0;
}

void World::LookAtRequest(Channel channel, MockChannel& mock) {
  std::int64_t& seen = requests_seen_[channel];
  for (const RequestEntry& entry : mock.RequestsSince(seen)) {
    seen = entry.seq;
    const bool may = std::ranges::count(written_, channel) > 0;
    if (entry.classified.effect == Effect::kChanges && !may) {
      Violate("I22", "a changing request reached " + ToString(channel) + ": " + entry.classified.operation);
    }
  }
}

void World::CheckNoTransaction(Channel channel) {
  if (open_transactions_ > 0) {
    Violate("I30", "a request to " + ToString(channel) + " while a transaction is open");
  }
}

void World::OnDeath(int engine) {
  ++tally_.crashes;
  CountFault("crash");
  SeededRandom chance(NextSeed());
  const Duration down = std::chrono::seconds(1 + static_cast<int>(chance.Below(agitating_ ? 300 : 5)));
  const bool again = chance.Share() < RateOf("crash_in_recovery") / FaultNamed("crash_in_recovery").rate_max;
  const auto steps = static_cast<std::int64_t>(1 + chance.Below(60));
  In(down, Needs::kNobody, [this, engine, again, steps] {
    this->engine(engine).Start();
    Note("started", "engine " + std::to_string(engine));
    if (again && agitating_) {
      CountFault("crash_in_recovery");
      crashes_.Arm(engine, steps);
    }
    SyncSoon(engine);
  });
}

void World::OnSynced(int engine, Timestamp began, const RunReport& report) {
  ++tally_.syncs;
  std::string line = "engine " + std::to_string(engine) + " run " + std::to_string(report.run.number()) + " " +
                     std::string(riff::ToString(report.status)) + ", planned " +
                     std::to_string(report.changes.planned) + ", todo open " + std::to_string(report.todo.open);
  for (const ChannelReport& channel : report.channels) {
    line += channel.error.empty() ? "" : "; " + ToString(channel.channel) + ": " + channel.error;
  }
  Note("synced", line);
  if (report.status == RunStatus::kOk && last_fault_at_ < began && switched_off_ == 0) {
    clean_cycle_ = began;
  }
  if (this->engine(engine).tripped()) {
    Violate("I22", "the guard of engine " + std::to_string(engine) + " stopped a request");
  }
  Violations found;
  const Result<void> looked = Look([&](Transaction& tx) { return books_.Look(tx, skus_, found); });
  RIFF_CHECK(looked.has_value(), "the store can be read");
  for (const Violation& violation : found) {
    Violate(violation.invariant, violation.what);
  }
}

void World::SyncSoon(int engine) {
  if (!sync_soon_.insert(engine).second) {
    return;
  }
  In(std::chrono::seconds(2), Needs::kEngine, [this, engine] {
    sync_soon_.erase(engine);
    this->engine(engine).Sync({});
  });
}

}  // namespace riff::sim
