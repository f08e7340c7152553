#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace riff {

// Colours and finishes, as sets: bit n is the n-th word of the table in `finishes.cc`. A guitar may be of several.
using FinishSet = std::uint32_t;

// The finish a folded word names, in English, German, French, Spanish, Italian, Portuguese or Dutch, or shortened
// ("blk"): one bit, or 0. Marketing names ("Olympic White") are found by the colour they end in.
FinishSet FinishOf(std::string_view word);

// The English word of the lowest finish of the set ("black"); empty for none.
std::string_view FinishWord(FinishSet finish);

// All words of the set, for people: "black, sunburst".
std::string FinishWords(FinishSet finishes);

// The part of a set that is a colour or a burst, without how it shines (matte, satin, metallic, sparkle …).
FinishSet ColoursOf(FinishSet finishes);
FinishSet BurstOf(FinishSet finishes);

// True when one guitar cannot be both: each names a colour and none is common.
bool FinishesContradict(FinishSet left, FinishSet right);

}  // namespace riff
