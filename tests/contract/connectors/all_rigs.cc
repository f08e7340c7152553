#include "tests/contract/connectors/rig.h"

namespace riff {

std::vector<RigSpec> AllRigs() { return {ReverbRig(), VrSiteRig(), VrFolderRig()}; }

}  // namespace riff
