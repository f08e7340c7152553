#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace riff::test {

// What happens to one delivery.
enum class Delivery { kLands, kLandsUnheard, kIsLostUnheard, kIsLostAccepted, kIsNotSent };

// A shop of one product on model channels that really show what lands on them: the smallest world in which a plan can
// be carried out and made again. All of it is plain data, so that a property can perturb it.
struct ModelShop {
  PlanPolicy policy;
  ProductFacts product;
  Timestamp now = FromMicros(1'800'000'000'000'000);
  std::map<ListingKey, ListingFacts> shown;  // What the channels really show.
  std::int64_t writes_given = 0;

  ModelShop();

  // A listing whose channel shows `facts`, read as such, and confirmed to us as `acked`.
  void Add(Channel channel, const std::string& remote, const ListingFacts& facts,
           const std::optional<ListingFacts>& acked);

  Plan Make() const;
  Plan MakeOf(const ProductFacts& facts) const;

  // Carries out what a plan says about the store.
  void Store(const Plan& plan);

  // Sends the open write of a listing, if it is due.
  void Deliver(LinkedListing& linked, Delivery delivery);

  // Reads a listing as it is now.
  void Read(LinkedListing& linked);

  const Capabilities& CanOf(const Listing& listing) const { return policy.channels.at(listing.key.channel).can; }
};

}  // namespace riff::test
