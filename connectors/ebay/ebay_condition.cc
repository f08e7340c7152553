#include "connectors/ebay/ebay_condition.h"

#include "mapping/fields/condition_map.h"

namespace riff::ebay {

Condition ConditionOfWord(std::string_view word) { return ConditionFrom(Platform::kEbay, word); }

std::string_view WordOfCondition(Condition condition) { return ConditionFor(Platform::kEbay, condition).word; }

}  // namespace riff::ebay
