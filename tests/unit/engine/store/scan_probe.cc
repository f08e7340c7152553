#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "engine/base/manual_clock.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
using namespace riff;
static double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
static double Raw(const char* path, const char* sql) {
  sqlite3* db; sqlite3_open(path, &db); double t = Now(); sqlite3_stmt* st; 
  if (sqlite3_prepare_v2(db, sql, -1, &st, nullptr) != SQLITE_OK) { std::printf("%s\n", sqlite3_errmsg(db)); return 0; }
  long long sum = 0, rows = 0; int n = sqlite3_column_count(st);
  while (sqlite3_step(st) == SQLITE_ROW) { ++rows; for (int i = 0; i < n; ++i) { if (sqlite3_column_type(st, i) == SQLITE_TEXT) { sum += sqlite3_column_text(st, i)[0]; sum += sqlite3_column_bytes(st, i);} else sum += sqlite3_column_int64(st, i); } }
  sqlite3_finalize(st); sqlite3_close(db); t = Now() - t; std::printf("raw %.3f s rows %lld sum %lld\n", t, rows, sum); return t;
}
int main(int argc, char** argv) {
  const int products = std::atoi(argv[1]); const int per = std::atoi(argv[2]); const std::string path = argv[3]; (void)argc;
  ManualClock clock(FromMicros(1789000000000000));
  auto db = *OpenDatabase({"sqlite:" + path, "", clock});
  if ((*SchemaStateOf(*db)) == SchemaState::kEmpty) {
    (void)MigrateUp(*db);
    auto store = *db->Open(); double t = Now();
    auto r = store->Transact([&](Transaction& tx) -> Result<void> {
      char b[64];
      for (int i = 0; i < products; ++i) { std::snprintf(b, 64, "SKU-%07d", i); Product p; p.sku = Sku(b); p.content.title = std::string("1964 Fender Jazzmaster sunburst all original ") + b; p.content.description = std::string(300, 'd'); p.price = Money{189900, Currency::Usd()}; RIFF_TRY(tx.products.Save(p));
        Movement m; m.id = MovementId(b); m.sku = p.sku; m.quantity = Quantity(1); m.cause = {"adopt", b, ""}; RIFF_TRY(tx.ledger.Post(m)); }
      for (int c = 0; c < per; ++c) for (int k = 0; k < products; ++k) { const int i = int((k * 7919LL) % products); std::snprintf(b, 64, "SKU-%07d", i);
        Listing l; l.key = {AllChannels()[size_t(c)], RemoteId(std::to_string(100000000 + k))}; l.sku_shown = Sku(b); l.title = std::string("1964 Fender Jazzmaster sunburst all original ") + b; l.url = "https://reverb.com/item/" + l.key.remote.text();
        l.observed = {ListingStatus::kLive, Quantity(1), Money{189900, Currency::Usd()}, ContentDigest(std::string(64, 'a'))}; l.acked = l.observed; l.desired = l.observed; l.observed_at = clock.Now();
        RIFF_TRY(tx.listings.Save(l)); RIFF_TRY(tx.links.Save({l.key, Sku(b), LinkSource::kSku, 1.0, clock.Now()})); }
      return {}; });
    std::printf("filled %d in %.1f s\n", r.has_value(), Now() - t);
  }
  auto store = *db->Open();
  for (int round = 0; round < 3; ++round) {
    double a = Raw(path.c_str(), "SELECT * FROM listings") + Raw(path.c_str(), "SELECT * FROM products") + Raw(path.c_str(), "SELECT * FROM balances");
    double t = Now(); long long n = 0, agree = 0;
    auto r = store->Read([&](Transaction& tx) -> Result<void> { RIFF_TRY(tx.facts.ForEach(FactsScope::kAll, Sku(), 100000000, [&](const ProductFacts& f) -> Result<void> { for (auto& l : f.listings) { ++n; agree += l.listing.observed == *l.listing.desired; } return {}; })); return {}; });
    t = Now() - t; struct rusage u; getrusage(RUSAGE_SELF, &u);
    std::printf("foreach %d %.3f s listings %lld agree %lld ratio %.2f rss %ld MiB\n", r.has_value(), t, n, agree, t / a, u.ru_maxrss / 1024);
  }
}
