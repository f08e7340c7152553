#pragma once

#include "engine/port/outbox_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlOutboxTable final : public OutboxTable {
 public:
  explicit SqlOutboxTable(Session& session) : session_(session) {}

  Result<WriteId> Insert(const Write& write) override;
  Result<std::optional<Write>> Find(WriteId id) override;
  Result<std::optional<Write>> OpenOf(const ListingKey& listing) override;
  Result<std::vector<Write>> Claim(const ClaimRequest& request) override;
  Result<std::int64_t> LapseLeases(Timestamp now) override;

  // Besides: kNotFound for an id that was never given; kConflict, too, when the write would be open again while another
  // one of its listing is.
  Result<void> Settle(const Write& write) override;
  Result<std::vector<Write>> InState(Channel channel, WriteState state, std::size_t limit) override;
  Result<std::vector<Write>> OfProduct(const Sku& sku, std::size_t limit) override;
  Result<std::vector<Write>> OfRun(RunId run, std::size_t limit) override;
  Result<std::int64_t> CountOpen(Channel channel) override;

 private:
  Session& session_;
};

}  // namespace riff
