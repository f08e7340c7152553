#pragma once

namespace riff {

// One statement as this folder writes it: its text with named binds (":sku"), and one letter for each column it
// answers: t text, i 64-bit integer, r real. Always a constant at namespace scope: its address is its name in the
// statement cache.
struct Sql {
  const char* text = "";
  const char* columns = "";
};

}  // namespace riff
