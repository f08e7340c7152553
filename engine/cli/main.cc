#include <cstdio>
#include <exception>

#include "engine/cli/invocation.h"

int main(int count, char** words) {
  try {
    return riff::RunCommandLine(count, words);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "riff: stopped by a fault: %s\n", error.what());
    return static_cast<int>(riff::ExitCode::kCouldNotRun);
  }
}
