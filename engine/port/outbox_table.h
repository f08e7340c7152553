#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/write.h"

namespace riff {

struct ClaimRequest {
  Channel channel;
  std::string owner;  // Names the worker.
  Timestamp now;
  Duration lease;
  std::size_t limit = 100;
  std::optional<RunId> run = std::nullopt;  // Only those that this run queued.
};

class OutboxTable {
 public:
  virtual ~OutboxTable() = default;

  // Stores a queued write and gives it its id. kConflict when its key is there already or its listing has a write that
  // is open (one open write a listing).
  virtual Result<WriteId> Insert(const Write& write) = 0;
  virtual Result<std::optional<Write>> Find(WriteId id) = 0;
  virtual Result<std::optional<Write>> OpenOf(const ListingKey& listing) = 0;

  // Queued, due and not leased, most urgent first, then oldest; marks them in flight under the owner's lease with a new
  // fence and counts the attempt. A write that another worker holds is never among them.
  virtual Result<std::vector<Write>> Claim(const ClaimRequest& request) = 0;

  // Writes in flight whose lease has passed become ambiguous; says how many.
  virtual Result<std::int64_t> LapseLeases(Timestamp now) = 0;

  // Replaces state, due_at, attempted_at, attempts, last_error and handle of a write, and frees its lease. kConflict
  // when the stored fence is newer than `write.fence`: somebody else has it now, and nothing is changed.
  virtual Result<void> Settle(const Write& write) = 0;

  virtual Result<std::vector<Write>> InState(Channel channel, WriteState state, std::size_t limit) = 0;
  virtual Result<std::vector<Write>> OfProduct(const Sku& sku, std::size_t limit) = 0;
  virtual Result<std::vector<Write>> OfRun(RunId run, std::size_t limit) = 0;
  virtual Result<std::int64_t> CountOpen(Channel channel) = 0;
};

}  // namespace riff
