#include "engine/store/change_columns.h"

#include <gtest/gtest.h>

#include "engine/store/content_columns.h"

namespace riff {
namespace {

ListingContent SomeContent() {
  ListingContent content;
  content.title = "1:2, \"three\" é";
  content.description = std::string(70'000, 'x') + "\n9:";
  content.condition = Condition::kNonFunctioning;
  content.image_urls = {"", "https://img.test/1", "5:a"};
  return content;
}

TEST(ChangeColumnsTest, ReadBackEveryKindOfChange) {
  const Money price{-5'000'000'000, *Currency::Parse("JPY")};
  const std::vector<Change> changes = {
      SetQuantity{Quantity(5'000'000'000), std::nullopt},
      SetQuantity{Quantity(0), Quantity(0)},
      SetPrice{price},
      SetContent{SomeContent()},
      PauseListing{},
      EndListing{},
      CreateListing{Sku("SG-61"), SomeContent(), price, Quantity(2)},
      CreateListing{},
      Relist{Quantity(1)},
  };

  for (const Change& change : changes) {
    const Result<Change> back = FromColumns(ToColumns(change));
    ASSERT_TRUE(back.has_value()) << Describe(change);
    EXPECT_EQ(*back, change);
  }
}

TEST(ChangeColumnsTest, RefuseAKindThatNobodyWrites) {
  ChangeColumns columns = ToColumns(PauseListing{});
  columns.kind = "explode";

  EXPECT_EQ(FromColumns(columns).error().kind, ErrorKind::kInvalid);
}

TEST(ChangeColumnsTest, RefuseAKindWithoutWhatItNeeds) {
  const ListingContent content = SomeContent();
  const std::vector<Change> needy = {SetQuantity{Quantity(1), std::nullopt}, SetPrice{}, SetContent{content},
                                     CreateListing{Sku("SG-61"), content, {}, Quantity(1)}, Relist{Quantity(1)}};
  for (const Change& change : needy) {
    const ChangeColumns whole = ToColumns(change);
    ChangeColumns bare;
    bare.kind = whole.kind;
    EXPECT_EQ(FromColumns(bare).error().kind, ErrorKind::kInvalid) << whole.kind;
  }
  for (const auto drop : {+[](ChangeColumns& columns) { columns.new_sku.reset(); },
                          +[](ChangeColumns& columns) { columns.content.reset(); },
                          +[](ChangeColumns& columns) { columns.price.reset(); },
                          +[](ChangeColumns& columns) { columns.quantity.reset(); }}) {
    ChangeColumns create = ToColumns(needy[3]);
    drop(create);
    EXPECT_EQ(FromColumns(create).error().kind, ErrorKind::kInvalid);
  }
}

TEST(ContentTextTest, RefusesATextThatIsNoContent) {
  const std::string whole = ContentText(SomeContent());
  for (const std::string& text : {std::string(), std::string("1:a"), whole + "0:", whole.substr(0, whole.size() - 1),
                                  std::string("x"), std::string("99:short"), std::string("5"), std::string("-1:a")}) {
    EXPECT_EQ(ContentFromText(text).error().kind, ErrorKind::kInvalid) << text.substr(0, 20);
  }
}

}  // namespace
}  // namespace riff
