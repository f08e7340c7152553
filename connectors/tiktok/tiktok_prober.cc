#include "connectors/tiktok/tiktok_prober.h"

#include <algorithm>
#include <map>
#include <string>

#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_endpoints.h"

namespace riff::tiktok {

namespace {

bool Writes(const std::string& scope) { return scope.ends_with(".write") || scope.ends_with(".delete"); }

}  // namespace

Result<ChannelProbe> TiktokProber::Probe(RunContext& /*run*/) {
  const TiktokReply reply = wire_->Call({.operation = "tiktok.shop.list",
                                         .method = HttpMethod::kGet,
                                         .path = std::string(kShopsPath),
                                         .query = {},
                                         .body = {}});
  RIFF_TRY(const JsonValue data, reply.data());
  RIFF_TRY(const auto shops, DecodeShops(data));
  const auto ours = shops.find(wire_->config().shop_cipher);
  if (ours == shops.end()) {
    return Fail(ErrorKind::kUnauthorized, "the configured shop_cipher is none of the shops that this token covers");
  }
  ChannelProbe probe{.account = ours->second, .scopes = wire_->tokens().scopes(), .may_write = {}, .server_time = {}};
  probe.server_time = reply.server_time;
  if (!probe.scopes.empty()) {
    probe.may_write = std::ranges::any_of(probe.scopes, Writes);
  }
  return probe;
}

}  // namespace riff::tiktok
