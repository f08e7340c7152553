// What must hold of the matcher for records nobody thought of. A failure prints the seed to repeat it with:
// RC_PARAMS="seed=…".
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "connectors/table/csv.h"
#include "mapping/match.h"
#include "mapping/normalise.h"
#include "mapping/profile.h"

namespace riff {
namespace {

// Words that the tables know, words that they do not, and signs that trip readers over.
rc::Gen<std::string> GenWord() {
  return rc::gen::element<std::string>(
      "Fender", "Squier", "Gibson", "ESP", "LTD", "Strat", "Stratocaster", "Jazzmaster", "1964", "1965", "'64", "60s",
      "black", "Schwarz", "white", "sunburst", "lefty", "left", "hand", "PS-LX350H", "pslx350h", "ps", "lx350h",
      "7-string", "42\"", "500 GB", "pro", "std", "iv", "v2.0", "2", "the", "RARE!", "<b>", "&amp;", "\xf0\x9f\x8e\xb8",
      "\xe3\x82\xae\xe3\x82\xbf", "G\xc3\xbcnstig", "S/N", "12345", "printshop", "print", "shop", "-", "/", "\xff");
}

rc::Gen<std::string> GenTitle() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(GenWord()),
                      [](const std::vector<std::string>& words) {
                        std::string title;
                        for (const std::string& word : words) {
                          title += (title.empty() ? "" : " ") + word;
                        }
                        return title;
                      });
}

MatchRecord AnyRecord(const std::string& id) {
  MatchRecord record;
  record.id = id;
  record.title = *GenTitle();
  record.description = *GenTitle();
  record.brand = *rc::gen::element<std::string>("", "Fender", "PRS", "Encore Inc.", "Yamaha");
  record.model = *rc::gen::element<std::string>("", "PS-LX350H", "Jazzmaster");
  record.sku = *rc::gen::element<std::string>("", "A-1", "a1", "N/A", "B2");
  record.serial = *rc::gen::element<std::string>("", "", "", "L12345", "L99999");
  record.year = *rc::gen::element<std::string>("", "1964", "1965.0", "1960s");
  record.finish = *rc::gen::element<std::string>("", "Black", "Rot", "Cherry Sunburst");
  record.condition = *rc::gen::element(Condition::kUnknown, Condition::kNew, Condition::kGood);
  record.kind = *rc::gen::element(RecordKind::kUnknown, RecordKind::kOneOff, RecordKind::kStocked);
  if (*rc::gen::arbitrary<bool>()) {
    record.price = Money{*rc::gen::element<std::int64_t>(0, 100, 19'900, 20'500, 1'000'000), Currency::Usd()};
  }
  return record;
}

// Up to eight records, every other one like another but for its id: where all else is equal, ids decide.
std::vector<MatchRecord> AnyCatalogue(const std::string& prefix, const std::vector<MatchRecord>& like = {}) {
  std::vector<MatchRecord> records;
  const auto count = *rc::gen::inRange<std::size_t>(0, 8);
  std::vector<MatchRecord> known = like;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = prefix + std::to_string(i);
    const bool copied = !known.empty() && *rc::gen::arbitrary<bool>();
    records.push_back(copied ? known[*rc::gen::inRange<std::size_t>(0, known.size())] : AnyRecord(id));
    records.back().id = id;
    known.push_back(records.back());
  }
  return records;
}

Comparison CompareRecords(const MatchRecord& left, const MatchRecord& right) {
  WordBook book;
  const Profile a = ReadProfile(left, book);
  const Profile b = ReadProfile(right, book);
  CountWords(a, book);
  CountWords(b, book);
  return Compare(a, b, book);
}

RC_GTEST_PROP(ComparisonProperty, IsTheSameTheOtherWayRound, ()) {
  WordBook book;
  const Profile a = ReadProfile(AnyRecord("a"), book);
  const Profile b = ReadProfile(AnyRecord("b"), book);
  CountWords(a, book);
  CountWords(b, book);

  const Comparison there = Compare(a, b, book);
  const Comparison back = Compare(b, a, book);

  RC_ASSERT(there.Sum() == back.Sum());
  RC_ASSERT(there.vetoes == back.vetoes);
  RC_ASSERT(there.agreed == back.agreed);
  RC_ASSERT(there.identified == back.identified);
  RC_ASSERT(LikenessOf(there) == LikenessOf(back));
}

RC_GTEST_PROP(ComparisonProperty, ARecordIsItself, ()) {
  const MatchRecord record = AnyRecord("a");
  WordBook book;
  RC_PRE(!ReadProfile(record, book).title.empty());

  const Comparison comparison = CompareRecords(record, record);

  RC_ASSERT(!comparison.vetoed());
  RC_ASSERT(LikenessOf(comparison) == 1);
}

