#include <set>
#include <string>

#include "engine/plan/plan.h"
#include "engine/rollout/stage_rules.h"

namespace riff {
namespace {

std::string NameOf(const PlannedWrite& write) {
  return "planned write (" + Describe(write.change) + ") of " + ToString(write.listing);
}

Result<void> ValidateChannel(const PlannedWrite& write, const PlanPolicy& policy) {
  const auto found = policy.channels.find(write.listing.channel);
  if (found == policy.channels.end() ||
      UseOf(found->second.stage, write.listing.channel.environment) != ChannelUse::kReadAndWrite) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": this channel may not be written");
  }
  const bool stopped = !found->second.push_enabled || !found->second.healthy;
  if (stopped && write.verdict == Verdict::kPush) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": sending to this channel is stopped");
  }
  return {};
}

Result<void> ValidateQuantity(const PlannedWrite& write, Quantity quantity) {
  if (quantity < Quantity(0)) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": a quantity below zero");
  }
  return {};
}

Result<void> ValidatePrice(const PlannedWrite& write, Money price, const Capabilities& can) {
  if (price.minor <= 0) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": a price must be above zero");
  }
  if (can.price_max.has_value() && price.currency != can.price_max->currency) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": the price is not in the channel's currency");
  }
  if (can.price_max.has_value() && price > *can.price_max) {
    return Fail(ErrorKind::kInvalid, NameOf(write) + ": the price is above the channel's most");
  }
  return {};
}

Result<void> ValidateChange(const PlannedWrite& write, const PlanPolicy& policy) {
  const Capabilities& can = policy.channels.at(write.listing.channel).can;
  if (const auto* quantity = std::get_if<SetQuantity>(&write.change); quantity != nullptr) {
    RIFF_TRY(ValidateQuantity(write, quantity->to));
    return ValidateQuantity(write, quantity->expected.value_or(Quantity(0)));
  }
  if (const auto* relist = std::get_if<Relist>(&write.change); relist != nullptr) {
    return ValidateQuantity(write, relist->quantity);
  }
  if (const auto* price = std::get_if<SetPrice>(&write.change); price != nullptr) {
    return ValidatePrice(write, price->to, can);
  }
  if (const auto* create = std::get_if<CreateListing>(&write.change); create != nullptr) {
    RIFF_TRY(ValidateQuantity(write, create->quantity));
    return ValidatePrice(write, create->price, can);
  }
  return {};
}

}  // namespace

Result<void> ValidatePlan(const Plan& plan, const PlanPolicy& policy) {
  std::set<ListingKey> listings;
  std::set<IdempotencyKey> keys;
  for (const PlannedWrite& write : plan.writes) {
    RIFF_TRY(ValidateChannel(write, policy));
    RIFF_TRY(ValidateChange(write, policy));
    if (!listings.insert(write.listing).second) {
      return Fail(ErrorKind::kInvalid, NameOf(write) + ": the listing has another write in this plan");
    }
    if (write.key.empty() || !keys.insert(write.key).second) {
      return Fail(ErrorKind::kInvalid, NameOf(write) + ": its key is empty or used twice");
    }
  }
  return {};
}

}  // namespace riff
