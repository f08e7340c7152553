#include "mapping/brands.h"

#include <algorithm>
#include <array>
#include <string>

namespace riff {

namespace {

struct Brand {
  std::string_view name;
  std::string_view parent;
  std::string_view spellings;  // Folded, parted by '|', the longest first where one begins another.
};

constexpr auto kBrands = std::to_array<Brand>({
    {"", "", ""},
    {"Fender", "", "fender"},
    {"Squier", "Fender", "fender squier|squier by fender|squier|squire"},
    {"Gibson", "", "gibson"},
    {"Epiphone", "Gibson", "gibson epiphone|epiphone by gibson|epiphone|epi"},
    {"Kramer", "Gibson", "kramer"},
    {"ESP", "", "esp"},
    {"ESP LTD", "ESP", "esp ltd|ltd by esp|ltd"},
    {"ESP E-II", "ESP", "esp e ii|esp e 2|esp eii|e ii|eii"},
    {"PRS", "", "paul reed smith|prs"},
    {"PRS SE", "PRS", "paul reed smith se|prs se"},
    {"Music Man", "", "ernie ball music man|ernie ball musicman|music man|musicman|ebmm"},
    {"Sterling", "Music Man", "sterling by music man|sterling by musicman|sterling by ernie ball|sterling|sbmm"},
    {"Ibanez", "", "ibanez"},
    {"Jackson", "", "jackson"},
    {"Charvel", "", "charvel"},
    {"Gretsch", "", "gretsch"},
    {"Schecter", "", "schecter|schechter"},
    {"Dean", "", "dean"},
    {"Solar", "", "solar"},
    {"Harley Benton", "", "harley benton|harley bention"},
    {"Reverend", "", "reverend"},
    {"Cort", "", "cort"},
    {"Yamaha", "", "yamaha"},
    {"Washburn", "", "washburn"},
    {"Sire", "", "sire"},
    {"Rickenbacker", "", "rickenbacker|rickenbacher"},
    {"Guild", "", "guild"},
    {"Martin", "", "c f martin|cf martin|martin"},
    {"Taylor", "", "taylor"},
    {"Takamine", "", "takamine"},
    {"Ovation", "", "ovation"},
    {"Hofner", "", "hofner|hoefner"},
    {"Framus", "", "framus"},
    {"Warwick", "", "warwick"},
    {"Duesenberg", "", "duesenberg"},
    {"Danelectro", "", "danelectro|dano"},
    {"Silvertone", "", "silvertone"},
    {"Harmony", "", "harmony"},
    {"Kay", "", "kay"},
    {"National", "", "national"},
    {"Supro", "", "supro"},
    {"Eastman", "", "eastman"},
    {"Godin", "", "godin"},
    {"Seagull", "", "seagull"},
    {"Hagstrom", "", "hagstrom"},
    {"Burns", "", "burns"},
    {"Vox", "", "vox"},
    {"Marshall", "", "marshall"},
    {"Orange", "", "orange amps|orange amplification"},
    {"Mesa Boogie", "", "mesa boogie|mesa engineering|mesa"},
    {"Boss", "", "boss"},
    {"Roland", "", "roland"},
    {"Korg", "", "korg"},
    {"Moog", "", "moog"},
    {"Electro-Harmonix", "", "electro harmonix|ehx"},
    {"MXR", "", "mxr"},
    {"Dunlop", "", "jim dunlop|dunlop"},
    {"Strymon", "", "strymon"},
    {"TC Electronic", "", "tc electronic|t c electronic"},
    {"Line 6", "", "line 6|line6"},
    {"Steinberger", "", "steinberger"},
    {"Strandberg", "", "strandberg"},
    {"Suhr", "", "suhr"},
    {"Tom Anderson", "", "tom anderson"},
    {"Nash", "", "nash guitars"},
    {"Collings", "", "collings"},
    {"Larrivee", "", "larrivee"},
    {"B.C. Rich", "", "b c rich|bc rich"},
    {"Hamer", "", "hamer"},
    {"G&L", "", "g l"},
    {"Greco", "", "greco"},
    {"Tokai", "", "tokai"},
    {"Burny", "", "burny"},
    {"Aria", "", "aria pro|aria"},
    {"Ludwig", "", "ludwig"},
    {"Zildjian", "", "zildjian"},
    {"Sabian", "", "sabian"},
    {"Paiste", "", "paiste"},
    {"Selmer", "", "selmer"},
    {"Steinway", "", "steinway and sons|steinway sons|steinway"},
});

// They make as much that stands in boxes by the dozen as instruments.
constexpr auto kWideMakers = std::to_array<std::string_view>({"Korg", "Roland", "Yamaha"});

constexpr auto kCompanyWords = std::to_array<std::string_view>(
    {"ag",      "co",     "com", "company",      "corp",       "corporation", "gmbh",          "group",
     "guitars", "guitar", "inc", "incorporated", "industries", "intl",        "international", "kg",
     "limited", "llc",    "ltd", "srl",          "usa"});

// One spelling, and whose it is.
struct Spelling {
  std::string_view words;
  BrandId brand = 0;
};

// All spellings by their first word; of one first word the longest comes first.
const std::vector<Spelling>& Spellings() {
  static const std::vector<Spelling> kAll = [] {
    std::vector<Spelling> all;
    for (std::size_t i = 1; i < kBrands.size(); ++i) {
      std::string_view left = kBrands[i].spellings;
      while (!left.empty()) {
        const std::string_view one = left.substr(0, left.find('|'));
        all.push_back(Spelling{one, static_cast<BrandId>(i)});
        left.remove_prefix(std::min(left.size(), one.size() + 1));
      }
    }
    std::sort(all.begin(), all.end(), [](const Spelling& a, const Spelling& b) {
      const std::string_view first_a = a.words.substr(0, a.words.find(' '));
      const std::string_view first_b = b.words.substr(0, b.words.find(' '));
      return first_a != first_b ? first_a < first_b : a.words.size() > b.words.size();
    });
    return all;
  }();
  return kAll;
}

// How many words the spelling takes when the words at `at` begin with it, else 0.
std::size_t WordsOf(std::string_view spelling, const std::vector<Word>& words, std::size_t at) {
  std::size_t used = 0;
  while (!spelling.empty()) {
    const std::string_view one = spelling.substr(0, spelling.find(' '));
    if (at + used >= words.size() || words[at + used].text != one) {
      return 0;
    }
    ++used;
    spelling.remove_prefix(std::min(spelling.size(), one.size() + 1));
  }
  return used;
}

}  // namespace

BrandRead BrandAt(const std::vector<Word>& words, std::size_t at) {
  const std::vector<Spelling>& all = Spellings();
  const std::string_view first = words[at].text;
  auto found = std::lower_bound(all.begin(), all.end(), first, [](const Spelling& spelling, std::string_view sought) {
    return spelling.words.substr(0, spelling.words.find(' ')) < sought;
  });
  for (; found != all.end() && found->words.substr(0, found->words.find(' ')) == first; ++found) {
    if (const std::size_t used = WordsOf(found->words, words, at); used > 0) {
      return BrandRead{found->brand, used};
    }
  }
  return {};
}

BrandId BrandOf(const std::vector<Word>& words) {
  BrandId brand = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const BrandRead read = BrandAt(words, i);
    if (read.brand == 0) {
      continue;
    }
    if (brand == 0 || ParentOf(read.brand) == brand) {
      brand = read.brand;
    }
    i += read.words - 1;
  }
  return brand;
}

std::string_view BrandName(BrandId brand) { return brand < kBrands.size() ? kBrands[brand].name : std::string_view(); }

BrandId ParentOf(BrandId brand) {
  const std::string_view parent = brand < kBrands.size() ? kBrands[brand].parent : std::string_view();
  for (std::size_t i = 1; i < kBrands.size() && !parent.empty(); ++i) {
    if (kBrands[i].name == parent) {
      return static_cast<BrandId>(i);
    }
  }
  return 0;
}

bool MakesInstrumentsOnly(BrandId brand) {
  return brand != 0 && std::find(kWideMakers.begin(), kWideMakers.end(), BrandName(brand)) == kWideMakers.end();
}

bool IsCompanyWord(std::string_view word) {
  return std::binary_search(kCompanyWords.begin(), kCompanyWords.end(), word);
}

}  // namespace riff
