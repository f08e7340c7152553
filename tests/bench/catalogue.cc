#include "tests/bench/catalogue.h"

#include <chrono>
#include <cstdio>

namespace riff::bench {
namespace {

constexpr Duration kSinceRead = std::chrono::minutes(1);
constexpr Duration kSinceChanged = std::chrono::hours(24 * 30);
constexpr std::array kMakers = {"Fender Jazzmaster", "Gibson ES-335 TD", "Gretsch 6120 Chet Atkins", "Martin 000-18",
                                "Rickenbacker 4001", "Höfner 500/1",     "Boss CE-2 Chorus",         "Ampeg B-15N"};

std::string Numbered(const char* format, std::size_t number) {
  char text[64];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

std::string TitleOf(std::size_t product) {
  return Numbered("%zu ", 1950 + product % 40) + kMakers[product % kMakers.size()] +
         Numbered(", all original, with its case, no. %zu", product);
}

// Every channel counts its listings in an order of its own, so that the index by remote id is not the catalogue's
// order.
RemoteId RemoteOf(std::size_t product, std::size_t channel) {
  constexpr std::size_t kSpread = 7'919;
  constexpr std::size_t kIds = 90'000'000;
  return RemoteId(std::to_string(10'000'000 + (product * kSpread + channel * 1'299'709) % kIds));
}

Listing ListingOf(const Product& product, Quantity units, const RemoteId& remote, Channel channel) {
  Listing listing;
  listing.key = {channel, remote};
  listing.sku_shown = product.sku;
  listing.handle = channel.platform == Platform::kReverb ? "" : "9" + remote.text();
  listing.title = product.content.title;
  listing.url = "https://shop.example/" + ToString(channel) + "/" + remote.text();
  listing.observed = {ListingStatus::kLive, units, product.price, DigestOf(product.content)};
  listing.observed_at = CatalogueTime() - kSinceRead;
  listing.observed_changed_at = CatalogueTime() - kSinceChanged;
  listing.first_seen_at = CatalogueTime() - kSinceChanged;
  listing.agreeing_reads = 9;
  listing.seen_sweep = 9;
  if (channel.environment == Environment::kSandbox) {
    listing.acked = listing.observed;
    listing.acked_at = listing.observed_at;
    listing.desired = listing.observed;
    listing.desired_at = CatalogueTime() - kSinceChanged;
  }
  return listing;
}

}  // namespace

Timestamp CatalogueTime() { return FromMicros(1'790'000'000'000'000); }

Sku SkuOf(std::size_t product) { return Sku(Numbered("SG-%08zu", product)); }

Quantity UnitsOf(std::size_t product) {
  return product % 3 == 0 ? Quantity(1) : Quantity(static_cast<std::int64_t>(2 + product % 9));
}

ProductFacts FactsOf(std::size_t product) {
  ProductFacts facts;
  facts.product.sku = SkuOf(product);
  facts.product.kind = product % 3 == 0 ? ProductKind::kUnique : ProductKind::kStocked;
  facts.product.content.title = TitleOf(product);
  facts.product.price = Money{static_cast<std::int64_t>(10'000 + product % 500'000), Currency::Usd()};
  facts.product.created_at = CatalogueTime() - 2 * kSinceChanged;
  facts.product.changed_at = CatalogueTime() - 2 * kSinceChanged;
  facts.real.available = UnitsOf(product);
  facts.stock_known = true;
  for (std::size_t channel = 0; channel < kChannels.size(); ++channel) {
    facts.listings.push_back(
        {ListingOf(facts.product, facts.real.available, RemoteOf(product, channel), kChannels[channel]), std::nullopt});
  }
  return facts;
}

PlanPolicy CataloguePolicy() {
  PlanPolicy policy;
  for (const Channel channel : kChannels) {
    ChannelPolicy rules;
    rules.can.sets_quantity = true;
    rules.can.sets_price = true;
    rules.can.sets_content = true;
    rules.can.ends = true;
    rules.can.creates = true;
    rules.can.shows_zero = true;
    rules.can.reads_orders = true;
    rules.read_this_run = true;
    policy.channels[channel] = rules;
  }
  return policy;
}

}  // namespace riff::bench
