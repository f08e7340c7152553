#include "mapping/profile.h"

#include <algorithm>

#include "mapping/normalise.h"

namespace riff {

namespace {

constexpr std::size_t kTitleBytesMax = 4096;
constexpr std::size_t kFieldBytesMax = 512;
constexpr std::size_t kDescriptionBytesMax = 16384;
constexpr std::size_t kDescriptionWordsRead = 1200;
constexpr std::size_t kDescriptionWordsKept = 200;
constexpr std::size_t kCodesKept = 32;
constexpr std::size_t kCodeBytesMin = 4;
constexpr std::size_t kCodeBytesMax = 24;
constexpr std::size_t kBareFiguresMin = 5;  // Fewer figures alone are a count, a size or a year.
constexpr int kVintageYearMax = 1995;       // Older than this, nobody has two of it in a box.

std::string JoinedCode(const std::vector<Word>& words, std::size_t first, std::size_t count) {
  std::string code;
  for (std::size_t i = first; i < first + count; ++i) {
    for (const char c : words[i].text) {
      code += c == '.' ? std::string() : std::string(1, c);
    }
  }
  return code;
}

bool IsOrdinal(std::string_view word) {
  return word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") || word.ends_with("th");
}

// Not "10000", which is a count, nor "50th".
bool LooksLikeCode(std::string_view code) {
  if (code.size() > kCodeBytesMax || !HasDigit(code)) {
    return false;
  }
  if (!HasLetter(code)) {
    return code.size() >= kBareFiguresMin && !code.ends_with("000");
  }
  const std::size_t figures = code.find_first_not_of("0123456789");
  return code.size() >= kCodeBytesMin && !(figures + 2 == code.size() && IsOrdinal(code));
}

// "5-user", "100-page": a count and what it counts.
bool IsCountAndWord(const std::vector<Word>& words, std::size_t first, std::size_t count) {
  return count == 2 && IsNumber(words[first].text) && words[first].text.size() <= 3 && !HasDigit(words[first + 1].text) &&
         words[first + 1].text.size() >= 3;
}

// "nnsn667" of "nnsn667wh"; empty where nothing follows the last figure or too little precedes it.
std::string StemOf(std::string_view code) {
  const std::size_t last = code.find_last_of("0123456789");
  const std::string_view stem = code.substr(0, last == std::string_view::npos ? 0 : last + 1);
  const bool shorter = stem.size() < code.size() && code.size() - stem.size() <= 4;
  return shorter && stem.size() >= kCodeBytesMin && HasLetter(stem) ? std::string(stem) : std::string();
}

void SortOnce(std::vector<WordId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool Holds(const std::vector<WordId>& sorted, WordId id) { return std::binary_search(sorted.begin(), sorted.end(), id); }

// Reads one record into one profile.
class Reader {
 public:
  Reader(const MatchRecord& record, WordBook& book) : record_(record), book_(book) {}

  Profile Read() {
    ReadTitle();
    ReadFields();
    ReadDescription();
    ReadIdentity();
    profile_.one_off = IsOneOff();
    return std::move(profile_);
  }

 private:
  void ReadTitle() {
    words_ = SplitWords(NormaliseText(record_.title, kTitleBytesMax), kTitleWordsMax);
    if (words_.empty()) {  // Channels without titles show these instead.
      const std::string composed = record_.brand + " " + record_.model + " " + record_.year + " " + record_.finish;
      words_ = SplitWords(NormaliseText(composed, kTitleBytesMax), kTitleWordsMax);
    }
    profile_.years = YearsOfWords(words_);
    roles_.assign(words_.size(), WordRole::kPlain);
    canonical_.clear();
    for (const Word& word : words_) {
      canonical_.push_back(CanonicalWord(word.text));
    }
    MarkTraits();
    MarkNumbers();
    KeepTitle();
    KeepCodes(profile_.codes, words_, true);
  }

  // Words that name a hand, finish, brand or measure; they are compared by what they mean.
  void MarkTraits() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (const HandRead hand = HandAt(words_, i); hand.words > 0) {
        profile_.hand = hand.hand == Hand::kLeft || profile_.hand == Hand::kUnknown ? hand.hand : profile_.hand;
        Mark(i, hand.words, WordRole::kHand, hand.hand == Hand::kLeft ? "lefthanded" : "righthanded");
        i += hand.words - 1;
      } else if (const BrandRead brand = BrandAt(words_, i); brand.words > 0) {
        for (std::size_t j = i; j < i + brand.words; ++j) {
          roles_[j] = WordRole::kBrand;
        }
        i += brand.words - 1;
      } else if (const FinishSet finish = FinishOf(words_[i].text); finish != 0) {
        profile_.finish |= finish;
        Mark(i, 1, WordRole::kFinish, std::string(FinishWord(finish)));
      } else if (const std::string_view grade = GradeOf(words_[i].text); !grade.empty()) {
        Mark(i, 1, WordRole::kGrade, std::string(grade));
      } else if (IsTalk(words_[i].text)) {
        roles_[i] = WordRole::kTalk;
      }
      profile_.wear = WearOfWord(words_[i].text) == Wear::kUsed ? Wear::kUsed : profile_.wear;
    }
    profile_.brand = BrandOf(words_);
  }

