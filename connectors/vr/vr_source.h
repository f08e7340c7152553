#pragma once

#include <optional>

#include "connectors/vr/vr_codec.h"
#include "engine/base/error.h"

namespace riff::vr {

// A snapshot, and the moment whose inventory it shows.
struct TakenSnapshot {
  Snapshot snapshot;
  Timestamp taken_at;
};

// Where snapshots come from: a file that a person drops into a folder, or the export of a (stand-in) site. Either way
// the whole inventory comes at once and there is no other reading of V&R.
class SnapshotSource {
 public:
  virtual ~SnapshotSource() = default;

  // The inventory now. kInvalid: what came cannot be trusted as a snapshot (see CheckAccepted and ParseSnapshot), and
  // nothing was taken from it. Other kinds are those of a read.
  virtual Result<TakenSnapshot> Take() = 0;

  // Why a listing that the snapshot did not show is not in it: kNotFound, or kUnavailable where it exists and the
  // snapshot is behind.
  virtual Error Absence(const RemoteId& id) = 0;
};

// A snapshot with far fewer rows than the last accepted one is a cut file until a person says otherwise: kInvalid names
// both counts. Nothing accepted yet: everything is.
Result<void> CheckAccepted(std::size_t rows, std::optional<std::size_t> rows_before);

}  // namespace riff::vr
