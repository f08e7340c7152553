#include <algorithm>
#include <array>
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
// A hundred times the catalogue: a level more in each index, and pages that the sales share no longer. Counting or
// reading the catalogue would cost a hundredfold.
constexpr double kCatalogueRatioGoal = 2.0;
// Quadratic would be 10 and 50.
constexpr double kLinearRatioGoal = 1.5;

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

// Sales that are looked at together: so many, spread over the catalogue.
struct Sales {
  std::size_t count = 0;
  std::size_t round = 0;
};
constexpr Sales kFewSales{kFew, 0};
constexpr Sales kManySales{kMany, 1};
constexpr Sales kMostSales{kMost, 3};

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

  Result<void> Take(const Sales& sales) {
    return open_.store->Transact([&](Transaction& tx) -> Result<void> {
      for (std::size_t k = 0; k < sales.count; ++k) {
        RIFF_TRY(Sell(tx, Spread(products_, sales.count, sales.round, k), run_.clock.Now()));
      }
      return {};
    });
  }

  // From now on these are what the next plan has to look at, and nothing else.
  Result<void> LookAt(const Sales& sales) {
    RIFF_TRY(raw_->Execute("DELETE FROM dirty_products"));
    return open_.store->Transact([&](Transaction& tx) -> Result<void> {
      for (std::size_t k = 0; k < sales.count; ++k) {
        RIFF_TRY(tx.products.MarkDirty(SkuOf(Spread(products_, sales.count, sales.round, k))));
      }
      return {};
    });
  }

  // The seconds of one plan, which stores nothing; few sales are planned often, so that the clock has something to see.
  Result<double> SecondsToPlan(const Sales& sales) {
    RIFF_TRY(LookAt(sales));
    const std::size_t times = std::max<std::size_t>(1, kMany / sales.count);
    std::size_t writes = 0;
    RIFF_TRY(const double seconds, SecondsOf([&]() -> Result<void> {
               for (std::size_t i = 0; i < times; ++i) {
                 RIFF_TRY(const Plan plan, Preview(*open_.store, run_.context, request_));
                 writes += plan.writes.size();
               }
               return {};
             }));
    RIFF_TRY(CheckWrites(writes, sales.count * times));
    return seconds / static_cast<double>(times);
  }

  Result<double> SecondsToStore(const Sales& sales) {
    RIFF_TRY(LookAt(sales));
    std::size_t writes = 0;
    RIFF_TRY(const double seconds, SecondsOf([&]() -> Result<void> {
               RIFF_TRY(const ReconcileCounts counts, Reconcile(*open_.store, run_.context, request_));
               writes = static_cast<std::size_t>(counts.queued);
               return {};
             }));
    RIFF_TRY(CheckWrites(writes, sales.count));
    return seconds;
  }

 private:
  static Result<void> CheckWrites(std::size_t writes, std::size_t sales) {
    if (writes != sales * kSandboxes) {
      return Fail(ErrorKind::kRejected, std::to_string(sales) + " sales made " + std::to_string(writes) + " writes");
    }
    return {};
  }

  std::size_t products_ = 0;
  BenchRun run_;
  OpenCatalogue open_;
  std::unique_ptr<RawDatabase> raw_;
  ReconcileRequest request_;
};

// Of one catalogue, in seconds, round by round.
struct Times {
  std::vector<double> plan_few;
  std::vector<double> plan_many;
  std::vector<double> plan_most;
  std::vector<double> store_few;
  std::vector<double> store_many;
};

using Shops = std::vector<std::unique_ptr<Shop>>;

// The catalogues take turns within a round, and so do few sales and many; the first round only warms up.
Result<void> TimePlans(const Shops& shops, const std::vector<Subject>& subjects, std::vector<Times>& times) {
  for (std::size_t round = 0; round <= subjects.front().rounds; ++round) {
    for (std::size_t i = 0; i < shops.size(); ++i) {
      RIFF_TRY(const double few, shops[i]->SecondsToPlan(kFewSales));
      RIFF_TRY(const double many, shops[i]->SecondsToPlan(kManySales));
      double most = 0;
      if (HasMost(subjects[i])) {
        RIFF_TRY(most, shops[i]->SecondsToPlan(kMostSales));
      }
      if (round > 0) {
        times[i].plan_few.push_back(few);
        times[i].plan_many.push_back(many);
        times[i].plan_most.push_back(most);
      }
    }
  }
  return {};
}

