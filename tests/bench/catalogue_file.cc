#include "tests/bench/catalogue_file.h"

#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "tests/bench/catalogue.h"
#include "tests/bench/raw_sqlite.h"

namespace riff::bench {
namespace {

constexpr std::size_t kProductsPerOrder = 20;

constexpr const char* kInsertProduct =
    "INSERT INTO products (sku, kind, title, price_minor, price_currency, created_at, changed_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kInsertMovement =
    "INSERT INTO movements (id, world, sku, from_account, to_account, quantity, cause_kind, cause_reference, "
    "cause_note, at) VALUES (?, 'real', ?, 'supply', 'available', ?, 'receive', ?, '', ?)";
constexpr const char* kInsertBalance =
    "INSERT INTO balances (sku, world, available, reserved, committed, oversold) VALUES (?, 'real', ?, 0, 0, 0)";
constexpr const char* kInsertLink =
    "INSERT INTO links (channel, remote, product, source, confidence, linked_at) VALUES (?, ?, ?, 'sku', 1.0, ?)";
constexpr const char* kInsertListing =
    "INSERT INTO listings (product, channel, remote, generation, sku_shown, handle, title, url, quantity_max, "
    "observed_status, observed_quantity, observed_price_minor, observed_price_currency, observed_content, observed_at, "
    "acked_status, acked_quantity, acked_price_minor, acked_price_currency, acked_content, acked_at, "
    "desired_status, desired_quantity, desired_price_minor, desired_price_currency, desired_content, desired_at, "
    "first_seen_at, observed_changed_at, agreeing_reads, seen_sweep) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kInsertOrderLine =
    "INSERT INTO order_lines (channel, order_id, line_id, environment, remote, sku_shown, title, quantity, "
    "price_minor, "
    "price_currency, state, product, seen, reserved, committed, shipped, oversold, parked, placed_at, taken_at, "
    "closed_at) VALUES (?, ?, '1', 'production', ?, ?, '', 1, ?, 'USD', 'shipped', ?, 'paid,shipped', 0, 0, 1, 0, "
    "'none', ?, ?, ?)";

// The statements that fill a catalogue.
struct Fill {
  std::unique_ptr<RawStatement> product;
  std::unique_ptr<RawStatement> movement;
  std::unique_ptr<RawStatement> balance;
  std::unique_ptr<RawStatement> link;
  std::unique_ptr<RawStatement> listing;
  std::unique_ptr<RawStatement> order_line;
};

Result<Fill> PrepareFill(RawDatabase& database) {
  Fill fill;
  RIFF_TRY(fill.product, RawStatement::Prepare(database, kInsertProduct));
  RIFF_TRY(fill.movement, RawStatement::Prepare(database, kInsertMovement));
  RIFF_TRY(fill.balance, RawStatement::Prepare(database, kInsertBalance));
  RIFF_TRY(fill.link, RawStatement::Prepare(database, kInsertLink));
  RIFF_TRY(fill.listing, RawStatement::Prepare(database, kInsertListing));
  RIFF_TRY(fill.order_line, RawStatement::Prepare(database, kInsertOrderLine));
  return fill;
}

// Binds the five columns of one fact, from `first` on.
void BindFacts(RawStatement& statement, int first, const std::optional<ListingFacts>& facts) {
  if (!facts.has_value()) {
    for (int column = first; column < first + 5; ++column) {
      statement.BindNull(column);
    }
    return;
  }
  statement.Bind(first, ToString(facts->status))
      .Bind(first + 1, facts->quantity->units())
      .Bind(first + 2, facts->price->minor)
      .Bind(first + 3, facts->price->currency.code())
      .Bind(first + 4, std::string_view(facts->content.text()));
}

Result<void> InsertListing(Fill& fill, const Sku& sku, const Listing& listing) {
  const std::string channel = ToString(listing.key.channel);
  const std::string_view remote = listing.key.remote.text();
  RIFF_TRY(fill.link->Bind(0, std::string_view(channel))
               .Bind(1, remote)
               .Bind(2, std::string_view(sku.text()))
               .Bind(3, ToMicros(listing.first_seen_at))
               .Run());
  RawStatement& row = *fill.listing;
  row.Bind(0, std::string_view(sku.text()))
      .Bind(1, std::string_view(channel))
      .Bind(2, remote)
      .Bind(3, listing.generation)
      .Bind(4, std::string_view(listing.sku_shown.text()))
      .Bind(5, std::string_view(listing.handle))
      .Bind(6, std::string_view(listing.title))
      .Bind(7, std::string_view(listing.url));
  BindFacts(row, 8, listing.observed);
  row.Bind(13, ToMicros(listing.observed_at));
  BindFacts(row, 14, listing.acked);
  row.Bind(19, ToMicros(listing.acked_at));
  BindFacts(row, 20, listing.desired);
  return row.Bind(25, ToMicros(listing.desired_at))
      .Bind(26, ToMicros(listing.first_seen_at))
      .Bind(27, ToMicros(listing.observed_changed_at))
      .Bind(28, listing.agreeing_reads)
      .Bind(29, listing.seen_sweep)
      .Run();
}

Result<void> InsertProduct(Fill& fill, const ProductFacts& facts) {
  const std::string_view sku = facts.product.sku.text();
  const std::int64_t at = ToMicros(facts.product.created_at);
  const std::int64_t units = facts.real.available.units();
  RIFF_TRY(fill.product->Bind(0, sku)
               .Bind(1, ToString(facts.product.kind))
               .Bind(2, std::string_view(facts.product.content.title))
               .Bind(3, facts.product.price->minor)
               .Bind(4, facts.product.price->currency.code())
               .Bind(5, at)
               .Bind(6, at)
               .Run());
  const MovementId id = MovementIdOf(World::kReal, facts.product.sku, Account::kSupply, Account::kAvailable,
                                     Cause{"receive", facts.product.sku.text(), ""});
  RIFF_TRY(
      fill.movement->Bind(0, std::string_view(id.text())).Bind(1, sku).Bind(2, units).Bind(3, sku).Bind(4, at).Run());
  RIFF_TRY(fill.balance->Bind(0, sku).Bind(1, units).Run());
  for (const LinkedListing& linked : facts.listings) {
    RIFF_TRY(InsertListing(fill, facts.product.sku, linked.listing));
  }
  return {};
}

Result<void> InsertOrderLine(Fill& fill, const ProductFacts& facts) {
  const Listing& listing = facts.listings.front().listing;
  const std::string channel = ToString(listing.key.channel);
  const std::string order = "O-" + listing.key.remote.text();
  const std::int64_t at = ToMicros(listing.observed_changed_at);
  const std::string_view sku = facts.product.sku.text();
  return fill.order_line->Bind(0, std::string_view(channel))
      .Bind(1, std::string_view(order))
      .Bind(2, std::string_view(listing.key.remote.text()))
      .Bind(3, sku)
      .Bind(4, facts.product.price->minor)
      .Bind(5, sku)
      .Bind(6, at)
      .Bind(7, at)
      .Bind(8, at)
      .Run();
}

}  // namespace

Result<void> MakeCatalogueFile(const std::string& path, std::size_t products) {
  ManualClock clock(CatalogueTime());
  {
    RIFF_TRY(const std::unique_ptr<Database> database, OpenDatabase({"sqlite:" + path, "", clock}));
    RIFF_TRY(MigrateUp(*database));
  }
  RIFF_TRY(const std::unique_ptr<RawDatabase> database, RawDatabase::Open(path));
  RIFF_TRY(database->Execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN"));
  {
    RIFF_TRY(Fill fill, PrepareFill(*database));
    for (std::size_t product = 0; product < products; ++product) {
      const ProductFacts facts = FactsOf(product);
      RIFF_TRY(InsertProduct(fill, facts));
      if (product % kProductsPerOrder == 0) {
        RIFF_TRY(InsertOrderLine(fill, facts));
      }
    }
  }
  return database->Execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<OpenCatalogue> Open(const std::string& path, Clock& clock) {
  OpenCatalogue open;
  RIFF_TRY(open.database, OpenDatabase({"sqlite:" + path, "", clock}));
  RIFF_TRY(open.store, open.database->Open());
  return open;
}

}  // namespace riff::bench
