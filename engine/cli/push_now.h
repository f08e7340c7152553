#pragma once

#include <string>

#include "engine/cli/program.h"
#include "engine/model/run.h"

namespace riff {

// Plans what is dirty and sends it, without reading the channels first: what is sold comes down in seconds. While
// another run is at work nothing is sent (that run, or the next, does it), which is said and no failure. A shop without
// a channel in use has nobody to tell.
Result<std::optional<RunReport>> PushDirty(Console& console, Program& program, const std::string& command);

// The same, printed as a run; kCouldNotRun while another run is at work.
Result<ExitCode> PushAndPrint(Console& console, Program& program);

}  // namespace riff
