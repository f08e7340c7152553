#include <array>

#include "mapping/fields/category_tables.h"

namespace riff {
namespace {

using enum CategoryReach;

// Shopify's product taxonomy (Arts & Entertainment), with the names people give as the product type. Products may stand
// anywhere in it.
constexpr std::array kRows = {
    CategoryRow{"guitars", "gid://shopify/TaxonomyCategory/ae-2-8-7-2", kThisNode, "Guitars"},
    CategoryRow{"guitars/electric", "gid://shopify/TaxonomyCategory/ae-2-8-7-2-4", kAllBelow, "Electric Guitars"},
    CategoryRow{"guitars/acoustic", "gid://shopify/TaxonomyCategory/ae-2-8-7-2-1", kAllBelow, "Acoustic Guitars"},
    CategoryRow{"guitars/classical", "gid://shopify/TaxonomyCategory/ae-2-8-7-2-3", kThisNode, "Classical Guitars"},
    CategoryRow{"guitars/parts", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-5", kAllBelow, "Guitar Fittings & Parts"},
    CategoryRow{"guitars/parts/pickups", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-3", kThisNode,
                "Electric Guitar Pickups"},
    CategoryRow{"guitars/parts/tuning-heads", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-13", kThisNode,
                "Guitar Tuning Pegs"},
    CategoryRow{"basses", "gid://shopify/TaxonomyCategory/ae-2-8-7-2-2", kAllBelow, "Bass Guitars"},
    CategoryRow{"basses/parts", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-5", kThisNode, "Guitar Fittings & Parts"},
    CategoryRow{"amps", "gid://shopify/TaxonomyCategory/ae-2-7-10", kThisNode, "Musical Instrument Amplifiers"},
    CategoryRow{"amps/guitar", "gid://shopify/TaxonomyCategory/ae-2-7-10-3", kAllBelow, "Guitar Amplifiers"},
    CategoryRow{"amps/guitar/cabinets", "gid://shopify/TaxonomyCategory/ae-2-7-9-1", kThisNode,
                "Musical Instrument Amplifier Cabinets"},
    CategoryRow{"amps/bass", "gid://shopify/TaxonomyCategory/ae-2-7-10-2", kAllBelow, "Bass Amplifiers"},
    CategoryRow{"amps/parts", "gid://shopify/TaxonomyCategory/ae-2-7-9", kAllBelow,
                "Musical Instrument Amplifier Accessories"},
    CategoryRow{"amps/parts/tubes", "gid://shopify/TaxonomyCategory/ae-2-7-9-6", kThisNode,
                "Musical Instrument Amplifier Tubes"},
    CategoryRow{"effects", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-14", kAllBelow, "Guitar Pedals"},
    CategoryRow{"keyboards", "gid://shopify/TaxonomyCategory/ae-2-8-4-3", kThisNode, "Musical Keyboards"},
    CategoryRow{"keyboards/synths", "gid://shopify/TaxonomyCategory/ae-2-8-4-4", kAllBelow, "Sound Synthesizers"},
    CategoryRow{"keyboards/synths/keyboard", "gid://shopify/TaxonomyCategory/ae-2-8-4-3-4", kThisNode,
                "Synthesizer Keyboards"},
    CategoryRow{"keyboards/samplers", "gid://shopify/TaxonomyCategory/ae-2-8-4-1", kThisNode, "Audio Samplers"},
    CategoryRow{"keyboards/midi", "gid://shopify/TaxonomyCategory/ae-2-8-4-2", kThisNode, "MIDI Controllers"},
    CategoryRow{"keyboards/midi/keyboards", "gid://shopify/TaxonomyCategory/ae-2-8-4-2-1", kThisNode,
                "Keyboard Controllers"},
    CategoryRow{"keyboards/electric-pianos", "gid://shopify/TaxonomyCategory/ae-2-8-6-2", kThisNode, "Electric Pianos"},
    CategoryRow{"drums", "gid://shopify/TaxonomyCategory/ae-2-8-5", kThisNode, "Percussion"},
    CategoryRow{"drums/kits", "gid://shopify/TaxonomyCategory/ae-2-8-5-3-1", kThisNode, "Acoustic Drum Kits"},
    CategoryRow{"drums/snares", "gid://shopify/TaxonomyCategory/ae-2-8-5-10", kThisNode, "Snare Drums"},
    CategoryRow{"drums/cymbals", "gid://shopify/TaxonomyCategory/ae-2-8-5-2", kThisNode, "Cymbals"},
    CategoryRow{"drums/electronic", "gid://shopify/TaxonomyCategory/ae-2-8-5-4", kThisNode, "Electronic Drums"},
    CategoryRow{"drums/heads", "gid://shopify/TaxonomyCategory/ae-2-7-12-3", kThisNode, "Drum Heads"},
    CategoryRow{"drums/pedals", "gid://shopify/TaxonomyCategory/ae-2-7-12-5-3", kThisNode, "Drum Pedals"},
    CategoryRow{"folk", "gid://shopify/TaxonomyCategory/ae-2-8-7", kThisNode, "String Instruments"},
    CategoryRow{"folk/mandolins", "gid://shopify/TaxonomyCategory/ae-2-8-7-8", kThisNode, "Mandolins"},
    CategoryRow{"folk/banjos", "gid://shopify/TaxonomyCategory/ae-2-8-7-7", kThisNode, "Banjos"},
    CategoryRow{"folk/ukuleles", "gid://shopify/TaxonomyCategory/ae-2-8-7-9", kThisNode, "Ukuleles"},
    CategoryRow{"band/saxophones", "gid://shopify/TaxonomyCategory/ae-2-8-8-12", kThisNode, "Saxophones"},
    CategoryRow{"band/violins", "gid://shopify/TaxonomyCategory/ae-2-8-7-6", kThisNode, "Violins"},
    CategoryRow{"band/trumpets", "gid://shopify/TaxonomyCategory/ae-2-8-3-5", kThisNode, "Trumpets & Cornets"},
    CategoryRow{"accessories", "gid://shopify/TaxonomyCategory/ae-2-7", kThisNode,
                "Musical Instrument & Orchestra Accessories"},
    CategoryRow{"accessories/cases", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-4", kThisNode,
                "Guitar Cases & Gigbags"},
    CategoryRow{"accessories/straps", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-10", kThisNode, "Guitar Straps"},
    CategoryRow{"accessories/strings", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-12", kAllBelow, "Guitar Strings"},
    CategoryRow{"accessories/strings/electric", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-12-4", kThisNode,
                "Electric Guitar Strings"},
    CategoryRow{"accessories/strings/bass", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-12-2", kThisNode,
                "Bass Guitar Strings"},
    CategoryRow{"accessories/picks", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-7", kThisNode, "Guitar Picks"},
    CategoryRow{"accessories/slides", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-8", kThisNode, "Guitar Slides"},
    CategoryRow{"accessories/stands", "gid://shopify/TaxonomyCategory/ae-2-7-13-1-9", kThisNode, "Guitar Stands"},
    CategoryRow{"accessories/tuners", "gid://shopify/TaxonomyCategory/ae-2-7-3", kThisNode, "Electronic Tuners"},
};

}  // namespace

std::span<const CategoryRow> ShopifyCategories() { return kRows; }

}  // namespace riff
