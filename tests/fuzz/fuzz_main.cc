// riff-fuzz --target=NAME [libFuzzer's own options] [corpus folders]: see scripts/fuzz.

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/fuzz_targets.h"

namespace {

const riff::fuzz::FuzzTarget* chosen = nullptr;

}  // namespace

// libFuzzer names these two; options with two dashes are left to us.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kOption = "--target=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view argument((*argv)[i]);
    for (const riff::fuzz::FuzzTarget& target : riff::fuzz::AllFuzzTargets()) {
      if (argument.starts_with(kOption) && argument.substr(kOption.size()) == target.name) {
        chosen = &target;
      }
    }
  }
  if (chosen == nullptr) {
    std::fputs("riff-fuzz: --target= names none of:", stderr);
    for (const riff::fuzz::FuzzTarget& target : riff::fuzz::AllFuzzTargets()) {
      std::fprintf(stderr, " %s", target.name.data());
    }
    std::fputs("\n", stderr);
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  chosen->run(std::string_view(reinterpret_cast<const char*>(bytes), size));
  return 0;
}
