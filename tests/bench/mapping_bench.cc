// riff-mapping-bench: how fast the matcher is, over catalogues that are the same on every machine, and how often it is
// right where the truth is known (docs/mapping.md).

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/json/json.h"
#include "engine/base/random.h"
#include "mapping/match.h"
#include "tests/bench/mapping_quality.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr std::size_t kListings = 10'000;
constexpr std::size_t kVocabulary = 40'000;
constexpr std::size_t kSearches = 1'000;
constexpr std::size_t kLargest = 100'000;

constexpr const char* kHelp =
    "riff-mapping-bench: how fast the matcher is, and how often it is right.\n"
    "\n"
    "  --quick   catalogues of 1,000 and 10,000 products only\n"
    "  --json    one JSON document instead of the tables\n"
    "  --help    this\n"
    "\n"
    "The environment variable RIFF_DATASETS names the folder with the catalogues whose truth is known.\n"
    "Exit codes: 0 measured (whether or not the goals were met), 2 wrong usage, 3 could not run.\n";

// Words as shops use them: few of them often, most of them seldom.
std::vector<std::string> Vocabulary(Random& random) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kVocabulary; ++i) {
    std::string word;
    for (std::uint64_t letters = 3 + random.Below(8); letters > 0; --letters) {
      word += static_cast<char>('a' + random.Below(26));
    }
    words.push_back(std::move(word));
  }
  return words;
}

const std::string& AnyWord(const std::vector<std::string>& words, Random& random) {
  const double share = random.Share();
  return words[static_cast<std::size_t>(std::pow(static_cast<double>(words.size()), share)) - 1];
}

