#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "connectors/ebay/ebay_report.h"
#include "connectors/ebay/ebay_requests.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// A full sweep for a handful of calls: the Active Inventory Report tells quantity and price of all that is for sale.
// It tells neither title nor owner, so that it takes the place of a page sweep only while this process remembers those
// from one it has read to its end, at most a day ago. Listings that are new in the report, and remembered ones that
// have left it, are read by id.
//
// The cursor is "report:<task>:<row>". It belongs to this process: one from another is kInvalid, and the next sweep
// begins anew. The report is held in memory while it is read out.
class ReportSweep {
 public:
  ReportSweep(const Config& config, std::shared_ptr<Client> client);

  // What page sweeps and reads by id show. A page without `cursor` is the first of a sweep, one without `next` the
  // last.
  void Remember(const std::optional<Cursor>& cursor, const Page<RemoteListing>& page, Timestamp now);
  void Remember(const RemoteListing& listing);

  // Orders a report where it can be used, and gives the cursor to go on from. Nothing: sweep page by page; also when
  // eBay refuses the order (25 a day), for it changes nothing.
  std::optional<Cursor> Begin(Timestamp now);

  static bool Owns(const Cursor& cursor);

  // Reads listings by id, whatever their API; one outcome a row.
  using ReadUnknown = std::function<std::vector<Result<RemoteListing>>(std::span<const ReportRow>)>;
  using ReadByRef = std::function<std::vector<Result<RemoteListing>>(std::span<const ListingRef>)>;

  // The next rows. kThrottled with a wait: the report is not made yet. kInvalid: there will be none, or not the whole.
  Result<Page<RemoteListing>> Next(const Cursor& cursor, const ReadUnknown& unknown, const ReadByRef& by_ref);

 private:
  Result<void> Load(const std::string& task);
  Result<Page<RemoteListing>> Rows(std::size_t from, const ReadUnknown& unknown);
  Result<Page<RemoteListing>> Departed(std::size_t from, const ReadByRef& by_ref);

  Config::Sweep kind_;
  Requests requests_;
  std::shared_ptr<Client> client_;                // Shared with the reader: they use one token.
  std::map<RemoteId, RemoteListing> remembered_;  // Of the content only what a row shows.
  bool gathering_ = false;                        // Within a page sweep that was seen from its first page on.
  std::optional<Timestamp> trusted_until_;
  std::vector<Timestamp> ordered_at_;  // Within the last day.
  std::string loaded_;                 // The task that the rows are of.
  std::vector<ReportRow> rows_;
  std::vector<ListingRef> departed_;  // Remembered, and not in the report.
  std::int64_t ended_ = 0;            // Rows whose listing was gone when it was read.
};

}  // namespace riff::ebay
