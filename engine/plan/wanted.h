#pragma once

#include <optional>

#include "engine/model/listing.h"
#include "engine/plan/listing_case.h"

namespace riff {

// What a listing should show. Made for every listing of every plan, so it copies no text unless the product changed.
struct Wanted {
  Quantity quantity;
  Quantity unprotected;                         // What it would be if no to-do item kept the product closed.
  std::optional<Money> price;                   // Unset: the product has none.
  const ContentDigest* kept_content = nullptr;  // The listing's own, while the product has not changed since.
  ContentDigest fresh_content;

  const ContentDigest& content() const { return kept_content != nullptr ? *kept_content : fresh_content; }
};

// Quantity: available − buffer, at least 0, at most what the listing, the channel and the policy can show; 0 while the
// product is protected and for the old life of a listing. Price: base price × factor, in the product's currency.
// Content: the digest of the title as it fits the channel; empty where the channel's content cannot be set.
Wanted WantedOf(const ListingCase& at);

// As it is stored with the listing and shown to people.
ListingFacts FactsOf(const Wanted& wanted, const Capabilities& can);
bool IsStored(const std::optional<ListingFacts>& stored, const Wanted& wanted, const Capabilities& can);

// Whether a listing shows what is wanted. Price and content count only while something is for sale, where the channel
// can set them and where they are known. An unknown quantity is enough for "some", never for "none".
bool QuantityAgrees(const ListingFacts& shown, const Wanted& wanted);
bool PriceAgrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can);
bool ContentAgrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can);
bool Agrees(const ListingFacts& shown, const Wanted& wanted, const Capabilities& can);

}  // namespace riff
