#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/listing.h"

namespace riff {

// How a link came to be.
enum class LinkSource { kSku, kMatcher, kManual, kClone, kCreated };
std::string_view ToString(LinkSource source);  // "sku", "matcher", "manual", "clone", "created"
Result<LinkSource> ParseLinkSource(std::string_view text);

// A listing tied to a product: how, and how sure (0 … 1).
struct Link {
  ListingKey listing;
  Sku product;
  LinkSource source = LinkSource::kSku;
  double confidence = 1.0;
  Timestamp linked_at;

  friend bool operator==(const Link&, const Link&) = default;
};

class LinkTable {
 public:
  virtual ~LinkTable() = default;

  // One link a listing: a second one replaces the first.
  virtual Result<void> Save(const Link& link) = 0;
  virtual Result<std::optional<Link>> Of(const ListingKey& listing) = 0;
  virtual Result<std::vector<Link>> OfProduct(const Sku& product) = 0;

  // Removes the link (if any) and remembers that this pair was refused by a person.
  virtual Result<void> Reject(const ListingKey& listing, const Sku& product, Timestamp at) = 0;
  virtual Result<bool> IsRejected(const ListingKey& listing, const Sku& product) = 0;

  // A listing that is not ours to sell through RIFF: never linked, never a to-do item again until its facts change.
  virtual Result<void> MarkNotOurs(const ListingKey& listing, const std::string& why, Timestamp at) = 0;
  virtual Result<bool> IsNotOurs(const ListingKey& listing) = 0;
  // When it was marked last; nothing when it was not.
  virtual Result<std::optional<Timestamp>> NotOursSince(const ListingKey& listing) = 0;
};

}  // namespace riff
