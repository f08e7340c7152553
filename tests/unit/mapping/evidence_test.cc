#include "mapping/evidence.h"

#include <gtest/gtest.h>

#include "mapping/explain.h"
#include "mapping/score.h"

namespace riff {
namespace {

// Two records that agree in everything, before each case changes something.
MatchRecord Base() {
  MatchRecord record;
  record.title = "Fender Jazzmaster";
  record.price = Money{250'000, Currency::Usd()};
  return record;
}

MatchRecord With(void (*change)(MatchRecord&)) {
  MatchRecord record = Base();
  change(record);
  return record;
}

struct Compared {
  Comparison comparison;
  Comparison swapped;
  std::string why;
};

Compared CompareRecords(const MatchRecord& left, const MatchRecord& right) {
  WordBook book;
  const Profile a = ReadProfile(left, book);
  const Profile b = ReadProfile(right, book);
  CountWords(a, book);
  CountWords(b, book);
  const Comparison comparison = Compare(a, b, book);
  return Compared{comparison, Compare(b, a, book), Explain(a, b, comparison, book)};
}

enum class Says { kFor, kAgainst, kVeto, kNothing };

struct Case {
  std::string name;
  EvidenceKind kind;
  void (*left)(MatchRecord&);
  void (*right)(MatchRecord&);
  Says says;
  std::string words;  // What the explanation must hold.
};

class EvidenceTest : public testing::TestWithParam<Case> {};

TEST_P(EvidenceTest, SpeaksForOrAgainstAndIsSymmetrical) {
  const Case& each = GetParam();

  const auto [comparison, swapped, why] = CompareRecords(With(each.left), With(each.right));

  const double weight = comparison.WeightOf(each.kind);
  EXPECT_EQ(weight > 0, each.says == Says::kFor);
  EXPECT_EQ(weight < 0, each.says == Says::kAgainst || each.says == Says::kVeto);
  EXPECT_EQ((comparison.vetoes & SetOf(each.kind)) != 0, each.says == Says::kVeto);
  EXPECT_EQ(swapped.Sum(), comparison.Sum());
  EXPECT_EQ(swapped.vetoes, comparison.vetoes);
  EXPECT_NE(why.find(each.words), std::string::npos) << why;
}

#define SET(field, value) [](MatchRecord& record) { record.field = value; }
#define PRICE(minor) [](MatchRecord& record) { record.price = Money{minor, Currency::Usd()}; }

INSTANTIATE_TEST_SUITE_P(
    Kinds, EvidenceTest,
    testing::Values(
        Case{"SameSku", EvidenceKind::kSku, SET(sku, "GTR-1"), SET(sku, "gtr 1"), Says::kFor, "same SKU"},
        Case{"OtherSku", EvidenceKind::kSku, SET(sku, "GTR-1"), SET(sku, "GTR-2"), Says::kNothing, ""},
        Case{"NoSku", EvidenceKind::kSku, SET(sku, "N/A"), SET(sku, "n/a"), Says::kNothing, ""},
        Case{"SameSerial", EvidenceKind::kSerial, SET(serial, "L12345"), SET(description, "Serial number: L12345"),
             Says::kFor, "same serial number l12345"},
        Case{"OtherSerial", EvidenceKind::kSerial, SET(serial, "L12345"), SET(serial, "L99999"), Says::kVeto,
             "serial number l12345 here, l99999 there"},
        Case{"SerialOfOne", EvidenceKind::kSerial, SET(serial, "L12345"), SET(serial, ""), Says::kNothing, ""},
        Case{"SameBarcode", EvidenceKind::kBarcode, SET(barcode, "0717669"), SET(barcode, "0717669"), Says::kFor,
             "same barcode"},
        Case{"SameYear", EvidenceKind::kYear, SET(year, "1964"), SET(title, "1964 Fender Jazzmaster"), Says::kFor,
             "same year 1964"},
        Case{"OtherYear", EvidenceKind::kYear, SET(year, "1964"), SET(year, "1965.0"), Says::kVeto,
             "1964 here, 1965 there"},
        Case{"YearOfItsDecade", EvidenceKind::kYear, SET(year, "1964"), SET(year, "1960s"), Says::kFor, ""},
        Case{"YearOfOne", EvidenceKind::kYear, SET(year, "1964"), SET(year, ""), Says::kNothing, ""},
        Case{"SameFinish", EvidenceKind::kFinish, SET(finish, "Schwarz"), SET(finish, "Black"), Says::kFor,
             "same finish black"},
        Case{"OtherFinish", EvidenceKind::kFinish, SET(finish, "Black"), SET(finish, "Olympic White"), Says::kVeto,
             "black here, white there"},
        Case{"BurstOfOne", EvidenceKind::kFinish, SET(finish, "Red"), SET(finish, "Red Burst"), Says::kAgainst,
             "red here, red, burst"},
        Case{"OtherHand", EvidenceKind::kHand, SET(hand, "left"), SET(hand, ""), Says::kVeto,
             "left-handed here, right-handed there"},
        Case{"SameHand", EvidenceKind::kHand, SET(hand, "left"), SET(title, "Fender Jazzmaster lefty"), Says::kNothing,
             ""},
        Case{"HandOfShuffledWords", EvidenceKind::kHand, SET(hand, "left"), SET(title, "Left Fender hand Jazzmaster"),
             Says::kNothing, ""},
        Case{"NewAndUsed", EvidenceKind::kWear, SET(condition, Condition::kNew), SET(condition, Condition::kGood),
             Says::kAgainst, "new here, used there"},
        Case{"TwoGradesOfUsed", EvidenceKind::kWear, SET(condition, Condition::kFair), SET(condition, Condition::kMint),
             Says::kNothing, ""},
        Case{"OtherMaker", EvidenceKind::kBrand, SET(brand, "Fender"), SET(title, "Squier Jazzmaster"), Says::kAgainst,
             "Fender here, Squier there"},
        Case{"SameBrandField", EvidenceKind::kBrand, SET(brand, "Encore Software"), SET(brand, "Encore Inc."),
             Says::kFor, "same brand"},
        Case{"OtherBrandField", EvidenceKind::kBrand, SET(brand, "Encore"), SET(brand, "Valusoft"), Says::kAgainst,
             "other brand"},
        Case{"SamePrice", EvidenceKind::kPrice, PRICE(10'000), PRICE(10'100), Says::kFor, "prices 1 % apart"},
        Case{"OtherPrice", EvidenceKind::kPrice, PRICE(10'000), PRICE(30'000), Says::kAgainst, "prices 200 % apart"},
        Case{"PriceOfOne", EvidenceKind::kPrice, PRICE(10'000), PRICE(0), Says::kNothing, ""},
        Case{"SameModelNumber", EvidenceKind::kModelNumber, SET(title, "Sony PS-LX350H"), SET(title, "Sony pslx350h"),
             Says::kFor, "same model number"},
        Case{"ModelNumberOfField", EvidenceKind::kModelNumber, SET(model, "PS-LX350H"), SET(title, "Sony pslx350h"),
             Says::kFor, ""},
        Case{"OtherModelNumber", EvidenceKind::kModelNumber, SET(title, "Sony PSLX350H"), SET(title, "Sony PSLX300H"),
             Says::kAgainst, "other model number"},
        Case{"OtherFigures", EvidenceKind::kNumbers, SET(title, "Photoshop 6"), SET(title, "Photoshop 7"),
             Says::kAgainst, "numbers"},
        Case{"OtherGrade", EvidenceKind::kGrade, SET(title, "Les Paul Standard"), SET(title, "Les Paul Studio"),
             Says::kAgainst, "versions"},
        Case{"SameGradeShortened", EvidenceKind::kGrade, SET(title, "Les Paul Standard"), SET(title, "Les Paul Std"),
             Says::kNothing, ""},
        Case{"OtherSize", EvidenceKind::kMeasure, SET(title, "LG 42\" TV"), SET(title, "LG 47-inch TV"), Says::kAgainst,
             "42 in here, 47 in there"},
        Case{"OtherStrings", EvidenceKind::kMeasure, SET(title, "Ibanez 7-string"), SET(title, "Ibanez 6 string"),
             Says::kVeto, "7 strings here, 6 strings there"}),
    [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

TEST(TitleEvidenceTest, WordOrderTyposAndSplitWordsCostLittle) {
  const auto sum = [](const char* left, const char* right) {
    MatchRecord a;
    a.title = left;
    MatchRecord b;
    b.title = right;
    return CompareRecords(a, b).comparison.Sum();
  };
  const double equal = sum("broderbund print shop deluxe", "broderbund print shop deluxe");

  EXPECT_EQ(sum("broderbund print shop deluxe", "deluxe shop print broderbund"), equal);
  EXPECT_GT(sum("broderbund print shop deluxe", "broderbund printshop deluxe"), equal - 2);  // One word less is shared.
  EXPECT_GT(sum("broderbund print shop deluxe", "broderbnud print shop deluxe"), equal - 1.5);
  EXPECT_GT(sum("fender strat american", "fender stratocaster american"),
            sum("fender mustang american", "fender stratocaster american"));
  EXPECT_LT(sum("broderbund print shop deluxe", "norton anti virus"), -5);
}

TEST(TitleEvidenceTest, WordsThatOnlySellDoNotCount) {
  MatchRecord plain;
  plain.title = "Fender Jazzmaster";
  MatchRecord loud;
  loud.title = "WOW! Rare FENDER Jazzmaster, free shipping, look!";

  EXPECT_GT(LikenessOf(CompareRecords(plain, loud).comparison), 0.7);
}

TEST(OneOffTest, IsToldByTheRecordItself) {
  WordBook book;
  const auto is_one_off = [&](void (*change)(MatchRecord&)) {
    MatchRecord record;
    record.title = "Widget XR200";
    change(record);
    return ReadProfile(record, book).one_off;
  };
  EXPECT_FALSE(is_one_off([](MatchRecord&) {}));
  EXPECT_TRUE(is_one_off(SET(kind, RecordKind::kOneOff)));
  EXPECT_TRUE(is_one_off(SET(serial, "12345")));
  EXPECT_TRUE(is_one_off(SET(condition, Condition::kGood)));
  EXPECT_TRUE(is_one_off(SET(title, "Vintage widget")));
  EXPECT_TRUE(is_one_off(SET(title, "Widget 1964")));
  EXPECT_TRUE(is_one_off(SET(year, "2019")));
  EXPECT_TRUE(is_one_off(SET(title, "Ibanez RG5121")));
  EXPECT_FALSE(is_one_off([](MatchRecord& record) {
    record.title = "Ibanez RG5121 2019";
    record.kind = RecordKind::kStocked;
  }));
}

}  // namespace
}  // namespace riff
