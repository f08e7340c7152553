#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/random.h"
#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {
namespace {

constexpr int kMutationsASeed = 150;

// Pieces that parsers trip over.
constexpr std::array<std::string_view, 14> kPieces = {"null",     "-1",      "9223372036854775808",
                                                      "1e400",    "\"",      "{",
                                                      "[[[[[[[[", "\\u0000", "\xff\xfe",
                                                      "\r\n",     ",,,,",    "true",
                                                      "]]>",      "=\"\""};

std::vector<std::string> SeedsOf(std::string_view target) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(RIFF_FUZZ_CORPUS) + "/" + std::string(target))) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const std::filesystem::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return seeds;
}

std::string Mutated(std::string text, SeededRandom& random) {
  const auto place = [&] { return static_cast<std::size_t>(random.Below(text.size() + 1)); };
  for (std::uint64_t turns = 1 + random.Below(4); turns > 0; --turns) {
    switch (random.Below(5)) {
      case 0:
        text.resize(place());  // Cut off.
        break;
      case 1:
        text.insert(place(), kPieces[random.Below(kPieces.size())]);
        break;
      case 2:
        text.erase(std::min(place(), text.size()), random.Below(20));
        break;
      case 3:
        text.insert(place(), text.substr(place(), 1 + random.Below(200)));
        break;
      default:
        if (!text.empty()) {
          text[random.Below(text.size())] = static_cast<char>(random.Below(256));
        }
    }
  }
  return text;
}

class FuzzCorpusTest : public testing::TestWithParam<FuzzTarget> {};
INSTANTIATE_TEST_SUITE_P(Every, FuzzCorpusTest, testing::ValuesIn(AllFuzzTargets()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST_P(FuzzCorpusTest, SurvivesItsSeedsAndWhatIsNearThem) {
  SeededRandom random(1);
  const std::vector<std::string> seeds = SeedsOf(GetParam().name);
  ASSERT_FALSE(seeds.empty());

  GetParam().run("");
  for (const std::string& seed : seeds) {
    GetParam().run(seed);
    for (int i = 0; i < kMutationsASeed; ++i) {
      GetParam().run(Mutated(seed, random));
    }
  }
}

}  // namespace
}  // namespace riff::fuzz
