#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mapping/words.h"

namespace riff {

// What a number in a title counts. Lengths, weights, stores and powers are brought to one unit each.
enum class Unit {
  kInch,  // Also ' and " after a number, cm and mm; feet and metres are kFeet.
  kFeet,
  kByte,  // In gigabytes: "500 MB" is 0.5.
  kWatt,
  kVolt,
  kHertz,   // In megahertz.
  kPixel,   // In megapixels.
  kPound,   // Pounds and ounces, kilograms and grams.
  kVolume,  // In litres: cups, quarts, litres, cubic feet are units of their own.
  kCubicFeet,
  kCup,
  kPack,  // Pieces in a pack, users of a licence.
  kUser,
  kString,  // Strings of an instrument.
  kChannel,
  kPort,
  kDisc,
};

struct Measure {
  Unit unit = Unit::kInch;
  double value = 0;

  friend bool operator==(const Measure&, const Measure&) = default;
};

// What the words at `at` tell ("42" + "in", "500gb", "7" + "string"), and how many words that took; 0 words where no
// measure begins there.
struct MeasureRead {
  Measure measure;
  std::size_t words = 0;
};
MeasureRead MeasureAt(const std::vector<Word>& words, std::size_t at);

// True when the two tell the same measure, within rounding (2 %).
bool Agree(const Measure& left, const Measure& right);

// "42 in", "7 strings": for people.
std::string MeasureText(const Measure& measure);

}  // namespace riff
