#include <map>

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
constexpr std::size_t kSandboxes = 3;  // Of kChannels: each sale is a write to each.
// The indexes of a larger catalogue are a level deeper and its pages lie further apart.
constexpr double kCatalogueRatioGoal = 1.5;
constexpr double kLinearRatioGoal = 1.25;

// The k-th of `count` products spread over the catalogue; another round has others. `kFew` has even rounds only, and
// `kMany` the odd round 1, so that no product is sold twice.
std::size_t Spread(std::size_t products, std::size_t count, std::size_t round, std::size_t k) {
  return k * (products / count / 2 * 2) + round;
}

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

// Medians of one catalogue, in seconds.
struct Times {
  std::vector<double> plan_few;
  std::vector<double> store_few;
  std::vector<double> plan_many;
  std::vector<double> store_many;
};

// The catalogues take turns within a round, and the first round only warms up.
Result<std::vector<double>> TimeChanges(const std::vector<Subject>& subjects) {
  std::vector<std::unique_ptr<Shop>> shops;
  for (const Subject& subject : subjects) {
    RIFF_TRY(std::unique_ptr<Shop> shop, Shop::Open(subject));
    shops.push_back(std::move(shop));
  }
  const std::size_t rounds = subjects.front().rounds;
  std::vector<Times> times(shops.size());
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
  for (const std::unique_ptr<Shop>& shop : shops) {
    RIFF_TRY(shop->SellSome(kMany, 1));
  }
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (std::size_t i = 0; i < shops.size(); ++i) {
      RIFF_TRY(const double plan, shops[i]->SecondsToPlan(kMany));
      if (round > 0) {
        times[i].plan_many.push_back(plan);
      }
    }
  }
  std::vector<double> medians;
  for (std::size_t i = 0; i < shops.size(); ++i) {
    RIFF_TRY(const double store, shops[i]->SecondsToStore(kMany));
    medians.insert(medians.end(),
                   {MedianOf(times[i].plan_few), MedianOf(times[i].store_few), MedianOf(times[i].plan_many), store});
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

}  // namespace

Result<std::vector<Figure>> MeasureChanges(const std::vector<Subject>& subjects) {
  RIFF_TRY(const std::vector<double> medians, RunInChild([&] { return TimeChanges(subjects); }));
  std::vector<Figure> figures;
  Figure plan_few;
  Figure store_few;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const double* of_subject = &medians[4 * i];
    Figure few = PerSale("plan 100 sales", subjects[i], of_subject[0], kFew);
    Figure stored = PerSale("plan and store 100 sales", subjects[i], of_subject[1], kFew);
    if (i == 0) {
      plan_few = few;
      store_few = stored;
    } else {
      few.what += " / in the smallest catalogue";
      few.floor = plan_few.value;
      few.ratio = few.value / plan_few.value;
      few.at_most = kCatalogueRatioGoal;
      stored.what += " / in the smallest catalogue";
      stored.floor = store_few.value;
      stored.ratio = stored.value / store_few.value;
    }
    Figure many = PerSale("plan 1,000 sales / each of 100", subjects[i], of_subject[2], kMany);
    many.floor = few.value;
    many.ratio = many.value / few.value;
    many.at_most = kLinearRatioGoal;
    figures.insert(figures.end(),
                   {few, stored, many, PerSale("plan and store 1,000 sales", subjects[i], of_subject[3], kMany)});
  }
  return figures;
}

}  // namespace riff::bench
