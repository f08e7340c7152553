#pragma once

#include <string>

#include "connectors/vr/vr_source.h"
#include "engine/base/clock.h"

namespace riff::vr {

// Whether a folder without a file is a shop that has nothing yet (our own sandbox) or a file that is missing.
enum class MissingFile { kIsAnError, kIsAnEmptyShop };

// The spreadsheet form: "vr_inventory.csv" or "vr_inventory.xlsx" in a folder, which a person replaces by a newer
// export (both at once are kInvalid: nobody could tell which counts). A workbook is only read. Beside it
// "vr_inventory.state" keeps how many rows were last accepted and the highest id ever seen; deleting it accepts the
// file as it is. The clock is used only where there is no file whose time would count.
class Folder final : public SnapshotSource {
 public:
  Folder(std::string folder, Currency currency, MissingFile missing, Clock& clock);

  // kUnavailable: no file, or one that cannot be read. `taken_at` is the file's own time.
  Result<TakenSnapshot> Take() override;
  Error Absence(const RemoteId& id) override;

  // An id that no row has had before. Valid after a Take.
  std::int64_t NextId() const;

  // Puts the snapshot in the file's place: whoever reads sees the old file or the new one, whole. kUnavailable: nothing
  // was changed. kAmbiguous: it was, and may be lost if the machine stops now.
  Result<void> Replace(const Snapshot& snapshot);

 private:
  struct State {
    std::optional<std::size_t> rows;
    std::int64_t last_id = 0;
  };
  Result<State> LoadState() const;
  Result<void> SaveState(const State& state) const;
  Result<void> Accept(const Snapshot& snapshot);

  std::string folder_;
  Currency currency_;
  MissingFile missing_;
  Clock& clock_;
  std::int64_t last_id_ = 0;
};

}  // namespace riff::vr
