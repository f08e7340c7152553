#include "engine/store/product_sql.h"

#include "engine/store/content_columns.h"
#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kSave = {R"sql(
INSERT INTO products (sku, kind, title, price_minor, price_currency, created_at, changed_at)
VALUES (:sku, :kind, :title, :price_minor, :price_currency, :created_at, :changed_at)
ON CONFLICT (sku) DO UPDATE SET kind = excluded.kind, title = excluded.title, price_minor = excluded.price_minor,
  price_currency = excluded.price_currency, changed_at = excluded.changed_at)sql"};

constexpr Sql kSaveContent = {R"sql(
INSERT INTO product_contents (sku, description, brand, model, year, finish, condition, category, image_urls)
VALUES (:sku, :description, :brand, :model, :year, :finish, :condition, :category, :image_urls)
ON CONFLICT (sku) DO UPDATE SET description = excluded.description, brand = excluded.brand, model = excluded.model,
  year = excluded.year, finish = excluded.finish, condition = excluded.condition, category = excluded.category,
  image_urls = excluded.image_urls)sql"};

#define RIFF_PRODUCT_COLUMNS                                                                                      \
  "p.sku, p.kind, p.price_minor, p.price_currency, p.created_at, p.changed_at, p.title, c.description, c.brand, " \
  "c.model, c.year, c.finish, c.condition, c.category, c.image_urls FROM products p "                             \
  "JOIN product_contents c ON c.sku = p.sku "

constexpr Sql kFind = {"SELECT " RIFF_PRODUCT_COLUMNS "WHERE p.sku = :sku", "ttitiittttttttt"};

constexpr Sql kList = {"SELECT " RIFF_PRODUCT_COLUMNS
                       "WHERE p.sku > :after AND (:text = '' OR instr(riff_fold(p.sku), riff_fold(:text)) > 0 "
                       "OR instr(riff_fold(p.title), riff_fold(:text)) > 0) ORDER BY p.sku LIMIT :limit",
                       "ttitiittttttttt"};

#undef RIFF_PRODUCT_COLUMNS

constexpr Sql kCount = {"SELECT count(*) FROM products", "i"};
constexpr Sql kMarkDirty = {"INSERT INTO dirty_products (sku) VALUES (:sku) ON CONFLICT DO NOTHING"};
// "WHERE true" tells the parser that ON CONFLICT belongs to the INSERT.
constexpr Sql kMarkAllDirty = {
    "INSERT INTO dirty_products (sku) SELECT sku FROM products WHERE true ON CONFLICT DO NOTHING"};
constexpr Sql kClearDirty = {"DELETE FROM dirty_products WHERE sku = :sku"};
constexpr Sql kListDirty = {"SELECT sku FROM dirty_products WHERE sku > :after ORDER BY sku LIMIT :limit", "t"};

Result<Product> ReadProduct(Query& query) {
  Product product;
  product.sku = query.IdText<Sku>();
  RIFF_TRY(product.kind, ParseProductKind(query.Text()));
  RIFF_TRY(product.price, query.OptionalMoney());
  product.created_at = query.Time();
  product.changed_at = query.Time();
  std::string title = query.Text();
  RIFF_TRY(product.content, ReadContent(query, std::move(title)));
  return product;
}

}  // namespace

Result<void> SqlProductTable::Save(const Product& product) {
  Query query(session_, kSave);
  query.Bind("sku", product.sku)
      .Bind("kind", ToString(product.kind))
      .Bind("title", product.content.title)
      .BindMoney("price_minor", "price_currency", product.price)
      .Bind("created_at", product.created_at)
      .Bind("changed_at", product.changed_at);
  RIFF_TRY(query.Run());
  Query content(session_, kSaveContent);
  content.Bind("sku", product.sku);
  BindContent(content, product.content);
  return content.Run();
}

Result<std::optional<Product>> SqlProductTable::Find(const Sku& sku) {
  Query query(session_, kFind);
  query.Bind("sku", sku);
  return ReadRow<Product>(query, ReadProduct);
}

Result<std::vector<Product>> SqlProductTable::List(const Sku& after, const std::string& text, std::size_t limit) {
  Query query(session_, kList);
  query.Bind("after", after).Bind("text", text).Bind("limit", limit);
  return ReadRows<Product>(query, ReadProduct);
}

Result<std::int64_t> SqlProductTable::Count() {
  Query query(session_, kCount);
  return ReadNumber(query);
}

Result<void> SqlProductTable::MarkDirty(const Sku& sku) {
  Query query(session_, kMarkDirty);
  query.Bind("sku", sku);
  return query.Run();
}

Result<void> SqlProductTable::MarkAllDirty() {
  Query query(session_, kMarkAllDirty);
  return query.Run();
}

Result<void> SqlProductTable::ClearDirty(const Sku& sku) {
  Query query(session_, kClearDirty);
  query.Bind("sku", sku);
  return query.Run();
}

Result<std::vector<Sku>> SqlProductTable::ListDirty(const Sku& after, std::size_t limit) {
  Query query(session_, kListDirty);
  query.Bind("after", after).Bind("limit", limit);
  return ReadRows<Sku>(query, [](Query& row) -> Result<Sku> { return row.IdText<Sku>(); });
}

}  // namespace riff
