#include "engine/store/listing_sql.h"

#include "engine/store/content_columns.h"
#include "engine/store/listing_row.h"
#include "engine/store/query.h"
#include "engine/store/words.h"

namespace riff {
namespace {

// A new row takes the product of its link, which may have been made before it.
constexpr Sql kSave = {R"sql(
INSERT INTO listings (product, channel, remote, generation, sku_shown, handle, title, url, quantity_max,
  observed_status, observed_quantity, observed_price_minor, observed_price_currency, observed_content, observed_at,
  acked_status, acked_quantity, acked_price_minor, acked_price_currency, acked_content, acked_at,
  desired_status, desired_quantity, desired_price_minor, desired_price_currency, desired_content, desired_at,
  first_seen_at, observed_changed_at, agreeing_reads, seen_sweep)
VALUES (coalesce((SELECT k.product FROM links k WHERE k.channel = :channel AND k.remote = :remote), ''),
  :channel, :remote, :generation, :sku_shown, :handle, :title, :url, :quantity_max,
  :observed_status, :observed_quantity, :observed_price_minor, :observed_price_currency, :observed_content, :observed_at,
  :acked_status, :acked_quantity, :acked_price_minor, :acked_price_currency, :acked_content, :acked_at,
  :desired_status, :desired_quantity, :desired_price_minor, :desired_price_currency, :desired_content, :desired_at,
  :first_seen_at, :observed_changed_at, :agreeing_reads, :seen_sweep)
ON CONFLICT (channel, remote) DO UPDATE SET generation = excluded.generation, sku_shown = excluded.sku_shown,
  handle = excluded.handle, title = excluded.title, url = excluded.url, quantity_max = excluded.quantity_max,
  observed_status = excluded.observed_status, observed_quantity = excluded.observed_quantity,
  observed_price_minor = excluded.observed_price_minor, observed_price_currency = excluded.observed_price_currency,
  observed_content = excluded.observed_content, observed_at = excluded.observed_at,
  acked_status = excluded.acked_status, acked_quantity = excluded.acked_quantity,
  acked_price_minor = excluded.acked_price_minor, acked_price_currency = excluded.acked_price_currency,
  acked_content = excluded.acked_content, acked_at = excluded.acked_at,
  desired_status = excluded.desired_status, desired_quantity = excluded.desired_quantity,
  desired_price_minor = excluded.desired_price_minor, desired_price_currency = excluded.desired_price_currency,
  desired_content = excluded.desired_content, desired_at = excluded.desired_at,
  first_seen_at = excluded.first_seen_at, observed_changed_at = excluded.observed_changed_at,
  agreeing_reads = excluded.agreeing_reads, seen_sweep = excluded.seen_sweep)sql"};

constexpr Sql kFind = {"SELECT " RIFF_LISTING_COLUMNS
                       " FROM listings l WHERE l.channel = :channel AND l.remote = :remote",
                       RIFF_LISTING_LETTERS};

constexpr Sql kOfProduct = {"SELECT " RIFF_LISTING_COLUMNS
                            " FROM listings l WHERE l.product = :product AND l.product <> '' "
                            "ORDER BY l.channel, l.remote",
                            RIFF_LISTING_LETTERS};

// Two listings may have shared a handle over time; the one seen last is meant.
constexpr Sql kFindByHandle = {"SELECT " RIFF_LISTING_COLUMNS
                               " FROM listings l WHERE l.channel = :channel AND l.handle = :handle AND l.handle <> '' "
                               "ORDER BY l.observed_at DESC, l.remote LIMIT 1",
                               RIFF_LISTING_LETTERS};

constexpr Sql kWithSkuShown = {"SELECT " RIFF_LISTING_COLUMNS
                               " FROM listings l WHERE l.channel = :channel AND l.sku_shown = :sku ORDER BY l.remote",
                               RIFF_LISTING_LETTERS};

// `last` is the filter's channel, or a text beyond them all.
#define RIFF_LISTING_PAGE                                                                                        \
  "(l.channel, l.remote) > (:channel, :remote) AND l.channel <= :last "                                          \
  "AND (:text = '' OR instr(riff_fold(l.title), riff_fold(:text)) > 0 OR "                                       \
  "instr(riff_fold(l.sku_shown), riff_fold(:text)) > 0 OR instr(riff_fold(l.product), riff_fold(:text)) > 0 OR " \
  "instr(riff_fold(l.remote), riff_fold(:text)) > 0) ORDER BY l.channel, l.remote LIMIT :limit"

constexpr Sql kList = {"SELECT " RIFF_LISTING_COLUMNS " FROM listings l WHERE " RIFF_LISTING_PAGE,
                       RIFF_LISTING_LETTERS};

constexpr Sql kListOfProduct = {"SELECT " RIFF_LISTING_COLUMNS
                                " FROM listings l WHERE l.product = :product AND " RIFF_LISTING_PAGE,
                                RIFF_LISTING_LETTERS};

#undef RIFF_LISTING_PAGE

constexpr Sql kNotSeenIn = {"SELECT " RIFF_LISTING_COLUMNS
                            " FROM listings l WHERE l.channel = :channel AND l.remote > :after "
                            "AND l.seen_sweep < :sweep AND l.observed_status <> 'gone' ORDER BY l.remote LIMIT :limit",
                            RIFF_LISTING_LETTERS};

constexpr Sql kMarkSeen = {R"sql(
UPDATE listings SET observed_at = :observed_at, seen_sweep = :sweep, agreeing_reads = :agreeing_reads
WHERE channel = :channel AND remote = :remote)sql"};

constexpr Sql kCounts = {R"sql(
SELECT count(*), coalesce(sum(CASE WHEN observed_status = 'live' THEN 1 ELSE 0 END), 0)
FROM listings WHERE channel = :channel)sql",
                         "ii"};

constexpr Sql kCountLive = {R"sql(
SELECT count(*) FROM (SELECT 1 FROM listings WHERE channel = :channel AND observed_status = 'live' LIMIT :limit)
AS some)sql",
                            "i"};

