#pragma once

#include <string>

#include "engine/cli/program.h"

namespace riff {

// The books a flag names; empty: the ones that stock set by a person goes into with this configuration (BooksFor).
Result<World> BooksAskedFor(Program& program, const std::string& flag);

// A text as JSON, with its quotes.
std::string JsonText(const std::string& text);

// `riff products show` and `riff stock show`: the product, its balances and its listings.
ExitCode ShowProduct(Console& console, const Invocation& invocation, const std::string& sku);

}  // namespace riff
