#include "mapping/title_overlap.h"

#include <algorithm>

namespace riff {

namespace {

constexpr float kInField = 0.95F;
constexpr float kOffByALetter = 0.80F;
constexpr float kShortened = 0.60F;
constexpr float kInDescription = 0.60F;

bool Holds(const std::vector<WordId>& sorted, WordId id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

// How much a word of this role says about which product it is, beside what its trait says.
float RoleWeight(WordRole role) {
  switch (role) {
    case WordRole::kTalk:
      return 0.10F;
    case WordRole::kFinish:
    case WordRole::kHand:
    case WordRole::kYear:
      return 0.30F;
    case WordRole::kMeasure:
      return 0.60F;
    default:
      return 1.0F;
  }
}

std::vector<float> WeightsOf(const Profile& profile, const WordBook& book) {
  std::vector<float> weights;
  weights.reserve(profile.title.size());
  for (const TitleWord& word : profile.title) {
    weights.push_back(book.WeightOf(word.id) * RoleWeight(word.role));
  }
  return weights;
}

void Cover(std::vector<float>& credits, const Code& code, float credit) {
  for (std::size_t i = code.first; i < static_cast<std::size_t>(code.first) + code.count && i < credits.size(); ++i) {
    credits[i] = std::max(credits[i], credit);
  }
}

// A model number that both spell somehow covers the words it is made of.
void CreditCodes(const Profile& left, const Profile& right, TitleCredits& credits) {
  auto a = left.codes.begin();
  auto b = right.codes.begin();
  while (a != left.codes.end() && b != right.codes.end()) {
    if (a->id < b->id) {
      ++a;
    } else if (b->id < a->id) {
      ++b;
    } else {
      const bool stem = a->form == CodeForm::kStem || b->form == CodeForm::kStem;
      Cover(credits.left, *a, stem ? kOffByALetter : 1.0F);
      Cover(credits.right, *b, stem ? kOffByALetter : 1.0F);
      ++a;
      ++b;
    }
  }
}

void CreditWords(const Profile& from, const Profile& to, std::vector<float>& credits) {
  for (std::size_t i = 0; i < from.title.size(); ++i) {
    const WordId id = from.title[i].id;
    if (Holds(to.title_ids, id)) {
      credits[i] = 1.0F;
    } else if (Holds(to.field_ids, id)) {
      credits[i] = std::max(credits[i], kInField);
    }
  }
}

// Words off by one letter: one changed, left out, put in, or two swapped. Short words and words with figures are never
// misspelt, they are others.
bool OffByALetter(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) {
    std::swap(a, b);
  }
  if (b.size() < 4 || a.size() - b.size() > 1 || HasDigit(a) || HasDigit(b)) {
    return false;
  }
  std::size_t same = 0;
  while (same < b.size() && a[same] == b[same]) {
    ++same;
  }
  if (a.size() > b.size()) {
    return a.substr(same + 1) == b.substr(same);
  }
  const bool swapped = same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
                       a.substr(same + 2) == b.substr(same + 2);
  return swapped || (same < a.size() && a.substr(same + 1) == b.substr(same + 1));
}

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// "mgmt" of "management", "strat" of "stratocaster".
bool Shortens(std::string_view shorter, std::string_view longer) {
  if (shorter.size() < 3 || shorter.size() >= longer.size() || shorter.front() != longer.front() || HasDigit(shorter) ||
      HasDigit(longer)) {
    return false;
  }
  if (longer.starts_with(shorter)) {
    return true;
  }
  if (std::any_of(shorter.begin() + 1, shorter.end(), IsVowel)) {
    return false;
  }
  std::size_t at = 0;
  for (const char c : longer) {
    at += at < shorter.size() && c == shorter[at] ? 1 : 0;
  }
  return at == shorter.size();
}

// A word whose credit is still open, and its text.
struct OpenWord {
  std::size_t at = 0;
  std::string_view text;
};

std::vector<OpenWord> OpenWords(const Profile& profile, const std::vector<float>& credits, const WordBook& book) {
  std::vector<OpenWord> open;
  for (std::size_t i = 0; i < profile.title.size(); ++i) {
    if (credits[i] < kShortened && profile.title[i].role != WordRole::kTalk) {
      open.push_back(OpenWord{i, book.TextOf(profile.title[i].id)});
    }
  }
  return open;
}

// "printshop" here, "print shop" there.
void CreditSplitWords(const std::vector<OpenWord>& whole, const std::vector<OpenWord>& parts,
                      std::vector<float>& whole_credits, std::vector<float>& part_credits) {
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::string_view first = parts[i].text;
    const std::string_view second = parts[i + 1].text;
    if (parts[i + 1].at != parts[i].at + 1) {
      continue;
    }
    for (const OpenWord& word : whole) {
      const bool same = word.text.size() == first.size() + second.size() && word.text.starts_with(first) &&
                        word.text.ends_with(second);
      if (same) {
        whole_credits[word.at] = 1.0F;
        part_credits[parts[i].at] = 1.0F;
        part_credits[parts[i + 1].at] = 1.0F;
      }
    }
  }
}

void CreditAlike(const Profile& left, const Profile& right, const WordBook& book, TitleCredits& credits) {
  const std::vector<OpenWord> open_left = OpenWords(left, credits.left, book);
  const std::vector<OpenWord> open_right = OpenWords(right, credits.right, book);
  CreditSplitWords(open_left, open_right, credits.left, credits.right);
  CreditSplitWords(open_right, open_left, credits.right, credits.left);
  for (const OpenWord& a : open_left) {
    for (const OpenWord& b : open_right) {
      const float credit = OffByALetter(a.text, b.text)                           ? kOffByALetter
                           : Shortens(a.text, b.text) || Shortens(b.text, a.text) ? kShortened
                                                                                  : 0.0F;
      credits.left[a.at] = std::max(credits.left[a.at], credit);
      credits.right[b.at] = std::max(credits.right[b.at], credit);
    }
  }
}

void CreditDescription(const Profile& from, const Profile& to, std::vector<float>& credits) {
  for (std::size_t i = 0; i < from.title.size(); ++i) {
    const bool told = credits[i] < kInDescription && Holds(to.description_ids, from.title[i].id);
    credits[i] = told ? kInDescription : credits[i];
  }
}

}  // namespace

