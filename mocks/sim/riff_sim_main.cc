// riff-sim: whole days of the whole shop, from one seed, in one thread, in no time.

#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "mocks/sim/program.h"

namespace {

constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;

// A folder for the secrets' files, gone when the program ends.
class Folder {
 public:
  Folder() : path_((std::filesystem::temp_directory_path() / "riff-sim-XXXXXX").string()) {
    made_ = ::mkdtemp(path_.data()) != nullptr;
  }
  ~Folder() {
    std::error_code ignored;  // A folder that stays behind fails nothing.
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  bool made() const { return made_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  riff::sim::ProgramFlags flags;
  CLI::App app("riff-sim: simulates whole shops from a seed, under faults, and checks every promise");
  app.add_option("--seed", flags.seed, "one seed");
  app.add_option("--seeds", flags.seeds, "a range of seeds, A..B");
  app.add_option("--world", flags.world, "hybrid, sandbox or live; else drawn");
  app.add_option("--products", flags.products, "how many products; else drawn");
  app.add_option("--days", flags.days, "days of trouble; else some hours are drawn");
  app.add_option("--channels", flags.platforms, "platforms, between commas; else drawn")->delimiter(',');
  app.add_option("--engines", flags.engines, "1 to 3; else drawn")->check(CLI::Range(1, 3));
  app.add_option("--buyers", flags.buys_per_hour, "buyers an hour; else drawn");
  app.add_option("--crash-at", flags.crash_point, "the first process dies at this step boundary");
  app.add_option("--without", flags.without, "fault kinds to leave out, between commas")->delimiter(',');
  app.add_option("--deeds", flags.deeds_max, "only so many of the drawn deeds");
  app.add_flag("--small-world", flags.small_world,
               "instead of seeds: one product, two channels, two engines, every order of up to six events");
  app.add_flag("--quiet-world", flags.quiet, "no faults");
  app.add_flag("--shrink", flags.shrink, "make a failing history as short as it can be");
  app.add_flag("--twice", flags.twice, "run each seed twice and compare the digests");
  app.add_flag("--verbose", flags.verbose, "every event");
  app.add_flag("--json", flags.json, "the sums as JSON");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : kWrongUsage;
  }
  const Folder folder;
  if (!folder.made()) {
    return kCouldNotRun;
  }
  return riff::sim::RunProgram(flags, folder.path());
}
