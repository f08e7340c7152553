#pragma once

#include "engine/port/listing_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlListingTable final : public ListingTable {
 public:
  explicit SqlListingTable(Session& session) : session_(session) {}

  Result<void> Save(const Listing& listing) override;
  Result<std::optional<Listing>> Find(const ListingKey& key) override;
  Result<std::vector<Listing>> OfProduct(const Sku& product) override;
  Result<std::optional<Listing>> FindByHandle(Channel channel, const std::string& handle) override;
  Result<std::vector<Listing>> WithSkuShown(Channel channel, const Sku& sku) override;
  Result<std::vector<Listing>> List(const ListingFilter& filter, const std::optional<ListingKey>& after,
                                    std::size_t limit) override;
  Result<std::vector<Listing>> NotSeenIn(Channel channel, std::int64_t sweep, const RemoteId& after,
                                         std::size_t limit) override;
  Result<void> MarkSeen(const ListingKey& key, Timestamp observed_at, std::int64_t sweep, int agreeing_reads) override;
  Result<ListingCounts> CountsOf(Channel channel) override;
  Result<std::int64_t> CountLive(Channel channel, std::int64_t limit) override;
  Result<void> SaveContent(const ListingKey& key, const ListingContent& content) override;
  Result<std::optional<ListingContent>> ContentOf(const ListingKey& key) override;

  // Where the new key has a row already (a read showed it first), the two become one: what was seen last, with the
  // link, counterpart, desired and acked state of the old key where it has them. kConflict when both have an open write
  // or stand for different listings of the other environment; kInvalid when the keys are of two channels or the same.
  Result<void> Rename(const ListingKey& from, const ListingKey& to, int generation) override;
  Result<std::optional<ListingKey>> SuccessorOf(const ListingKey& retired) override;

 private:
  Session& session_;
};

}  // namespace riff
