#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/model/channel.h"
#include "engine/model/product.h"

namespace riff {

// What a platform refuses in a title. Control characters, marks that turn the direction of writing, and bytes that are
// not UTF-8 are refused everywhere.
enum class TitleSigns {
  kAll,       // Anything a person can type.
  kNoMarkup,  // No angle brackets: they are cut out, or read as HTML.
  kPlain,     // Besides no HTML escapes ("&amp;"), no emoji, and no sign more than nine times in a row.
};

struct TitleRule {
  std::size_t characters_max = 255;
  TitleSigns signs = TitleSigns::kAll;
};

// The platform's own rule: eBay 80 characters and no markup; TikTok 255 and plain; V&R 120; Reverb and Shopify 255.
TitleRule TitleRuleOf(Platform platform);

// The title of `content` as the rule allows it. A title that fits comes back byte for byte. Else what is refused
// becomes a blank, blanks are folded, and while it is too long the least important word goes, the last of its kind
// first: words that only sell ("RARE", "free shipping"), then all others, then the model's, then the brand's and the
// year. A word is cut only where it alone is too long, and then between two characters as people see them: never inside
// an accented letter or an emoji. Lengths are counted in Unicode code points, as platforms do. Doing it again changes
// nothing.
std::string TitleFor(const ListingContent& content, const TitleRule& rule);

// The beginning of `text` of at most `characters_max` code points that ends between two characters as people see them.
std::string_view CutCharacters(std::string_view text, std::size_t characters_max);

// Code points; a byte that is not UTF-8 counts as one.
std::size_t CountCharacters(std::string_view text);

}  // namespace riff