  // One word stands for all: "left" + "handed" is "lefthanded" and nothing.
  void Mark(std::size_t at, std::size_t count, WordRole role, const std::string& text) {
    canonical_[at] = text;
    roles_[at] = role;
    for (std::size_t i = at + 1; i < at + count; ++i) {
      canonical_[i].clear();
    }
  }

  void MarkNumbers() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (roles_[i] != WordRole::kPlain || !HasDigit(words_[i].text)) {
        continue;
      }
      const std::vector<YearSpan> year = YearsOfWords({words_[i]});
      if (!year.empty()) {
        roles_[i] = WordRole::kYear;
        continue;
      }
      if (const MeasureRead read = MeasureAt(words_, i); read.words > 0) {
        profile_.measures.push_back(read.measure);
        const std::string text = MeasureText(read.measure);
        for (std::size_t j = i; j < i + read.words; ++j) {
          roles_[j] = WordRole::kMeasure;
          canonical_[j] = j == i ? text : std::string();
        }
        i += read.words - 1;
        continue;
      }
      roles_[i] = IsNumber(canonical_[i]) && canonical_[i].size() < kBareFiguresMin ? WordRole::kNumber : WordRole::kCode;
    }
  }

  void KeepTitle() {
    kept_.assign(words_.size(), 0);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      kept_[i] = static_cast<std::uint8_t>(profile_.title.size());
      if (canonical_[i].empty()) {
        continue;
      }
      const WordId id = book_.Add(canonical_[i]);
      const auto same = std::find_if(profile_.title.begin(), profile_.title.end(),
                                     [&](const TitleWord& word) { return word.id == id; });
      if (same != profile_.title.end()) {
        kept_[i] = static_cast<std::uint8_t>(same - profile_.title.begin());
        continue;
      }
      profile_.title.push_back(TitleWord{id, roles_[i]});
      profile_.title_ids.push_back(id);
    }
    SortOnce(profile_.title_ids);
  }

  void KeepCode(std::vector<Code>& codes, const std::string& text, Code code) {
    if (!text.empty() && codes.size() < kCodesKept) {
      code.id = book_.Add(text);
      codes.push_back(code);
    }
  }

  // All spellings of the model numbers among the words: each alone, those tied by hyphens, and two side by side.
  void KeepCodes(std::vector<Code>& codes, const std::vector<Word>& words, bool in_title) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      bool tied = true;
      for (std::size_t count = 1; count <= 3 && i + count <= words.size(); ++count) {
        const Word& last = words[i + count - 1];
        const bool tie = last.before == '-' || last.before == '/' || last.before == '.';
        tied = tied && (count == 1 || tie);
        if (!tied && (count > 2 || !in_title || last.text.size() > 10 || words[i].text.size() > 10)) {
          break;
        }
        if (in_title && count == 1 && (roles_[i] == WordRole::kMeasure || roles_[i] == WordRole::kYear)) {
          continue;
        }
        const std::string text = JoinedCode(words, i, count);
        if (!LooksLikeCode(text) || IsCountAndWord(words, i, count) || (!tied && !MayBeSpaced(words, i))) {
          continue;
        }
        Code code;
        code.form = tied ? CodeForm::kWhole : CodeForm::kSpaced;
        if (in_title) {
          code.first = kept_[i];
          code.count = static_cast<std::uint8_t>(std::max(kept_[i], kept_[i + count - 1]) - kept_[i] + 1);
        }
        KeepCode(codes, text, code);
        code.form = CodeForm::kStem;
        KeepCode(codes, tied ? StemOf(text) : std::string(), code);
      }
    }
    std::sort(codes.begin(), codes.end(), [](const Code& a, const Code& b) { return a.id != b.id ? a.id < b.id : a.form < b.form; });
    codes.erase(std::unique(codes.begin(), codes.end(), [](const Code& a, const Code& b) { return a.id == b.id; }),
                codes.end());
  }

  // "ps lx350h" and "rs 140" may be one number; "series 3" and "3 disc" are not.
  bool MayBeSpaced(const std::vector<Word>& words, std::size_t at) const {
    const std::string& first = words[at].text;
    const std::string& second = words[at + 1].text;
    return HasDigit(second) ? !IsNumber(first) && first.size() <= 5 : HasDigit(first) && HasLetter(first) && second.size() <= 3;
  }

  void ReadFields() {
    const std::vector<Word> brand = SplitWords(NormaliseText(record_.brand, kFieldBytesMax), 12);
    if (const BrandId told = BrandOf(brand); told != 0) {
      const bool narrower = profile_.brand != 0 && ParentOf(profile_.brand) == told;
      profile_.brand = narrower ? profile_.brand : told;
    }
    for (const Word& word : brand) {
      if (!IsCompanyWord(word.text)) {
        profile_.brand_ids.push_back(book_.Add(CanonicalWord(word.text)));
      }
    }
    SortOnce(profile_.brand_ids);
    profile_.field_ids = profile_.brand_ids;
    const std::vector<Word> model = SplitWords(NormaliseText(record_.model, kFieldBytesMax), 24);
    for (const Word& word : model) {
      profile_.field_ids.push_back(book_.Add(CanonicalWord(word.text)));
    }
    KeepModelCodes(model);
    for (const Word& word : SplitWords(NormaliseText(record_.finish, kFieldBytesMax), 24)) {
      const FinishSet finish = FinishOf(word.text);
      field_finish_ |= finish;
      const std::string_view name = FinishWord(finish);
      profile_.field_ids.push_back(book_.Add(name.empty() ? CanonicalWord(word.text) : std::string(name)));
    }
    profile_.finish |= field_finish_;
    SortOnce(profile_.field_ids);
    std::erase_if(profile_.field_ids, [&](WordId id) { return Holds(profile_.title_ids, id); });
    if (const std::vector<YearSpan> years = YearsOfField(record_.year); !years.empty()) {
      profile_.years = years;
    }
    if (!record_.hand.empty()) {
      const std::string hand = NormaliseText(record_.hand, kFieldBytesMax);
      profile_.hand = hand.starts_with('l') ? Hand::kLeft : hand.starts_with('r') ? Hand::kRight : profile_.hand;
    }
  }

  void KeepModelCodes(const std::vector<Word>& model) {
    std::vector<Code> codes;
    KeepCodes(codes, model, false);
    for (const Code& code : codes) {
      const bool known = std::any_of(profile_.codes.begin(), profile_.codes.end(), [&](const Code& other) { return other.id == code.id; });
      if (!known) {
        profile_.codes.push_back(code);
      }
    }
    std::sort(profile_.codes.begin(), profile_.codes.end(), [](const Code& a, const Code& b) { return a.id < b.id; });
  }

  void ReadDescription() {
    description_ = SplitWords(NormaliseText(record_.description, kDescriptionBytesMax), kDescriptionWordsRead);
    std::vector<WordId>& ids = profile_.description_ids;
    for (std::size_t i = 0; i < description_.size() && ids.size() < kDescriptionWordsKept; ++i) {
      const std::string& word = description_[i].text;
      const FinishSet finish = FinishOf(word);
      profile_.description_finish |= finish;
      if (const MeasureRead read = MeasureAt(description_, i); read.words > 0) {
        profile_.description_measures.push_back(read.measure);
        ids.push_back(book_.Add(MeasureText(read.measure)));
      }
      if (IsTalk(word) || word.size() < 2) {
        continue;
      }
      const std::string_view name = finish != 0 ? FinishWord(finish) : GradeOf(word);
      ids.push_back(book_.Add(name.empty() ? CanonicalWord(word) : std::string(name)));
    }
    SortOnce(ids);
    std::erase_if(ids, [&](WordId id) { return Holds(profile_.title_ids, id) || Holds(profile_.field_ids, id); });
    KeepCodes(profile_.description_codes, description_, false);
  }

  void ReadIdentity() {
    profile_.sku = BareCode(record_.sku);
    profile_.barcode = BareCode(record_.barcode);
    profile_.serial = BareCode(record_.serial);
    for (const std::vector<Word>* words : {&words_, &description_}) {
      profile_.serial = profile_.serial.empty() ? SerialOf(*words) : profile_.serial;
    }
    if (record_.condition != Condition::kUnknown) {
      profile_.wear = WearOf(record_.condition);
    }
    if (record_.price.has_value()) {
      profile_.priced_at_zero = record_.price->minor == 0;
      profile_.price = record_.price->minor > 0 ? record_.price : std::nullopt;
    }
  }

  bool IsOneOff() const {
    if (record_.kind != RecordKind::kUnknown) {
      return record_.kind == RecordKind::kOneOff;
    }
    const bool old = std::any_of(profile_.years.begin(), profile_.years.end(),
                                 [](const YearSpan& span) { return span.last <= kVintageYearMax; });
    const bool dated = !profile_.years.empty() && (profile_.brand != 0 || !record_.year.empty());
    const bool instrument = profile_.brand != 0 && profile_.wear != Wear::kNew;
    return !profile_.serial.empty() || profile_.wear == Wear::kUsed || old || dated || instrument;
  }

  const MatchRecord& record_;
  WordBook& book_;
  Profile profile_;
  std::vector<Word> words_;
  std::vector<WordRole> roles_;
  std::vector<std::string> canonical_;  // Empty: told by the word before.
  std::vector<std::uint8_t> kept_;      // Where each word stands in the profile's title.
  std::vector<Word> description_;
  FinishSet field_finish_ = 0;
};

}  // namespace

Profile ReadProfile(const MatchRecord& record, WordBook& book) { return Reader(record, book).Read(); }

void CountWords(const Profile& profile, WordBook& book) {
  std::vector<WordId> ids = profile.title_ids;
  ids.insert(ids.end(), profile.field_ids.begin(), profile.field_ids.end());
  for (const Code& code : profile.codes) {
    ids.push_back(code.id);
  }
  SortOnce(ids);
  for (const WordId id : ids) {
    book.CountIn(id);
  }
  book.CountRecord();
}

}  // namespace riff
