#include <algorithm>
#include <memory>
#include <span>

#include "engine/sync/observe_listings.h"
#include "tests/bench/bench.h"
#include "tests/bench/bench_run.h"
#include "tests/bench/catalogue_file.h"
#include "tests/bench/child.h"
#include "tests/bench/raw_sqlite.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr std::size_t kRowsPerPage = 100;
constexpr std::size_t kRowsMax = 20'000;
constexpr std::size_t kChannel = 1;  // Of kChannels.

constexpr const char* kMark =
    "UPDATE listings SET observed_at = ?, seen_sweep = ?, agreeing_reads = ? WHERE channel = ? AND remote = ?";

// One channel's listings as it shows them, by remote id as most channels do.
std::vector<RemoteListing> RowsOf(std::size_t products) {
  std::vector<RemoteListing> rows;
  for (std::size_t product = 0; product < std::min(products, kRowsMax); ++product) {
    const ProductFacts facts = FactsOf(product);
    const Listing& listing = facts.listings[kChannel].listing;
    RemoteListing row;
    row.ref = {listing.key.remote, listing.sku_shown, listing.handle};
    row.facts = listing.observed;
    row.content = facts.product.content;
    row.url = listing.url;
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(),
            [](const RemoteListing& a, const RemoteListing& b) { return a.ref.remote < b.ref.remote; });
  return rows;
}

std::span<const RemoteListing> PageOf(const std::vector<RemoteListing>& rows, std::size_t first) {
  return std::span(rows).subspan(first, std::min(kRowsPerPage, rows.size() - first));
}

// Sweeps one channel, a page a transaction; every sweep is later than all before it, whoever made them.
class Sweeps {
 public:
  static Result<std::unique_ptr<Sweeps>> Open(const Subject& subject) {
    auto sweeps = std::make_unique<Sweeps>();
    sweeps->rows_ = RowsOf(subject.products);
    RIFF_TRY(sweeps->open_, bench::Open(subject.path, sweeps->run_.clock));
    RIFF_TRY(sweeps->raw_, RawDatabase::Open(subject.path));
    RIFF_TRY(sweeps->raw_->Execute("PRAGMA synchronous = FULL"));
    RIFF_TRY(sweeps->mark_, RawStatement::Prepare(*sweeps->raw_, kMark));
    return sweeps;
  }

  std::size_t rows() const { return rows_.size(); }

  Result<void> SweepRaw() {
    const ReadMark mark = NextMark();
    const std::string channel = ToString(mark.channel);
    for (std::size_t first = 0; first < rows_.size(); first += kRowsPerPage) {
      RIFF_TRY(raw_->Execute("BEGIN IMMEDIATE"));
      for (const RemoteListing& row : PageOf(rows_, first)) {
        RIFF_TRY(mark_->Bind(0, ToMicros(mark.at))
                     .Bind(1, mark.sweep)
                     .Bind(2, mark.sweep)
                     .Bind(3, std::string_view(channel))
                     .Bind(4, std::string_view(row.ref.remote.text()))
                     .Run());
      }
      RIFF_TRY(raw_->Execute("COMMIT"));
    }
    return {};
  }

  Result<void> SweepByEngine() {
    const ReadMark mark = NextMark();
    for (std::size_t first = 0; first < rows_.size(); first += kRowsPerPage) {
      const std::span<const RemoteListing> page = PageOf(rows_, first);
      RIFF_TRY(open_.store->Transact([&](Transaction& tx) -> Result<void> {
        RIFF_TRY(const ObserveCounts counts, ObserveListings(tx, page, mark));
        if (counts.changed != 0 || counts.created != 0 ||
            counts.first_in_sweep != static_cast<std::int64_t>(page.size())) {
          return Fail(ErrorKind::kRejected, "a page without news changed something");
        }
        return {};
      }));
    }
    return {};
  }

 private:
  ReadMark NextMark() {
    run_.clock.Advance(std::chrono::minutes(1));
    return ReadMark{kChannels[kChannel], run_.clock.Now(), ++sweep_, run_.context.run};
  }

  BenchRun run_;
  std::vector<RemoteListing> rows_;
  OpenCatalogue open_;
  std::unique_ptr<RawDatabase> raw_;  // Before its statement, so that it ends after it.
  std::unique_ptr<RawStatement> mark_;
  std::int64_t sweep_ = 10;
};

}  // namespace

Result<std::vector<Figure>> MeasureObserve(const Subject& subject) {
  RIFF_TRY(const std::vector<double> numbers, RunInChild([&]() -> Result<std::vector<double>> {
             RIFF_TRY(const std::unique_ptr<Sweeps> sweeps, Sweeps::Open(subject));
             RIFF_TRY(const Pair pair,
                      Interleave(
                          subject.rounds, [&] { return sweeps->SweepRaw(); }, [&] { return sweeps->SweepByEngine(); }));
             return std::vector<double>{pair.floor, pair.ours, pair.ratio, static_cast<double>(sweeps->rows())};
           }));
  constexpr double kMicroseconds = 1e6;
  return std::vector<Figure>{{"observe unchanged pages of 100 / updating the marks",
                              subject.products * kListingsPerProduct, numbers[1] * kMicroseconds / numbers[3],
                              "us per row", numbers[0] * kMicroseconds / numbers[3], numbers[2], std::nullopt}};
}

}  // namespace riff::bench