constexpr Sql kSaveContent = {R"sql(
INSERT INTO listing_contents (channel, remote, title, description, brand, model, year, finish, condition, category,
  image_urls)
VALUES (:channel, :remote, :title, :description, :brand, :model, :year, :finish, :condition, :category, :image_urls)
ON CONFLICT (channel, remote) DO UPDATE SET title = excluded.title, description = excluded.description,
  brand = excluded.brand, model = excluded.model, year = excluded.year, finish = excluded.finish,
  condition = excluded.condition, category = excluded.category, image_urls = excluded.image_urls)sql"};

constexpr Sql kContentOf = {R"sql(
SELECT title, description, brand, model, year, finish, condition, category, image_urls FROM listing_contents
WHERE channel = :channel AND remote = :remote)sql",
                            "ttttttttt"};

// The names of one fact's binds.
struct FactNames {
  const char* status;
  const char* quantity;
  const char* price_minor;
  const char* price_currency;
  const char* content;
};
constexpr FactNames kObserved = {"observed_status", "observed_quantity", "observed_price_minor",
                                 "observed_price_currency", "observed_content"};
constexpr FactNames kAcked = {"acked_status", "acked_quantity", "acked_price_minor", "acked_price_currency",
                              "acked_content"};
constexpr FactNames kDesired = {"desired_status", "desired_quantity", "desired_price_minor", "desired_price_currency",
                                "desired_content"};

void BindFacts(Query& query, const FactNames& names, const std::optional<ListingFacts>& facts) {
  if (!facts.has_value()) {
    query.Bind(names.status, std::optional<std::string>())
        .Bind(names.quantity, std::optional<Quantity>())
        .BindMoney(names.price_minor, names.price_currency, std::nullopt)
        .Bind(names.content, std::optional<std::string>());
    return;
  }
  query.Bind(names.status, ToString(facts->status))
      .Bind(names.quantity, facts->quantity)
      .BindMoney(names.price_minor, names.price_currency, facts->price)
      .Bind(names.content, facts->content);
}

}  // namespace

Result<void> SqlListingTable::Save(const Listing& listing) {
  Query query(session_, kSave);
  query.Bind("channel", listing.key.channel)
      .Bind("remote", listing.key.remote)
      .Bind("generation", listing.generation)
      .Bind("sku_shown", listing.sku_shown)
      .Bind("handle", listing.handle)
      .Bind("title", listing.title)
      .Bind("url", listing.url)
      .Bind("quantity_max", listing.quantity_max);
  BindFacts(query, kObserved, listing.observed);
  query.Bind("observed_at", listing.observed_at);
  BindFacts(query, kAcked, listing.acked);
  query.Bind("acked_at", listing.acked_at);
  BindFacts(query, kDesired, listing.desired);
  query.Bind("desired_at", listing.desired_at)
      .Bind("first_seen_at", listing.first_seen_at)
      .Bind("observed_changed_at", listing.observed_changed_at)
      .Bind("agreeing_reads", listing.agreeing_reads)
      .Bind("seen_sweep", listing.seen_sweep);
  return query.Run();
}

