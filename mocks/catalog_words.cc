#include "mocks/catalog_words.h"

namespace riff::sim {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 8> kSolidFinishes = {
    "Sunburst",         "Olympic White", "Candy Apple Red",     "Natural",
    "Lake Placid Blue", "Black",         "Butterscotch Blonde", "Surf Green"};
constexpr std::array<Words, 6> kSetNeckFinishes = {"Cherry Sunburst", "Gold Top",    "Ebony",
                                                   "Wine Red",        "Honey Burst", "Pelham Blue"};
constexpr std::array<Words, 4> kAcousticFinishes = {"Natural", "Tobacco Sunburst", "Ambertone", "Vintage Cherry"};
constexpr std::array<Words, 4> kAmplifierFinishes = {"Blackface", "Silverface", "Tweed", "Blonde Tolex"};
constexpr std::array<Words, 3> kPedalFinishes = {"Original Box", "No Box", "Refurbished"};
constexpr std::array<Words, 3> kKeyboardFinishes = {"Walnut", "Black", "Road Case"};
constexpr std::array<Words, 4> kDrumFinishes = {"Oyster Pearl", "Champagne Sparkle", "Chrome", "Maple"};
constexpr std::array<Words, 6> kGauges = {"9-42", "9-46", "10-46", "10-52", "11-48", "11-54"};
constexpr std::array<Words, 4> kAcousticGauges = {"11-52", "12-53", "12-54", "13-56"};
constexpr std::array<Words, 3> kBassGauges = {"40-95", "45-100", "45-105"};
constexpr std::array<Words, 6> kLengths = {"3 m", "4.5 m", "6 m", "3 m Angled", "4.5 m Angled", "6 m Angled"};
constexpr std::array<Words, 4> kColours = {"Black", "Tan", "Red", "Brown"};
constexpr std::array<Words, 4> kPickGauges = {"0.60 mm", "0.73 mm", "0.88 mm", "1.00 mm"};
constexpr std::array<Words, 2> kNewPedal = {"Standard", "Anniversary"};

constexpr StockKind kOne = StockKind::kOneOfAKind;
constexpr StockKind kMany = StockKind::kStocked;

constexpr std::array kUniqueLines = {
    GearLine{"GTR", "electric guitar", "Fender", "Jazzmaster", 1958, 1980, 1900, 9800, kSolidFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Fender", "Stratocaster", 1957, 1989, 1500, 24000, kSolidFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Fender", "Telecaster", 1955, 1985, 1600, 21000, kSolidFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Fender", "Mustang", 1964, 1981, 900, 3400, kSolidFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Gibson", "Les Paul Standard", 1969, 2005, 1800, 9500, kSetNeckFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Gibson", "SG Special", 1961, 1999, 1100, 6200, kSetNeckFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Gibson", "ES-335", 1959, 1990, 2400, 18000, kSetNeckFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Gretsch", "Country Gentleman", 1958, 1975, 2100, 7900, kSetNeckFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Rickenbacker", "360", 1964, 1998, 1700, 6800, kSolidFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Ibanez", "Artist AR300", 1977, 1984, 800, 2400, kSetNeckFinishes, kOne},
    GearLine{"GTR", "electric guitar", "Guild", "Starfire IV", 1963, 1979, 1200, 3900, kSetNeckFinishes, kOne},
    GearLine{"ACG", "acoustic guitar", "Martin", "D-28", 1950, 1999, 1500, 12000, kAcousticFinishes, kOne},
    GearLine{"ACG", "acoustic guitar", "Martin", "000-18", 1948, 1995, 1300, 9800, kAcousticFinishes, kOne},
    GearLine{"ACG", "acoustic guitar", "Gibson", "J-45", 1947, 1996, 1400, 8900, kAcousticFinishes, kOne},
    GearLine{"ACG", "acoustic guitar", "Taylor", "814ce", 1995, 2018, 1200, 3200, kAcousticFinishes, kOne},
    GearLine{"BAS", "bass guitar", "Fender", "Precision Bass", 1957, 1985, 1400, 12500, kSolidFinishes, kOne},
    GearLine{"BAS", "bass guitar", "Fender", "Jazz Bass", 1961, 1985, 1500, 14500, kSolidFinishes, kOne},
    GearLine{"BAS", "bass guitar", "Hofner", "500/1 Violin Bass", 1961, 1979, 900, 5400, kSetNeckFinishes, kOne},
    GearLine{"BAS", "bass guitar", "Music Man", "StingRay", 1976, 1995, 1100, 4200, kSolidFinishes, kOne},
    GearLine{"AMP", "amplifier", "Fender", "Deluxe Reverb", 1963, 1981, 1100, 4600, kAmplifierFinishes, kOne},
    GearLine{"AMP", "amplifier", "Fender", "Princeton", 1958, 1979, 900, 3600, kAmplifierFinishes, kOne},
    GearLine{"AMP", "amplifier", "Marshall", "JMP 1987", 1967, 1981, 1500, 6900, kAmplifierFinishes, kOne},
    GearLine{"AMP", "amplifier", "Vox", "AC30", 1962, 1978, 1300, 5900, kAmplifierFinishes, kOne},
    GearLine{"PED", "effect pedal", "Ibanez", "TS808 Tube Screamer", 1979, 1982, 500, 1300, kPedalFinishes, kOne},
    GearLine{"PED", "effect pedal", "Electro-Harmonix", "Big Muff Pi", 1970, 1984, 250, 1500, kPedalFinishes, kOne},
    GearLine{"PED", "effect pedal", "Roland", "Space Echo RE-201", 1974, 1988, 700, 1900, kPedalFinishes, kOne},
    GearLine{"KEY", "keyboard", "Rhodes", "Mark I Stage 73", 1970, 1979, 1800, 4800, kKeyboardFinishes, kOne},
    GearLine{"KEY", "keyboard", "Moog", "Minimoog Model D", 1971, 1981, 3500, 7900, kKeyboardFinishes, kOne},
    GearLine{"DRM", "drum", "Ludwig", "Supraphonic LM400", 1963, 1985, 400, 1400, kDrumFinishes, kOne},
    GearLine{"DRM", "drum", "Gretsch", "Round Badge Kit", 1958, 1970, 2100, 6500, kDrumFinishes, kOne},
};

constexpr std::array kStockedLines = {
    GearLine{"STR", "strings", "Ernie Ball", "Slinky Electric Strings", 0, 0, 7, 14, kGauges, kMany},
    GearLine{"STR", "strings", "D'Addario", "NYXL Electric Strings", 0, 0, 11, 18, kGauges, kMany},
    GearLine{"STR", "strings", "Elixir", "Nanoweb Acoustic Strings", 0, 0, 16, 22, kAcousticGauges, kMany},
    GearLine{"STR", "strings", "Rotosound", "Swing Bass 66 Strings", 0, 0, 24, 38, kBassGauges, kMany},
    GearLine{"CAB", "cable", "Mogami", "Gold Instrument Cable", 0, 0, 35, 70, kLengths, kMany},
    GearLine{"CAB", "cable", "Evidence Audio", "Lyric HG Cable", 0, 0, 60, 120, kLengths, kMany},
    GearLine{"PED", "effect pedal", "Boss", "CE-2W Chorus", 0, 0, 190, 230, kNewPedal, kMany},
    GearLine{"PED", "effect pedal", "MXR", "Phase 90 M101", 0, 0, 80, 110, kNewPedal, kMany},
    GearLine{"PED", "effect pedal", "Strymon", "El Capistan V2", 0, 0, 330, 380, kNewPedal, kMany},
    GearLine{"ACC", "accessory", "Levy's", "Suede Guitar Strap", 0, 0, 25, 60, kColours, kMany},
    GearLine{"ACC", "accessory", "Dunlop", "Tortex Picks 72 Pack", 0, 0, 19, 29, kPickGauges, kMany},
};

}  // namespace

std::span<const GearLine> GearLines(StockKind stock) {
  if (stock == StockKind::kOneOfAKind) {
    return kUniqueLines;
  }
  return kStockedLines;
}

}  // namespace riff::sim
