#include "engine/sync/reconcile.h"
#include "tests/bench/bench.h"
#include "tests/bench/bench_run.h"
#include "tests/bench/catalogue_file.h"
#include "tests/bench/child.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr double kRatioGoal = 3.0;
constexpr double kMemoryGoal = 200;  // MiB.
constexpr double kNanoseconds = 1e9;

#define RIFF_BENCH_LISTING                                                                                        \
  "l.channel, l.remote, l.generation, l.sku_shown, l.handle, l.title, l.url, l.quantity_max, l.observed_status, " \
  "l.observed_quantity, l.observed_price_minor, l.observed_price_currency, l.observed_content, l.observed_at, "   \
  "l.acked_status, l.acked_quantity, l.acked_price_minor, l.acked_price_currency, l.acked_content, l.acked_at, "  \
  "l.desired_status, l.desired_quantity, l.desired_price_minor, l.desired_price_currency, l.desired_content, "    \
  "l.desired_at, l.first_seen_at, l.observed_changed_at, l.agreeing_reads, l.seen_sweep"

// The rows that a plan needs, as the engine asks for them.
constexpr const char* kProducts =
    "SELECT p.sku, p.kind, p.price_minor, p.price_currency, p.title, p.created_at, p.changed_at, r.available, "
    "r.reserved, r.committed, r.oversold, s.available, s.reserved, s.committed, s.oversold, "
    "EXISTS (SELECT 1 FROM todo_items t WHERE t.sku = p.sku AND t.status IN ('open', 'snoozed') "
    "AND t.type IN ('double_sale', 'ended_unexplained')), "
    "(SELECT max(o.taken_at) FROM order_lines o WHERE o.product = p.sku AND o.environment = 'production'), "
    "(SELECT max(o.taken_at) FROM order_lines o WHERE o.product = p.sku AND o.environment = 'sandbox') "
    "FROM products p LEFT JOIN balances r ON r.sku = p.sku AND r.world = 'real' "
    "LEFT JOIN balances s ON s.sku = p.sku AND s.world = 'sandbox' ORDER BY p.sku";
constexpr const char* kListings =
    "SELECT l.product, w.id, " RIFF_BENCH_LISTING
    " FROM listings l LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote "
    "AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous') WHERE l.product > '' "
    "ORDER BY l.product, l.channel, l.remote";

// The tables alone, in the order they lie: less than anybody can decide by, so the hardest floor there is.
constexpr const char* kBareProducts =
    "SELECT sku, kind, price_minor, price_currency, title, created_at, changed_at FROM products";
constexpr const char* kBareBalances = "SELECT sku, world, available, reserved, committed, oversold FROM balances";
constexpr const char* kBareListings = "SELECT l.product, " RIFF_BENCH_LISTING " FROM listings l";

// Copies all rows of all statements, and checks that they are as many listings as there should be.
class Floor {
 public:
  static Result<std::unique_ptr<Floor>> Open(const Subject& subject, const std::vector<std::string>& texts) {
    auto floor = std::make_unique<Floor>();
    floor->listings_ = subject.products * kListingsPerProduct;
    RIFF_TRY(floor->database_, RawDatabase::Open(subject.path));
    for (const std::string& text : texts) {
      RIFF_TRY(std::unique_ptr<RawStatement> statement, RawStatement::Prepare(*floor->database_, text));
      floor->statements_.push_back(std::move(statement));
    }
    return floor;
  }

  Result<void> Run() {
    RIFF_TRY(database_->Execute("BEGIN"));
    std::size_t rows = 0;
    for (const std::unique_ptr<RawStatement>& statement : statements_) {
      RIFF_TRY(rows, statement->CopyRows());  // The listings come last.
    }
    RIFF_TRY(database_->Execute("COMMIT"));
    if (rows != listings_) {
      return Fail(ErrorKind::kRejected, "the floor saw " + std::to_string(rows) + " listings");
    }
    return {};
  }

 private:
  std::size_t listings_ = 0;
  std::unique_ptr<RawDatabase> database_;  // Before its statements, so that it ends after them.
  std::vector<std::unique_ptr<RawStatement>> statements_;
};

// A reconcile that found something to do would be another measurement.
Result<void> ReconcileAll(Store& store, RunContext& run, const Subject& subject) {
  ReconcileRequest request;
  request.scope = FactsScope::kAll;
  request.policy = CataloguePolicy();
  RIFF_TRY(const ReconcileCounts counts, Reconcile(store, run, request));
  if (counts.products != static_cast<std::int64_t>(subject.products) || counts.changes.planned != 0 ||
      counts.adopted != 0 || counts.todo_opened != 0) {
    return Fail(ErrorKind::kRejected, "the reconcile found work in a catalogue that agrees");
  }
  return {};
}

Result<std::vector<double>> TimeReconcile(const Subject& subject) {
  BenchRun run;
  RIFF_TRY(const OpenCatalogue open, Open(subject.path, run.clock));
  const auto ours = [&] { return ReconcileAll(*open.store, run.context, subject); };
  RIFF_TRY(const std::unique_ptr<Floor> same, Floor::Open(subject, {kProducts, kListings}));
  RIFF_TRY(const Pair against_same, Interleave(subject.rounds, [&] { return same->Run(); }, ours));
  RIFF_TRY(const std::unique_ptr<Floor> bare, Floor::Open(subject, {kBareProducts, kBareBalances, kBareListings}));
  RIFF_TRY(const Pair against_bare, Interleave(subject.rounds, [&] { return bare->Run(); }, ours));
  return std::vector<double>{against_same.floor, against_same.ours, against_same.ratio,
                             against_bare.floor, against_bare.ours, against_bare.ratio};
}

Result<std::vector<double>> WeighReconcile(const Subject& subject) {
  BenchRun run;
  RIFF_TRY(const MemoryUse before, MemoryOfThisProcess());
  RIFF_TRY(const OpenCatalogue open, Open(subject.path, run.clock));
  RIFF_TRY(ReconcileAll(*open.store, run.context, subject));
  RIFF_TRY(const MemoryUse after, MemoryOfThisProcess());
  return std::vector<double>{after.peak - before.now, after.peak};
}

}  // namespace

Result<std::vector<Figure>> MeasureReconcile(const Subject& subject) {
  RIFF_TRY(const std::vector<double> times, RunInChild([&] { return TimeReconcile(subject); }));
  RIFF_TRY(const std::vector<double> weights, RunInChild([&] { return WeighReconcile(subject); }));
  const std::size_t listings = subject.products * kListingsPerProduct;
  const double each = kNanoseconds / static_cast<double>(listings);
  return std::vector<Figure>{
      {"full reconcile, nothing changed / same rows", listings, times[1] * each, "ns per listing", times[0] * each,
       times[2], kRatioGoal},
      {"full reconcile, nothing changed / bare tables", listings, times[4] * each, "ns per listing", times[3] * each,
       times[5], std::nullopt},
      {"full reconcile, memory it adds", listings, weights[0], "MiB", std::nullopt, std::nullopt, kMemoryGoal},
      {"full reconcile, peak of the process", listings, weights[1], "MiB", std::nullopt, std::nullopt, kMemoryGoal}};
}

}  // namespace riff::bench
