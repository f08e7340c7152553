#pragma once

namespace riff {

// Prints where and why, then aborts: what only a bug can cause must not go on with somebody's stock.
[[noreturn]] void CheckFailed(const char* file, int line, const char* condition, const char* why);

}  // namespace riff

// On in every build. RIFF_CHECK(quantity.units() >= 0, "a movement moves units one way");
#define RIFF_CHECK(condition, why)                              \
  do {                                                          \
    if (!(condition)) [[unlikely]] {                            \
      ::riff::CheckFailed(__FILE__, __LINE__, #condition, why); \
    }                                                           \
  } while (false)
