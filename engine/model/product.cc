#include "engine/model/product.h"

#include <cstdint>

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<ProductKind, 2> kProductKinds = {
    "kind of product",
    {{
        {ProductKind::kUnique, "unique"},
        {ProductKind::kStocked, "stocked"},
    }},
};
static_assert(kProductKinds.InOrder(ProductKind::kStocked));

constexpr WordTable<Condition, 10> kConditions = {
    "condition",
    {{
        {Condition::kUnknown, "unknown"},
        {Condition::kNew, "new"},
        {Condition::kBStock, "b_stock"},
        {Condition::kMint, "mint"},
        {Condition::kExcellent, "excellent"},
        {Condition::kVeryGood, "very_good"},
        {Condition::kGood, "good"},
        {Condition::kFair, "fair"},
        {Condition::kPoor, "poor"},
        {Condition::kNonFunctioning, "non_functioning"},
    }},
};
static_assert(kConditions.InOrder(Condition::kNonFunctioning));

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

// How many bytes of white space the text begins with: one blank, or the no-break space that web editors put in.
std::size_t LeadingSpace(std::string_view text) {
  if (text.starts_with(kNoBreakSpace)) {
    return kNoBreakSpace.size();
  }
  return !text.empty() && std::string_view(" \t\n\r\f\v").find(text.front()) != std::string_view::npos ? 1 : 0;
}

std::string_view WithoutLeadingSpace(std::string_view text) {
  while (const std::size_t space = LeadingSpace(text)) {
    text.remove_prefix(space);
  }
  return text;
}

// FNV-1a, 64 bits: it tells an altered title from the same one, a million times a second; nobody attacks it.
class Fnv {
 public:
  void Add(char c) { bits_ = (bits_ ^ static_cast<unsigned char>(c)) * 0x100000001b3; }
  std::uint64_t bits() const { return bits_; }

 private:
  std::uint64_t bits_ = 0xcbf29ce484222325;
};

// 13 characters: short enough for a string to keep them without an allocation, a million listings at a time.
std::string Base32(std::uint64_t bits) {
  std::string text(13, '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place) {
    *place = "0123456789abcdefghjkmnpqrstvwxyz"[bits & 31];
    bits >>= 5;
  }
  return text;
}

bool BeginsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

// The byte at which character `place` (from zero) begins; the text's size where it has no more than that.
std::size_t ByteOf(std::string_view text, std::size_t place) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (BeginsCharacter(text[i]) && characters++ == place) {
      return i;
    }
  }
  return text.size();
}

}  // namespace

std::string_view ToString(ProductKind kind) { return kProductKinds.WordOf(kind); }

Result<ProductKind> ParseProductKind(std::string_view text) { return kProductKinds.Parse(text); }

std::string_view ToString(Condition condition) { return kConditions.WordOf(condition); }

Result<Condition> ParseCondition(std::string_view text) { return kConditions.Parse(text); }

ContentDigest DigestOf(const ListingContent& content) {
  std::string_view rest = WithoutLeadingSpace(content.title);
  if (rest.empty()) {
    return ContentDigest();
  }
  Fnv digest;
  while (!rest.empty()) {
    const std::string_view next = WithoutLeadingSpace(rest);
    if (next.size() == rest.size()) {
      digest.Add(rest.front());
      rest.remove_prefix(1);
    } else {
      if (!next.empty()) {
        digest.Add(' ');
      }
      rest = next;
    }
  }
  return ContentDigest(Base32(digest.bits()));
}

std::string FitTitle(std::string_view title, std::size_t characters_max) {
  if (ByteOf(title, characters_max) == title.size()) {
    return std::string(title);
  }
  const std::string_view text = WithoutLeadingSpace(title);
  const std::size_t cut = ByteOf(text, characters_max);
  // The end of the last whole word: just before white space, at the cut or before it.
  std::size_t word_end = 0;
  for (std::size_t i = 1; i <= cut; ++i) {
    if (i == text.size() || LeadingSpace(text.substr(i)) > 0) {
      const bool after_space = LeadingSpace(text.substr(i - 1)) == 1 || text.substr(0, i).ends_with(kNoBreakSpace);
      word_end = after_space ? word_end : i;
    }
  }
  return std::string(text.substr(0, word_end > 0 ? word_end : cut));
}

}  // namespace riff
