#include "engine/cli/product_csv.h"

#include <gtest/gtest.h>

namespace riff {
namespace {

std::vector<ImportRow> Rows(const std::string& text) {
  Result<std::vector<ImportRow>> rows = ReadProductCsv(text, "shop.csv");
  EXPECT_TRUE(rows.has_value()) << (rows.has_value() ? "" : rows.error().message);
  return rows.value_or(std::vector<ImportRow>());
}

std::string ErrorIn(const std::string& text) {
  const Result<std::vector<ImportRow>> rows = ReadProductCsv(text, "shop.csv");
  if (rows.has_value()) {
    return "no error";
  }
  EXPECT_EQ(rows.error().kind, ErrorKind::kInvalid);
  return rows.error().message;
}

TEST(ProductCsv, ReadsEveryColumnByItsName) {
  const std::vector<ImportRow> rows = Rows(
      "Title,SKU,price,currency,available,kind,condition,brand,model,year,finish,category,description,extra\n"
      "\"Gibson SG, cherry\",SG-61,900.50,EUR,1,unique,excellent,Gibson,SG,1961,Cherry,Solid,\"Played, well\",x\n");

  ASSERT_EQ(rows.size(), 1u);
  const NewProduct& product = rows.front().product;
  EXPECT_EQ(rows.front().line, 2u);
  EXPECT_EQ(product.sku, Sku("SG-61"));
  EXPECT_EQ(product.content.title, "Gibson SG, cherry");
  EXPECT_EQ(product.price->minor, 90050);
  EXPECT_EQ(product.price->currency.code(), "EUR");
  EXPECT_EQ(product.available, Quantity(1));
  EXPECT_EQ(product.kind, ProductKind::kUnique);
  EXPECT_EQ(product.content.condition, Condition::kExcellent);
  EXPECT_EQ(product.content.brand, "Gibson");
  EXPECT_EQ(product.content.model, "SG");
  EXPECT_EQ(product.content.year, "1961");
  EXPECT_EQ(product.content.finish, "Cherry");
  EXPECT_EQ(product.content.category, "Solid");
  EXPECT_EQ(product.content.description, "Played, well");
}

TEST(ProductCsv, WhatARowDoesNotSayIsUnknownAndNotZero) {
  const std::vector<ImportRow> rows = Rows("sku,title,available,price\nA,Gibson,,\nB,Fender,0,\n");

  EXPECT_FALSE(rows[0].available.has_value());
  EXPECT_EQ(rows[1].available, Quantity(0));
  EXPECT_FALSE(rows[0].product.price.has_value());
}

TEST(ProductCsv, MoreThanOneUnitIsStockedUnlessTheRowSaysOtherwise) {
  const std::vector<ImportRow> rows = Rows("sku,title,available,kind\nA,a,3,\nB,b,1,\nC,c,1,stocked\n");

  EXPECT_EQ(rows[0].product.kind, ProductKind::kStocked);
  EXPECT_EQ(rows[1].product.kind, ProductKind::kUnique);
  EXPECT_EQ(rows[2].product.kind, ProductKind::kStocked);
}

struct Wrong {
  std::string name;
  std::string text;
  std::string said;
};

class ProductCsvErrors : public testing::TestWithParam<Wrong> {};

TEST_P(ProductCsvErrors, NameFileLineColumnAndReason) {
  const std::string message = ErrorIn(GetParam().text);

  EXPECT_TRUE(message.starts_with("shop.csv")) << message;
  EXPECT_NE(message.find(GetParam().said), std::string::npos) << message;
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, ProductCsvErrors,
    testing::Values(
        Wrong{"NoSkuColumn", "title\nGibson\n", "has no column \"sku\""},
        Wrong{"NoTitleColumn", "sku\nA\n", "has no column \"title\""},
        Wrong{"EmptySku", "sku,title\nA,a\n,b\n", "line 3, column sku: is empty"},
        Wrong{"EmptyTitle", "sku,title\nA,\n", "line 2, column title: is empty"},
        Wrong{"Twice", "sku,title\nA,a\nB,b\nA,c\n", "line 4, column sku: A stands on line 2 already"},
        Wrong{"Price", "sku,title,price\nA,a,cheap\n", "line 2, column price: "},
        Wrong{"PriceDecimals", "sku,title,price\nA,a,1.005\n", "line 2, column price: "},
        Wrong{"Currency", "sku,title,price,currency\nA,a,1,dollars\n", "line 2, column currency: "},
        Wrong{"Available", "sku,title,available\nA,a,two\n", "line 2, column available: \"two\" is not a whole number"},
        Wrong{"AvailableFraction", "sku,title,available\nA,a,1.5\n", "column available: \"1.5\" is not"},
        Wrong{"Kind", "sku,title,kind\nA,a,rare\n", "line 2, column kind: "},
        Wrong{"Condition", "sku,title,condition\nA,a,shiny\n", "line 2, column condition: "},
        Wrong{"AfterALineBreakInACell", "sku,title,available\nA,\"two\nlines\",1\nB,b,x\n", "line 4, column available"},
        Wrong{"OpenQuote", "sku,title\nA,\"open\n", "line 2"}, Wrong{"Ragged", "sku,title\nA,a,b\n", "line 2"}),
    [](const testing::TestParamInfo<Wrong>& info) { return info.param.name; });

}  // namespace
}  // namespace riff
