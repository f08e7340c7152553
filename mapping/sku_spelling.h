#pragma once

#include <string>
#include <string_view>

namespace riff {

// What is left of a SKU when one after the other is taken off that may differ though one product is meant. All three
// are empty for a SKU that tells nothing: blank, or a word for "none" ("N/A", "Does not apply").
struct SkuSpelling {
  std::string whole;  // Without letter case and separators: "SG-61", "sg 61" and "Sg_61" are "sg61".
  std::string stem;   // And without the mark of a channel in front: "REV-SG-61", "EBY-SG-61" and "RIFF-SG-61".
  std::string core;   // And without the mark of a relisting behind: "SG-61-R1", "SG-61-relist".
};
SkuSpelling SpellingOf(std::string_view sku);

// How near two SKUs are. Exact: the same bytes. Spelled otherwise: the same whole. Marked: the same but for the marks
// of channels, or for that of a relisting which only one of the two has ("LP-R8" and "LP-R9" are two guitars).
enum class SkuLikeness { kNone, kMarked, kSpelledOtherwise, kExact };
SkuLikeness CompareSkus(std::string_view left, std::string_view right);

}  // namespace riff
