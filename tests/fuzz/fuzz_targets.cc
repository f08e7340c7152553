#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {
namespace {

constexpr FuzzTarget kTargets[] = {
    {"json", &ReadJson},       {"xml", &ReadXml},           {"csv", &ReadCsv},
    {"xlsx", &ReadXlsx},       {"config", &ReadConfig},     {"http", &ReadHttp},
    {"graphql", &ReadGraphql}, {"ebay", &ReadEbay},         {"ebay_trading", &ReadEbayTrading},
    {"reverb", &ReadReverb},   {"shopify", &ReadShopify},   {"tiktok", &ReadTiktok},
    {"vr", &ReadVr},           {"webhooks", &ReadWebhooks},
};

}  // namespace

std::span<const FuzzTarget> AllFuzzTargets() { return kTargets; }

}  // namespace riff::fuzz
