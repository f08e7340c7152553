#include <optional>

#include "engine/sync/reconcile.h"
#include "tests/bench/bench.h"
#include "tests/bench/bench_run.h"
#include "tests/bench/catalogue_file.h"
#include "tests/bench/child.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr std::size_t kFew = 100;
constexpr std::size_t kMany = 1000;
constexpr std::size_t kMost = 5000;    // Where the catalogue has so many products four times over.
constexpr std::size_t kSandboxes = 3;  // Of kChannels: each sale is a write to each.
// The indexes of a larger catalogue are a level deeper and its pages lie further apart.
constexpr double kCatalogueRatioGoal = 1.5;
constexpr double kLinearRatioGoal = 1.25;

// The k-th of `count` products spread over the catalogue. No product is sold twice: `kFew` has even rounds only,
// `kMany` the round 1, `kMost` the round 3.
std::size_t Spread(std::size_t products, std::size_t count, std::size_t round, std::size_t k) {
  const std::size_t apart = products / count;
  return k * (apart < 4 ? 2 : apart / 4 * 4) + round;
}

bool HasMost(const Subject& subject) { return subject.products >= 4 * kMost; }

// An order for one unit came in on production, as taking it leaves the store; the channels show the old number still.
Result<void> Sell(Transaction& tx, std::size_t product, Timestamp at) {
  const ProductFacts facts = FactsOf(product);
  const Listing& listing = facts.listings.front().listing;
  const Sku& sku = facts.product.sku;
  TakenLine line;
  line.channel = listing.key.channel;
  line.order = OrderId("B-" + listing.key.remote.text());
  line.line.id = OrderLineId("1");
  line.line.remote = listing.key.remote;
  line.line.sku = sku;
  line.line.quantity = Quantity(1);
  line.line.state = OrderState::kPaid;
  line.product = sku;
  line.seen = {OrderState::kPaid};
  line.committed = Quantity(1);
  line.placed_at = at;
  line.taken_at = at;
  RIFF_TRY(tx.orders.SaveLine(line));
  Movement movement;
  movement.sku = sku;
  movement.from = Account::kAvailable;
  movement.to = Account::kCommitted;
  movement.quantity = Quantity(1);
  movement.cause = Cause{"order", line.order.text(), ""};
  movement.id = MovementIdOf(movement.world, sku, movement.from, movement.to, movement.cause);
  movement.at = at;
  RIFF_TRY(tx.ledger.Post(movement));
  return tx.products.MarkDirty(sku);
}

// One catalogue that sells.
class Shop {
 public:
  static Result<std::unique_ptr<Shop>> Open(const Subject& subject) {
    auto shop = std::make_unique<Shop>();
    shop->products_ = subject.products;
    RIFF_TRY(shop->open_, bench::Open(subject.path, shop->run_.clock));
    RIFF_TRY(shop->raw_, RawDatabase::Open(subject.path));
    shop->request_.policy = CataloguePolicy();
    return shop;
  }

  // So many sales that no plan has seen yet, and nothing else to look at.
  Result<void> SellSome(std::size_t count, std::size_t round) {
    RIFF_TRY(raw_->Execute("DELETE FROM dirty_products"));
    return open_.store->Transact([&](Transaction& tx) -> Result<void> {
      for (std::size_t k = 0; k < count; ++k) {
        RIFF_TRY(Sell(tx, Spread(products_, count, round, k), run_.clock.Now()));
      }
      return {};
    });
  }

  // Stores nothing, so it may be repeated.
  Result<double> SecondsToPlan(std::size_t count) {
    std::size_t writes = 0;
    RIFF_TRY(const double seconds, SecondsOf([&]() -> Result<void> {
               RIFF_TRY(const Plan plan, Preview(*open_.store, run_.context, request_));
               writes = plan.writes.size();
               return {};
             }));
    return Checked(seconds, writes, count);
  }

  Result<double> SecondsToStore(std::size_t count) {
    std::size_t writes = 0;
    RIFF_TRY(const double seconds, SecondsOf([&]() -> Result<void> {
               RIFF_TRY(const ReconcileCounts counts, Reconcile(*open_.store, run_.context, request_));
               writes = static_cast<std::size_t>(counts.queued);
               return {};
             }));
    return Checked(seconds, writes, count);
  }

 private:
  static Result<double> Checked(double seconds, std::size_t writes, std::size_t count) {
    if (writes != count * kSandboxes) {
      return Fail(ErrorKind::kRejected, std::to_string(count) + " sales made " + std::to_string(writes) + " writes");
    }
    return seconds;
  }

  std::size_t products_ = 0;
  BenchRun run_;
  OpenCatalogue open_;
  std::unique_ptr<RawDatabase> raw_;
  ReconcileRequest request_;
};