// One field in which the two then contradict each other.
void Contradict(MatchRecord& left, MatchRecord& right) {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      left.year = "1951";
      right.year = "1987";
      return;
    case 1:
      left.serial = "X11111";
      right.serial = "Y22222";
      return;
    case 2:
      left.hand = "left";
      right.hand = "right";
      return;
    case 3:
      left.price = Money{10'000, Currency::Usd()};
      right.price = Money{10'000'000, Currency::Usd()};
      return;
    case 4:
      left.condition = Condition::kNew;
      right.condition = Condition::kPoor;
      return;
    default:
      left.finish = "Turquoise";
      right.finish = "Purple";
  }
}

RC_GTEST_PROP(ComparisonProperty, AContradictionNeverMakesTwoMoreAlike, ()) {
  MatchRecord left = AnyRecord("a");
  MatchRecord right = AnyRecord("b");
  for (MatchRecord* record : {&left, &right}) {  // Neither tells yet what they will contradict each other in.
    record->description.clear();
    record->year.clear();
    record->serial.clear();
    record->finish.clear();
    record->price.reset();
    record->condition = Condition::kUnknown;
  }
  const Comparison before = CompareRecords(left, right);

  Contradict(left, right);
  const Comparison after = CompareRecords(left, right);

  RC_ASSERT(after.Sum() <= before.Sum() + 1e-9);
  RC_ASSERT(LikenessOf(after) <= LikenessOf(before) + 1e-9);
}

std::set<std::string> PairsOf(const std::vector<MatchRecord>& left, const std::vector<MatchRecord>& right) {
  std::set<std::string> pairs;
  for (const MatchedPair& pair : MatchRecords(left, right, {}).pairs) {
    pairs.insert(left[pair.left].id + " " + right[pair.right].id + " " + std::string(ToString(pair.decision)) + " " +
                 std::to_string(pair.score));
  }
  return pairs;
}

RC_GTEST_PROP(MatchProperty, DoesNotDependOnTheOrderOfTheRecords, ()) {
  std::vector<MatchRecord> left = AnyCatalogue("l");
  std::vector<MatchRecord> right = AnyCatalogue("r", left);
  const std::set<std::string> pairs = PairsOf(left, right);

  std::reverse(left.begin(), left.end());
  std::rotate(right.begin(), right.begin() + static_cast<std::ptrdiff_t>(right.size() / 2), right.end());

  RC_ASSERT(PairsOf(left, right) == pairs);
}

RC_GTEST_PROP(MatchProperty, UsesEachRecordOnceAndScoresWithinBounds, ()) {
  const std::vector<MatchRecord> left = AnyCatalogue("l");
  const std::vector<MatchRecord> right = AnyCatalogue("r", left);
  MatchOptions options;
  options.candidates_kept = 3;

  const MatchResult result = MatchRecords(left, right, options);

  std::set<std::size_t> lefts;
  std::set<std::size_t> rights;
  for (const MatchedPair& pair : result.pairs) {
    RC_ASSERT(lefts.insert(pair.left).second);
    RC_ASSERT(rights.insert(pair.right).second);
    RC_ASSERT(pair.score >= 0 && pair.score <= 1);
    RC_ASSERT(pair.decision != MatchDecision::kNone);
    RC_ASSERT(result.candidates[pair.left].front().place == pair.right);
  }
  for (const auto& candidates : result.candidates) {
    RC_ASSERT(candidates.size() <= 3);
  }
}

RC_GTEST_PROP(MatchProperty, ALinkOfAOneOffHasAHardIdentity, ()) {
  std::vector<MatchRecord> left = AnyCatalogue("l");
  std::vector<MatchRecord> right = AnyCatalogue("r", left);
  for (MatchRecord& record : left) {
    record.kind = RecordKind::kOneOff;
  }
  for (const MatchedPair& pair : MatchRecords(left, right, {}).pairs) {
    if (pair.decision == MatchDecision::kLink) {
      RC_ASSERT(CompareRecords(left[pair.left], right[pair.right]).identified);
    }
  }
}

RC_GTEST_PROP(CatalogueProperty, DoesNotDependOnTheOrderInWhichProductsWereAdded, ()) {
  const std::vector<MatchRecord> products = AnyCatalogue("p");
  const MatchRecord listing = AnyRecord("x");
  const auto found = [&](const std::vector<MatchRecord>& added) {
    MatchCatalogue catalogue;
    for (const MatchRecord& product : added) {
      catalogue.Add(product);
    }
    std::vector<std::string> ids;
    for (const MatchCandidate& candidate : catalogue.Find(listing, 0.25, 5)) {
      ids.push_back(added[candidate.place].id + " " + candidate.explanation);
    }
    return ids;
  };

  RC_ASSERT(found(products) == found(std::vector<MatchRecord>(products.rbegin(), products.rend())));
}

RC_GTEST_PROP(NormaliseProperty, FoldingTwiceIsFoldingOnce, ()) {
  const std::string text = *GenTitle() + *rc::gen::container<std::string>(rc::gen::arbitrary<char>());

  const std::string folded = NormaliseText(text, 10'000);

  RC_ASSERT(IsUtf8(folded));
  RC_ASSERT(NormaliseText(folded, 100'000) == folded);
}

}  // namespace
}  // namespace riff
