#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/vr/vr_source.h"
#include "engine/base/clock.h"
#include "engine/model/write.h"
#include "engine/port/connector.h"

namespace riff::vr {

// The live site is never automated: what has to change there is written down for a person, and the next export proves
// that it was done.
enum class Task { kMarkSold, kRestore, kPrice, kText, kCreate };

struct WorkOrder {
  std::int64_t number = 0;  // Never given twice.
  Timestamp issued_at;
  std::optional<Timestamp> proved_at;  // The time of the export that showed it done.
  Task task = Task::kMarkSold;
  std::string product;      // V&R's id; empty: a listing to be made.
  Sku sku;                  // Of a listing to be made.
  std::string title;        // As the listing shows it, or shall.
  std::string price;        // Of kPrice and kCreate: "1899".
  std::string description;  // Of kText and kCreate.
  std::string link;         // Of kCreate: the external link by which it is known as ours.
  std::string key;          // The write's.
};

// What a person reads of it, in one line: "mark product 124001 (Model S) as sold".
std::string SentenceOf(const WorkOrder& order);

// The orders of one channel, kept in a folder as "vr_work_orders.csv" (all of them, done ones too: the truth) and
// "vr_work_orders.txt" (those to be done, for people). Both are replaced whole. Used by one thread at a time.
class WorkOrders {
 public:
  WorkOrders(std::string folder, Clock& clock) : folder_(std::move(folder)), clock_(clock) {}

  // The order of this write: a new one, or the one it has already. An open one that the new one makes pointless (an
  // older price of the same product, sold before restored) is dropped. kRejected and kUnsupported: no person could do
  // it either. The file is not written before Save.
  Result<WorkOrder> Issue(const Write& write, const Snapshot& snapshot);

  // Drops the open orders that this write makes pointless: the listing shows what it asks for as it is.
  void Withdraw(const Write& write);

  // Marks as done what the snapshot shows done.
  void Prove(const TakenSnapshot& taken);

  // Load begins each use: nothing is there yet, or the file is damaged (kInvalid). Save ends it, writing only what
  // changed.
  Result<void> Load();
  Result<void> Save();

  const std::vector<WorkOrder>& all() const { return orders_; }
  std::string ListPath() const { return folder_ + "/vr_work_orders.txt"; }

 private:
  std::string CsvText() const;
  std::string ListText() const;

  std::string folder_;
  Clock& clock_;
  std::vector<WorkOrder> orders_;
  std::string saved_;  // The file as it was loaded.
};

// Turns every write into a work order, all of one call in one file. Its answer is kRejected, naming the order: the
// engine opens a to-do item, sends nothing again, and closes the item once an export agrees. What the export shows
// already is accepted.
std::unique_ptr<ChannelWriter> MakeWorkOrderWriter(std::unique_ptr<SnapshotSource> source, const std::string& folder,
                                                   Clock& clock);

// The same snapshots, and each proves the orders that it shows done. A folder that cannot be written stops no reading:
// the next order says so.
std::unique_ptr<SnapshotSource> MakeProvingSource(std::unique_ptr<SnapshotSource> inner, const std::string& folder,
                                                  Clock& clock);

}  // namespace riff::vr
