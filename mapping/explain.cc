#include "mapping/explain.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "mapping/title_overlap.h"

namespace riff {

namespace {

constexpr std::size_t kWordsNamed = 8;  // More than that nobody reads.

// Words of a title with a credit within the bounds, as a list.
std::string Named(const Profile& profile, const std::vector<float>& credits, const WordBook& book, float least,
                  float most) {
  std::string text;
  std::size_t named = 0;
  for (std::size_t i = 0; i < profile.title.size() && named < kWordsNamed; ++i) {
    if (credits[i] >= least && credits[i] <= most && profile.title[i].role != WordRole::kTalk) {
      text += (text.empty() ? "" : ", ") + std::string(book.TextOf(profile.title[i].id));
      ++named;
    }
  }
  return text;
}

std::string_view HandWord(Hand hand) { return hand == Hand::kLeft ? "left-handed" : "right-handed"; }

std::string PriceWords(const Profile& left, const Profile& right) {
  const auto low = static_cast<double>(std::min(left.price->minor, right.price->minor));
  const auto high = static_cast<double>(std::max(left.price->minor, right.price->minor));
  const double percent = (high / low - 1) * 100;
  if (percent < 0.5) {
    return "same price";
  }
  return percent < 1000 ? "prices " + std::to_string(std::lround(percent)) + " % apart"
                        : "prices " + std::to_string(std::lround(high / low)) + " times apart";
}

std::string MeasureWords(const std::vector<Measure>& measures) {
  std::string text;
  for (const Measure& measure : measures) {
    text += (text.empty() ? "" : ", ") + MeasureText(measure);
  }
  return text;
}

// What one piece of evidence says; `speaks_for` is the sign of its weight.
std::string Sentence(const Evidence& one, const Profile& left, const Profile& right) {
  const bool agrees = one.weight > 0;
  switch (one.kind) {
    case EvidenceKind::kSku:
      return "same SKU";
    case EvidenceKind::kSerial:
      return agrees ? "same serial number " + left.serial
                    : "serial number " + left.serial + " here, " + right.serial + " there";
    case EvidenceKind::kBarcode:
      return agrees ? "same barcode" : "other barcode";
    case EvidenceKind::kModelNumber:
      return agrees ? "same model number" : "other model number";
    case EvidenceKind::kDescription:
      return "alike descriptions";
    case EvidenceKind::kBrand:
      return agrees ? "same brand"
             : left.brand != right.brand && left.brand != 0 && right.brand != 0
                 ? std::string(BrandName(left.brand)) + " here, " + std::string(BrandName(right.brand)) + " there"
                 : "other brand";
    case EvidenceKind::kNumbers:
      return "numbers that only one tells";
    case EvidenceKind::kGrade:
      return "versions that only one tells";
    case EvidenceKind::kMeasure:
      return MeasureWords(left.measures) + " here, " + MeasureWords(right.measures) + " there";
    case EvidenceKind::kYear:
      return agrees ? "same year " + YearWords(left.years)
                    : YearWords(left.years) + " here, " + YearWords(right.years) + " there";
    case EvidenceKind::kFinish:
      return agrees ? "same finish " + FinishWords(ColoursOf(left.finish & right.finish))
                    : FinishWords(left.finish != 0 ? left.finish : left.description_finish) + " here, " +
                          FinishWords(right.finish != 0 ? right.finish : right.description_finish) + " there";
    case EvidenceKind::kHand:
      return std::string(HandWord(left.hand)) + " here, " + std::string(HandWord(right.hand)) + " there";
    case EvidenceKind::kWear:
      return left.wear == Wear::kNew ? "new here, used there" : "used here, new there";
    case EvidenceKind::kPrice:
      return PriceWords(left, right);
    case EvidenceKind::kTitle:
      break;
  }
  return {};
}

}  // namespace

std::string Explain(const Profile& left, const Profile& right, const Comparison& comparison, const WordBook& book) {
  std::vector<Evidence> evidence = comparison.evidence;
  std::sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) {
    const double weight_a = std::abs(a.weight);
    const double weight_b = std::abs(b.weight);
    return weight_a != weight_b ? weight_a > weight_b : a.kind < b.kind;
  });
  const TitleCredits credits = CreditTitles(left, right, book);
  constexpr float kTold = 0.55F;
  std::string for_it;
  std::string against;
  const auto say = [](std::string& text, const std::string& sentence) {
    text += sentence.empty() ? "" : (text.empty() ? "" : "; ") + sentence;
  };
  const std::string shared = Named(left, credits.left, book, kTold, 1.0F);
  say(for_it, comparison.overlap.same ? "same words" : shared.empty() ? "" : "shares " + shared);
  for (const Evidence& one : evidence) {
    say(one.weight > 0 ? for_it : against, Sentence(one, left, right));
  }
  const std::string here = Named(left, credits.left, book, 0.0F, kTold);
  const std::string there = Named(right, credits.right, book, 0.0F, kTold);
  say(against, here.empty() ? "" : "only here " + here);
  say(against, there.empty() ? "" : "only there " + there);
  if (against.empty()) {
    return for_it;
  }
  return for_it + (for_it.empty() ? "" : "; ") + "against: " + against;
}

}  // namespace riff
