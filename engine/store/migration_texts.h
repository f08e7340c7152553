#pragma once

#include <cstdint>
#include <span>

namespace riff {

// One migration as the build put it into the program (engine/store/embed_migrations.cmake).
struct MigrationText {
  std::int64_t version = 0;
  const char* name = "";  // "0001_products"
  const char* up = "";
  const char* down = "";
};

// All of them, oldest first.
std::span<const MigrationText> MigrationTexts();

}  // namespace riff