// What is stored is planned no more, so each round has sales of its own, and the many have one round.
Result<void> TimeStores(const Shops& shops, const std::vector<Subject>& subjects, std::vector<Times>& times) {
  for (std::size_t round = 1; round <= subjects.front().rounds; ++round) {
    for (std::size_t i = 0; i < shops.size(); ++i) {
      const Sales sales{kFew, 2 * round};
      RIFF_TRY(shops[i]->Take(sales));
      RIFF_TRY(const double seconds, shops[i]->SecondsToStore(sales));
      times[i].store_few.push_back(seconds);
    }
  }
  for (std::size_t i = 0; i < shops.size(); ++i) {
    RIFF_TRY(const double seconds, shops[i]->SecondsToStore(kManySales));
    times[i].store_many.push_back(seconds);
  }
  return {};
}

double MedianRatio(const std::vector<double>& ours, const std::vector<double>& others) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < ours.size(); ++round) {
    ratios.push_back(ours[round] / others[round]);
  }
  return MedianOf(std::move(ratios));
}

// Of one catalogue: medians in seconds, and ratios of the same round's times.
enum Number { kPlanFew, kPlanMany, kPlanMost, kStoreFew, kStoreMany, kFewToSmallest, kManyToFew, kMostToFew, kNumbers };

Result<std::vector<double>> TimeChanges(const std::vector<Subject>& subjects) {
  Shops shops;
  for (const Subject& subject : subjects) {
    RIFF_TRY(std::unique_ptr<Shop> shop, Shop::Open(subject));
    RIFF_TRY(shop->Take(kFewSales));
    RIFF_TRY(shop->Take(kManySales));
    if (HasMost(subject)) {
      RIFF_TRY(shop->Take(kMostSales));
    }
    shops.push_back(std::move(shop));
  }
  std::vector<Times> times(shops.size());
  RIFF_TRY(TimePlans(shops, subjects, times));
  RIFF_TRY(TimeStores(shops, subjects, times));
  std::vector<double> numbers;
  for (const Times& of_shop : times) {
    std::array<double, kNumbers> of_one{};
    of_one[kPlanFew] = MedianOf(of_shop.plan_few);
    of_one[kPlanMany] = MedianOf(of_shop.plan_many);
    of_one[kPlanMost] = MedianOf(of_shop.plan_most);
    of_one[kStoreFew] = MedianOf(of_shop.store_few);
    of_one[kStoreMany] = MedianOf(of_shop.store_many);
    of_one[kFewToSmallest] = MedianRatio(of_shop.plan_few, times.front().plan_few);
    // The same sales take longer the more of them there are; one sale should not.
    of_one[kManyToFew] = MedianRatio(of_shop.plan_many, of_shop.plan_few) * kFew / kMany;
    of_one[kMostToFew] = MedianRatio(of_shop.plan_most, of_shop.plan_few) * kFew / kMost;
    numbers.insert(numbers.end(), of_one.begin(), of_one.end());
  }
  return numbers;
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
Figure Against(Figure figure, const Figure& other, double ratio, double goal) {
  figure.floor = other.value;
  figure.ratio = ratio;
  figure.at_most = goal;
  return figure;
}

}  // namespace

Result<std::vector<Figure>> MeasureChanges(const std::vector<Subject>& subjects) {
  RIFF_TRY(const std::vector<double> numbers, RunInChild([&] { return TimeChanges(subjects); }));
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Subject& subject = subjects[i];
    const double* number = &numbers[kNumbers * i];
    const std::string beside = i == 0 ? "" : " / in the smallest catalogue";
    const Figure few = PerSale("plan 100 sales" + beside, subject, number[kPlanFew], kFew);
    const Figure many = PerSale("plan 1,000 sales / each of 100", subject, number[kPlanMany], kMany);
    const Figure most = PerSale("plan 5,000 sales / each of 100", subject, number[kPlanMost], kMost);
    figures.push_back(i == 0 ? few : Against(few, figures[0], number[kFewToSmallest], kCatalogueRatioGoal));
    figures.push_back(Against(many, few, number[kManyToFew], kLinearRatioGoal));
    if (HasMost(subject)) {
      figures.push_back(Against(most, few, number[kMostToFew], kLinearRatioGoal));
    }
    figures.push_back(PerSale("plan and store 100 sales", subject, number[kStoreFew], kFew));
    figures.push_back(PerSale("plan and store 1,000 sales", subject, number[kStoreMany], kMany));
  }
  return figures;
}

}  // namespace riff::bench
