#include "engine/store/link_sql.h"

#include "engine/store/query.h"

namespace riff {
namespace {

constexpr Sql kSave = {R"sql(
INSERT INTO links (channel, remote, product, source, confidence, linked_at)
VALUES (:channel, :remote, :product, :source, :confidence, :linked_at)
ON CONFLICT (channel, remote) DO UPDATE SET product = excluded.product, source = excluded.source,
  confidence = excluded.confidence, linked_at = excluded.linked_at)sql"};

constexpr Sql kOf = {R"sql(
SELECT channel, remote, product, source, confidence, linked_at FROM links
WHERE channel = :channel AND remote = :remote)sql",
                     "ttttri"};

constexpr Sql kOfProduct = {R"sql(
SELECT channel, remote, product, source, confidence, linked_at FROM links
WHERE product = :product ORDER BY channel, remote)sql",
                            "ttttri"};

constexpr Sql kRemovePair = {"DELETE FROM links WHERE channel = :channel AND remote = :remote AND product = :product"};
constexpr Sql kRemove = {"DELETE FROM links WHERE channel = :channel AND remote = :remote"};

constexpr Sql kReject = {R"sql(
INSERT INTO rejected_links (channel, remote, product, rejected_at) VALUES (:channel, :remote, :product, :at)
ON CONFLICT DO NOTHING)sql"};

constexpr Sql kIsRejected = {R"sql(
SELECT 1 FROM rejected_links WHERE channel = :channel AND remote = :remote AND product = :product)sql",
                             "i"};

constexpr Sql kMarkNotOurs = {R"sql(
INSERT INTO foreign_listings (channel, remote, why, marked_at) VALUES (:channel, :remote, :why, :at)
ON CONFLICT (channel, remote) DO UPDATE SET why = excluded.why, marked_at = excluded.marked_at)sql"};

constexpr Sql kIsNotOurs = {"SELECT 1 FROM foreign_listings WHERE channel = :channel AND remote = :remote", "i"};

constexpr Sql kNotOursSince = {"SELECT marked_at FROM foreign_listings WHERE channel = :channel AND remote = :remote",
                               "i"};

constexpr Sql kFollow = {R"sql(
UPDATE listings SET product =
  coalesce((SELECT k.product FROM links k WHERE k.channel = :channel AND k.remote = :remote), '')
WHERE channel = :channel AND remote = :remote)sql"};

Result<Link> ReadLink(Query& query) {
  Link link;
  RIFF_TRY(link.listing.channel, query.ChannelWord());
  link.listing.remote = query.IdText<RemoteId>();
  link.product = query.IdText<Sku>();
  RIFF_TRY(link.source, ParseLinkSource(query.Text()));
  link.confidence = query.Real();
  link.linked_at = query.Time();
  return link;
}

Query& BindKey(Query& query, const ListingKey& key) {
  return query.Bind("channel", key.channel).Bind("remote", key.remote);
}

}  // namespace

Result<void> SqlLinkTable::Save(const Link& link) {
  Query query(session_, kSave);
  BindKey(query, link.listing)
      .Bind("product", link.product)
      .Bind("source", ToString(link.source))
      .Bind("confidence", link.confidence)
      .Bind("linked_at", link.linked_at);
  RIFF_TRY(query.Run());
  return FollowLink(session_, link.listing);
}

Result<std::optional<Link>> SqlLinkTable::Of(const ListingKey& listing) {
  Query query(session_, kOf);
  BindKey(query, listing);
  return ReadRow<Link>(query, ReadLink);
}

Result<std::vector<Link>> SqlLinkTable::OfProduct(const Sku& product) {
  Query query(session_, kOfProduct);
  query.Bind("product", product);
  return ReadRows<Link>(query, ReadLink);
}

Result<void> SqlLinkTable::Reject(const ListingKey& listing, const Sku& product, Timestamp at) {
  Query remove(session_, kRemovePair);
  BindKey(remove, listing).Bind("product", product);
  RIFF_TRY(remove.Run());
  Query reject(session_, kReject);
  BindKey(reject, listing).Bind("product", product).Bind("at", at);
  RIFF_TRY(reject.Run());
  return FollowLink(session_, listing);
}

Result<bool> SqlLinkTable::IsRejected(const ListingKey& listing, const Sku& product) {
  Query query(session_, kIsRejected);
  BindKey(query, listing).Bind("product", product);
  return HasRow(query);
}

Result<void> SqlLinkTable::MarkNotOurs(const ListingKey& listing, const std::string& why, Timestamp at) {
  Query remove(session_, kRemove);
  BindKey(remove, listing);
  RIFF_TRY(remove.Run());
  Query mark(session_, kMarkNotOurs);
  BindKey(mark, listing).Bind("why", why).Bind("at", at);
  RIFF_TRY(mark.Run());
  return FollowLink(session_, listing);
}

Result<bool> SqlLinkTable::IsNotOurs(const ListingKey& listing) {
  Query query(session_, kIsNotOurs);
  BindKey(query, listing);
  return HasRow(query);
}

Result<std::optional<Timestamp>> SqlLinkTable::NotOursSince(const ListingKey& listing) {
  Query query(session_, kNotOursSince);
  BindKey(query, listing);
  return ReadRow<Timestamp>(query, [](Query& row) -> Result<Timestamp> { return row.Time(); });
}

Result<void> FollowLink(Session& session, const ListingKey& listing) {
  Query query(session, kFollow);
  BindKey(query, listing);
  return query.Run();
}

}  // namespace riff
