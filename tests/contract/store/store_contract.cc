#include "tests/contract/store/store_contract.h"

namespace riff {

ListingContent FullContent() {
  ListingContent content;
  content.title = "1964 Höfner 500/1 \"Violin\" Bass, 日本語 🎸";
  content.description = "<p>Plays; it's 100% 'original' -- really</p>\n3:a:b";
  content.brand = "Höfner";
  content.model = "500/1";
  content.year = "1964";
  content.finish = "sunburst";
  content.condition = Condition::kVeryGood;
  content.category = "bass-guitars/4-string";
  content.image_urls = {"https://img.test/1.jpg?a=1,2", "", "https://img.test/ü.jpg"};
  return content;
}

Product FullProduct(const std::string& sku, Timestamp at) {
  return {Sku(sku),
          ProductKind::kStocked,
          FullContent(),
          Money{kLarge, *Currency::Parse("GBP")},
          at,
          at + std::chrono::microseconds(1)};
}

Listing FullListing(const ListingKey& key, Timestamp at) {
  const Money dollars{189'900, Currency::Usd()};
  Listing listing;
  listing.key = key;
  listing.generation = 3;
  listing.sku_shown = Sku("shown-é");
  listing.handle = "handle of " + key.remote.text();
  listing.title = "Title of " + key.remote.text();
  listing.url = "https://shop.test/" + key.remote.text();
  listing.quantity_max = Quantity(kLarge);
  listing.observed = {ListingStatus::kLive, Quantity(kLarge), dollars, ContentDigest("observed digest")};
  listing.observed_at = at;
  listing.acked = ListingFacts{ListingStatus::kPaused, Quantity(0), Money{5, *Currency::Parse("JPY")},
                               ContentDigest("acked digest")};
  listing.acked_at = at + std::chrono::microseconds(1);
  listing.desired = ListingFacts{ListingStatus::kEnded, std::nullopt, std::nullopt, ContentDigest()};
  listing.desired_at = at + std::chrono::microseconds(2);
  listing.first_seen_at = at - std::chrono::hours(1);
  listing.observed_changed_at = at - std::chrono::minutes(1);
  listing.agreeing_reads = 7;
  listing.seen_sweep = kLarge;
  return listing;
}

Write FullWrite(const ListingKey& listing, const std::string& key, Timestamp at) {
  Write write;
  write.key = IdempotencyKey(key);
  write.listing = listing;
  write.sku = Sku("SG-61");
  write.handle = "handle";
  write.sku_shown = Sku("shown");
  write.change = SetQuantity{Quantity(kLarge), Quantity(1)};
  write.urgency = Urgency::kLower;
  write.reason = "it sold on ebay/production";
  write.run = RunId(12);
  write.state = WriteState::kQueued;
  write.attempts = 2;
  write.created_at = at;
  write.due_at = at;
  write.attempted_at = at - std::chrono::minutes(3);
  write.fence = 4;
  write.last_error = "throttled";
  return write;
}

Movement Moved(World world, const std::string& sku, Account from, Account to, std::int64_t units,
               const std::string& reference) {
  Movement movement;
  movement.world = world;
  movement.sku = Sku(sku);
  movement.from = from;
  movement.to = to;
  movement.quantity = Quantity(units);
  movement.cause = {"test", reference, "because é"};
  movement.at = FromMicros(1'789'000'000'000'007);
  movement.id = MovementIdOf(world, movement.sku, from, to, movement.cause);
  return movement;
}

}  // namespace riff
