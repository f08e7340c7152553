#include "mapping/evidence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "mapping/title_overlap.h"

namespace riff {

namespace {

using Force = Evidence::Force;

// All weights are in log-odds: 1 makes the pair e times likelier. They were set by hand to round numbers on two public
// benchmarks, each checked on the one it was not set on (docs/mapping.md tells how to change one safely).
constexpr double kIdentity = 8;               // A SKU, serial number or barcode: next to certain by itself.
constexpr double kTitleNothingShared = -6.5;  // Two titles picked blindly.
constexpr double kTitleTheMore = 4.5;         // For the share of the title that is told in full the more …
constexpr double kTitleTheLess = 5.0;         // … and of the other; one may say much that the other leaves out.
constexpr double kTitleShared = 1.0;          // For each rare word that both tell.
constexpr double kTitleSharedMax = 4.0;
constexpr double kSameNumber = 3.0;
constexpr double kSameStem = 2.0;
constexpr double kNumberInDescription = 0.5;  // Descriptions name what a thing fits, too.
constexpr double kOtherNumber = 0.7;          // Little: shops and makers number one thing differently.
constexpr double kOtherFigures = 1.0;
constexpr double kFiguresOfOne = 0.35;
constexpr double kOtherGrade = 1.5;
constexpr double kGradeOfOne = 0.8;
constexpr double kOtherMeasure = 1.5;
constexpr double kSameYear = 0.3;
constexpr double kOtherYear = 4.0;
constexpr double kSameFinish = 0.4;
constexpr double kOtherFinish = 2.5;
constexpr double kBurstOfOne = 1.0;
constexpr double kFinishOfDescription = 0.5;
constexpr double kOtherHand = 4.0;
constexpr double kNewAndUsed = 1.0;
constexpr double kSameBrand = 1.2;
constexpr double kOtherBrand = 0.4;  // A publisher here, its distributor there.
constexpr double kOtherMaker = 3.0;  // Makers of instruments are known by all their names.
constexpr double kAlikeDescriptions = 3.0;
constexpr std::size_t kDescriptionWordsLeast = 3;

// What prices say that are up to so far apart (as the logarithm of their ratio).
struct PriceBand {
  double apart;
  double weight;
};
constexpr auto kPriceBands =
    std::to_array<PriceBand>({{0.02, 1.0}, {0.16, 0.6}, {0.30, 0.3}, {0.50, -0.1}, {0.80, -0.7}, {1.40, -1.5}});
constexpr double kPricesFarApart = -2.5;

bool Holds(const std::vector<WordId>& sorted, WordId id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

class Comparer {
 public:
  Comparer(const Profile& left, const Profile& right, const WordBook& book) : a_(left), b_(right), book_(book) {}

  Comparison Compare() {
    CompareIdentity();
    CompareTitles();
    CompareCodes();
    CompareNumbers();
    CompareMeasures();
    CompareYears();
    CompareFinish();
    CompareHand();
    CompareBrand();
    ComparePrice();
    CompareDescriptions();
    return std::move(result_);
  }

 private:
  void Say(EvidenceKind kind, double weight, Force force = Force::kSoft) {
    if (weight != 0) {
      result_.evidence.push_back(Evidence{kind, weight, force});
    }
    result_.vetoes |= force == Force::kVeto ? SetOf(kind) : 0;
    result_.agreed |= weight > 0 ? SetOf(kind) : 0;
  }

  void CompareIdentity() {
    const auto same = [](const std::string& x, const std::string& y) { return !x.empty() && x == y; };
    if (same(a_.sku, b_.sku)) {
      Say(EvidenceKind::kSku, kIdentity, Force::kHard);
      result_.identified = true;
    }
    if (same(a_.barcode, b_.barcode)) {
      Say(EvidenceKind::kBarcode, kIdentity, Force::kHard);
      result_.identified = true;
    }
    if (!a_.serial.empty() && !b_.serial.empty()) {
      Say(EvidenceKind::kSerial, a_.serial == b_.serial ? kIdentity : -kIdentity,
          a_.serial == b_.serial ? Force::kHard : Force::kVeto);
      result_.identified = result_.identified || a_.serial == b_.serial;
    }
  }

  void CompareTitles() {
    const TitleCredits credits = CreditTitles(a_, b_, book_);
    result_.overlap = OverlapOf(credits);
    const double most = std::max(result_.overlap.left, result_.overlap.right);
    const double least = std::min(result_.overlap.left, result_.overlap.right);
    Say(EvidenceKind::kTitle, kTitleNothingShared + kTitleTheMore * most + kTitleTheLess * least +
                                  kTitleShared * std::min(result_.overlap.shared, kTitleSharedMax));
  }

  void CompareCodes() {
    const auto shared = [&](const std::vector<Code>& left, const std::vector<Code>& right, CodeMatch match) {
      return SharedCodeWeight(left, right, book_, match);
    };
    const auto told = [&](CodeMatch match) {
      return std::max(shared(a_.codes, b_.description_codes, match), shared(a_.description_codes, b_.codes, match));
    };
    result_.shared_number = shared(a_.codes, b_.codes, CodeMatch::kWhole);
    const double stem = shared(a_.codes, b_.codes, CodeMatch::kStem);
    const double told_whole = told(CodeMatch::kWhole);
    result_.shared_stem = std::max(BeginningCodeWeight(a_.codes, b_.codes, book_), told_whole);
    const double weight =
        std::max({kSameNumber * result_.shared_number, kSameStem * stem, kNumberInDescription * told_whole,
                  kNumberInDescription / 2 * told(CodeMatch::kStem)});
    if (weight > 0) {
      Say(EvidenceKind::kModelNumber, weight);
    } else if (OfOneFamily(a_.codes, b_.codes, book_)) {
      Say(EvidenceKind::kModelNumber, -kOtherNumber);
    }
  }

  // How many words of a role the one title has and the other record does not tell.
  int Untold(const Profile& from, const Profile& to, WordRole role) const {
    int untold = 0;
    for (const TitleWord& word : from.title) {
      const bool told =
          Holds(to.title_ids, word.id) || Holds(to.field_ids, word.id) || Holds(to.description_ids, word.id);
      untold += word.role == role && !told ? 1 : 0;
    }
    return untold;
  }

  void CompareNumbers() {
    const int left = Untold(a_, b_, WordRole::kNumber);
    const int right = Untold(b_, a_, WordRole::kNumber);
    if (left > 0 && right > 0) {
      Say(EvidenceKind::kNumbers, -kOtherFigures);
    } else if (left + right > 0) {
      Say(EvidenceKind::kNumbers, -kFiguresOfOne);
    }
    const int grade_left = Untold(a_, b_, WordRole::kGrade);
    const int grade_right = Untold(b_, a_, WordRole::kGrade);
    if (grade_left > 0 && grade_right > 0) {
      Say(EvidenceKind::kGrade, -kOtherGrade);
    } else if (grade_left + grade_right > 0) {
      Say(EvidenceKind::kGrade, -kGradeOfOne);
    }
  }

  static bool AnyAgrees(const std::vector<Measure>& all, const Measure& one) {
    return std::any_of(all.begin(), all.end(), [&](const Measure& other) { return Agree(other, one); });
  }

  void CompareMeasures() {
    for (const Measure& mine : a_.measures) {
      result_.agreed |= AnyAgrees(b_.measures, mine) ? SetOf(EvidenceKind::kMeasure) : 0;
    }
    for (const Measure& mine : a_.measures) {
      const bool theirs = std::any_of(b_.measures.begin(), b_.measures.end(),
                                      [&](const Measure& other) { return other.unit == mine.unit; });
      if (!theirs || AnyAgrees(b_.measures, mine) || AnyAgrees(b_.description_measures, mine)) {
        continue;
      }
      const bool other_told = std::any_of(b_.measures.begin(), b_.measures.end(), [&](const Measure& other) {
        return other.unit == mine.unit && (AnyAgrees(a_.measures, other) || AnyAgrees(a_.description_measures, other));
      });
      if (!other_told) {
        Say(EvidenceKind::kMeasure, -kOtherMeasure, mine.unit == Unit::kString ? Force::kVeto : Force::kSoft);
        return;
      }
    }
  }

  void CompareYears() {
    if (a_.years.empty() || b_.years.empty()) {
      return;
    }
    const bool meet = YearsMeet(a_.years, b_.years);
    Say(EvidenceKind::kYear, meet ? kSameYear : -kOtherYear, meet ? Force::kSoft : Force::kVeto);
  }

  void CompareFinish() {
    const auto told_otherwise = [](const Profile& title, const Profile& description) {
      return ColoursOf(description.finish) == 0 && FinishesContradict(title.finish, description.description_finish);
    };
    if (FinishesContradict(a_.finish, b_.finish)) {
      Say(EvidenceKind::kFinish, -kOtherFinish, Force::kVeto);
    } else if (ColoursOf(a_.finish) != 0 && ColoursOf(b_.finish) != 0 && BurstOf(a_.finish) != BurstOf(b_.finish)) {
      Say(EvidenceKind::kFinish, -kBurstOfOne, Force::kHard);  // Often left out or misspelt: a doubt, not a veto.
    } else if (told_otherwise(a_, b_) || told_otherwise(b_, a_)) {
      Say(EvidenceKind::kFinish, -kFinishOfDescription, Force::kHard);  // It may name the colours there are, too.
    } else if ((ColoursOf(a_.finish) & ColoursOf(b_.finish)) != 0) {
      Say(EvidenceKind::kFinish, kSameFinish);
    }
  }

  void CompareHand() {
    // Nobody writes "right-handed", so what is not told is right.
    if ((a_.hand == Hand::kLeft) != (b_.hand == Hand::kLeft)) {
      Say(EvidenceKind::kHand, -kOtherHand, Force::kVeto);
    } else {
      result_.agreed |= SetOf(EvidenceKind::kHand);
    }
    if ((a_.wear == Wear::kNew && b_.wear == Wear::kUsed) || (a_.wear == Wear::kUsed && b_.wear == Wear::kNew)) {
      Say(EvidenceKind::kWear, -kNewAndUsed);
    }
  }

  void CompareBrand() {
    if (a_.brand != 0 && b_.brand != 0 && a_.brand != b_.brand) {
      Say(EvidenceKind::kBrand, -kOtherMaker, Force::kHard);
      return;
    }
    const auto told = [](const std::vector<WordId>& brand, const Profile& by) {
      return std::any_of(brand.begin(), brand.end(),
                         [&](WordId id) { return Holds(by.title_ids, id) || Holds(by.brand_ids, id); });
    };
    const bool agrees = told(a_.brand_ids, b_) || told(b_.brand_ids, a_);
    if (agrees) {
      Say(EvidenceKind::kBrand, kSameBrand);
    } else if (!a_.brand_ids.empty() && !b_.brand_ids.empty()) {
      Say(EvidenceKind::kBrand, -kOtherBrand);
    }
  }

  void ComparePrice() {
    if (!a_.price.has_value() || !b_.price.has_value() || a_.price->currency != b_.price->currency) {
      return;
    }
    const double apart =
        std::abs(std::log(static_cast<double>(a_.price->minor) / static_cast<double>(b_.price->minor)));
    const auto band =
        std::find_if(kPriceBands.begin(), kPriceBands.end(), [&](const PriceBand& one) { return apart < one.apart; });
    Say(EvidenceKind::kPrice, band == kPriceBands.end() ? kPricesFarApart : band->weight);
  }

  // The weight of the words that both descriptions tell, over that of the shorter one.
  void CompareDescriptions() {
    if (std::min(a_.description_ids.size(), b_.description_ids.size()) < kDescriptionWordsLeast) {
      return;
    }
    double both = 0;
    double left = 0;
    double right = 0;
    for (const WordId id : a_.description_ids) {
      const double weight = book_.WeightOf(id);
      left += weight;
      both += Holds(b_.description_ids, id) ? weight : 0;
    }
    for (const WordId id : b_.description_ids) {
      right += book_.WeightOf(id);
    }
    Say(EvidenceKind::kDescription, kAlikeDescriptions * both / std::sqrt(left * right));
  }

  const Profile& a_;
  const Profile& b_;
  const WordBook& book_;
  Comparison result_;
};

}  // namespace

double Comparison::Sum() const {
  double sum = 0;
  for (const Evidence& one : evidence) {
    sum += one.weight;
  }
  return sum;
}

double Comparison::WeightOf(EvidenceKind kind) const {
  double weight = 0;
  for (const Evidence& one : evidence) {
    weight += one.kind == kind ? one.weight : 0;
  }
  return weight;
}

Comparison Compare(const Profile& left, const Profile& right, const WordBook& book) {
  return Comparer(left, right, book).Compare();
}

}  // namespace riff
