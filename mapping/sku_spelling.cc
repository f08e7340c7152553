#include "mapping/sku_spelling.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "mapping/normalise.h"
#include "mapping/traits.h"

namespace riff {

namespace {

constexpr std::size_t kSkuBytesMax = 256;

// What shops and their tools put before a SKU to tell the channel it was made for.
constexpr auto kChannelMarks =
    std::to_array<std::string_view>({"eba", "ebay", "eby", "rev", "reverb", "riff", "rvb", "shop", "shopify", "shp",
                                     "tiktok", "tts", "vintageandrare", "vnr", "vr", "website"});

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsChannelMark(std::string_view part) {
  return std::find(kChannelMarks.begin(), kChannelMarks.end(), part) != kChannelMarks.end();
}

// "r1", "rl2", "relist", "relisted", "relist3", "copy".
bool IsRelistMark(std::string_view part) {
  std::string_view word = part;
  while (!word.empty() && IsDigit(word.back())) {
    word.remove_suffix(1);
  }
  const std::size_t figures = part.size() - word.size();
  const bool counted = (word == "r" || word == "rl") && figures >= 1 && figures <= 2;
  return counted || word == "relist" || word == "relisted" || word == "copy";
}

std::vector<std::string> PartsOf(std::string_view sku) {
  std::vector<std::string> parts(1);
  for (const char c : NormaliseText(sku, kSkuBytesMax)) {
    const bool sign = (c >= 'a' && c <= 'z') || IsDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (sign) {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) {
    parts.pop_back();
  }
  return parts;
}

// Figures stay parted: "1-11" is not "11-1".
std::string Joined(std::span<const std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    const bool figures = !text.empty() && IsDigit(text.back()) && IsDigit(part.front());
    text += (figures ? "-" : "") + part;
  }
  return text;
}

}  // namespace

SkuSpelling SpellingOf(std::string_view sku) {
  const std::vector<std::string> parts = PartsOf(sku);
  if (parts.empty() || BareCode(sku).empty()) {
    return {};
  }
  std::span<const std::string> left = parts;
  SkuSpelling spelling;
  spelling.whole = Joined(left);
  if (left.size() > 1 && IsChannelMark(left.front())) {
    left = left.subspan(1);
  }
  spelling.stem = Joined(left);
  if (left.size() > 1 && IsRelistMark(left.back())) {
    left = left.first(left.size() - 1);
  }
  spelling.core = Joined(left);
  return spelling;
}

SkuLikeness CompareSkus(std::string_view left, std::string_view right) {
  const SkuSpelling a = SpellingOf(left);
  const SkuSpelling b = SpellingOf(right);
  if (a.whole.empty() || b.whole.empty()) {
    return SkuLikeness::kNone;
  }
  if (a.whole == b.whole) {
    return left == right ? SkuLikeness::kExact : SkuLikeness::kSpelledOtherwise;
  }
  const bool marked = a.stem == b.stem || a.core == b.stem || a.stem == b.core;
  return marked ? SkuLikeness::kMarked : SkuLikeness::kNone;
}

}  // namespace riff
