// The spreadsheet's writer; declared in vr_writer.h.
#include <utility>

#include "connectors/vr/vr_writer.h"

namespace riff::vr {
namespace {

Row* RowOf(Snapshot& snapshot, const RemoteId& id) {
  for (Row& row : snapshot.rows) {
    if (std::to_string(row.id) == id.text()) return &row;
  }
  return nullptr;
}

Accepted AcceptedRow(const Snapshot& snapshot, const Row& row) {
  const RemoteListing listing = ListingOf(snapshot, row, "");
  Accepted accepted;
  accepted.remote = listing.ref.remote;
  accepted.shown = listing.facts;
  return accepted;
}

// Whether one piece is for sale after the change; nothing where the change says nothing about it.
Result<std::optional<bool>> ForSaleAfter(const Change& change) {
  std::optional<Quantity> quantity;
  if (const auto* set = std::get_if<SetQuantity>(&change)) quantity = set->to;
  if (const auto* relist = std::get_if<Relist>(&change)) quantity = relist->quantity;
  if (std::holds_alternative<EndListing>(change)) quantity = Quantity(0);
  if (!quantity) return std::optional<bool>();
  if (*quantity > Quantity(1)) return Fail(ErrorKind::kRejected, "a V&R listing is one piece and shows one unit");
  return std::optional<bool>(*quantity == Quantity(1));
}

class FolderWriter final : public ChannelWriter {
 public:
  explicit FolderWriter(std::unique_ptr<Folder> folder) : folder_(std::move(folder)) {}

  std::vector<WriteOutcome> Deliver(RunContext&, std::span<const Write> writes) override {
    if (writes.empty()) return {};
    Result<TakenSnapshot> taken = folder_->Take();
    if (!taken) return std::vector<WriteOutcome>(writes.size(), Fail(NotDone(taken.error())));
    const Snapshot before = taken->snapshot;
    next_id_ = folder_->NextId();
    std::vector<WriteOutcome> outcomes;
    for (const Write& write : writes) outcomes.push_back(Apply(taken->snapshot, write));
    if (FormatSnapshot(before) == FormatSnapshot(taken->snapshot)) return outcomes;

    const Result<void> replaced = folder_->Replace(taken->snapshot);
    for (WriteOutcome& outcome : outcomes) {
      if (!replaced && outcome) outcome = Fail(replaced.error());
    }
    return outcomes;
  }

 private:
  // A file that cannot be trusted is not written over, whatever is wrong with it.
  static Error NotDone(Error error) {
    if (error.kind == ErrorKind::kInvalid) error.kind = ErrorKind::kUnavailable;
    return error;
  }

  WriteOutcome Apply(Snapshot& snapshot, const Write& write) {
    if (std::holds_alternative<PauseListing>(write.change)) {
      return Fail(ErrorKind::kUnsupported, "V&R cannot pause a listing");
    }
    if (const auto* create = std::get_if<CreateListing>(&write.change)) return Create(snapshot, *create, write.key);
    RIFF_TRY(const std::optional<bool> for_sale, ForSaleAfter(write.change));
    Row* row = RowOf(snapshot, write.listing.remote);
    if (row == nullptr) return Fail(folder_->Absence(write.listing.remote));
    if (for_sale) SetSold(snapshot, *row, *for_sale ? "no" : "yes");
    if (const auto* price = std::get_if<SetPrice>(&write.change)) SetRowPrice(snapshot, *row, price->to);
    if (const auto* content = std::get_if<SetContent>(&write.change)) SetRowContent(snapshot, *row, content->to);
    return AcceptedRow(snapshot, *row);
  }

  WriteOutcome Create(Snapshot& snapshot, const CreateListing& create, const IdempotencyKey& key) {
    if (create.quantity < Quantity(1)) return Fail(ErrorKind::kRejected, "a new listing needs a unit to show");
    if (create.content.title.empty()) return Fail(ErrorKind::kRejected, "a V&R listing needs a title");
    const std::vector<const Row*> found = RowsOfSku(snapshot, create.sku);
    if (found.size() > 1) {
      return Fail(ErrorKind::kConflict, std::to_string(found.size()) + " V&R listings are marked " + create.sku.text());
    }
    if (found.size() == 1) {
      Row* row = RowOf(snapshot, RemoteId(std::to_string(found.front()->id)));
      SetSold(snapshot, *row, "no");
      Accepted accepted = AcceptedRow(snapshot, *row);
      accepted.note = "a listing with this SKU was there already";
      return accepted;
    }
    AppendRow(snapshot, create, Marker{create.sku, IntentOf(key)}, next_id_++);
    return AcceptedRow(snapshot, snapshot.rows.back());
  }

  std::unique_ptr<Folder> folder_;
  std::int64_t next_id_ = 0;
};

}  // namespace

std::unique_ptr<ChannelWriter> MakeFolderWriter(std::unique_ptr<Folder> folder) {
  return std::make_unique<FolderWriter>(std::move(folder));
}

}  // namespace riff::vr
