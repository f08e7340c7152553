#pragma once

#include <string_view>

#include "engine/model/product.h"

namespace riff::ebay {

// eBay's word to ours; kUnknown for a word that is not in the table.
Condition ConditionOfWord(std::string_view word);

// Ours to the word that new listings use; empty for kUnknown. eBay has no word below USED_ACCEPTABLE that still means
// "works", so fair and poor share it.
std::string_view WordOfCondition(Condition condition);

}  // namespace riff::ebay
