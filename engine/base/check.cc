#include "engine/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace riff {

void CheckFailed(const char* file, int line, const char* condition, const char* why) {
  std::fprintf(stderr, "riff: %s:%d: %s does not hold: %s\n", file, line, condition, why);
  std::abort();
}

}  // namespace riff