std::vector<MatchRecord> Products(std::size_t count, Random& random) {
  const std::vector<std::string> words = Vocabulary(random);
  std::vector<MatchRecord> products(count);
  for (std::size_t i = 0; i < count; ++i) {
    MatchRecord& product = products[i];
    product.id = "P" + std::to_string(i);
    for (std::uint64_t left = 6 + random.Below(6); left > 0; --left) {
      product.title += AnyWord(words, random) + " ";
    }
    product.title += AnyWord(words, random).substr(0, 2) + "-" + std::to_string(100 + random.Below(90'000));
    for (std::uint64_t left = 20 + random.Below(40); left > 0; --left) {
      product.description += AnyWord(words, random) + " ";
    }
    product.price = Money{static_cast<std::int64_t>(1'000 + random.Below(1'000'000)), Currency::Usd()};
  }
  return products;
}

// What a channel shows of some of them: words left out, the number spelled otherwise, another price.
std::vector<MatchRecord> Listings(const std::vector<MatchRecord>& products, std::size_t count, Random& random) {
  std::vector<MatchRecord> listings(count);
  for (std::size_t i = 0; i < count; ++i) {
    const MatchRecord& product = products[random.Below(products.size())];
    MatchRecord& listing = listings[i];
    listing.id = "L" + std::to_string(i);
    std::string word;
    for (const char c : product.title + " ") {
      if (c != ' ') {
        word += c == '-' ? std::string() : std::string(1, c);
        continue;
      }
      listing.title += random.Below(8) == 0 ? "" : word + " ";
      word.clear();
    }
    listing.price =
        Money{product.price->minor * static_cast<std::int64_t>(90 + random.Below(20)) / 100, Currency::Usd()};
  }
  return listings;
}

// The most memory this process has held, in MiB.
double MostMemory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The time by the clock, and that of the processor: growth is told by the latter, which other programs disturb less.
struct Taken {
  double by_clock = 0;
  double of_processor = 0;
};

double ProcessorSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

Taken TimeToMatch(const std::vector<MatchRecord>& left, const std::vector<MatchRecord>& right) {
  const double before = ProcessorSeconds();
  const Result<double> by_clock = SecondsOf([&]() -> Result<void> {
    MatchRecords(left, right, MatchOptions{});
    return {};
  });
  return Taken{by_clock.value_or(0), ProcessorSeconds() - before};
}

double MillisecondsToFindOne(const std::vector<MatchRecord>& products, const std::vector<MatchRecord>& listings) {
  MatchCatalogue catalogue;
  for (const MatchRecord& product : products) {
    catalogue.Add(product);
  }
  const double seconds = SecondsOf([&]() -> Result<void> {
                           for (std::size_t i = 0; i < kSearches; ++i) {
                             catalogue.Find(listings[i], kReviewLeast, 5);
                           }
                           return {};
                         }).value_or(0);
  return seconds * 1000 / static_cast<double>(kSearches);
}

std::vector<Figure> MeasureSpeed(std::size_t largest) {
  std::vector<Figure> figures;
  double before = 0;
  std::size_t size_before = 0;
  for (const std::size_t size : {std::size_t{1'000}, std::size_t{10'000}, kLargest}) {
    if (size > largest) {
      break;
    }
    SeededRandom random(size);
    const std::vector<MatchRecord> products = Products(size, random);
    const std::vector<MatchRecord> listings = Listings(products, std::max(size, kListings), random);
    const std::vector<MatchRecord> some(listings.begin(), listings.begin() + kListings);
    const double some_taken = TimeToMatch(some, products).by_clock;
    Figure figure{"match 10,000 listings", size, some_taken, "s", {}, {}, {}};
    figure.at_most = size == kLargest ? std::optional(60.0) : std::nullopt;
    figures.push_back(figure);
    if (size == kLargest) {
      figures.push_back(Figure{"memory of that", size, MostMemory(), "MiB", {}, {}, 1024});
      figures.push_back(Figure{"find one listing", size, MillisecondsToFindOne(products, listings), "ms", {}, {}, 5});
    }
    const std::vector<MatchRecord> as_many(listings.begin(), listings.begin() + static_cast<std::ptrdiff_t>(size));
    const Taken taken = TimeToMatch(as_many, products);
    figures.push_back(Figure{"match as many listings", size, taken.by_clock, "s", {}, {}, {}});
    if (size_before > 0) {
      const auto work = [](std::size_t n) { return static_cast<double>(n) * std::log(static_cast<double>(n)); };
      const double grown = taken.of_processor / before;
      const double expected = work(size) / work(size_before);
      // A quarter is allowed for caches that no longer hold everything.
      figures.push_back(Figure{"growth since the tenth, over n log n", size, grown / expected, "", {}, {}, 1.25});
    }
    before = taken.of_processor;
    size_before = size;
  }
  return figures;
}

struct Options {
  std::size_t largest = kLargest;
  bool json = false;
};

void Print(const Options& options, const std::vector<Figure>& speed, const std::vector<Quality>& quality) {
  if (options.json) {
    JsonWriter json;
    json.BeginObject().Key("speed").Raw(JsonOf(speed)).Key("quality").Raw(JsonOf(quality)).EndObject();
    std::puts(json.Take().c_str());
    return;
  }
  std::puts(TableOf(speed).c_str());
  std::puts(quality.empty() ? "RIFF_DATASETS does not name the folder with catalogues whose truth is known."
                            : TableOf(quality).c_str());
}

int Run(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view flag = words[i];
    if (flag == "--help") {
      std::fputs(kHelp, stdout);
      return 0;
    }
    if (flag != "--json" && flag != "--quick") {
      std::fputs(kHelp, stderr);
      return 2;
    }
    options.json = options.json || flag == "--json";
    options.largest = flag == "--quick" ? kListings : options.largest;
  }
  std::vector<Quality> quality;
  if (const char* folder = std::getenv("RIFF_DATASETS"); folder != nullptr) {
    const Result<std::vector<Quality>> measured = MeasureQuality(folder);
    if (!measured.has_value()) {
      std::fprintf(stderr, "riff-mapping-bench: %s\n", measured.error().message.c_str());
      return 3;
    }
    quality = *measured;
  }
  Print(options, MeasureSpeed(options.largest), quality);
  return 0;
}

}  // namespace
}  // namespace riff::bench

int main(int count, char** words) { return riff::bench::Run(count, words); }
