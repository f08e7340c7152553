#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace riff {

// Folds a text to the form in which two spellings of the same words are the same bytes: compatibility characters made
// plain (NFKC), case folded, accents and other marks taken off, HTML tags and character references resolved, curly
// quotes and all kinds of dashes made ASCII; the signs of markup, trademark signs, emoji, control characters and bytes
// that are not UTF-8 made blanks. At most `bytes_max` bytes of the text are read, so that a megabyte costs no more than
// a page. The result is UTF-8; folding it again changes nothing.
std::string NormaliseText(std::string_view text, std::size_t bytes_max);

}  // namespace riff
