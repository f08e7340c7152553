#include <array>

#include "mapping/fields/category_tables.h"

namespace riff {
namespace {

using enum CategoryReach;

// Numbers of the Taxonomy API. Listings stand in leaves only.
constexpr std::array kRows = {
    CategoryRow{"guitars", "3858", kHoldsCategories},
    CategoryRow{"guitars/electric", "33034", kAllBelow},
    CategoryRow{"guitars/lap-steel", "181220", kThisNode},
    CategoryRow{"guitars/acoustic", "33021", kAllBelow},
    CategoryRow{"guitars/acoustic/travel", "159948", kThisNode},
    CategoryRow{"guitars/classical", "119544", kThisNode},
    CategoryRow{"guitars/resonator", "181219", kThisNode},
    CategoryRow{"guitars/parts", "46678", kThisNode},
    CategoryRow{"guitars/parts/pickups", "22670", kThisNode},
    CategoryRow{"guitars/parts/bodies", "41406", kThisNode},
    CategoryRow{"guitars/parts/necks", "41423", kThisNode},
    CategoryRow{"guitars/parts/bridges", "41407", kThisNode},
    CategoryRow{"guitars/parts/pickguards", "41424", kThisNode},
    CategoryRow{"guitars/parts/knobs", "47076", kThisNode},
    CategoryRow{"guitars/parts/tuning-heads", "41434", kThisNode},
    CategoryRow{"basses", "4713", kAllBelow},
    CategoryRow{"basses/parts", "46678", kThisNode},
    CategoryRow{"amps", "38072", kAllBelow},
    CategoryRow{"amps/parts", "183389", kThisNode},
    CategoryRow{"effects", "22669", kThisNode},
    CategoryRow{"effects/overdrive", "41416", kThisNode},
    CategoryRow{"effects/distortion", "41416", kThisNode},
    CategoryRow{"effects/fuzz", "41418", kThisNode},
    CategoryRow{"effects/delay", "41415", kThisNode},
    CategoryRow{"effects/reverb", "41415", kThisNode},
    CategoryRow{"effects/chorus", "41413", kThisNode},
    CategoryRow{"effects/flanger", "41417", kThisNode},
    CategoryRow{"effects/phaser", "41420", kThisNode},
    CategoryRow{"effects/wah", "41422", kThisNode},
    CategoryRow{"effects/volume", "41422", kThisNode},
    CategoryRow{"effects/compressor", "41414", kThisNode},
    CategoryRow{"effects/multi", "41419", kThisNode},
    CategoryRow{"effects/looper", "101974", kThisNode},
    CategoryRow{"effects/bass", "41411", kThisNode},
    CategoryRow{"effects/power", "101975", kThisNode},
    CategoryRow{"keyboards", "38088", kThisNode},
    CategoryRow{"keyboards/synths", "38071", kAllBelow},
    CategoryRow{"keyboards/drum-machines", "181174", kThisNode},
    CategoryRow{"keyboards/midi", "178896", kThisNode},
    CategoryRow{"keyboards/midi/keyboards", "178896", kThisNode},
    CategoryRow{"keyboards/electric-pianos", "85860", kThisNode},
    CategoryRow{"drums/kits", "38097", kThisNode},
    CategoryRow{"drums/cymbals", "41441", kThisNode},
    CategoryRow{"drums/electronic", "38069", kThisNode},
    CategoryRow{"drums/heads", "41450", kThisNode},
    CategoryRow{"drums/pedals", "41452", kThisNode},
    CategoryRow{"folk", "623", kThisNode},
    CategoryRow{"folk/mandolins", "10179", kThisNode},
    CategoryRow{"folk/banjos", "10177", kThisNode},
    CategoryRow{"folk/ukuleles", "16224", kThisNode},
    CategoryRow{"band/saxophones", "16231", kThisNode},
    CategoryRow{"accessories/picks", "104408", kThisNode},
    CategoryRow{"accessories/cables", "69963", kThisNode},
    CategoryRow{"accessories/headphones", "14985", kThisNode},
    CategoryRow{"pro-audio", "3278", kThisNode},
    CategoryRow{"pro-audio/microphones", "29946", kThisNode},
    CategoryRow{"pro-audio/recorders", "15199", kThisNode},
    CategoryRow{"dj/turntables", "48460", kThisNode},
};

}  // namespace

std::span<const CategoryRow> EbayCategories() { return kRows; }

}  // namespace riff
