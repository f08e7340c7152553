#include "engine/port/connector.h"
#include "engine/port/link_table.h"
#include "engine/port/order_table.h"

namespace riff {

std::string_view ToString(LinkSource source) {
  switch (source) {
    case LinkSource::kSku:
      return "sku";
    case LinkSource::kMatcher:
      return "matcher";
    case LinkSource::kManual:
      return "manual";
    case LinkSource::kClone:
      return "clone";
    case LinkSource::kCreated:
      return "created";
  }
  return "?";
}

Result<LinkSource> ParseLinkSource(std::string_view text) {
  for (const LinkSource source :
       {LinkSource::kSku, LinkSource::kMatcher, LinkSource::kManual, LinkSource::kClone, LinkSource::kCreated}) {
    if (text == ToString(source)) {
      return source;
    }
  }
  return Fail(ErrorKind::kInvalid, "not a link source: " + std::string(text));
}

std::string_view ToString(ParkReason reason) {
  switch (reason) {
    case ParkReason::kNone:
      return "none";
    case ParkReason::kUnlinked:
      return "unlinked";
    case ParkReason::kUnknownState:
      return "unknown_state";
  }
  return "?";
}

Result<Page<RemoteListing>> ChannelReader::ListChanged(RunContext& /*run*/, Timestamp /*since*/,
                                                       const std::optional<Cursor>& /*cursor*/) {
  return Fail(ErrorKind::kUnsupported, "this channel does not tell what changed since a time");
}

Result<Order> ChannelReader::GetOrder(RunContext& /*run*/, const OrderId& /*id*/) {
  return Fail(ErrorKind::kUnsupported, "this channel does not show one order by its id");
}

}  // namespace riff
