#include <array>

#include "mapping/fields/category_tables.h"

namespace riff {
namespace {

using enum CategoryReach;

// The paths of the export, and the ids of the form's selects. A deeper select is compulsory where it is shown.
constexpr std::array kRows = {
    CategoryRow{"guitars", "Guitars", kHoldsCategories, "51"},
    CategoryRow{"guitars/electric/solid-body", "Guitars>Electric solid body", kThisNode, "51>83"},
    CategoryRow{"guitars/electric/semi-hollow", "Guitars>Semi-hollow body", kThisNode, "51>84"},
    CategoryRow{"guitars/electric/archtop", "Guitars>Archtop>Electric", kThisNode, "51>86>196"},
    CategoryRow{"guitars/electric/12-string", "Guitars>12 string>Electric", kThisNode, "51>255>257"},
    CategoryRow{"guitars/electric/baritone", "Guitars>Baritone", kThisNode, "51>369"},
    CategoryRow{"guitars/electric/tenor", "Guitars>Tenor", kThisNode, "51>232"},
    CategoryRow{"guitars/electric/left-handed", "Guitars>Lefthands>Electric Solid Body (LH)", kThisNode, "51>254>261"},
    CategoryRow{"guitars/electric/fretless", "Guitars>Fretless Guitar", kThisNode, "51>386"},
    CategoryRow{"guitars/lap-steel", "Guitars>Lap & pedal steel", kThisNode, "51>231"},
    CategoryRow{"guitars/acoustic", "Guitars>Flat top", kAllBelow, "51>87"},
    CategoryRow{"guitars/acoustic/archtop", "Guitars>Archtop>Acoustic", kThisNode, "51>86>195"},
    CategoryRow{"guitars/acoustic/12-string", "Guitars>12 string>Acoustic", kThisNode, "51>255>256"},
    CategoryRow{"guitars/acoustic/left-handed", "Guitars>Lefthands>Flattop (LH)", kThisNode, "51>254>263"},
    CategoryRow{"guitars/acoustic/gypsy-jazz", "Guitars>Gypsy Jazz", kThisNode, "51>234"},
    CategoryRow{"guitars/classical", "Guitars>Classical", kThisNode, "51>88"},
    CategoryRow{"guitars/resonator", "Guitars>Resonator", kThisNode, "51>230"},
    CategoryRow{"guitars/parts", "Guitars>Parts & accessories>Other", kThisNode, "51>211>279"},
    CategoryRow{"guitars/parts/pickups", "Guitars>Parts & accessories>Pickups", kHoldsCategories, "51>211>280"},
    CategoryRow{"guitars/parts/bodies", "Guitars>Parts & accessories>Body", kThisNode, "51>211>276"},
    CategoryRow{"guitars/parts/necks", "Guitars>Parts & accessories>Neck", kThisNode, "51>211>275"},
    CategoryRow{"guitars/parts/bridges", "Guitars>Parts & accessories>Bridge", kThisNode, "51>211>296"},
    CategoryRow{"guitars/parts/pickguards", "Guitars>Parts & accessories>Pickguard", kThisNode, "51>211>274"},
    CategoryRow{"guitars/parts/knobs", "Guitars>Parts & accessories>Knobs", kThisNode, "51>211>273"},
    CategoryRow{"guitars/parts/tuning-heads", "Guitars>Parts & accessories>Tuners", kThisNode, "51>211>272"},
    CategoryRow{"basses", "Basses", kHoldsCategories, "52"},
    CategoryRow{"basses/4-string", "Basses>4 string", kThisNode, "52>69"},
    CategoryRow{"basses/5-string", "Basses>5 string", kThisNode, "52>70"},
    CategoryRow{"basses/fretless", "Basses>Fretless", kThisNode, "52>246"},
    CategoryRow{"basses/acoustic", "Basses>Acoustic / Electric", kThisNode, "52>82"},
    CategoryRow{"basses/left-handed", "Basses>Lefthand", kThisNode, "52>253"},
    CategoryRow{"basses/parts", "Basses>Parts & accessories>Other", kThisNode, "52>287>295"},
    CategoryRow{"amps", "Amps", kHoldsCategories, "53"},
    CategoryRow{"amps/guitar/heads", "Amps>Heads", kThisNode, "53>182"},
    CategoryRow{"amps/guitar/combos", "Amps>Combo", kThisNode, "53>183"},
    CategoryRow{"amps/guitar/stacks", "Amps>Head + Cab", kThisNode, "53>212"},
    CategoryRow{"amps/guitar/cabinets", "Amps>Cabinets", kThisNode, "53>242"},
    CategoryRow{"amps/guitar/preamps", "Amps>Pre-amps", kThisNode, "53>251"},
    CategoryRow{"effects", "Effects>Other", kThisNode, "90>229"},
    CategoryRow{"effects/overdrive", "Effects>Overdrive", kThisNode, "90>91"},
    CategoryRow{"effects/distortion", "Effects>Distortion", kThisNode, "90>92"},
    CategoryRow{"effects/fuzz", "Effects>Fuzz", kThisNode, "90>93"},
    CategoryRow{"effects/delay", "Effects>Delay & Echo", kThisNode, "90>98"},
    CategoryRow{"effects/reverb", "Effects>Reverb", kThisNode, "90>129"},
    CategoryRow{"effects/chorus", "Effects>Chorus", kThisNode, "90>99"},
    CategoryRow{"effects/flanger", "Effects>Flanger", kThisNode, "90>268"},
    CategoryRow{"effects/phaser", "Effects>Phaser", kThisNode, "90>100"},
    CategoryRow{"effects/tremolo", "Effects>Tremolo", kThisNode, "90>127"},
    CategoryRow{"effects/wah", "Effects>Wah Wah", kThisNode, "90>128"},
    CategoryRow{"effects/compressor", "Effects>Compressor", kThisNode, "90>96"},
    CategoryRow{"effects/octave", "Effects>Octave", kThisNode, "90>97"},
    CategoryRow{"effects/equalizer", "Effects>Equalizer", kThisNode, "90>249"},
    CategoryRow{"effects/noise-gate", "Effects>Noise gate", kThisNode, "90>418"},
    CategoryRow{"effects/multi", "Effects>Multieffect", kThisNode, "90>247"},
    CategoryRow{"effects/looper", "Effects>Looper/Switching/Controller", kThisNode, "90>250"},
    CategoryRow{"effects/amp-simulator", "Effects>Amp simulator", kThisNode, "90>387"},
    CategoryRow{"keyboards", "Pianos>Synth & Keyboard", kAllBelow, "57>252"},
    CategoryRow{"drums", "Drums>Percussion", kThisNode, "216>225"},
    CategoryRow{"drums/kits", "Drums>Shell Kits", kThisNode, "216>217"},
    CategoryRow{"drums/snares", "Drums>Snares", kThisNode, "216>218"},
    CategoryRow{"drums/cymbals", "Drums>Cymbals", kThisNode, "216>224"},
    CategoryRow{"drums/heads", "Drums>Hardware & accessories", kThisNode, "216>223"},
    CategoryRow{"drums/pedals", "Drums>Pedals", kThisNode, "216>226"},
    CategoryRow{"folk", "Stringed", kHoldsCategories, "188"},
    CategoryRow{"folk/mandolins", "Stringed>Mandolin", kThisNode, "188>190"},
    CategoryRow{"band", "Brass & Woodwind", kHoldsCategories, "56"},
    CategoryRow{"band/trumpets", "Brass & Woodwind>Trumpet", kThisNode, "56>245"},
    CategoryRow{"accessories/cases", "Guitars>Parts & accessories>Case", kThisNode, "51>211>286"},
    CategoryRow{"accessories/straps", "Guitars>Parts & accessories>Guitar straps", kThisNode, "51>211>419"},
};

}  // namespace

std::span<const CategoryRow> VrCategories() { return kRows; }

}  // namespace riff
