#include <span>

#include "engine/plan/plan.h"
#include "tests/bench/allocations.h"
#include "tests/bench/bench.h"
#include "tests/bench/catalogue.h"
#include "tests/bench/child.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr std::size_t kProducts = 2000;
constexpr std::size_t kPasses = 50;  // A round long enough for the clock.
constexpr double kNanoseconds = 1e9;

// The least that tells agreement: are the three facts equal?
Result<void> Compare(const std::vector<ProductFacts>& products) {
  std::size_t agree = 0;
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    for (const ProductFacts& product : products) {
      for (const LinkedListing& linked : product.listings) {
        const Listing& listing = linked.listing;
        agree += listing.observed.quantity == product.real.available &&
                         (!listing.desired.has_value() ||
                          (listing.acked == listing.observed && *listing.desired == listing.observed))
                     ? 1
                     : 0;
      }
    }
  }
  if (agree != kPasses * products.size() * kListingsPerProduct) {
    return Fail(ErrorKind::kRejected, "the products are not in agreement");
  }
  return {};
}

// One plan a product, as a reconcile makes them.
Result<void> PlanAll(const std::vector<ProductFacts>& products, const PlanPolicy& policy, std::size_t passes) {
  const std::set<ListingKey> approved;
  for (std::size_t pass = 0; pass < passes; ++pass) {
    for (const ProductFacts& product : products) {
      const Plan plan = MakePlan(PlanInput{std::span(&product, 1), policy, CatalogueTime(), &approved});
      if (!plan.unsettled.empty() || !plan.writes.empty() || !plan.desired.empty()) {
        return Fail(ErrorKind::kRejected, "MakePlan found work in products that agree");
      }
    }
  }
  return {};
}

Result<std::vector<double>> TimePlan(std::size_t rounds) {
  std::vector<ProductFacts> products;
  for (std::size_t product = 0; product < kProducts; ++product) {
    products.push_back(FactsOf(product));
  }
  const PlanPolicy policy = CataloguePolicy();
  RIFF_TRY(const Pair pair,
           Interleave(rounds, [&] { return Compare(products); }, [&] { return PlanAll(products, policy, kPasses); }));
  const std::uint64_t before = AllocationCount();
  RIFF_TRY(PlanAll(products, policy, 1));
  const double allocations = static_cast<double>(AllocationCount() - before);
  return std::vector<double>{pair.floor, pair.ours, pair.ratio, allocations};
}

}  // namespace

Result<std::vector<Figure>> MeasurePlan(std::size_t rounds) {
  RIFF_TRY(const std::vector<double> numbers, RunInChild([&] { return TimePlan(rounds); }));
  const double each = kNanoseconds / static_cast<double>(kPasses * kProducts * kListingsPerProduct);
  return std::vector<Figure>{{"MakePlan, in agreement / comparing the facts", 0, numbers[1] * each, "ns per listing",
                              numbers[0] * each, numbers[2], std::nullopt},
                             {"MakePlan, in agreement", 0, numbers[3] / static_cast<double>(kProducts),
                              "allocations a product", std::nullopt, std::nullopt, std::nullopt}};
}

}  // namespace riff::bench
