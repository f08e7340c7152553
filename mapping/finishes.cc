#include "mapping/finishes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace riff {

namespace {

enum Finish : std::uint32_t {
  kBlack = 1u << 0,
  kWhite = 1u << 1,
  kRed = 1u << 2,
  kBlue = 1u << 3,
  kGreen = 1u << 4,
  kYellow = 1u << 5,
  kOrange = 1u << 6,
  kPurple = 1u << 7,
  kPink = 1u << 8,
  kBrown = 1u << 9,
  kGray = 1u << 10,
  kSilver = 1u << 11,
  kGold = 1u << 12,
  kNatural = 1u << 13,
  kCream = 1u << 14,
  kCherry = 1u << 15,
  kTurquoise = 1u << 16,
  kBeige = 1u << 17,
  kSunburst = 1u << 18,
  kBurst = 1u << 19,
  kMatte = 1u << 20,
  kSatin = 1u << 21,
  kGloss = 1u << 22,
  kMetallic = 1u << 23,
  kSparkle = 1u << 24,
};

constexpr FinishSet kColours = kBurst - 1;

constexpr std::array<std::string_view, 25> kEnglish = {
    "black",    "white", "red",    "blue",  "green",   "yellow",   "orange", "purple",    "pink",
    "brown",    "gray",  "silver", "gold",  "natural", "cream",    "cherry", "turquoise", "beige",
    "sunburst", "burst", "matte",  "satin", "gloss",   "metallic", "sparkle"};

// Sorted, so that a word is found by halving.
constexpr auto kWords = std::to_array<std::pair<std::string_view, FinishSet>>({
    {"amarelo", kYellow},
    {"amarillo", kYellow},
    {"arancione", kOrange},
    {"argent", kSilver},
    {"argento", kSilver},
    {"azul", kBlue},
    {"azzurro", kBlue},
    {"beige", kBeige},
    {"bianco", kWhite},
    {"bk", kBlack},
    {"blanc", kWhite},
    {"blanche", kWhite},
    {"blanco", kWhite},
    {"blau", kBlue},
    {"blauw", kBlue},
    {"bleu", kBlue},
    {"blk", kBlack},
    {"black", kBlack},
    {"blonde", kCream},
    {"blu", kBlue},
    {"blue", kBlue},
    {"branco", kWhite},
    {"braun", kBrown},
    {"brillant", kGloss},
    {"brown", kBrown},
    {"brun", kBrown},
    {"bruin", kBrown},
    {"burst", kBurst},
    {"castano", kBrown},
    {"cereza", kCherry | kRed},
    {"cerise", kCherry | kRed},
    {"cherry", kCherry | kRed},
    {"cherryburst", kCherry | kRed | kBurst},
    {"cinza", kGray},
    {"cobalt", kBlue},
    {"cream", kCream},
    {"creme", kCream},
    {"crema", kCream},
    {"crimson", kRed},
    {"dorado", kGold},
    {"dore", kGold},
    {"dourado", kGold},
    {"ebony", kBlack},
    {"geel", kYellow},
    {"gelb", kYellow},
    {"giallo", kYellow},
    {"glanz", kGloss},
    {"gloss", kGloss},
    {"glossy", kGloss},
    {"gold", kGold},
    {"golden", kGold},
    {"goldtop", kGold},
    {"goud", kGold},
    {"graphite", kGray},
    {"grau", kGray},
    {"gray", kGray},
    {"green", kGreen},
    {"grey", kGray},
    {"grigio", kGray},
    {"grijs", kGray},
    {"gris", kGray},
    {"groen", kGreen},
    {"grun", kGreen},
    {"gruen", kGreen},
    {"ivory", kCream},
    {"jaune", kYellow},
    {"kirsch", kCherry | kRed},
    {"kirschrot", kCherry | kRed},
    {"laranja", kOrange},
    {"lila", kPurple},
    {"magenta", kPink},
    {"marron", kBrown},
    {"marrone", kBrown},
    {"mat", kMatte},
    {"mate", kMatte},
    {"matt", kMatte},
    {"matte", kMatte},
    {"metalic", kMetallic},
    {"metallic", kMetallic},
    {"naranja", kOrange},
    {"natur", kNatural},
    {"natural", kNatural},
    {"naturale", kNatural},
    {"naturel", kNatural},
    {"negro", kBlack},
    {"nero", kBlack},
    {"noir", kBlack},
    {"noire", kBlack},
    {"opaco", kMatte},
    {"orange", kOrange},
    {"oranje", kOrange},
    {"oro", kGold},
    {"ouro", kGold},
    {"paars", kPurple},
    {"pink", kPink},
    {"plata", kSilver},
    {"preto", kBlack},
    {"purple", kPurple},
    {"red", kRed},
    {"rojo", kRed},
    {"rood", kRed},
    {"sonnenverlauf", kSunburst | kBurst},
    {"rosa", kPink},
    {"rose", kPink},
    {"rosso", kRed},
    {"rot", kRed},
    {"rouge", kRed},
    {"roxo", kPurple},
    {"satin", kSatin},
    {"satinado", kSatin},
    {"schwarz", kBlack},
    {"seidenmatt", kSatin},
    {"silber", kSilver},
    {"silver", kSilver},
    {"slv", kSilver},
    {"slvr", kSilver},
    {"sparkle", kSparkle},
    {"sunburst", kSunburst | kBurst},
    {"tobaccoburst", kSunburst | kBurst},
    {"turquesa", kTurquoise},
    {"turquoise", kTurquoise},
    {"verde", kGreen},
    {"vermelho", kRed},
    {"vert", kGreen},
    {"verte", kGreen},
    {"violet", kPurple},
    {"violett", kPurple},
    {"weiss", kWhite},
    {"white", kWhite},
    {"wht", kWhite},
    {"wit", kWhite},
    {"yellow", kYellow},
    {"zilver", kSilver},
    {"zwart", kBlack},
});

}  // namespace

FinishSet FinishOf(std::string_view word) {
  static constexpr auto kSorted = [] {
    auto words = kWords;
    std::sort(words.begin(), words.end());
    return words;
  }();
  const auto found = std::lower_bound(kSorted.begin(), kSorted.end(), word,
                                      [](const auto& entry, std::string_view sought) { return entry.first < sought; });
  return found != kSorted.end() && found->first == word ? found->second : 0;
}

std::string_view FinishWord(FinishSet finish) {
  return finish == 0 ? std::string_view() : kEnglish[static_cast<std::size_t>(std::countr_zero(finish))];
}

std::string FinishWords(FinishSet finishes) {
  std::string words;
  for (; finishes != 0; finishes &= finishes - 1) {
    words += (words.empty() ? "" : ", ") + std::string(FinishWord(finishes));
  }
  return words;
}

FinishSet ColoursOf(FinishSet finishes) { return finishes & kColours; }
FinishSet BurstOf(FinishSet finishes) { return finishes & kBurst; }

bool FinishesContradict(FinishSet left, FinishSet right) {
  return ColoursOf(left) != 0 && ColoursOf(right) != 0 && (ColoursOf(left) & ColoursOf(right)) == 0;
}

}  // namespace riff
