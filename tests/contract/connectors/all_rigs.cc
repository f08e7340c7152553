#include "tests/contract/connectors/rig.h"

namespace riff {

std::vector<RigSpec> AllRigs() {
  return {EbayRig(), ReverbRig(), ShopifyRig(), TiktokRig(), VrSiteRig(), VrFolderRig()};
}

}  // namespace riff
