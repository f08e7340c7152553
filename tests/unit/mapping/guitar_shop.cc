#include "tests/unit/mapping/guitar_shop.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

#include "connectors/table/csv.h"

namespace riff {

namespace {

// Chance that is the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 1) {}
  std::uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
  }
  std::size_t Below(std::size_t limit) { return static_cast<std::size_t>(Next() % limit); }
  bool Falls(double share) { return static_cast<double>(Next() >> 11) * 0x1.0p-53 < share; }
  template <class T>
  void Shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[Below(i)]);
    }
  }

 private:
  std::uint64_t state_;
};

// One guitar that exists once.
struct Piece {
  std::string brand;
  std::string model;  // The full name without the brand.
  std::string year;
  std::string finish;
  bool left_handed = false;
  std::string serial;
  double price = 0;
  bool told_apart_by_serial = false;
};

std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() || word.empty() ? "" : " ") + word;
  }
  return text;
}

std::string SerialNumber(Dice& dice) {
  std::string serial(1, static_cast<char>('A' + dice.Below(26)));
  for (int i = 0; i < 8; ++i) {
    serial += static_cast<char>('0' + dice.Below(10));
  }
  return serial;
}

Piece PieceOf(const ListedGuitar& guitar, Dice& dice) {
  Piece piece;
  piece.brand = guitar.brand;
  piece.model = guitar.name;
  if (piece.model.starts_with(piece.brand + " ")) {
    piece.model = piece.model.substr(piece.brand.size() + 1);
  }
  piece.year = guitar.year;
  piece.finish = guitar.colours.empty() ? "Natural" : guitar.colours[dice.Below(guitar.colours.size())];
  piece.left_handed = dice.Falls(0.04);
  piece.serial = SerialNumber(dice);
  piece.price = guitar.price > 0 ? guitar.price : 400 + static_cast<double>(dice.Below(2000));
  return piece;
}

// Another of the same, but for one thing.
Piece TwinOf(Piece& piece, Dice& dice) {
  constexpr std::array<const char*, 6> kOtherFinishes = {"Black", "White", "Red", "Blue", "Sunburst", "Green"};
  Piece twin = piece;
  twin.serial = SerialNumber(dice);
  twin.price *= 0.95 + static_cast<double>(dice.Below(10)) / 100;
  switch (dice.Below(4)) {
    case 0:
      twin.year = std::to_string(std::atoi(piece.year.c_str()) + (dice.Falls(0.5) ? 1 : -2));
      break;
    case 1:
      while (twin.finish.find(kOtherFinishes[0]) == 0 || twin.finish == piece.finish ||
             piece.finish.find(twin.finish) != std::string::npos) {
        twin.finish = kOtherFinishes[1 + dice.Below(kOtherFinishes.size() - 1)];
      }
      break;
    case 2:
      twin.left_handed = !piece.left_handed;
      break;
    default:
      piece.told_apart_by_serial = true;
      twin.told_apart_by_serial = true;
  }
  return twin;
}

std::string InAnotherLanguage(const std::string& finish, Dice& dice) {
  static const std::map<std::string, std::vector<std::string>> kWords = {
      {"Black", {"Schwarz", "Noir", "Negro", "Nero", "Zwart"}},
      {"White", {"Weiß", "Blanc", "Blanco", "Bianco", "Wit"}},
      {"Red", {"Rot", "Rouge", "Rojo", "Rosso", "Rood"}},
      {"Blue", {"Blau", "Bleu", "Azul", "Blauw"}},
      {"Green", {"Grün", "Vert", "Verde", "Groen"}},
      {"Yellow", {"Gelb", "Jaune", "Amarillo", "Giallo"}},
      {"Natural", {"Natur", "Naturel", "Natural"}},
      {"Brown", {"Braun", "Marron", "Bruin"}},
      {"Gray", {"Grau", "Gris", "Grigio", "Grey"}},
      {"Purple", {"Lila", "Violett", "Paars"}},
      {"Silver", {"Silber", "Argent", "Plata"}},
      {"Matte", {"Matt", "Mate"}}};
  std::vector<std::string> words = WordsOf(finish);
  const std::size_t language = dice.Below(5);
  for (std::string& word : words) {
    if (const auto found = kWords.find(word); found != kWords.end()) {
      word = found->second[language % found->second.size()];
    }
  }
  return Joined(words);
}

