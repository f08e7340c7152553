#include "mapping/traits.h"

#include <algorithm>
#include <array>
#include <utility>

#include "mapping/normalise.h"

namespace riff {

namespace {

constexpr std::size_t kSerialBytesMin = 4;

template <std::size_t kSize>
constexpr bool Holds(const std::array<std::string_view, kSize>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

constexpr auto kLeft = std::to_array<std::string_view>(
    {"canhota", "canhoto", "gaucher", "gauchere", "lefthand", "lefthanded", "lefty", "lh", "linkshand", "linkshander",
     "linkshandermodell", "linkshandig", "linkshandige", "mancina", "mancino", "zurda", "zurdo"});
constexpr auto kRight =
    std::to_array<std::string_view>({"destro", "diestra", "diestro", "droitier", "droitiere", "rechtshander",
                                     "rechtshandig", "righthand", "righthanded", "righty"});
static_assert(std::is_sorted(kLeft.begin(), kLeft.end()) && std::is_sorted(kRight.begin(), kRight.end()));

constexpr auto kUsed =
    std::to_array<std::string_view>({"gebraucht", "occasion", "played", "preloved", "preowned", "refurbished",
                                     "secondhand", "usado", "usata", "usato", "used", "vintage"});
static_assert(std::is_sorted(kUsed.begin(), kUsed.end()));

constexpr auto kTalk = std::to_array<std::string_view>(
    {"a",         "accessory", "all",      "amazing",  "an",        "and",   "auction",  "authentic",   "avec",
     "awesome",   "beautiful", "best",     "brand",    "by",        "case",  "clean",    "collectible", "con",
     "condition", "de",        "der",      "die",      "du",        "e",     "el",       "et",          "excellent",
     "fair",      "fast",      "find",     "for",      "free",      "from",  "fully",    "functional",  "genuine",
     "good",      "great",     "gorgeous", "hard",     "hardshell", "holy",  "htf",      "in",          "incl",
     "included",  "includes",  "item",     "it",       "la",        "le",    "listing",  "look",        "lqqk",
     "mint",      "mit",       "near",     "new",      "nice",      "nos",   "of",       "offer",       "ohsc",
     "on",        "only",      "or",       "original", "perfect",   "plays", "preowned", "price",       "rare",
     "ready",     "sale",      "save",     "serviced", "setup",     "ship",  "shipping", "shop",        "stock",
     "stunning",  "super",     "the",      "to",       "top",       "und",   "used",     "very",        "warranty",
     "with",      "worldwide", "wow",      "y",        "your"});

constexpr auto kGrades = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"academic", "academic"},
    {"advanced", "advanced"},
    {"artist", "artist"},
    {"basic", "basic"},
    {"classic", "classic"},
    {"custom", "custom"},
    {"deluxe", "deluxe"},
    {"dlx", "deluxe"},
    {"elite", "elite"},
    {"enterprise", "enterprise"},
    {"essential", "essential"},
    {"express", "express"},
    {"home", "home"},
    {"junior", "junior"},
    {"jr", "junior"},
    {"legacy", "legacy"},
    {"limited", "limited"},
    {"lite", "lite"},
    {"mini", "mini"},
    {"player", "player"},
    {"plus", "plus"},
    {"premier", "premier"},
    {"premium", "premium"},
    {"prem", "premium"},
    {"prestige", "prestige"},
    {"pro", "pro"},
    {"prof", "pro"},
    {"professional", "pro"},
    {"select", "select"},
    {"signature", "signature"},
    {"special", "special"},
    {"standard", "standard"},
    {"std", "standard"},
    {"student", "student"},
    {"studio", "studio"},
    {"supreme", "supreme"},
    {"traditional", "traditional"},
    {"tribute", "tribute"},
    {"ultimate", "ultimate"},
    {"ultra", "ultra"},
    {"upgrade", "upgrade"},
    {"upgrad", "upgrade"},
    {"upg", "upgrade"},
});

