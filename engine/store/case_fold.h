#pragma once

#include <string>
#include <string_view>

namespace riff {

// The text in lower case, for "is part of it, whatever its case": Latin (with its accents), Greek and Cyrillic letters.
// Anything else, bytes that are no UTF-8 included, stays as it is.
std::string FoldCase(std::string_view text);

}  // namespace riff
