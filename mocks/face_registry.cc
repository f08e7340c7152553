#include "mocks/face.h"

namespace riff::sim {

std::unique_ptr<Face> MakeFace(const FaceParts& parts) {
  switch (parts.market.channel().platform) {
    case Platform::kEbay:
      return MakeEbayFace(parts);
    case Platform::kReverb:
      return MakeReverbFace(parts);
    case Platform::kShopify:
      return MakeShopifyFace(parts);
    case Platform::kTiktok:
      return MakeTiktokFace(parts);
    case Platform::kVr:
      break;
  }
  return MakeVrFace(parts);
}

}  // namespace riff::sim
