#include "engine/sync/approvals.h"

#include <charconv>

#include "engine/sync/take_order.h"

namespace riff {

namespace {

constexpr char kChange[] = "approved.change.";
constexpr char kRemovals[] = "approved.removals.";

Result<std::string> SettingOf(const Finding& finding) {
  const bool change = finding.type == TodoType::kApprovalNeeded || finding.type == TodoType::kRelistDecision ||
                      finding.type == TodoType::kQuantityMismatch || finding.type == TodoType::kStatusMismatch;
  if (finding.type == TodoType::kMassChangeHeld && finding.channel.has_value()) {
    return kRemovals + ToString(*finding.channel);
  }
  if (change && finding.channel.has_value() && finding.remote.has_value() && !IsAboutOrderLine(finding)) {
    return kChange + ToString(*finding.channel) + " " + finding.remote->text();
  }
  return Fail(ErrorKind::kUnsupported,
              std::string(ToString(finding.type)) + " asks for no approval: use riff todo resolve");
}

}  // namespace

Result<void> SaveApproval(Transaction& tx, const TodoItem& item, std::int64_t number) {
  RIFF_TRY(const std::string name, SettingOf(item.finding));
  return tx.settings.Set(name, std::to_string(number));
}

Result<void> DropApproval(Transaction& tx, const TodoItem& item) {
  const Result<std::string> name = SettingOf(item.finding);
  return name.has_value() ? tx.settings.Remove(*name) : Result<void>();
}

Result<std::int64_t> ApprovedRemovals(Transaction& tx, Channel channel) {
  RIFF_TRY(const std::optional<std::string> value, tx.settings.Get(kRemovals + ToString(channel)));
  std::int64_t number = 0;
  if (value.has_value()) {
    std::from_chars(value->data(), value->data() + value->size(), number);
  }
  return number;
}

Result<void> LoadApprovals(Store& store, ReconcileRequest& request) {
  return store.Read([&](Transaction& tx) -> Result<void> {
    RIFF_TRY(const auto changes, tx.settings.WithPrefix(kChange));
    for (const auto& [name, value] : changes) {
      const std::string key = name.substr(sizeof(kChange) - 1);
      const std::size_t blank = key.find(' ');
      if (blank == std::string::npos) {
        continue;
      }
      RIFF_TRY(const Channel channel, ParseChannel(key.substr(0, blank)));
      request.approved.insert(ListingKey{channel, RemoteId(key.substr(blank + 1))});
    }
    RIFF_TRY(const auto removals, tx.settings.WithPrefix(kRemovals));
    for (const auto& [name, value] : removals) {
      RIFF_TRY(const Channel channel, ParseChannel(name.substr(sizeof(kRemovals) - 1)));
      std::int64_t number = 0;
      std::from_chars(value.data(), value.data() + value.size(), number);
      request.approved_removals[channel] = number;
    }
    return {};
  });
}

}  // namespace riff
