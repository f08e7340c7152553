#include "engine/store/facts_sql.h"

#include "engine/store/listing_row.h"
#include "engine/store/outbox_sql.h"
#include "engine/store/query.h"

namespace riff {
namespace {

// A product with its balances, whether a to-do item keeps it closed, and when it was last sold.
#define RIFF_FACTS_PRODUCT                                                                                 \
  "SELECT p.sku, p.kind, p.price_minor, p.price_currency, p.title, p.created_at, p.changed_at, "           \
  "r.available, r.reserved, r.committed, r.oversold, s.available, s.reserved, s.committed, s.oversold, "   \
  "EXISTS (SELECT 1 FROM todo_items t WHERE t.sku = p.sku AND t.status IN ('open', 'snoozed') "            \
  "AND t.type IN ('double_sale', 'ended_unexplained')), "                                                  \
  "(SELECT max(o.taken_at) FROM order_lines o WHERE o.product = p.sku AND o.environment = 'production'), " \
  "(SELECT max(o.taken_at) FROM order_lines o WHERE o.product = p.sku AND o.environment = 'sandbox') "
#define RIFF_FACTS_BALANCES                                     \
  "LEFT JOIN balances r ON r.sku = p.sku AND r.world = 'real' " \
  "LEFT JOIN balances s ON s.sku = p.sku AND s.world = 'sandbox' "
#define RIFF_FACTS_PRODUCT_LETTERS "ttittiiiiiiiiiiiii"

#define RIFF_FACTS_LISTING "SELECT l.product, w.id, " RIFF_LISTING_COLUMNS " "
#define RIFF_FACTS_WRITES                                                \
  "LEFT JOIN outbox w ON w.channel = l.channel AND w.remote = l.remote " \
  "AND w.state IN ('queued', 'in_flight', 'accepted', 'ambiguous') "
#define RIFF_FACTS_LISTING_LETTERS "ti" RIFF_LISTING_LETTERS

constexpr Sql kProduct = {RIFF_FACTS_PRODUCT "FROM products p " RIFF_FACTS_BALANCES "WHERE p.sku = :sku",
                          RIFF_FACTS_PRODUCT_LETTERS};
constexpr Sql kListings = {RIFF_FACTS_LISTING "FROM listings l " RIFF_FACTS_WRITES
                                              "WHERE l.product = :sku AND l.product <> '' "
                                              "ORDER BY l.channel, l.remote",
                           RIFF_FACTS_LISTING_LETTERS};

constexpr Sql kAllProducts = {RIFF_FACTS_PRODUCT "FROM products p " RIFF_FACTS_BALANCES
                                                 "WHERE p.sku > :after ORDER BY p.sku LIMIT :limit",
                              RIFF_FACTS_PRODUCT_LETTERS};
// Rows without a product have '' there, which is not after anything.
constexpr Sql kAllListings = {RIFF_FACTS_LISTING "FROM listings l " RIFF_FACTS_WRITES
                                                 "WHERE l.product > :after ORDER BY l.product, l.channel, l.remote",
                              RIFF_FACTS_LISTING_LETTERS};

// CROSS JOIN keeps the few dirty products in the outer loop, whatever the planner thinks of their number.
constexpr Sql kDirtyProducts = {RIFF_FACTS_PRODUCT "FROM dirty_products d CROSS JOIN products p " RIFF_FACTS_BALANCES
                                                   "WHERE p.sku = d.sku AND d.sku > :after ORDER BY d.sku LIMIT :limit",
                                RIFF_FACTS_PRODUCT_LETTERS};
constexpr Sql kDirtyListings = {RIFF_FACTS_LISTING
                                "FROM dirty_products d CROSS JOIN listings l " RIFF_FACTS_WRITES
                                "WHERE l.product = d.sku AND d.sku > :after ORDER BY d.sku, l.channel, l.remote",
                                RIFF_FACTS_LISTING_LETTERS};

// Four columns, NULL together where the product has no row in that world; says whether it has.
bool ReadBalanceInto(Query& query, Balance& balance) {
  const bool known = !query.NextIsNull();
  balance.available = query.OptionalUnits().value_or(Quantity());
  balance.reserved = query.OptionalUnits().value_or(Quantity());
  balance.committed = query.OptionalUnits().value_or(Quantity());
  balance.oversold = query.OptionalUnits().value_or(Quantity());
  return known;
}

Result<void> ReadProductInto(Query& query, ProductFacts& facts) {
  facts.product.sku = query.IdText<Sku>();
  RIFF_TRY(facts.product.kind, ParseProductKind(query.Text()));
  RIFF_TRY(facts.product.price, query.OptionalMoney());
  facts.product.content.title = query.Text();
  facts.product.created_at = query.Time();
  facts.product.changed_at = query.Time();
  facts.stock_known = ReadBalanceInto(query, facts.real);
  ReadBalanceInto(query, facts.sandbox);
  facts.protect = query.Integer() != 0;
  facts.sold_at_production = query.OptionalTime();
  facts.sold_at_sandbox = query.OptionalTime();
  return {};
}

// The listings that lie ahead, one row looked at.
class ListingCursor {
 public:
  ListingCursor(Session& session, const Sql& sql) : session_(session), query_(session, sql) {}

