#include "engine/cli/product_csv.h"

#include <charconv>
#include <map>

#include "connectors/table/csv.h"

namespace riff {

namespace {

class Columns {
 public:
  Columns(const CsvTable& table, std::string path) : path_(std::move(path)) {
    for (std::size_t i = 0; i < table.header.size(); ++i) {
      std::string name;
      for (const char c : table.header[i]) {
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      index_.emplace(name, i);
    }
  }

  bool Has(const std::string& name) const { return index_.contains(name); }

  std::string Cell(const CsvTable::Row& row, const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? std::string() : row.cells[found->second];
  }

  tl::unexpected<Error> Refuse(const CsvTable::Row& row, const std::string& name, const std::string& reason) const {
    return Fail(ErrorKind::kInvalid, path_ + " line " + std::to_string(row.line) + ", column " + name + ": " + reason);
  }

 private:
  std::string path_;
  std::map<std::string, std::size_t> index_;
};

Result<ImportRow> ReadRow(const Columns& columns, const CsvTable::Row& row) {
  ImportRow read;
  read.line = row.line;
  NewProduct& product = read.product;
  product.sku = Sku(columns.Cell(row, "sku"));
  product.content.title = columns.Cell(row, "title");
  if (product.sku.empty()) {
    return columns.Refuse(row, "sku", "is empty");
  }
  if (product.content.title.empty()) {
    return columns.Refuse(row, "title", "is empty");
  }
  product.content.description = columns.Cell(row, "description");
  product.content.brand = columns.Cell(row, "brand");
  product.content.model = columns.Cell(row, "model");
  product.content.year = columns.Cell(row, "year");
  product.content.finish = columns.Cell(row, "finish");
  product.content.category = columns.Cell(row, "category");
  if (const std::string text = columns.Cell(row, "condition"); !text.empty()) {
    const Result<Condition> condition = ParseCondition(text);
    if (!condition.has_value()) {
      return columns.Refuse(row, "condition", condition.error().message);
    }
    product.content.condition = *condition;
  }
  if (const std::string text = columns.Cell(row, "price"); !text.empty()) {
    const std::string code = columns.Cell(row, "currency");
    const Result<Currency> currency = Currency::Parse(code.empty() ? "USD" : code);
    if (!currency.has_value()) {
      return columns.Refuse(row, "currency", currency.error().message);
    }
    const Result<Money> price = ParseMoney(text, *currency);
    if (!price.has_value()) {
      return columns.Refuse(row, "price", price.error().message);
    }
    product.price = *price;
  }
  if (const std::string text = columns.Cell(row, "available"); !text.empty()) {
    std::int64_t units = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), units);
    if (fault != std::errc() || end != text.data() + text.size()) {
      return columns.Refuse(row, "available", "\"" + text + "\" is not a whole number");
    }
    product.available = Quantity(units);
    read.available = product.available;
  }
  product.kind = product.available > Quantity(1) ? ProductKind::kStocked : ProductKind::kUnique;
  if (const std::string text = columns.Cell(row, "kind"); !text.empty()) {
    const Result<ProductKind> kind = ParseProductKind(text);
    if (!kind.has_value()) {
      return columns.Refuse(row, "kind", kind.error().message);
    }
    product.kind = *kind;
  }
  return read;
}

}  // namespace

Result<std::vector<ImportRow>> ReadProductCsv(const std::string& text, const std::string& path) {
  const Result<CsvTable> table = ParseCsv(text, CsvOptions{});
  if (!table.has_value()) {
    return Fail(WithContext(path, table.error()));
  }
  const Columns columns(*table, path);
  for (const char* needed : {"sku", "title"}) {
    if (!columns.Has(needed)) {
      return Fail(ErrorKind::kInvalid, path + ": has no column \"" + needed + "\" in its first line");
    }
  }
  std::vector<ImportRow> rows;
  std::map<Sku, std::size_t> seen;
  for (const CsvTable::Row& row : table->rows) {
    RIFF_TRY(ImportRow read, ReadRow(columns, row));
    const auto [before, first] = seen.emplace(read.product.sku, row.line);
    if (!first) {
      return columns.Refuse(row, "sku",
                            read.product.sku.text() + " stands on line " + std::to_string(before->second) + " already");
    }
    rows.push_back(std::move(read));
  }
  return rows;
}

}  // namespace riff