bool Is(const std::vector<Word>& words, std::size_t at, std::string_view text) {
  return at < words.size() && words[at].text == text;
}

// What announces a serial number: how many words, and how many figures it must then have to be believed.
struct Announcement {
  std::size_t words = 0;
  std::size_t figures_min = 0;
};

Announcement AnnouncementAt(const std::vector<Word>& words, std::size_t at) {
  if (Is(words, at, "s") && Is(words, at + 1, "n") && words[at + 1].before == '/') {
    return {2, 1};
  }
  if (Is(words, at, "seriennummer") || Is(words, at, "serialnumber")) {
    return {1, 1};
  }
  const bool in_full = Is(words, at, "serial");
  const bool shortened = Is(words, at, "ser") || Is(words, at, "serie");
  const bool number = Is(words, at + 1, "number") || Is(words, at + 1, "no") || Is(words, at + 1, "nr") ||
                      Is(words, at + 1, "num") || Is(words, at + 1, "nummer");
  if ((in_full || shortened) && number) {
    return {2, 1};
  }
  if (in_full) {
    return {1, 4};  // "Serial ATA" is none.
  }
  return shortened || Is(words, at, "sn") || Is(words, at, "snr") ? Announcement{1, 5} : Announcement();
}

}  // namespace

HandRead HandAt(const std::vector<Word>& words, std::size_t at) {
  const std::string_view word = words[at].text;
  const bool left = word == "left";
  if (left || word == "right") {
    const bool hand = Is(words, at + 1, "hand") || Is(words, at + 1, "handed");
    return hand ? HandRead{left ? Hand::kLeft : Hand::kRight, 2} : HandRead();
  }
  if (Holds(kLeft, word)) {
    return HandRead{Hand::kLeft, 1};
  }
  return Holds(kRight, word) ? HandRead{Hand::kRight, 1} : HandRead();
}

Wear WearOf(Condition condition) {
  switch (condition) {
    case Condition::kUnknown:
      return Wear::kUnknown;
    case Condition::kNew:
    case Condition::kBStock:
      return Wear::kNew;
    default:
      return Wear::kUsed;
  }
}

Wear WearOfWord(std::string_view word) { return Holds(kUsed, word) ? Wear::kUsed : Wear::kUnknown; }

std::string SerialOf(const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Announcement announced = AnnouncementAt(words, i);
    if (announced.words == 0) {
      continue;
    }
    std::size_t at = i + announced.words;
    at += Is(words, at, "is") ? 1 : 0;
    std::string serial;
    while (at < words.size() && (serial.empty() || words[at].before == '-')) {
      serial += words[at].text;
      ++at;
    }
    const auto figures = std::count_if(serial.begin(), serial.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (serial.size() >= kSerialBytesMin && static_cast<std::size_t>(figures) >= announced.figures_min) {
      return serial;
    }
  }
  return {};
}

std::string BareCode(std::string_view text) {
  std::string bare;
  for (const char c : NormaliseText(text, 256)) {
    const bool sign = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    bare += sign ? std::string(1, c) : std::string();
  }
  constexpr auto kNone = std::to_array<std::string_view>(
      {"doesnotapply", "na", "nan", "nil", "none", "nosku", "notapplicable", "null", "unknown", "xxx"});
  const bool zeros = bare.find_first_not_of('0') == std::string::npos;
  return zeros || Holds(kNone, bare) ? std::string() : bare;
}

bool IsTalk(std::string_view word) {
  static constexpr auto kSorted = [] {
    auto words = kTalk;
    std::sort(words.begin(), words.end());
    return words;
  }();
  return Holds(kSorted, word);
}

std::string_view GradeOf(std::string_view word) {
  const auto found =
      std::find_if(kGrades.begin(), kGrades.end(), [&](const auto& grade) { return grade.first == word; });
  return found == kGrades.end() ? std::string_view() : found->second;
}

bool IsGrade(std::string_view word) { return !GradeOf(word).empty(); }

}  // namespace riff