  Query& query() { return query_; }

  Result<void> Advance() {
    RIFF_TRY(const bool more, query_.Next());
    product_ = more ? &query_.Text() : nullptr;
    return {};
  }

  // Overwrites `listings` with those of `sku`; skips those of products that are not visited.
  Result<void> Collect(const Sku& sku, std::vector<LinkedListing>& listings) {
    std::size_t count = 0;
    while (product_ != nullptr && *product_ <= sku.text()) {
      if (*product_ == sku.text()) {
        if (count == listings.size()) {
          listings.emplace_back();
        }
        RIFF_TRY(ReadInto(listings[count]));
        ++count;
      }
      RIFF_TRY(Advance());
    }
    listings.resize(count);
    return {};
  }

 private:
  Result<void> ReadInto(LinkedListing& linked) {
    const std::optional<std::int64_t> open = query_.OptionalInteger();
    linked.open.reset();
    if (open.has_value()) {
      RIFF_TRY(linked.open, SqlOutboxTable(session_).Find(WriteId(*open)));
    }
    return ReadListingInto(query_, linked.listing);
  }

  Session& session_;
  Query query_;
  const std::string* product_ = nullptr;  // Of the row looked at; null at the end.
};

}  // namespace

Result<std::optional<ProductFacts>> SqlFactsTable::Of(const Sku& sku) {
  Query products(session_, kProduct);
  products.Bind("sku", sku);
  RIFF_TRY(const bool found, products.Next());
  if (!found) {
    return std::nullopt;
  }
  ProductFacts facts;
  RIFF_TRY(ReadProductInto(products, facts));
  ListingCursor listings(session_, kListings);
  listings.query().Bind("sku", sku);
  RIFF_TRY(listings.Advance());
  RIFF_TRY(listings.Collect(sku, facts.listings));
  return facts;
}

Result<Sku> SqlFactsTable::ForEach(FactsScope scope, const Sku& after, std::size_t limit,
                                   const std::function<Result<void>(const ProductFacts&)>& visit) {
  const bool all = scope == FactsScope::kAll;
  Query products(session_, all ? kAllProducts : kDirtyProducts);
  products.Bind("after", after).Bind("limit", limit);
  ListingCursor listings(session_, all ? kAllListings : kDirtyListings);
  listings.query().Bind("after", after);
  RIFF_TRY(listings.Advance());

  ProductFacts facts;
  while (true) {
    RIFF_TRY(const bool more, products.Next());
    if (!more) {
      return facts.product.sku;
    }
    RIFF_TRY(ReadProductInto(products, facts));
    RIFF_TRY(listings.Collect(facts.product.sku, facts.listings));
    RIFF_TRY(visit(facts));
  }
}

}  // namespace riff
