#include "engine/sync/link_by_hand.h"

namespace riff {

namespace {

Result<void> Log(Transaction& tx, const ListingKey& key, const Sku& product, std::string before, std::string after,
                 const Actor& actor) {
  Activity entry;
  entry.at = actor.at;
  entry.actor = actor.name;
  entry.action = "link";
  entry.subject = ToString(key);
  entry.sku = product;
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.why = "decided by " + actor.name;
  return tx.activity.Append(entry);
}

Result<void> CheckBothThere(Transaction& tx, const ListingKey& key, const Sku& product) {
  RIFF_TRY(const std::optional<Listing> listing, tx.listings.Find(key));
  if (!listing.has_value()) {
    return Fail(ErrorKind::kNotFound, "no listing " + ToString(key) + " (riff listings shows them)");
  }
  RIFF_TRY(const std::optional<Product> found, tx.products.Find(product));
  if (!found.has_value()) {
    return Fail(ErrorKind::kNotFound, "no product " + product.text() + " (riff products list shows them)");
  }
  return {};
}

}  // namespace

Result<void> LinkByHand(Transaction& tx, const ListingKey& listing, const Sku& product, const Actor& actor) {
  RIFF_TRY(CheckBothThere(tx, listing, product));
  RIFF_TRY(const std::optional<Link> before, tx.links.Of(listing));
  if (before.has_value() && before->product == product) {
    return {};
  }
  RIFF_TRY(const std::vector<Listing> siblings, tx.listings.OfProduct(product));
  for (const Listing& sibling : siblings) {
    const bool rival = sibling.key.channel == listing.channel && sibling.key != listing;
    if (rival && Sellable(sibling.observed) != Quantity(0)) {
      return Fail(ErrorKind::kConflict, product.text() + " has a live listing on " + ToString(listing.channel) +
                                            " already: " + sibling.key.remote.text());
    }
  }
  RIFF_TRY(tx.links.Save(Link{listing, product, LinkSource::kManual, 1.0, actor.at}));
  RIFF_TRY(tx.products.MarkDirty(product));
  if (before.has_value()) {
    RIFF_TRY(tx.products.MarkDirty(before->product));
  }
  return Log(tx, listing, product, before.has_value() ? before->product.text() : "", product.text(), actor);
}

Result<void> UnlinkByHand(Transaction& tx, const ListingKey& listing, const Sku& product, const Actor& actor) {
  RIFF_TRY(CheckBothThere(tx, listing, product));
  RIFF_TRY(tx.links.Reject(listing, product, actor.at));
  RIFF_TRY(tx.products.MarkDirty(product));
  return Log(tx, listing, product, product.text(), "", actor);
}

}  // namespace riff
