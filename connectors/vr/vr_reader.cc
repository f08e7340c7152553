#include "connectors/vr/vr_reader.h"

#include <algorithm>
#include <utility>

#include "engine/model/write.h"

namespace riff::vr {
namespace {

Result<void> RefuseCursor(const std::optional<Cursor>& cursor) {
  if (!cursor) return {};
  return Fail(ErrorKind::kInvalid, "V&R reads everything in one page; there is no cursor to go on from");
}

class Reader final : public ChannelReader {
 public:
  Reader(Channel channel, std::unique_ptr<SnapshotSource> source, std::string site)
      : channel_(channel), source_(std::move(source)), site_(std::move(site)) {}

  Result<Page<RemoteListing>> ListListings(RunContext&, const std::optional<Cursor>& cursor) override {
    RIFF_TRY(RefuseCursor(cursor));
    RIFF_TRY(const TakenSnapshot taken, source_->Take());
    Page<RemoteListing> page;
    page.rows.reserve(taken.snapshot.rows.size());
    for (const Row& row : taken.snapshot.rows) page.rows.push_back(ListingOf(taken.snapshot, row, site_));
    page.total = static_cast<std::int64_t>(page.rows.size());
    return page;
  }

  std::vector<Result<RemoteListing>> GetListings(RunContext&, std::span<const ListingRef> refs) override {
    std::vector<Result<RemoteListing>> out;
    if (refs.empty()) return out;
    const Result<TakenSnapshot> taken = source_->Take();
    for (const ListingRef& ref : refs) {
      if (!taken) {
        out.push_back(Fail(taken.error()));
      } else if (IsPending(ref.remote)) {
        out.push_back(BySku(taken->snapshot, ref.sku));
      } else if (const Row* row = FindRow(taken->snapshot, ref.remote)) {
        out.push_back(ListingOf(taken->snapshot, *row, site_));
      } else {
        out.push_back(Fail(source_->Absence(ref.remote)));
      }
    }
    return out;
  }

  Result<std::vector<RemoteListing>> FindBySku(RunContext&, const Sku& sku) override {
    if (sku.empty()) return Fail(ErrorKind::kInvalid, "a listing is not looked for by an empty SKU");
    RIFF_TRY(const TakenSnapshot taken, source_->Take());
    std::vector<RemoteListing> out;
    for (const Row* row : RowsOfSku(taken.snapshot, sku)) out.push_back(ListingOf(taken.snapshot, *row, site_));
    return out;
  }

  Result<Page<Order>> ListOrders(RunContext&, const OrderWindow& window, const std::optional<Cursor>& cursor) override {
    RIFF_TRY(RefuseCursor(cursor));
    RIFF_TRY(const TakenSnapshot taken, source_->Take());
    const Timestamp seen_at = std::max(window.from, std::min(taken.taken_at, window.to));
    Page<Order> page;
    for (const Row& row : taken.snapshot.rows) {
      if (row.sold) page.rows.push_back(SaleOf(taken.snapshot, row, channel_, seen_at));
    }
    page.total = static_cast<std::int64_t>(page.rows.size());
    return page;
  }

  Result<Order> GetOrder(RunContext&, const OrderId& id) override {
    RIFF_TRY(const TakenSnapshot taken, source_->Take());
    const std::optional<RemoteId> listing = ListingOfSale(id);
    const Row* row = listing ? FindRow(taken.snapshot, *listing) : nullptr;
    if (row == nullptr && listing) return Fail(source_->Absence(*listing));
    if (row == nullptr || !row->sold) return Fail(ErrorKind::kNotFound, "V&R shows no sale called " + id.text());
    return SaleOf(taken.snapshot, *row, channel_, taken.taken_at);
  }

 private:
  Result<RemoteListing> BySku(const Snapshot& snapshot, const Sku& sku) const {
    const std::vector<const Row*> rows = RowsOfSku(snapshot, sku);
    if (rows.empty()) return Fail(ErrorKind::kNotFound, "no V&R listing is marked " + sku.text());
    if (rows.size() > 1) {
      return Fail(ErrorKind::kConflict, std::to_string(rows.size()) + " V&R listings are marked " + sku.text());
    }
    return ListingOf(snapshot, *rows.front(), site_);
  }

  Channel channel_;
  std::unique_ptr<SnapshotSource> source_;
  std::string site_;
};

}  // namespace

std::unique_ptr<ChannelReader> MakeReader(Channel channel, std::unique_ptr<SnapshotSource> source, std::string site) {
  return std::make_unique<Reader>(channel, std::move(source), std::move(site));
}

}  // namespace riff::vr