TitleCredits CreditTitles(const Profile& left, const Profile& right, const WordBook& book) {
  TitleCredits credits;
  credits.left.assign(left.title.size(), 0.0F);
  credits.right.assign(right.title.size(), 0.0F);
  credits.weights_left = WeightsOf(left, book);
  credits.weights_right = WeightsOf(right, book);
  CreditCodes(left, right, credits);
  CreditWords(left, right, credits.left);
  CreditWords(right, left, credits.right);
  CreditAlike(left, right, book, credits);
  CreditDescription(left, right, credits.left);
  CreditDescription(right, left, credits.right);
  return credits;
}

Overlap OverlapOf(const TitleCredits& credits) {
  Overlap overlap;
  const auto share = [&](const std::vector<float>& given, const std::vector<float>& weights) {
    double told = 0;
    double all = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
      told += static_cast<double>(given[i] * weights[i]);
      all += static_cast<double>(weights[i]);
    }
    overlap.shared += told / 2;
    return all == 0 ? 0 : told / all;
  };
  overlap.left = share(credits.left, credits.weights_left);
  overlap.right = share(credits.right, credits.weights_right);
  const auto whole = [](const std::vector<float>& given) {
    return std::all_of(given.begin(), given.end(), [](float credit) { return credit >= 1.0F; });
  };
  overlap.same = !credits.left.empty() && !credits.right.empty() && whole(credits.left) && whole(credits.right);
  return overlap;
}

}  // namespace riff
