// The writer for the real site, and the reading that proves its orders; declared in vr_work_orders.h.
#include <utility>

#include "connectors/vr/vr_work_orders.h"

namespace riff::vr {
namespace {

// Whether the export shows the change already.
bool IsShown(const Write& write, const Row& row) {
  if (const auto* price = std::get_if<SetPrice>(&write.change)) return row.price == price->to;
  if (const auto* set = std::get_if<SetQuantity>(&write.change)) return set->to == Quantity(row.sold ? 0 : 1);
  if (const auto* relist = std::get_if<Relist>(&write.change)) return relist->quantity == Quantity(1) && !row.sold;
  return std::holds_alternative<EndListing>(write.change) && row.sold;
}

class WorkOrderWriter final : public ChannelWriter {
 public:
  WorkOrderWriter(std::unique_ptr<SnapshotSource> source, const std::string& folder, Clock& clock)
      : source_(std::move(source)), orders_(folder, clock) {}

  std::vector<WriteOutcome> Deliver(RunContext&, std::span<const Write> writes) override {
    if (writes.empty()) return {};
    const Result<TakenSnapshot> taken = source_->Take();
    if (!taken) return std::vector<WriteOutcome>(writes.size(), Fail(NotDone(taken.error())));
    const Result<void> loaded = orders_.Load();
    if (!loaded) return std::vector<WriteOutcome>(writes.size(), Fail(NotDone(loaded.error())));
    orders_.Prove(*taken);
    std::vector<WriteOutcome> outcomes;
    for (const Write& write : writes) outcomes.push_back(Order(write, taken->snapshot));
    const Result<void> saved = orders_.Save();
    // Issued again with the same number or another, an order asks for the same: nothing is ambiguous about it.
    if (!saved) return std::vector<WriteOutcome>(writes.size(), Fail(NotDone(saved.error())));
    return outcomes;
  }

 private:
  static Error NotDone(Error error) {
    error.kind = ErrorKind::kUnavailable;
    return error;
  }

  WriteOutcome Order(const Write& write, const Snapshot& snapshot) {
    const bool is_new = std::holds_alternative<CreateListing>(write.change);
    const Row* row = FindRow(snapshot, write.listing.remote);
    if (const auto* create = std::get_if<CreateListing>(&write.change)) {
      const std::vector<const Row*> found = RowsOfSku(snapshot, create->sku);
      if (found.size() > 1) {
        return Fail(ErrorKind::kConflict,
                    std::to_string(found.size()) + " V&R listings are marked " + create->sku.text());
      }
      if (found.size() == 1) return Shown(snapshot, *found.front());
    }
    if (!is_new && row == nullptr) return Fail(source_->Absence(write.listing.remote));
    if (row != nullptr && IsShown(write, *row)) {
      orders_.Withdraw(write);
      return Shown(snapshot, *row);
    }
    RIFF_TRY(const WorkOrder order, orders_.Issue(write, snapshot));
    return Fail(ErrorKind::kRejected, "a person does this on V&R, as work order " + std::to_string(order.number) +
                                          ": " + SentenceOf(order) + " (" + orders_.ListPath() + ")");
  }

  static Accepted Shown(const Snapshot& snapshot, const Row& row) {
    const RemoteListing listing = ListingOf(snapshot, row, "");
    Accepted accepted;
    accepted.remote = listing.ref.remote;
    accepted.shown = listing.facts;
    accepted.note = "the export shows it already";
    return accepted;
  }

  std::unique_ptr<SnapshotSource> source_;
  WorkOrders orders_;
};

class ProvingSource final : public SnapshotSource {
 public:
  ProvingSource(std::unique_ptr<SnapshotSource> inner, const std::string& folder, Clock& clock)
      : inner_(std::move(inner)), orders_(folder, clock) {}

  Result<TakenSnapshot> Take() override {
    RIFF_TRY(TakenSnapshot taken, inner_->Take());
    if (orders_.Load()) {
      orders_.Prove(taken);
      static_cast<void>(orders_.Save());
    }
    return taken;
  }

  Error Absence(const RemoteId& id) override { return inner_->Absence(id); }

 private:
  std::unique_ptr<SnapshotSource> inner_;
  WorkOrders orders_;
};

}  // namespace

std::unique_ptr<ChannelWriter> MakeWorkOrderWriter(std::unique_ptr<SnapshotSource> source, const std::string& folder,
                                                   Clock& clock) {
  return std::make_unique<WorkOrderWriter>(std::move(source), folder, clock);
}

std::unique_ptr<SnapshotSource> MakeProvingSource(std::unique_ptr<SnapshotSource> inner, const std::string& folder,
                                                  Clock& clock) {
  return std::make_unique<ProvingSource>(std::move(inner), folder, clock);
}

}  // namespace riff::vr
