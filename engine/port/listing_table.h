#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/listing.h"

namespace riff {

// What `riff listings` and the API select by; unset fields select all.
struct ListingFilter {
  std::optional<Channel> channel;
  std::optional<Sku> product;  // Linked to this one.
  std::string text;            // Part of title, SKU or remote id.
  bool unlinked_only = false;
};

struct ListingCounts {
  std::int64_t all = 0;
  std::int64_t live = 0;
};

class ListingTable {
 public:
  virtual ~ListingTable() = default;

  // Inserts or replaces by key.
  virtual Result<void> Save(const Listing& listing) = 0;
  virtual Result<std::optional<Listing>> Find(const ListingKey& key) = 0;
  virtual Result<std::vector<Listing>> OfProduct(const Sku& product) = 0;

  // The listing on that channel whose connector's handle is this one; handles outlive a relist's change of remote id.
  virtual Result<std::optional<Listing>> FindByHandle(Channel channel, const std::string& handle) = 0;

  // Those that show exactly this SKU on the channel, in every state.
  virtual Result<std::vector<Listing>> WithSkuShown(Channel channel, const Sku& sku) = 0;

  // By channel and remote id, those after `after` (unset: from the start), at most `limit`.
  virtual Result<std::vector<Listing>> List(const ListingFilter& filter, const std::optional<ListingKey>& after,
                                            std::size_t limit) = 0;

  // Of the channel, not gone, last shown by an older sweep than this one.
  virtual Result<std::vector<Listing>> NotSeenIn(Channel channel, std::int64_t sweep, const RemoteId& after,
                                                 std::size_t limit) = 0;

  // Cheaper than Save when only the time, the sweep and the count of agreeing reads moved.
  virtual Result<void> MarkSeen(const ListingKey& key, Timestamp observed_at, std::int64_t sweep,
                                int agreeing_reads) = 0;
  virtual Result<ListingCounts> CountsOf(Channel channel) = 0;

  // The live ones of the channel, counted up to `limit`: who asks whether there are so many need not count a catalogue.
  virtual Result<std::int64_t> CountLive(Channel channel, std::int64_t limit) = 0;

  // The content as last read, kept apart from the facts because it is large and seldom needed.
  virtual Result<void> SaveContent(const ListingKey& key, const ListingContent& content) = 0;
  virtual Result<std::optional<ListingContent>> ContentOf(const ListingKey& key) = 0;

  // A pending listing got its id, or a relist a new one: moves the row, its content, its link, its counterpart and its
  // open write from the old key to the new; remembers the old id for ever. `generation` is the new row's.
  virtual Result<void> Rename(const ListingKey& from, const ListingKey& to, int generation) = 0;

  // The current key of a listing that once had this one; nothing when the id was never retired.
  virtual Result<std::optional<ListingKey>> SuccessorOf(const ListingKey& retired) = 0;
};

}  // namespace riff
