#include "mapping/measures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace riff {

namespace {

constexpr double kRounding = 0.02;
constexpr double kInchesPerCentimetre = 1 / 2.54;

struct UnitName {
  std::string_view name;
  Unit unit;
  double scale;
};

// A unit's one letter counts only right behind its figures ("300w"), never as a word of its own.
constexpr auto kUnits = std::to_array<UnitName>({
    {"in", Unit::kInch, 1},
    {"inch", Unit::kInch, 1},
    {"inche", Unit::kInch, 1},
    {"inches", Unit::kInch, 1},
    {"zoll", Unit::kInch, 1},
    {"cm", Unit::kInch, kInchesPerCentimetre},
    {"mm", Unit::kInch, kInchesPerCentimetre / 10},
    {"ft", Unit::kFeet, 1},
    {"foot", Unit::kFeet, 1},
    {"feet", Unit::kFeet, 1},
    {"meter", Unit::kFeet, 3.28084},
    {"metre", Unit::kFeet, 3.28084},
    {"meters", Unit::kFeet, 3.28084},
    {"m", Unit::kFeet, 3.28084},
    {"gb", Unit::kByte, 1},
    {"gig", Unit::kByte, 1},
    {"mb", Unit::kByte, 0.001},
    {"tb", Unit::kByte, 1000},
    {"w", Unit::kWatt, 1},
    {"watt", Unit::kWatt, 1},
    {"watts", Unit::kWatt, 1},
    {"kw", Unit::kWatt, 1000},
    {"volt", Unit::kVolt, 1},
    {"volts", Unit::kVolt, 1},
    {"hz", Unit::kHertz, 1e-6},
    {"khz", Unit::kHertz, 1e-3},
    {"mhz", Unit::kHertz, 1},
    {"ghz", Unit::kHertz, 1e3},
    {"mp", Unit::kPixel, 1},
    {"megapixel", Unit::kPixel, 1},
    {"megapixels", Unit::kPixel, 1},
    {"mpix", Unit::kPixel, 1},
    {"lb", Unit::kPound, 1},
    {"lbs", Unit::kPound, 1},
    {"pound", Unit::kPound, 1},
    {"pounds", Unit::kPound, 1},
    {"oz", Unit::kPound, 1.0 / 16},
    {"kg", Unit::kPound, 2.20462},
    {"liter", Unit::kVolume, 1},
    {"litre", Unit::kVolume, 1},
    {"liters", Unit::kVolume, 1},
    {"qt", Unit::kVolume, 0.946353},
    {"quart", Unit::kVolume, 0.946353},
    {"ml", Unit::kVolume, 0.001},
    {"cup", Unit::kCup, 1},
    {"cups", Unit::kCup, 1},
    {"pack", Unit::kPack, 1},
    {"pk", Unit::kPack, 1},
    {"pcs", Unit::kPack, 1},
    {"stuck", Unit::kPack, 1},
    {"user", Unit::kUser, 1},
    {"users", Unit::kUser, 1},
    {"string", Unit::kString, 1},
    {"strings", Unit::kString, 1},
    {"saiter", Unit::kString, 1},
    {"saitig", Unit::kString, 1},
    {"saitige", Unit::kString, 1},
    {"corde", Unit::kString, 1},
    {"cordes", Unit::kString, 1},
    {"cuerda", Unit::kString, 1},
    {"cuerdas", Unit::kString, 1},
    {"snarig", Unit::kString, 1},
    {"snarige", Unit::kString, 1},
    {"channel", Unit::kChannel, 1},
    {"channels", Unit::kChannel, 1},
    {"ch", Unit::kChannel, 1},
    {"port", Unit::kPort, 1},
    {"ports", Unit::kPort, 1},
    {"disc", Unit::kDisc, 1},
    {"discs", Unit::kDisc, 1},
    {"disk", Unit::kDisc, 1},
    {"cd", Unit::kDisc, 1},
});

const UnitName* UnitOf(std::string_view name) {
  const auto found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitName& unit) { return unit.name == name; });
  return found == kUnits.end() ? nullptr : &*found;
}

std::optional<double> Value(std::string_view figures) {
  double value = 0;
  const auto [end, fault] = std::from_chars(figures.data(), figures.data() + figures.size(), value);
  const bool whole = fault == std::errc() && end == figures.data() + figures.size();
  return whole && value > 0 ? std::optional(value) : std::nullopt;
}

// "500gb": the figures, then the unit.
MeasureRead Glued(std::string_view word) {
  const auto letters =
      std::find_if(word.begin(), word.end(), [](char c) { return !(c >= '0' && c <= '9') && c != '.'; });
  const auto figures = static_cast<std::size_t>(letters - word.begin());
  if (figures == 0 || figures == word.size()) {
    return {};
  }
  const UnitName* unit = UnitOf(word.substr(figures));
  const std::optional<double> value = Value(word.substr(0, figures));
  if (unit == nullptr || !value.has_value()) {
    return {};
  }
  return MeasureRead{Measure{unit->unit, *value * unit->scale}, 1};
}

}  // namespace

MeasureRead MeasureAt(const std::vector<Word>& words, std::size_t at) {
  const Word& word = words[at];
  if (!IsNumber(word.text)) {
    return HasDigit(word.text) ? Glued(word.text) : MeasureRead();
  }
  const std::optional<double> value = Value(word.text);
  if (!value.has_value()) {
    return {};
  }
  if (word.after != ' ') {
    return MeasureRead{Measure{Unit::kInch, *value}, 1};  // Shops write both marks for inches: 42' and 42".
  }
  if (at + 1 == words.size()) {
    return {};
  }
  const std::string_view next = words[at + 1].text;
  if (at + 2 < words.size() && next == "cu" && (words[at + 2].text == "ft" || words[at + 2].text == "feet")) {
    return MeasureRead{Measure{Unit::kCubicFeet, *value}, 3};
  }
  if (at + 2 < words.size() && next == "cubic" && (words[at + 2].text == "foot" || words[at + 2].text == "feet")) {
    return MeasureRead{Measure{Unit::kCubicFeet, *value}, 3};
  }
  const UnitName* unit = UnitOf(next);
  // "In" and "cd" are words too: they count only when a hyphen ties them to the number.
  const bool loose_word = (next == "in" || next == "cd" || next == "port") && words[at + 1].before != '-';
  if (unit == nullptr || next.size() < 2 || loose_word) {
    return {};
  }
  return MeasureRead{Measure{unit->unit, *value * unit->scale}, 2};
}

bool Agree(const Measure& left, const Measure& right) {
  return left.unit == right.unit &&
         std::abs(left.value - right.value) <= kRounding * std::max(std::abs(left.value), std::abs(right.value));
}

std::string MeasureText(const Measure& measure) {
  constexpr std::array<std::string_view, 17> kNames = {"in",         "ft",      "GB",       "W",     "V",    "MHz",
                                                       "megapixels", "lb",      "l",        "cu ft", "cups", "pieces",
                                                       "users",      "strings", "channels", "ports", "discs"};
  std::array<char, 32> figures{};
  const auto [end, fault] =
      std::to_chars(figures.data(), figures.data() + figures.size(), measure.value, std::chars_format::general, 4);
  std::string text(figures.data(), fault == std::errc() ? end : figures.data());
  text += ' ';
  text += kNames[static_cast<std::size_t>(measure.unit)];
  return text;
}

}  // namespace riff
