#include "connectors/ebay/ebay_condition.h"

#include <array>

namespace riff::ebay {
namespace {

struct Row {
  std::string_view word;
  Condition condition;
};

// The first row of a condition is the word we write. Refurbished grades are read as the grade they promise.
constexpr std::array kRows = {
    Row{"NEW", Condition::kNew},
    Row{"NEW_OTHER", Condition::kBStock},
    Row{"NEW_WITH_DEFECTS", Condition::kBStock},
    Row{"LIKE_NEW", Condition::kMint},
    Row{"USED_EXCELLENT", Condition::kExcellent},
    Row{"PRE_OWNED_EXCELLENT", Condition::kExcellent},
    Row{"MANUFACTURER_REFURBISHED", Condition::kExcellent},
    Row{"CERTIFIED_REFURBISHED", Condition::kExcellent},
    Row{"EXCELLENT_REFURBISHED", Condition::kExcellent},
    Row{"SELLER_REFURBISHED", Condition::kExcellent},
    Row{"USED_VERY_GOOD", Condition::kVeryGood},
    Row{"VERY_GOOD_REFURBISHED", Condition::kVeryGood},
    Row{"USED_GOOD", Condition::kGood},
    Row{"GOOD_REFURBISHED", Condition::kGood},
    Row{"USED_ACCEPTABLE", Condition::kFair},
    Row{"PRE_OWNED_FAIR", Condition::kFair},
    Row{"USED_ACCEPTABLE", Condition::kPoor},
    Row{"FOR_PARTS_OR_NOT_WORKING", Condition::kNonFunctioning},
};

}  // namespace

Condition ConditionOfWord(std::string_view word) {
  for (const Row& row : kRows) {
    if (row.word == word) {
      return row.condition;
    }
  }
  return Condition::kUnknown;
}

std::string_view WordOfCondition(Condition condition) {
  for (const Row& row : kRows) {
    if (row.condition == condition) {
      return row.word;
    }
  }
  return {};
}

}  // namespace riff::ebay
