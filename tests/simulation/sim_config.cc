#include "tests/simulation/sim_config.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <system_error>

#include "mocks/sim/run_seed.h"

namespace riff {
namespace {

class ConfigFolder {
 public:
  ConfigFolder() : path_((std::filesystem::temp_directory_path() / "riff-simulation-XXXXXX").string()) {
    EXPECT_NE(::mkdtemp(path_.data()), nullptr);
    Result<Config> made = sim::MakeSimConfig(path_);
    EXPECT_TRUE(made.has_value());
    config = *std::move(made);
  }
  ~ConfigFolder() {
    std::error_code ignored;  // A folder that stays behind fails no test.
    std::filesystem::remove_all(path_, ignored);
  }
  ConfigFolder(const ConfigFolder&) = delete;
  ConfigFolder& operator=(const ConfigFolder&) = delete;

  Config config;

 private:
  std::string path_;
};

}  // namespace

const Config& SimConfig() {
  static const ConfigFolder folder;
  return folder.config;
}

}  // namespace riff
