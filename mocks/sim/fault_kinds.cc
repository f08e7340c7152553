#include "mocks/sim/fault_kinds.h"

#include <algorithm>

#include "engine/base/check.h"

namespace riff::sim {

const FaultKind& FaultNamed(std::string_view name) {
  const auto found = std::ranges::find(kFaultKinds, name, &FaultKind::name);
  RIFF_CHECK(found != kFaultKinds.end(), "faults are asked for by their names");
  return *found;
}

}  // namespace riff::sim
