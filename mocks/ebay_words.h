#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/model/order.h"
#include "engine/model/product.h"
#include "mocks/market.h"

// eBay's own words: conditions, categories and states (platform sheet, sections 3 and 4).
namespace riff::sim {

bool IsEbayCondition(std::string_view word);
// The nearest word; empty for kUnknown.
std::string_view EbayConditionFor(Condition condition);
Condition ConditionOfEbay(std::string_view word);  // kUnknown for a word without a counterpart.

// The leaf category's id for a word of the catalogue ("33034" for a word it does not know).
std::string_view EbayCategoryFor(std::string_view catalog_word);

// "PAID", "PENDING", "FAILED", "PARTIALLY_REFUNDED" or "FULLY_REFUNDED"; for kUnknown a word that no client can know.
std::string_view EbayPaymentStatusOf(const MarketOrder& order);
// "NOT_STARTED", "IN_PROGRESS" (a part was sent) or "FULFILLED".
std::string_view EbayFulfillmentStatusOf(const MarketOrder& order);

// How many units of a line were sent so far, while not all were; kept with the order under this name.
std::string EbayShippedExtra(const OrderLineId& line);
std::int64_t EbayShippedOf(const MarketOrder& order, const MarketOrderLine& line);

}  // namespace riff::sim
