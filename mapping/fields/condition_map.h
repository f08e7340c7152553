#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/model/channel.h"
#include "engine/model/product.h"

namespace riff {

// How near a platform's word comes to our condition.
enum class ConditionFit {
  kSame,     // It means the same, and reads back as ours.
  kBroader,  // It covers ours and others ("Used"); nobody is told less than the truth, but the grade is lost.
  kWorse,    // There is no equal: the nearest word that promises less than ours.
  kNone,     // Nothing can be said: the condition is unknown.
};

// Which of eBay's used conditions a category takes. Instruments know one kind of used thing (id 3000, "Used"); books,
// films, microphones and some others know grades. A seller's categories tell theirs (getItemConditionPolicies).
enum class ConditionScale { kGraded, kUsedOnly };

struct ConditionChoice {
  std::string_view word;  // What the platform is told: Reverb's uuid, eBay's enum, the word of the others.
  ConditionFit fit = ConditionFit::kNone;
  Condition reads_as = Condition::kUnknown;  // What `word` reads back as.
};

// What to tell the platform about a thing in this condition. The scale matters on eBay only.
//   reverb   its ten fixed uuids, the same in production and sandbox.
//   ebay     the Inventory API's ConditionEnum; `EbayConditionNumber` has its id for the Trading API.
//   shopify  the word for the product's metafield; Shopify has no field of its own for it.
//   tiktok   "new" or "pre_owned": all it knows is `is_pre_owned`.
//   vr       the words for the description: the form and the export have no field for it.
ConditionChoice ConditionFor(Platform platform, Condition condition, ConditionScale scale = ConditionScale::kGraded);

// The condition that the platform's word means; letter case does not matter. kUnknown for a word that is not in the
// table, and for one that tells no grade (TikTok's "pre_owned").
Condition ConditionFrom(Platform platform, std::string_view word);

// Every word of the platform that reads as a condition, the ones that are never written included.
std::vector<std::string_view> ConditionWords(Platform platform);

// eBay's ConditionID (1000 … 7000) for its enum, and back; nothing for one that is not in the table.
std::optional<std::int64_t> EbayConditionNumber(std::string_view word);
std::optional<std::string_view> EbayConditionWord(std::int64_t number);

// True for the Reverb conditions whose listings may show more than one unit and relist themselves.
bool ReverbConditionHoldsStock(std::string_view uuid);

}  // namespace riff
