// riff-bench: measures the engine against floors of the same run. See docs/performance.md.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/bench.h"
#include "tests/bench/catalogue.h"
#include "tests/bench/catalogue_file.h"
#include "tests/bench/child.h"

namespace riff::bench {
namespace {

constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;
constexpr std::size_t kSmallest = 10'000;
constexpr std::size_t kRoundsMax = 8;  // The smallest catalogue has no products to sell in a ninth.

constexpr const char* kHelp =
    "riff-bench: how fast the engine is, against floors measured in the same run.\n"
    "\n"
    "  --quick         the catalogue of 10,000 listings only\n"
    "  --sizes A,B,…   catalogues of so many listings, 10,000 and more (default 10000,100000,1000000)\n"
    "  --rounds N      rounds of which the median is told, 1 to 8 (default 5)\n"
    "  --folder PATH   where the catalogues are made, and removed again (default: the system's temporary folder)\n"
    "  --json          one JSON document instead of the table\n"
    "  --help          this\n"
    "\n"
    "Example: riff-bench --quick --json\n"
    "\n"
    "Exit codes: 0 measured (whether or not the goals were met), 2 wrong usage, 3 could not run.\n";

struct Options {
  std::vector<std::size_t> sizes = {kSmallest, 100'000, 1'000'000};
  std::size_t rounds = 5;
  std::filesystem::path folder;
  bool json = false;
  bool help = false;
};

std::optional<std::size_t> NumberOf(std::string_view text) {
  const bool digits = !text.empty() && text.size() < 9 && text.find_first_not_of("0123456789") == text.npos;
  return digits ? std::optional<std::size_t>(std::strtoul(std::string(text).c_str(), nullptr, 10)) : std::nullopt;
}

Result<std::vector<std::size_t>> SizesOf(std::string_view text) {
  std::vector<std::size_t> sizes;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::optional<std::size_t> size = NumberOf(text.substr(0, comma));
    if (!size.has_value() || *size < kSmallest) {
      return Fail(ErrorKind::kInvalid, "--sizes takes numbers of listings, 10000 and more, with commas between");
    }
    sizes.push_back(*size);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  if (sizes.empty()) {
    return Fail(ErrorKind::kInvalid, "--sizes names no size");
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

Result<Options> OptionsOf(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& name = arguments[at];
    if (name == "--json") {
      options.json = true;
    } else if (name == "--help") {
      options.help = true;
    } else if (name == "--quick") {
      options.sizes = {kSmallest};
    } else if (at + 1 == arguments.size()) {
      return Fail(ErrorKind::kInvalid, "no option, or one without its value: " + name);
    } else if (name == "--sizes") {
      RIFF_TRY(options.sizes, SizesOf(arguments[++at]));
    } else if (name == "--rounds") {
      const std::size_t rounds = NumberOf(arguments[++at]).value_or(0);
      if (rounds < 1 || rounds > kRoundsMax) {
        return Fail(ErrorKind::kInvalid, "--rounds takes a number from 1 to 8");
      }
      options.rounds = rounds;
    } else if (name == "--folder") {
      options.folder = arguments[++at];
    } else {
      return Fail(ErrorKind::kInvalid, "no such option: " + name);
    }
  }
  return options;
}

// A folder of this run's own, gone when the run ends.
class Workplace {
 public:
  static Result<Workplace> Make(const std::filesystem::path& parent) {
    std::error_code failure;
    const std::filesystem::path base = parent.empty() ? std::filesystem::temp_directory_path(failure) : parent;
    std::string pattern = (base / "riff-bench-XXXXXX").string();
    if (failure || mkdtemp(pattern.data()) == nullptr) {
      return Fail(ErrorKind::kUnavailable, "no folder can be made in " + base.string());
    }
    return Workplace(pattern);
  }
  Workplace(Workplace&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Workplace& operator=(Workplace&&) = delete;
  ~Workplace() {
    std::error_code ignored;  // Nothing is left to be done about it.
    if (!path_.empty()) {
      std::filesystem::remove_all(path_, ignored);
    }
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit Workplace(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

void AppendTo(std::vector<Figure>& all, std::vector<Figure> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void Say(const std::string& progress) { std::fprintf(stderr, "%s\n", progress.c_str()); }

Result<std::vector<Figure>> MeasureAll(const Options& options) {
  RIFF_TRY(const Workplace workplace, Workplace::Make(options.folder));
  std::vector<Subject> subjects;
  for (const std::size_t size : options.sizes) {
    const std::string name = std::to_string(size);
    Say("making a catalogue of " + name + " listings");
    Subject subject{(workplace.path() / (name + ".db")).string(), size / kListingsPerProduct, options.rounds};
    RIFF_TRY(RunInChild([&]() -> Result<std::vector<double>> {
      RIFF_TRY(MakeCatalogueFile(subject.path, subject.products));
      return std::vector<double>();
    }));
    subjects.push_back(std::move(subject));
  }
  std::vector<Figure> figures;
  for (const Subject& subject : subjects) {
    Say("full reconcile of " + std::to_string(subject.products * kListingsPerProduct) + " listings");
    RIFF_TRY(std::vector<Figure> more, MeasureReconcile(subject));
    AppendTo(figures, std::move(more));
  }
  Say("MakePlan");
  RIFF_TRY(std::vector<Figure> plan, MeasurePlan(options.rounds));
  AppendTo(figures, std::move(plan));
  for (const Subject& subject : subjects) {
    Say("observing unchanged pages among " + std::to_string(subject.products * kListingsPerProduct) + " listings");
    RIFF_TRY(std::vector<Figure> more, MeasureObserve(subject));
    AppendTo(figures, std::move(more));
  }
  Say("sales");
  RIFF_TRY(std::vector<Figure> changes, MeasureChanges(subjects));
  AppendTo(figures, std::move(changes));
  return figures;
}

int Run(const std::vector<std::string>& arguments) {
  const Result<Options> options = OptionsOf(arguments);
  if (!options.has_value()) {
    std::fprintf(stderr, "riff-bench: %s\nSee riff-bench --help.\n", options.error().message.c_str());
    return kWrongUsage;
  }
  if (options->help) {
    std::fputs(kHelp, stdout);
    return 0;
  }
  const Result<std::vector<Figure>> figures = MeasureAll(*options);
  if (!figures.has_value()) {
    std::fprintf(stderr, "riff-bench: %s\n", figures.error().message.c_str());
    return kCouldNotRun;
  }
  std::printf("%s\n", (options->json ? JsonOf(*figures) : TableOf(*figures)).c_str());
  return 0;
}

}  // namespace
}  // namespace riff::bench

int main(int argc, char** argv) { return riff::bench::Run(std::vector<std::string>(argv + 1, argv + argc)); }
