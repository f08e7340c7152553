#include "engine/sync/queue_create.h"

#include <algorithm>

#include "engine/base/crash_point.h"
#include "engine/plan/idempotency.h"
#include "engine/rollout/stage_rules.h"

namespace riff {

namespace {

// What the channel may show of the product: its world's available less the buffer, within the caps; nothing while an
// open item protects it.
Result<Quantity> Showable(Transaction& tx, const Sku& sku, Channel channel, const ChannelPolicy& rules) {
  RIFF_TRY(const std::optional<ProductFacts> facts, tx.facts.Of(sku));
  if (!facts.has_value() || facts->protect) {
    return Quantity(0);
  }
  const Balance balance =
      WorldOf(channel.environment) == World::kSandbox ? Together(facts->real, facts->sandbox) : facts->real;
  Quantity shown = std::max(Quantity(0), balance.available - rules.buffer);
  if (rules.max_shown > Quantity(0)) {
    shown = std::min(shown, rules.max_shown);
  }
  if (rules.can.quantity_max.has_value()) {
    shown = std::min(shown, *rules.can.quantity_max);
  }
  return shown;
}

Result<std::optional<Queued>> AlreadyThere(Transaction& tx, const NewListing& wanted) {
  RIFF_TRY(const std::vector<Listing> listings, tx.listings.OfProduct(wanted.product.sku));
  for (const Listing& listing : listings) {
    if (listing.key.channel != wanted.channel || listing.observed.status == ListingStatus::kGone) {
      continue;
    }
    if (!IsPending(listing.key.remote)) {
      return std::optional(Queued::kExists);
    }
    RIFF_TRY(const std::optional<Write> open, tx.outbox.OpenOf(listing.key));
    if (open.has_value()) {
      return std::optional(Queued::kWaiting);
    }
  }
  return std::optional<Queued>();
}

Result<void> SavePending(Transaction& tx, const NewListing& wanted, const ListingKey& key, const CreateListing& create,
                         Timestamp now) {
  Listing pending;
  pending.key = key;
  pending.sku_shown = wanted.product.sku;
  pending.title = create.content.title;
  pending.desired = ListingFacts{ListingStatus::kLive, create.quantity, create.price, DigestOf(create.content)};
  pending.desired_at = now;
  pending.agreeing_reads = 0;
  RIFF_TRY(tx.listings.Save(pending));
  return tx.links.Save(Link{key, wanted.product.sku, wanted.source, 1.0, now});
}

}  // namespace

Result<Queued> QueueCreate(Transaction& tx, const NewListing& wanted, const PlanPolicy& policy, RunId run,
                           Timestamp now) {
  RIFF_TRY(const std::optional<Queued> there, AlreadyThere(tx, wanted));
  if (there.has_value()) {
    return *there;
  }
  const auto rules = policy.channels.find(wanted.channel);
  if (rules == policy.channels.end() ||
      UseOf(rules->second.stage, wanted.channel.environment) != ChannelUse::kReadAndWrite) {
    return Fail(ErrorKind::kRejected, ToString(wanted.channel) + " may not be written in its stage");
  }
  if (!rules->second.can.creates) {
    return Fail(ErrorKind::kUnsupported, ToString(wanted.channel) + " cannot create listings");
  }
  RIFF_TRY(const Quantity quantity, Showable(tx, wanted.product.sku, wanted.channel, rules->second));
  if (quantity == Quantity(0) || !wanted.product.price.has_value()) {
    return Queued::kNothingToSell;
  }
  CreateListing create;
  create.sku = wanted.product.sku;
  create.content = wanted.content;
  create.content.title = FitTitle(wanted.content.title, rules->second.can.title_max);
  create.price = Scale(*wanted.product.price, rules->second.price_factor);
  create.quantity = quantity;
  const ListingKey key{wanted.channel, PendingRemoteId(create.sku)};
  RIFF_TRY(SavePending(tx, wanted, key, create, now));
  Write write;
  write.key = KeyFor(key, create, now);
  write.listing = key;
  write.sku = create.sku;
  write.sku_shown = create.sku;
  write.change = create;
  write.urgency = Urgency::kRest;
  write.reason = wanted.reason;
  write.run = run;
  write.created_at = now;
  write.due_at = now;
  RIFF_TRY(tx.outbox.Insert(write));
  RIFF_CRASH_POINT("create.intent_written");
  Activity entry;
  entry.at = now;
  entry.actor = "run " + std::to_string(run.number());
  entry.action = "write";
  entry.subject = ToString(key);
  entry.sku = create.sku;
  entry.after = "queued: " + Describe(write.change);
  entry.why = wanted.reason;
  entry.run = run;
  RIFF_TRY(tx.activity.Append(entry));
  return Queued::kYes;
}

}  // namespace riff
