#include "mapping/blocking.h"

#include <algorithm>

namespace riff {

namespace {

constexpr std::size_t kPostingsRead = 60'000;  // In one search, over all its words.
constexpr std::size_t kKeysMax = 96;
constexpr std::size_t kReachedMax = 30'000;

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
  sizes_.push_back(static_cast<float>(profile.title_ids.size()));
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

  scratch.told.resize(records_, 0.0F);
  std::size_t read = 0;
  for (const WordId key : keys) {
    const std::vector<std::uint32_t>& records = postings_[key];
    if (read > 0 && read + records.size() > kPostingsRead) {
      break;
    }
    const float weight = book.WeightOf(key);
    const std::size_t take = std::min(records.size(), kReachedMax);
    for (std::size_t i = 0; i < take; ++i) {
      float& told = scratch.told[records[i]];
      if (told == 0.0F) {
        scratch.reached.push_back(records[i]);
      }
      told += weight;
    }
    read += take;
  }
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return scratch.told[a] != scratch.told[b] ? scratch.told[a] > scratch.told[b] : a < b;
  };
  std::vector<std::uint32_t> best = scratch.reached;
  const std::size_t kept = std::min(limit, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(kept), best.end(), better);
  best.resize(kept);
  for (const std::uint32_t record : scratch.reached) {
    scratch.told[record] = 0.0F;
  }
  scratch.reached.clear();
  return best;
}

}  // namespace riff
