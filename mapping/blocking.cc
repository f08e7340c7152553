#include "mapping/blocking.h"

#include <algorithm>

namespace riff {

namespace {

constexpr std::size_t kPostingsRead = 20'000;  // In one search, over all its words.
constexpr std::size_t kKeysMax = 96;
constexpr std::size_t kRefined = 1'000;  // Of those reached, how many are also asked for the common words.

std::vector<WordId> KeysOf(const Profile& profile) {
  std::vector<WordId> keys;
  for (const TitleWord& word : profile.title) {
    if (word.role != WordRole::kTalk) {
      keys.push_back(word.id);
    }
  }
  if (keys.empty()) {
    keys = profile.title_ids;
  }
  keys.insert(keys.end(), profile.field_ids.begin(), profile.field_ids.end());
  keys.insert(keys.end(), profile.identity_ids.begin(), profile.identity_ids.end());
  for (const std::vector<Code>* codes : {&profile.codes, &profile.description_codes}) {
    for (const Code& code : *codes) {
      keys.push_back(code.id);
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

void BlockingIndex::Add(const Profile& profile) {
  for (const WordId key : KeysOf(profile)) {
    if (key >= postings_.size()) {
      postings_.resize(std::max<std::size_t>(key + 1, book_->size()));
    }
    postings_[key].push_back(records_);
  }
  ++records_;
}

std::vector<std::uint32_t> BlockingIndex::Find(const Profile& profile, const WordBook& book, std::size_t limit,
                                               Scratch& scratch) const {
  std::vector<WordId> keys = KeysOf(profile);
  const auto length = [&](WordId key) { return key < postings_.size() ? postings_[key].size() : 0; };
  std::erase_if(keys, [&](WordId key) { return length(key) == 0; });
  std::sort(keys.begin(), keys.end(),
            [&](WordId a, WordId b) { return length(a) != length(b) ? length(a) < length(b) : a < b; });
  keys.resize(std::min(keys.size(), kKeysMax));

  const std::size_t read = Reach(keys, book, scratch);
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return scratch.told[a] != scratch.told[b] ? scratch.told[a] > scratch.told[b] : a < b;
  };
  const auto keep_best = [&](std::vector<std::uint32_t>& records, std::size_t kept) {
    kept = std::min(kept, records.size());
    std::partial_sort(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(kept), records.end(), better);
    records.resize(kept);
  };
  std::vector<std::uint32_t> best = scratch.reached;
  if (read < keys.size() && best.size() > limit && limit > 0) {
    // Only those that the common words could still bring among the best are asked for them.
    float rest = 0;
    for (std::size_t i = read; i < keys.size(); ++i) {
      rest += book.WeightOf(keys[i]);
    }
    const auto last = best.begin() + static_cast<std::ptrdiff_t>(limit - 1);
    std::nth_element(best.begin(), last, best.end(), better);
    const float least = scratch.told[*last] - rest;
    std::erase_if(best, [&](std::uint32_t record) { return scratch.told[record] < least; });
    keep_best(best, kRefined);
    for (std::size_t i = read; i < keys.size(); ++i) {
      const std::vector<std::uint32_t>& holders = postings_[keys[i]];
      const float weight = book.WeightOf(keys[i]);
      for (const std::uint32_t record : best) {
        scratch.told[record] += std::binary_search(holders.begin(), holders.end(), record) ? weight : 0.0F;
      }
    }
  }
  keep_best(best, limit);
  for (const std::uint32_t record : scratch.reached) {
    scratch.told[record] = 0.0F;
  }
  scratch.reached.clear();
  return best;
}

std::size_t BlockingIndex::Reach(const std::vector<WordId>& keys, const WordBook& book, Scratch& scratch) const {
  scratch.told.resize(records_, 0.0F);
  std::size_t postings = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::vector<std::uint32_t>& records = postings_[keys[i]];
    if (i > 0 && postings + records.size() > kPostingsRead) {
      return i;
    }
    const float weight = book.WeightOf(keys[i]);
    const std::size_t take = std::min(records.size(), kPostingsRead);
    for (std::size_t j = 0; j < take; ++j) {
      float& told = scratch.told[records[j]];
      if (told == 0.0F) {
        scratch.reached.push_back(records[j]);
      }
      told += weight;
    }
    postings += take;
  }
  return keys.size();
}

}  // namespace riff
