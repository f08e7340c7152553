// ParseCatalog: a catalogue from a CSV file, all or nothing.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "connectors/table/csv.h"
#include "mocks/catalog.h"

namespace riff::sim {
namespace {

constexpr std::array<std::string_view, 12> kColumns = {"sku",      "title",    "brand",       "model",
                                                       "year",     "finish",   "condition",   "price",
                                                       "currency", "quantity", "description", "platforms"};
constexpr std::size_t kFaultsNamedMax = 20;
constexpr std::int64_t kQuantityMax = 1'000'000;

// What was wrong, one line a fault.
class Complaints {
 public:
  void Add(std::size_t row, std::string_view column, std::string_view reason) {
    if (++count_ <= kFaultsNamedMax) {
      text_ += (text_.empty() ? "" : "\n") + ("row " + std::to_string(row)) + ", column " + std::string(column) + ": " +
               std::string(reason);
    }
  }
  bool empty() const { return count_ == 0; }
  std::string Text() const {
    return count_ <= kFaultsNamedMax ? text_ : text_ + "\nand " + std::to_string(count_ - kFaultsNamedMax) + " more";
  }

 private:
  std::size_t count_ = 0;
  std::string text_;
};

// One row by the names of its columns.
struct NamedRow {
  std::size_t number = 0;
  std::map<std::string, std::string, std::less<>> cells;

  const std::string& operator[](std::string_view column) const { return cells.find(column)->second; }
};

Result<std::vector<std::string>> ColumnsOf(const CsvTable& table) {
  for (const std::string_view column : kColumns) {
    if (std::count(table.header.begin(), table.header.end(), column) != 1) {
      return Fail(ErrorKind::kInvalid, "row 0, column " + std::string(column) + ": the header must name it once");
    }
  }
  for (const std::string& column : table.header) {
    const bool known = column == "category" || std::find(kColumns.begin(), kColumns.end(), column) != kColumns.end();
    if (!known) {
      return Fail(ErrorKind::kInvalid, "row 0, column " + column + ": not a column of a catalogue");
    }
  }
  return table.header;
}

std::optional<std::vector<Platform>> PlatformsOf(const NamedRow& row, Complaints& complaints) {
  std::vector<Platform> platforms;
  const std::string& text = row["platforms"];
  if (text.empty()) {
    platforms.assign(kPlatforms.begin(), kPlatforms.end());
    return platforms;
  }
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('|', from), text.size());
    const Result<Platform> platform = ParsePlatform(text.substr(from, end - from));
    if (!platform) {
      complaints.Add(row.number, "platforms", platform.error().message);
      return std::nullopt;
    }
    if (std::find(platforms.begin(), platforms.end(), *platform) != platforms.end()) {
      complaints.Add(row.number, "platforms", "names a platform twice");
      return std::nullopt;
    }
    platforms.push_back(*platform);
    from = end + 1;
  }
  return platforms;
}

std::optional<Quantity> QuantityOf(const NamedRow& row, Complaints& complaints) {
  const std::string& text = row["quantity"];
  const bool digits = !text.empty() && text.size() <= 7 && text.find_first_not_of("0123456789") == std::string::npos;
  const std::int64_t units = digits ? std::stoll(text) : 0;
  if (units < 1 || units > kQuantityMax) {
    complaints.Add(row.number, "quantity", "must be a whole number from 1 to 1000000");
    return std::nullopt;
  }
  return Quantity(units);
}

std::optional<Money> PriceOf(const NamedRow& row, Complaints& complaints) {
  const Result<Currency> currency = Currency::Parse(row["currency"]);
  if (!currency) {
    complaints.Add(row.number, "currency", currency.error().message);
    return std::nullopt;
  }
  const Result<Money> price = ParseMoney(row["price"], *currency);
  if (!price) {
    complaints.Add(row.number, "price", price.error().message);
    return std::nullopt;
  }
  if (price->minor == 0) {
    complaints.Add(row.number, "price", "must be above zero");
    return std::nullopt;
  }
  return *price;
}

CatalogProduct ReadRow(const NamedRow& row, Complaints& complaints) {
  CatalogProduct product;
  for (const std::string_view needed : {"sku", "title"}) {
    if (row[needed].empty()) {
      complaints.Add(row.number, needed, "is empty");
    }
  }
  product.sku = Sku(row["sku"]);
  ListingContent& content = product.content;
  content.title = row["title"];
  content.brand = row["brand"];
  content.model = row["model"];
  content.year = row["year"];
  content.finish = row["finish"];
  content.description = row["description"];
  content.image_urls = {"https://img.example.invalid/" + product.sku.text() + "/1.jpg"};
  if (const Result<Condition> condition = ParseCondition(row["condition"]);
      condition && *condition != Condition::kUnknown) {
    content.condition = *condition;
  } else {
    complaints.Add(row.number, "condition",
                   "must be new, b_stock, mint, excellent, very_good, good, fair, poor or non_functioning");
  }
  product.price = PriceOf(row, complaints).value_or(Money{});
  product.available = QuantityOf(row, complaints).value_or(Quantity(1));
  product.platforms = PlatformsOf(row, complaints).value_or(std::vector<Platform>{});
  const bool one_of_a_kind = product.available.units() == 1 && !HoldsStockOnReverb(content.condition);
  product.stock = one_of_a_kind ? StockKind::kOneOfAKind : StockKind::kStocked;
  const auto category = row.cells.find("category");
  const bool named = category != row.cells.end() && !category->second.empty();
  content.category = named ? category->second : one_of_a_kind ? "electric guitar" : "accessory";
  return product;
}

}  // namespace

Result<Catalog> ParseCatalog(std::string_view csv) {
  RIFF_TRY(const CsvTable table, ParseCsv(csv, CsvOptions{}));
  RIFF_TRY(const std::vector<std::string> columns, ColumnsOf(table));
  Complaints complaints;
  Catalog catalog;
  std::set<Sku> skus;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    NamedRow row;
    row.number = i + 1;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      row.cells[columns[column]] = table.rows[i].cells[column];
    }
    CatalogProduct product = ReadRow(row, complaints);
    if (!product.sku.empty() && !skus.insert(product.sku).second) {
      complaints.Add(row.number, "sku", "'" + product.sku.text() + "' is there twice");
    }
    catalog.push_back(std::move(product));
  }
  if (!complaints.empty()) {
    return Fail(ErrorKind::kInvalid, complaints.Text());
  }
  return catalog;
}

}  // namespace riff::sim