// Of one catalogue, in seconds.
struct Times {
  std::vector<double> plan_few;
  std::vector<double> store_few;
  std::vector<double> plan_many;
  double store_many = 0;
  std::vector<double> plan_most;
};

using Shops = std::vector<std::unique_ptr<Shop>>;

// The catalogues take turns within a round, and the first round only warms up.
Result<void> TimeFew(const Shops& shops, std::size_t rounds, std::vector<Times>& times) {
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (std::size_t i = 0; i < shops.size(); ++i) {
      RIFF_TRY(shops[i]->SellSome(kFew, 2 * round));
      RIFF_TRY(const double plan, shops[i]->SecondsToPlan(kFew));
      RIFF_TRY(const double store, shops[i]->SecondsToStore(kFew));
      if (round > 0) {
        times[i].plan_few.push_back(plan);
        times[i].store_few.push_back(store);
      }
    }
  }
  return {};
}

Result<std::vector<double>> PlanOften(Shop& shop, std::size_t count, std::size_t round, std::size_t rounds) {
  RIFF_TRY(shop.SellSome(count, round));
  RIFF_TRY(shop.SecondsToPlan(count));
  std::vector<double> seconds;
  for (std::size_t i = 0; i < rounds; ++i) {
    RIFF_TRY(const double plan, shop.SecondsToPlan(count));
    seconds.push_back(plan);
  }
  return seconds;
}

// Five numbers a catalogue, medians where there is more than one; the last is 0 where the catalogue is too small.
Result<std::vector<double>> TimeChanges(const std::vector<Subject>& subjects) {
  Shops shops;
  for (const Subject& subject : subjects) {
    RIFF_TRY(std::unique_ptr<Shop> shop, Shop::Open(subject));
    shops.push_back(std::move(shop));
  }
  const std::size_t rounds = subjects.front().rounds;
  std::vector<Times> times(shops.size());
  RIFF_TRY(TimeFew(shops, rounds, times));
  std::vector<double> medians;
  for (std::size_t i = 0; i < shops.size(); ++i) {
    Times& of_shop = times[i];
    RIFF_TRY(of_shop.plan_many, PlanOften(*shops[i], kMany, 1, rounds));
    RIFF_TRY(of_shop.store_many, shops[i]->SecondsToStore(kMany));
    of_shop.plan_most = {0};
    if (HasMost(subjects[i])) {
      RIFF_TRY(of_shop.plan_most, PlanOften(*shops[i], kMost, 3, rounds));
    }
    medians.insert(medians.end(), {MedianOf(of_shop.plan_few), MedianOf(of_shop.store_few), MedianOf(of_shop.plan_many),
                                   of_shop.store_many, MedianOf(of_shop.plan_most)});
  }
  return medians;
}

Figure PerSale(const std::string& what, const Subject& subject, double seconds, std::size_t count) {
  constexpr double kMicroseconds = 1e6;
  return Figure{what,
                subject.products * kListingsPerProduct,
                seconds * kMicroseconds / static_cast<double>(count),
                "us per sale",
                std::nullopt,
                std::nullopt,
                std::nullopt};
}

// How `figure` stands against another one of the same run.
Figure Against(Figure figure, const std::string& what, const Figure& other, std::optional<double> goal) {
  figure.what += " / " + what;
  figure.floor = other.value;
  figure.ratio = figure.value / other.value;
  figure.at_most = goal;
  return figure;
}

}  // namespace

Result<std::vector<Figure>> MeasureChanges(const std::vector<Subject>& subjects) {
  RIFF_TRY(const std::vector<double> medians, RunInChild([&] { return TimeChanges(subjects); }));
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Subject& subject = subjects[i];
    const double* seconds = &medians[5 * i];
    const Figure few = PerSale("plan 100 sales", subject, seconds[0], kFew);
    const Figure stored = PerSale("plan and store 100 sales", subject, seconds[1], kFew);
    if (i == 0) {
      figures.insert(figures.end(), {few, stored});
    } else {
      const std::string smallest = "in the smallest catalogue";
      figures.push_back(Against(few, smallest, figures[0], kCatalogueRatioGoal));
      figures.push_back(Against(stored, smallest, figures[1], std::nullopt));
    }
    figures.push_back(
        Against(PerSale("plan 1,000 sales", subject, seconds[2], kMany), "each of 100", few, kLinearRatioGoal));
    figures.push_back(PerSale("plan and store 1,000 sales", subject, seconds[3], kMany));
    if (HasMost(subject)) {
      figures.push_back(
          Against(PerSale("plan 5,000 sales", subject, seconds[4], kMost), "each of 100", few, kLinearRatioGoal));
    }
  }
  return figures;
}

}  // namespace riff::bench
