#include "engine/sync/record_exposure.h"

#include "engine/base/crash_point.h"

namespace riff {

namespace {

constexpr std::size_t kSalesLookedAt = 10'000;

// A listing that we do not manage (production in observe and hybrid) is held against the books: a person closes it.
bool OffersTooMuch(const LinkedListing& linked, Quantity available) {
  const std::optional<Quantity> shown = Sellable(linked.listing.observed);
  const std::optional<Quantity> wanted =
      linked.listing.desired.has_value() ? Sellable(*linked.listing.desired) : available;
  return wanted.has_value() && shown.value_or(Quantity(0)) > *wanted;
}

}  // namespace

Result<void> RecordExposure(Store& store, RunContext& run) {
  return store.Transact([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const std::vector<TakenLine> sales, tx.orders.NotYetClosed(kSalesLookedAt));
    for (TakenLine sale : sales) {
      RIFF_TRY(const std::optional<ProductFacts> facts, tx.facts.Of(sale.product));
      if (!facts.has_value()) {
        continue;
      }
      const bool sandbox = sale.channel.environment == Environment::kSandbox;
      const Quantity available = sandbox ? Together(facts->real, facts->sandbox).available : facts->real.available;
      bool open = false;
      for (const LinkedListing& linked : facts->listings) {
        const Channel channel = linked.listing.key.channel;
        open = open || (channel != sale.channel && channel.environment == sale.channel.environment &&
                        OffersTooMuch(linked, available));
      }
      if (!open) {
        sale.closed_at = run.clock.Now();
        RIFF_TRY(tx.orders.SaveLine(sale));
        RIFF_CRASH_POINT("exposure.half_written");
        const Duration exposure = *sale.closed_at - sale.placed_at;
        run.metrics.Count("riff_exposure_seconds_sum", "channel=" + ToString(sale.channel),
                          std::chrono::duration<double>(exposure).count());
        run.metrics.Count("riff_exposure_count", "channel=" + ToString(sale.channel), 1);
      }
    }
    return {};
  });
}

}  // namespace riff