// One letter of one longer word changed, dropped, doubled or swapped; never in a word with figures.
std::string Mistyped(const std::string& text, Dice& dice) {
  std::vector<std::string> words = WordsOf(text);
  std::vector<std::size_t> long_ones;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool letters = std::all_of(words[i].begin(), words[i].end(),
                                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)); });
    if (letters && words[i].size() >= 5) {
      long_ones.push_back(i);
    }
  }
  if (long_ones.empty()) {
    return text;
  }
  std::string& word = words[long_ones[dice.Below(long_ones.size())]];
  const std::size_t at = 1 + dice.Below(word.size() - 2);
  switch (dice.Below(4)) {
    case 0:
      word[at] = static_cast<char>('a' + dice.Below(26));
      break;
    case 1:
      word.erase(at, 1);
      break;
    case 2:
      word.insert(at, 1, word[at]);
      break;
    default:
      std::swap(word[at], word[at + 1]);
  }
  return Joined(words);
}

MatchRecord ProductOf(const Piece& piece, std::size_t number, Dice& dice) {
  MatchRecord product;
  product.id = "P" + std::to_string(number);
  product.sku = "GTR-" + std::to_string(10'000 + number);
  product.title = Joined({piece.brand, piece.model, piece.year, piece.finish, piece.left_handed ? "Left-Handed" : ""});
  product.brand = piece.brand;
  product.year = piece.year;
  product.finish = piece.finish;
  product.serial = piece.told_apart_by_serial || dice.Falls(0.6) ? piece.serial : "";
  product.price = Money{static_cast<std::int64_t>(piece.price * 100), Currency::Usd()};
  product.kind = RecordKind::kOneOff;
  return product;
}

enum class Habit { kReverb, kEbay, kShopify, kTiktok, kVr };

std::string LeftWord(Dice& dice) {
  constexpr std::array<const char*, 6> kWords = {"Left-Handed", "Lefty", "LH", "left hand", "Linkshänder", "Zurdo"};
  return kWords[dice.Below(kWords.size())];
}

// What one platform makes of it. Whatever sets twins apart is told somewhere; the rest may be missing.
MatchRecord ListingOf(const Piece& piece, Habit habit, Dice& dice) {
  MatchRecord listing;
  const bool brandless = dice.Falls(0.10);
  const std::string brand = brandless ? "" : piece.brand;
  const std::string finish = dice.Falls(0.30) ? InAnotherLanguage(piece.finish, dice) : piece.finish;
  const std::string hand = piece.left_handed ? LeftWord(dice) : "";
  const std::string serial = piece.told_apart_by_serial || dice.Falls(0.2) ? "Serial number: " + piece.serial : "";
  const double factor = 0.85 + static_cast<double>(dice.Below(31)) / 100;
  listing.price = Money{static_cast<std::int64_t>(piece.price * factor * 100), Currency::Usd()};
  switch (habit) {
    case Habit::kReverb:
      listing.title = Joined({brand, piece.model, piece.year, finish, hand});
      listing.brand = brand;
      listing.model = piece.model;
      listing.year = piece.year;
      listing.finish = finish;
      listing.condition = Condition::kExcellent;
      listing.description = "<p>Plays great. " + serial + "</p>";
      break;
    case Habit::kEbay: {
      listing.title = Joined({piece.year, brand, piece.model, finish, hand, "Electric Guitar",
                              dice.Falls(0.5) ? "RARE! L@@K" : "w/ Hard Case"});
      std::transform(listing.title.begin(), listing.title.end(), listing.title.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      listing.description = "Ships fast!! " + serial;
      break;
    }
    case Habit::kShopify:
      listing.title = piece.model + " - " + finish + (hand.empty() ? "" : " (" + hand + ")");
      listing.brand = brand;
      listing.description = "<div><b>" + brand + "</b> made in " + piece.year + ". &nbsp;" + serial + "</div>";
      listing.year = piece.year;
      break;
    case Habit::kTiktok:
      listing.title = "\xf0\x9f\x8e\xb8 " + Joined({brand, piece.model, finish, hand, piece.year}) +
                      " \xf0\x9f\x94\xa5 free shipping";
      listing.description = serial;
      break;
    case Habit::kVr:
      listing.brand = brand;
      listing.model = piece.model;
      listing.year = piece.year + ".0";
      listing.finish = finish;
      listing.hand = piece.left_handed ? "left" : "";
      listing.description = "<p>Player&rsquo;s guitar &amp; case<br>" + serial + "</p>";
      listing.price = Money{static_cast<std::int64_t>(piece.price * factor) * 100, Currency::Usd()};
      break;
  }
  std::vector<std::string> words = WordsOf(listing.title);
  if (dice.Falls(0.20)) {
    dice.Shuffle(words);
    listing.title = Joined(words);
  }
  if (dice.Falls(0.25)) {
    listing.title = Mistyped(listing.title, dice);
  }
  return listing;
}

}  // namespace

std::vector<ListedGuitar> ReadGuitars(const std::string& csv) {
  std::vector<ListedGuitar> guitars;
  const Result<CsvTable> table = ParseCsv(csv, CsvOptions{});
  for (std::size_t i = 0; table.has_value() && i < table->rows.size(); ++i) {
    const std::vector<std::string>& cells = table->rows[i].cells;
    ListedGuitar guitar;
    guitar.brand = cells[0];
    guitar.name = cells[1];
    guitar.year = cells[3].substr(0, 4);
    std::string colour;
    for (const char c : cells[5] + ",") {
      if (c == ',') {
        if (!colour.empty()) {
          guitar.colours.push_back(colour);
        }
        colour.clear();
      } else if (c != ' ' || !colour.empty()) {
        colour += c;
      }
    }
    guitar.price = std::atof(cells[8].c_str());
    guitars.push_back(std::move(guitar));
  }
  return guitars;
}

GuitarShop ForgeShop(const std::vector<ListedGuitar>& guitars, const ShopShape& shape) {
  Dice dice(shape.seed);
  std::vector<std::size_t> order(guitars.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  dice.Shuffle(order);
  const auto twins = static_cast<std::size_t>(static_cast<double>(shape.products) * shape.twins);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < shape.products - twins; ++i) {
    pieces.push_back(PieceOf(guitars[order[i % order.size()]], dice));
  }
  for (std::size_t i = 0; i < twins; ++i) {
    pieces.push_back(TwinOf(pieces[i], dice));
  }
  GuitarShop shop;
  std::vector<std::pair<Piece, std::size_t>> listed;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    shop.products.push_back(ProductOf(pieces[i], i, dice));
    listed.emplace_back(pieces[i], i);
  }
  // Strangers: half are guitars that the shop never had, half twins of some that it has.
  const auto strangers = static_cast<std::size_t>(static_cast<double>(shape.products) * shape.strangers);
  for (std::size_t i = 0; i < strangers; ++i) {
    Piece base = i % 2 == 0 ? PieceOf(guitars[order[(shape.products - twins + i) % order.size()]], dice)
                            : pieces[pieces.size() / 2 + i];
    listed.emplace_back(i % 2 == 0 ? base : TwinOf(base, dice), pieces.size());
  }
  dice.Shuffle(listed);
  for (std::size_t i = 0; i < listed.size(); ++i) {
    shop.listings.push_back(ListingOf(listed[i].first, static_cast<Habit>(dice.Below(5)), dice));
    shop.listings.back().id = "L" + std::to_string(i);
    shop.product_of.push_back(listed[i].second);
  }
  return shop;
}

}  // namespace riff
