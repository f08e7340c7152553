#pragma once

#include <vector>

#include "mapping/evidence.h"

namespace riff {

// How well each word of a title is told by the other record: 0 … 1.
struct TitleCredits {
  std::vector<float> left;
  std::vector<float> right;
  std::vector<float> weights_left;
  std::vector<float> weights_right;
};

// Finds for each title word the best that the other side has: the word itself, the same model number in another
// spelling, the word in brand, model or finish, two words written as one, a word off by a letter, a shortened word, or
// a mention in the description.
TitleCredits CreditTitles(const Profile& left, const Profile& right, const WordBook& book);

Overlap OverlapOf(const TitleCredits& credits);

}  // namespace riff