Result<std::optional<Listing>> SqlListingTable::Find(const ListingKey& key) {
  Query query(session_, kFind);
  query.Bind("channel", key.channel).Bind("remote", key.remote);
  return ReadRow<Listing>(query, ReadListing);
}

Result<std::vector<Listing>> SqlListingTable::OfProduct(const Sku& product) {
  Query query(session_, kOfProduct);
  query.Bind("product", product);
  return ReadRows<Listing>(query, ReadListing);
}

Result<std::optional<Listing>> SqlListingTable::FindByHandle(Channel channel, const std::string& handle) {
  Query query(session_, kFindByHandle);
  query.Bind("channel", channel).Bind("handle", handle);
  return ReadRow<Listing>(query, ReadListing);
}

Result<std::vector<Listing>> SqlListingTable::WithSkuShown(Channel channel, const Sku& sku) {
  Query query(session_, kWithSkuShown);
  query.Bind("channel", channel).Bind("sku", sku);
  return ReadRows<Listing>(query, ReadListing);
}

Result<std::vector<Listing>> SqlListingTable::List(const ListingFilter& filter, const std::optional<ListingKey>& after,
                                                   std::size_t limit) {
  ListingKey from = after.value_or(ListingKey{});
  std::string_view first = after.has_value() ? WordOf(from.channel) : std::string_view();
  // A channel's page starts at the channel, not before it. No remote id is empty, so (channel, '') is before its first.
  if (filter.channel.has_value() && first < WordOf(*filter.channel)) {
    first = WordOf(*filter.channel);
    from.remote = RemoteId();
  }
  if (filter.product.has_value() && filter.unlinked_only) {
    return std::vector<Listing>();
  }
  const bool of_product = filter.product.has_value() || filter.unlinked_only;
  Query query(session_, of_product ? kListOfProduct : kList);
  if (of_product) {
    query.Bind("product", filter.product.value_or(Sku()));  // Rows without a link have none.
  }
  query.Bind("channel", first)
      .Bind("remote", from.remote)
      .Bind("last", filter.channel.has_value() ? WordOf(*filter.channel) : std::string_view("~"))
      .Bind("text", filter.text)
      .Bind("limit", limit);
  return ReadRows<Listing>(query, ReadListing);
}

Result<std::vector<Listing>> SqlListingTable::NotSeenIn(Channel channel, std::int64_t sweep, const RemoteId& after,
                                                        std::size_t limit) {
  Query query(session_, kNotSeenIn);
  query.Bind("channel", channel).Bind("after", after).Bind("sweep", sweep).Bind("limit", limit);
  return ReadRows<Listing>(query, ReadListing);
}

Result<void> SqlListingTable::MarkSeen(const ListingKey& key, Timestamp observed_at, std::int64_t sweep,
                                       int agreeing_reads) {
  Query query(session_, kMarkSeen);
  query.Bind("observed_at", observed_at)
      .Bind("sweep", sweep)
      .Bind("agreeing_reads", agreeing_reads)
      .Bind("channel", key.channel)
      .Bind("remote", key.remote);
  RIFF_TRY(const std::int64_t marked, query.RunCounted());
  if (marked == 0) {
    return Fail(ErrorKind::kNotFound, "no listing " + ToString(key));
  }
  return {};
}

Result<ListingCounts> SqlListingTable::CountsOf(Channel channel) {
  Query query(session_, kCounts);
  query.Bind("channel", channel);
  RIFF_TRY(const std::int64_t all, ReadNumber(query));
  return ListingCounts{all, query.Integer()};
}

Result<std::int64_t> SqlListingTable::CountLive(Channel channel, std::int64_t limit) {
  Query query(session_, kCountLive);
  query.Bind("channel", channel).Bind("limit", limit);
  return ReadNumber(query);
}

Result<void> SqlListingTable::SaveContent(const ListingKey& key, const ListingContent& content) {
  Query query(session_, kSaveContent);
  query.Bind("channel", key.channel).Bind("remote", key.remote).Bind("title", content.title);
  BindContent(query, content);
  return query.Run();
}

Result<std::optional<ListingContent>> SqlListingTable::ContentOf(const ListingKey& key) {
  Query query(session_, kContentOf);
  query.Bind("channel", key.channel).Bind("remote", key.remote);
  return ReadRow<ListingContent>(query, [](Query& row) {
    std::string title = row.Text();
    return ReadContent(row, std::move(title));
  });
}

}  // namespace riff
