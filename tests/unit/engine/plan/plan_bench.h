#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace riff::test {

using std::chrono::minutes;

inline const Timestamp kNow = FromMicros(1'800'000'000'000'000);
inline constexpr Channel kSandbox{Platform::kReverb, Environment::kSandbox};
inline constexpr Channel kProduction{Platform::kReverb, Environment::kProduction};
inline constexpr Channel kEbayProduction{Platform::kEbay, Environment::kProduction};

inline Money Dollars(std::int64_t amount) { return Money{amount * 100, Currency::Usd()}; }

inline ContentDigest DigestOfTitle(const std::string& title) {
  ListingContent content;
  content.title = title;
  return DigestOf(content);
}

inline ListingFacts Live(std::int64_t quantity) {
  return ListingFacts{ListingStatus::kLive, Quantity(quantity), Dollars(1499), DigestOfTitle("1964 Jazzmaster")};
}

inline ListingFacts With(ListingFacts facts, ListingStatus status) {
  facts.status = status;
  return facts;
}

inline ListingFacts Priced(ListingFacts facts, Money price) {
  facts.price = price;
  return facts;
}

inline ListingFacts Titled(ListingFacts facts, const std::string& title) {
  facts.content = DigestOfTitle(title);
  return facts;
}

// What a channel that can do everything can do.
inline Capabilities Everything() {
  Capabilities can;
  can.sets_quantity = can.sets_price = can.sets_content = can.pauses = can.ends = true;
  can.creates = can.relists = can.shows_zero = can.reads_orders = true;
  return can;
}

inline ChannelPolicy PolicyOf(Stage stage) {
  ChannelPolicy policy;
  policy.stage = stage;
  policy.can = Everything();
  policy.read_this_run = true;
  return policy;
}

// One product with its listings, and the plan made of them. The first listing is `listing()`; everything happened an
// hour ago unless a test says otherwise, so nothing waits for the settle time.
struct Bench {
  PlanPolicy policy;
  ProductFacts product;
  Timestamp now = kNow;
  std::set<ListingKey> approved;
  std::set<Sku> rollout;

  explicit Bench(Stage stage = Stage::kHybrid) {
    for (const Channel channel : AllChannels()) {
      policy.channels[channel] = PolicyOf(stage);
    }
    product.product.sku = Sku("JM-64");
    product.product.content.title = "1964 Jazzmaster";
    product.product.price = Dollars(1499);
    product.product.changed_at = kNow - minutes(600);
    product.stock_known = true;
  }

  Bench& Available(std::int64_t units) {
    product.real.available = Quantity(units);
    return *this;
  }

  Listing& Add(Channel channel, const std::string& remote, const ListingFacts& observed) {
    LinkedListing linked;
    Listing& listing = linked.listing;
    listing.key = ListingKey{channel, RemoteId(remote)};
    listing.title = "1964 Jazzmaster";
    listing.handle = "h" + remote;
    listing.observed = observed;
    listing.observed_at = now - minutes(1);
    listing.observed_changed_at = now - minutes(60);
    listing.first_seen_at = now - minutes(600);
    listing.agreeing_reads = 2;
    product.listings.push_back(linked);
    return product.listings.back().listing;
  }

  // A sandbox listing with its three facts; desired is what the books say.
  Listing& AddSandbox(const ListingFacts& acked, const ListingFacts& observed) {
    Listing& listing = Add(kSandbox, "1", observed);
    listing.acked = acked;
    listing.acked_at = now - minutes(60);
    return listing;
  }

  Write& Open(WriteState state, Change change, Duration since_attempt) {
    Listing& listing = product.listings.front().listing;
    Write write;
    write.id = WriteId(7);
    write.listing = listing.key;
    write.sku = product.product.sku;
    write.change = std::move(change);
    write.urgency = std::holds_alternative<SetPrice>(write.change) ? Urgency::kPrice : Urgency::kRest;
    write.state = state;
    write.attempted_at = now - since_attempt;
    product.listings.front().open = write;
    return *product.listings.front().open;
  }

  Listing& listing() { return product.listings.front().listing; }
  ChannelPolicy& channel() { return policy.channels[product.listings.front().listing.key.channel]; }

  Plan Make() const {
    return MakePlan(PlanInput{std::span<const ProductFacts>(&product, 1), policy, now, &approved, &rollout});
  }
};

inline std::vector<TodoType> TypesOf(const Plan& plan) {
  std::vector<TodoType> types;
  for (const Finding& finding : plan.findings) {
    types.push_back(finding.type);
  }
  return types;
}

inline constexpr Duration kFresh =
    minutes(2);  // The observation, a minute old, is newer than an attempt this long ago,
inline constexpr Duration kUnseen = Duration(1);  // and older than this one.
inline constexpr Duration kOld = minutes(30);     // Longer ago than the settle time.

inline Change To(std::int64_t quantity) { return SetQuantity{Quantity(quantity), std::nullopt}; }

// What a plan should decide about the one listing of a bench.
struct Expected {
  std::optional<Change> write = std::nullopt;
  Verdict verdict = Verdict::kPush;
  std::optional<Settlement> settlement = std::nullopt;
  bool ack = false;
  bool observe = false;
  std::vector<TodoType> findings = {};
  bool unsettled = true;
};

// Holds the plan of a bench with one listing against what is expected of it.
inline void Check(const Bench& bench, const Expected& expected) {
  const Plan plan = bench.Make();

  ASSERT_EQ(plan.writes.size(), expected.write.has_value() ? 1u : 0u);
  if (expected.write.has_value()) {
    EXPECT_EQ(Describe(plan.writes[0].change), Describe(*expected.write));
    EXPECT_EQ(plan.writes[0].verdict, expected.verdict);
    EXPECT_FALSE(plan.writes[0].reason.empty());
  }
  ASSERT_EQ(plan.settlements.size(), expected.settlement.has_value() ? 1u : 0u);
  if (expected.settlement.has_value()) {
    EXPECT_EQ(plan.settlements[0].settlement, *expected.settlement);
    EXPECT_EQ(plan.settlements[0].write, WriteId(7));
  }
  EXPECT_EQ(plan.acks.size(), expected.ack ? 1u : 0u);
  EXPECT_EQ(plan.observe.size(), expected.observe ? 1u : 0u);
  EXPECT_EQ(TypesOf(plan), expected.findings);
  EXPECT_EQ(plan.unsettled.size(), expected.unsettled ? 1u : 0u);
  EXPECT_TRUE(ValidatePlan(plan, bench.policy).has_value());
}

}  // namespace riff::test
