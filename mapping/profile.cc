#include "mapping/profile.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "mapping/normalise.h"

namespace riff {

namespace {

constexpr std::size_t kTitleBytesMax = 4096;
constexpr std::size_t kFieldBytesMax = 512;
constexpr std::size_t kDescriptionBytesMax = 16384;
constexpr std::size_t kDescriptionWordsRead = 1200;
constexpr std::size_t kDescriptionWordsKept = 200;
constexpr std::size_t kCodesKept = 32;
constexpr std::size_t kBareFiguresMin = 5;  // Fewer figures alone are a count, a size or a year.
constexpr int kVintageYearMax = 1995;       // Older than this, nobody has two of it in a box.

void SortOnce(std::vector<WordId>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool Holds(const std::vector<WordId>& sorted, WordId id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

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
    KeepTitleCodes();
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
    FindPartedHand();
  }

  // "Left" and "handed" of a title whose words were shuffled.
  void FindPartedHand() {
    const auto find = [&](std::string_view text) {
      return std::find_if(words_.begin(), words_.end(), [&](const Word& word) { return word.text == text; });
    };
    const auto left = find("left");
    const auto hand = find("hand") != words_.end() ? find("hand") : find("handed");
    if (profile_.hand == Hand::kUnknown && left != words_.end() && hand != words_.end()) {
      profile_.hand = Hand::kLeft;
      Mark(static_cast<std::size_t>(left - words_.begin()), 1, WordRole::kHand, "lefthanded");
      canonical_[static_cast<std::size_t>(hand - words_.begin())].clear();
    }
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
      roles_[i] =
          IsNumber(canonical_[i]) && canonical_[i].size() < kBareFiguresMin ? WordRole::kNumber : WordRole::kCode;
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

  // All spellings of the title's model numbers, with the words of the profile's title that they cover.
  void KeepTitleCodes() {
    std::vector<bool> skipped;
    skipped.reserve(roles_.size());
    for (const WordRole role : roles_) {
      skipped.push_back(role == WordRole::kMeasure || role == WordRole::kYear);
    }
    for (const SpelledCode& spelled : ReadCodes(words_, skipped, Spacing::kSideBySide, kCodesKept)) {
      Code code;
      code.id = book_.Add(spelled.text);
      code.form = spelled.form;
      code.first = kept_[spelled.first];
      const std::uint8_t last = kept_[spelled.first + spelled.count - 1];
      code.count = static_cast<std::uint8_t>(std::max(code.first, last) - code.first + 1);
      profile_.codes.push_back(code);
    }
  }

  void KeepFieldCodes(std::vector<Code>& codes, const std::vector<Word>& words) {
    for (const SpelledCode& spelled : ReadCodes(words, {}, Spacing::kTiedOnly, kCodesKept)) {
      codes.push_back(Code{book_.Add(spelled.text), spelled.form, 0, 0});
    }
  }

  // By id; of one number in several forms, the whole one.
  static void SortCodes(std::vector<Code>& codes) {
    std::sort(codes.begin(), codes.end(), [](const Code& a, const Code& b) {
      return std::tuple(a.id, a.form, a.first, a.count) < std::tuple(b.id, b.form, b.first, b.count);
    });
    codes.erase(std::unique(codes.begin(), codes.end(), [](const Code& a, const Code& b) { return a.id == b.id; }),
                codes.end());
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
    KeepFieldCodes(profile_.codes, model);
    SortCodes(profile_.codes);
    for (const Word& word : SplitWords(NormaliseText(record_.finish, kFieldBytesMax), 24)) {
      const FinishSet finish = FinishOf(word.text);
      profile_.finish |= finish;
      const std::string_view name = FinishWord(finish);
      profile_.field_ids.push_back(book_.Add(name.empty() ? CanonicalWord(word.text) : std::string(name)));
    }
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
    KeepFieldCodes(profile_.description_codes, description_);
    SortCodes(profile_.description_codes);
  }

  void ReadIdentity() {
    profile_.sku = BareCode(record_.sku);
    profile_.barcode = BareCode(record_.barcode);
    profile_.serial = BareCode(record_.serial);
    for (const std::vector<Word>* words : {&words_, &description_}) {
      profile_.serial = profile_.serial.empty() ? SerialOf(*words) : profile_.serial;
    }
    for (const auto& [name, code] : {std::pair("sku ", &profile_.sku), std::pair("serial ", &profile_.serial),
                                     std::pair("barcode ", &profile_.barcode)}) {
      if (!code->empty()) {  // The blank keeps it apart from all words.
        profile_.identity_ids.push_back(book_.Add(name + *code));
      }
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
    const bool instrument = MakesInstrumentsOnly(profile_.brand) && profile_.wear != Wear::kNew;
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
};

}  // namespace

Profile ReadProfile(const MatchRecord& record, WordBook& book) { return Reader(record, book).Read(); }

void CountWords(const Profile& profile, WordBook& book) {
  std::vector<WordId> ids = profile.title_ids;
  ids.insert(ids.end(), profile.field_ids.begin(), profile.field_ids.end());
  ids.insert(ids.end(), profile.identity_ids.begin(), profile.identity_ids.end());
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
