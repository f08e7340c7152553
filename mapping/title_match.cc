#include "mapping/title_match.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace riff {

namespace {

constexpr double kTooCommon = 0.20;  // A word in more products than this share finds nobody by itself.

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

std::vector<std::string> DistinctWords(std::string_view title) {
  std::vector<std::string> words = TitleWords(title);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

}  // namespace

std::vector<std::string> TitleWords(std::string_view title) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : title) {
    const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (IsWordByte(folded)) {
      word += folded;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

void TitleIndex::Add(const Sku& product, std::string_view title) {
  Entry entry{product, DistinctWords(title)};
  for (const std::string& word : entry.words) {
    by_word_[word].push_back(entries_.size());
  }
  entries_.push_back(std::move(entry));
}

double TitleIndex::Weight(const std::string& word) const {
  const auto found = by_word_.find(word);
  const double having = found == by_word_.end() ? 0.0 : static_cast<double>(found->second.size());
  return std::log(1.0 + (static_cast<double>(entries_.size()) + 1.0) / (having + 1.0));
}

std::vector<TitleCandidate> TitleIndex::Find(std::string_view title, double least, std::size_t limit) const {
  const std::vector<std::string> words = DistinctWords(title);
  std::set<std::size_t> reached;
  for (const std::string& word : words) {
    const auto found = by_word_.find(word);
    const double few = std::max(20.0, kTooCommon * static_cast<double>(entries_.size()));
    if (found != by_word_.end() && static_cast<double>(found->second.size()) <= few) {
      reached.insert(found->second.begin(), found->second.end());
    }
  }
  std::vector<TitleCandidate> candidates;
  for (const std::size_t index : reached) {
    const Entry& entry = entries_[index];
    std::vector<std::string> both;
    std::vector<std::string> either;
    std::vector<std::string> here;
    std::set_intersection(words.begin(), words.end(), entry.words.begin(), entry.words.end(), std::back_inserter(both));
    std::set_union(words.begin(), words.end(), entry.words.begin(), entry.words.end(), std::back_inserter(either));
    std::set_difference(words.begin(), words.end(), entry.words.begin(), entry.words.end(), std::back_inserter(here));
    double shared = 0;
    double all = 0;
    for (const std::string& word : both) {
      shared += Weight(word);
    }
    for (const std::string& word : either) {
      all += Weight(word);
    }
    const double score = all == 0 ? 0 : shared / all;
    if (score >= least) {
      std::string explanation = "shares " + Joined(both);
      explanation += here.empty() ? "" : "; only here: " + Joined(here);
      candidates.push_back(TitleCandidate{entry.product, score, std::move(explanation)});
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const TitleCandidate& a, const TitleCandidate& b) {
    return a.score != b.score ? a.score > b.score : a.product < b.product;
  });
  if (candidates.size() > limit) {
    candidates.resize(limit);
  }
  return candidates;
}

}  // namespace riff
