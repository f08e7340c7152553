#include "mocks/ebay_words.h"

#include <algorithm>
#include <array>

namespace riff::sim {
namespace {

struct ConditionWord {
  std::string_view word;
  Condition condition;
};

// Of several words for one condition the first is the one that is written.
constexpr std::array kConditions = {
    ConditionWord{"NEW", Condition::kNew},
    ConditionWord{"NEW_OTHER", Condition::kBStock},
    ConditionWord{"NEW_WITH_DEFECTS", Condition::kBStock},
    ConditionWord{"LIKE_NEW", Condition::kMint},
    ConditionWord{"USED_EXCELLENT", Condition::kExcellent},
    ConditionWord{"USED_VERY_GOOD", Condition::kVeryGood},
    ConditionWord{"USED_GOOD", Condition::kGood},
    ConditionWord{"USED_ACCEPTABLE", Condition::kFair},
    ConditionWord{"USED_ACCEPTABLE", Condition::kPoor},
    ConditionWord{"FOR_PARTS_OR_NOT_WORKING", Condition::kNonFunctioning},
    ConditionWord{"MANUFACTURER_REFURBISHED", Condition::kUnknown},
    ConditionWord{"CERTIFIED_REFURBISHED", Condition::kUnknown},
    ConditionWord{"EXCELLENT_REFURBISHED", Condition::kUnknown},
    ConditionWord{"VERY_GOOD_REFURBISHED", Condition::kUnknown},
    ConditionWord{"GOOD_REFURBISHED", Condition::kUnknown},
    ConditionWord{"SELLER_REFURBISHED", Condition::kUnknown},
    ConditionWord{"PRE_OWNED_EXCELLENT", Condition::kExcellent},
    ConditionWord{"PRE_OWNED_FAIR", Condition::kFair},
};

struct CategoryWord {
  std::string_view word;
  std::string_view id;
};
constexpr std::array kCategories = {
    CategoryWord{"electric guitar", "33034"},
    CategoryWord{"acoustic guitar", "33021"},
    CategoryWord{"bass guitar", "4713"},
    CategoryWord{"amplifier", "38072"},
    CategoryWord{"effect pedal", "181222"},
    CategoryWord{"keyboard", "38088"},
    CategoryWord{"drum", "38097"},
    CategoryWord{"strings", "181220"},
    CategoryWord{"cable", "181219"},
    CategoryWord{"accessory", "181223"},
};

}  // namespace

bool IsEbayCondition(std::string_view word) {
  return std::ranges::find(kConditions, word, &ConditionWord::word) != kConditions.end();
}

std::string_view EbayConditionFor(Condition condition) {
  if (condition == Condition::kUnknown) {
    return "";
  }
  const auto found = std::ranges::find(kConditions, condition, &ConditionWord::condition);
  return found == kConditions.end() ? "" : found->word;
}

Condition ConditionOfEbay(std::string_view word) {
  const auto found = std::ranges::find(kConditions, word, &ConditionWord::word);
  return found == kConditions.end() ? Condition::kUnknown : found->condition;
}

std::string_view EbayCategoryFor(std::string_view catalog_word) {
  const auto found = std::ranges::find(kCategories, catalog_word, &CategoryWord::word);
  return found == kCategories.end() ? kCategories.front().id : found->id;
}

std::string_view EbayPaymentStatusOf(const MarketOrder& order) {
  switch (order.state) {
    case OrderState::kPending:
      return "PENDING";
    case OrderState::kPaid:
    case OrderState::kShipped: {
      const bool refunded =
          std::ranges::any_of(order.lines, [](const MarketOrderLine& line) { return line.refunded.units() > 0; });
      return refunded ? "PARTIALLY_REFUNDED" : "PAID";
    }
    case OrderState::kCancelled:
      return order.paid_at ? "FULLY_REFUNDED" : "FAILED";
    case OrderState::kReturned:
    case OrderState::kRefunded:
      return "FULLY_REFUNDED";
    case OrderState::kUnknown:
      break;
  }
  return "UNDER_SPECIAL_REVIEW";
}

std::string_view EbayFulfillmentStatusOf(const MarketOrder& order) {
  const bool shipped = order.shipped_at.has_value() || order.state == OrderState::kReturned;
  if (shipped) {
    return "FULFILLED";
  }
  const bool begun =
      std::ranges::any_of(order.lines, [&](const MarketOrderLine& line) { return EbayShippedOf(order, line) > 0; });
  return begun ? "IN_PROGRESS" : "NOT_STARTED";
}

std::string EbayShippedExtra(const OrderLineId& line) { return "shipped." + line.text(); }

std::int64_t EbayShippedOf(const MarketOrder& order, const MarketOrderLine& line) {
  const std::string text = ExtraOf(order.extras, EbayShippedExtra(line.id));
  return text.empty() ? 0 : std::stoll(text);
}

}  // namespace riff::sim
