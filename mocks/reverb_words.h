#pragma once

#include <span>
#include <string_view>

#include "engine/model/order.h"
#include "engine/model/product.h"
#include "mocks/market.h"

// Reverb's own words: ids of conditions and categories, states, statuses (platform sheet, sections 2 to 4).
namespace riff::sim {

struct ReverbCondition {
  std::string_view uuid;
  std::string_view display_name;
  std::string_view slug;
  Condition condition;
  StockKind stock;  // kStocked: may hold more than one unit, and relists itself.
};
std::span<const ReverbCondition> ReverbConditions();
const ReverbCondition* FindReverbCondition(std::string_view uuid);  // Null when there is none.
const ReverbCondition& ReverbConditionFor(Condition condition);     // The nearest one ("Good" for kUnknown).

// A leaf has a root of another uuid; a root (a "middle" category, for a listing) is its own.
struct ReverbCategory {
  std::string_view uuid;
  std::string_view full_name;
  std::string_view root_uuid;
  std::string_view catalog_word;  // The catalogue's word that becomes this leaf; else empty.
};
std::span<const ReverbCategory> ReverbCategories();
const ReverbCategory* FindReverbCategory(std::string_view uuid);
const ReverbCategory& ReverbLeafFor(std::string_view catalog_word);  // Accessories for a word it does not know.

// "draft", "live", "ended", "sold" (stocked), "ordered" (one of a kind, locked for good) or "suspended".
std::string_view ReverbStateOf(const MarketListing& listing);
// Whether a listing belongs to a `state` filter ("all" and the slugs, "sold_out" being "sold"); unknown ones match
// nothing.
enum class StateMatch { kYes, kNo, kUnknownState };
StateMatch MatchesReverbState(std::string_view filter, const MarketListing& listing);

// "unpaid", "paid", "shipped", "cancelled", "refunded"; the order's own extra "status" where the face set one.
// kUnknown gives a word that no client can know.
std::string_view ReverbStatusOf(const MarketOrder& order);

}  // namespace riff::sim
