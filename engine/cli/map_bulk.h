#pragma once

#include <string>
#include <vector>

#include "engine/cli/console.h"
#include "engine/cli/program.h"

namespace riff {

// Which pairs `riff map accept|reject|unlink` is to change at once.
enum class BulkChange { kAccept, kReject, kUnlink };

struct BulkFlags {
  double above = 0;     // The least score.
  std::string channel;  // Of this one only; empty: of all. Unlinking needs it.
  enum class Mode { kChange, kDryRun } mode = Mode::kChange;
};

// Accept: of every listing that waits for a match the best candidate, unless another is as good by the same measure or
// two listings of a channel want one product. Reject: every candidate. Unlink: the links that no person made. Only
// those with the score or above. Prints each pair with what became of it; a dry run changes nothing. A pair that is
// refused does not stop the rest (exit 1).
Result<ExitCode> ChangeInBulk(Console& console, Program& program, BulkChange change, const BulkFlags& flags);

}  // namespace riff
