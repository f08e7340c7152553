#include "engine/sync/product_candidates.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "mapping/sku_spelling.h"

namespace riff {

namespace {

constexpr std::size_t kCandidatesShown = 5;
constexpr double kMarkedLeast = 0.5;  // Of a SKU that differs by a mark: worth a look whatever the titles say.

// A listing or product as the matcher reads it. SKUs are compared here, where their spelling counts.
MatchRecord RecordOf(const std::string& id, const ListingContent& content, const std::optional<Money>& price) {
  MatchRecord record;
  record.id = id;
  record.title = content.title;
  record.description = content.description;
  record.brand = content.brand;
  record.model = content.model;
  record.year = content.year;
  record.finish = content.finish;
  record.condition = content.condition;
  record.price = price;
  return record;
}

void AppendAll(const std::multimap<std::string, Sku>& index, const std::string& key, std::vector<Sku>& found) {
  const auto [first, last] = index.equal_range(key);
  for (auto at = first; at != last; ++at) {
    found.push_back(at->second);
  }
}

bool Holds(const std::vector<Sku>& skus, const Sku& sku) {
  return std::find(skus.begin(), skus.end(), sku) != skus.end();
}

}  // namespace

std::string TextOf(const ProductCandidate& candidate) {
  const auto percent = static_cast<int>(std::floor(candidate.score * 100 + 1e-9));
  return candidate.product.text() + " (" + std::to_string(percent) + " %): " + candidate.why;
}

std::optional<ProductCandidate> ParseProductCandidate(std::string_view text) {
  constexpr std::string_view kEnd = " %): ";
  const std::size_t end = text.find(kEnd);
  const std::size_t start = end == std::string_view::npos ? end : text.rfind(" (", end);
  if (start == std::string_view::npos || start == 0) {
    return std::nullopt;
  }
  const std::string_view figures = text.substr(start + 2, end - start - 2);
  int percent = 0;
  const auto [last, fault] = std::from_chars(figures.data(), figures.data() + figures.size(), percent);
  if (fault != std::errc() || last != figures.data() + figures.size() || percent < 0 || percent > 100) {
    return std::nullopt;
  }
  return ProductCandidate{Sku(std::string(text.substr(0, start))), percent / 100.0,
                          std::string(text.substr(end + kEnd.size()))};
}

void ProductCatalogue::Add(const Product& product) {
  products_.Add(RecordOf(product.sku.text(), product.content, product.price));
  skus_.push_back(product.sku);
  AddSku(product.sku);
}

void ProductCatalogue::AddSku(const Sku& sku) {
  const SkuSpelling spelling = SpellingOf(sku.text());
  if (spelling.whole.empty()) {
    return;
  }
  by_whole_.emplace(spelling.whole, sku);
  by_stem_.emplace(spelling.stem, sku);
  if (spelling.core != spelling.stem) {
    by_core_.emplace(spelling.core, sku);
  }
}

std::vector<Sku> ProductCatalogue::SpelledAs(const Sku& sku) const {
  std::vector<Sku> found;
  const SkuSpelling spelling = SpellingOf(sku.text());
  if (!spelling.whole.empty()) {
    AppendAll(by_whole_, spelling.whole, found);
  }
  return found;
}

std::vector<Sku> ProductCatalogue::MarkedAs(const Sku& sku) const {
  std::vector<Sku> found;
  const SkuSpelling spelling = SpellingOf(sku.text());
  if (spelling.whole.empty()) {
    return found;
  }
  AppendAll(by_stem_, spelling.stem, found);
  AppendAll(by_core_, spelling.stem, found);
  if (spelling.core != spelling.stem) {
    AppendAll(by_stem_, spelling.core, found);
  }
  std::erase_if(found, [&](const Sku& other) { return CompareSkus(other.text(), sku.text()) != SkuLikeness::kMarked; });
  return found;
}

bool ProductCatalogue::KnowsAlike(const Sku& sku) const { return !SpelledAs(sku).empty() || !MarkedAs(sku).empty(); }

std::vector<ProductCandidate> ProductCatalogue::Find(const Listing& listing, const ListingContent& content,
                                                     double least) const {
  std::vector<ProductCandidate> candidates;
  const auto add = [&](const Sku& sku, double score, const std::string& why) {
    const auto worse = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const ProductCandidate& other) { return other.score < score; });
    candidates.insert(worse, ProductCandidate{sku, score, why});
  };
  const std::vector<Sku> marked = MarkedAs(listing.sku_shown);
  std::vector<Sku> seen = SpelledAs(listing.sku_shown);
  for (const Sku& sku : seen) {
    add(sku, 1.0, sku == listing.sku_shown ? "its SKU" : "its SKU, spelled otherwise");
  }
  const MatchRecord sought = RecordOf(listing.key.remote.text(), content, listing.observed.price);
  for (const MatchCandidate& found : products_.Find(sought, least, kCandidatesShown)) {
    const Sku& sku = skus_[found.place];
    if (Holds(seen, sku)) {
      continue;
    }
    const bool is_marked = Holds(marked, sku);
    add(sku, is_marked ? std::max(found.score, kMarkedLeast) : found.score,
        (is_marked ? "its SKU but for a channel's or relisting's mark; " : "") + found.explanation);
    seen.push_back(sku);
  }
  for (const Sku& sku : marked) {
    if (!Holds(seen, sku)) {
      add(sku, kMarkedLeast, "its SKU but for a channel's or relisting's mark; nothing else alike");
      seen.push_back(sku);
    }
  }
  candidates.resize(std::min(candidates.size(), kCandidatesShown));
  return candidates;
}

}  // namespace riff
