#pragma once

#include "engine/port/link_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlLinkTable final : public LinkTable {
 public:
  explicit SqlLinkTable(Session& session) : session_(session) {}

  Result<void> Save(const Link& link) override;
  Result<std::optional<Link>> Of(const ListingKey& listing) override;
  Result<std::vector<Link>> OfProduct(const Sku& product) override;
  Result<void> Reject(const ListingKey& listing, const Sku& product, Timestamp at) override;
  Result<bool> IsRejected(const ListingKey& listing, const Sku& product) override;

  // Removes the link, if any.
  Result<void> MarkNotOurs(const ListingKey& listing, const std::string& why, Timestamp at) override;
  Result<bool> IsNotOurs(const ListingKey& listing) override;
  Result<std::optional<Timestamp>> NotOursSince(const ListingKey& listing) override;

 private:
  Session& session_;
};

// Brings listings.product in line with the listing's link. Called in the transaction of every change of a link.
Result<void> FollowLink(Session& session, const ListingKey& listing);

}  // namespace riff
