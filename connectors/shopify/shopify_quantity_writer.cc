#include "connectors/shopify/shopify_quantity_writer.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "engine/base/digest.h"

namespace riff::shopify {

namespace {

enum class KeyUse { kFirst, kAfterFailedAttempt };

struct Group {
  std::vector<std::size_t> rows;  // Into the orders.
  KeyUse key_use = KeyUse::kFirst;
};

enum class StaleRule { kReadLevel, kGiveUp };

bool IsStale(const UserError& error) {
  return error.code == "CHANGE_FROM_QUANTITY_STALE" || error.code == "COMPARE_QUANTITY_STALE";
}

// These speak of the whole call, whatever row they name.
bool IsOfTheCall(const UserError& error) { return error.code.starts_with("IDEMPOTENCY_"); }

class QuantityDelivery {
 public:
  QuantityDelivery(RunContext& run, ShopifyWire& wire, std::span<const QuantityOrder> orders)
      : run_(run),
        wire_(wire),
        orders_(orders.begin(), orders.end()),
        outcomes_(orders.size(), Fail(ErrorKind::kAmbiguous, "not settled")) {}

  std::vector<WriteOutcome> Run() && {
    constexpr std::size_t kPerCall = kQuantityRowsPerCall;
    for (std::size_t start = 0; start < orders_.size(); start += kPerCall) {
      Group group;
      for (std::size_t i = start; i < std::min(start + kPerCall, orders_.size()); ++i) {
        group.rows.push_back(i);
      }
      waiting_.push_back(std::move(group));
    }
    SendWaiting();
    SettleStale(StaleRule::kReadLevel);
    // Rows that are compared with a level below zero went back to `waiting_`.
    SendWaiting();
    SettleStale(StaleRule::kGiveUp);
    ActivateUnstocked();
    return std::move(outcomes_);
  }

 private:
  void SendWaiting() {
    while (!waiting_.empty()) {
      const Group group = std::move(waiting_.front());
      waiting_.pop_front();
      SendGroup(group);
    }
  }

  void SendGroup(const Group& group) {
    std::vector<QuantityRow> rows;
    for (const std::size_t i : group.rows) {
      rows.push_back(orders_[i].row);
    }
    const auto reply = wire_.Call(run_, {.document = kInventorySet,
                                         .variables = InventorySetVariables(rows, wire_.location(), KeyOf(group)),
                                         .effect = RequestEffect::kWrite});
    if (!reply.has_value()) {
      SettleAll(group, reply.error());
      return;
    }
    const auto errors = DecodeUserErrors(reply->data(), "inventorySetQuantities");
    if (!errors.has_value()) {
      SettleAll(group, WriteAnswerFailure(errors.error()));
    } else if (errors->empty()) {
      for (const std::size_t i : group.rows) {
        outcomes_[i] = Accepted{};
      }
    } else {
      TakeRefusal(group, *errors);
    }
  }

  void TakeRefusal(const Group& group, const std::vector<UserError>& errors) {
    if (const auto call_error = std::ranges::find_if(errors, IsOfTheCall); call_error != errors.end()) {
      TakeCallRefusal(group, *call_error);
      return;
    }
    std::vector<bool> at_fault(group.rows.size(), false);
    for (const UserError& error : errors) {
      if (error.row.has_value() && *error.row < group.rows.size() && !at_fault[*error.row]) {
        at_fault[*error.row] = true;
        TakeRowError(group.rows[*error.row], error);
      }
    }
    Group rest{.rows = {}, .key_use = group.key_use};
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      if (!at_fault[i]) {
        rest.rows.push_back(group.rows[i]);
      }
    }
    if (rest.rows.size() < group.rows.size()) {
      if (!rest.rows.empty()) {
        waiting_.push_back(std::move(rest));
      }
    } else if (group.rows.size() == 1) {
      TakeRowError(group.rows.front(), errors.front());
    } else {
      SendInHalves(group);
    }
  }

  // The failed attempt under this key changed nothing, and the key is used up.
  void TakeCallRefusal(const Group& group, const UserError& error) {
    if (error.code == "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" && group.key_use == KeyUse::kFirst) {
      waiting_.push_back({.rows = group.rows, .key_use = KeyUse::kAfterFailedAttempt});
    } else {
      SettleAll(group, ErrorOf(kInventorySet.operation, error));
    }
  }

  void SendInHalves(const Group& group) {
    const auto middle = group.rows.begin() + static_cast<std::ptrdiff_t>(group.rows.size() / 2);
    waiting_.push_back({.rows = {group.rows.begin(), middle}, .key_use = group.key_use});
    waiting_.push_back({.rows = {middle, group.rows.end()}, .key_use = group.key_use});
  }

  void TakeRowError(std::size_t row, const UserError& error) {
    outcomes_[row] = Fail(ErrorOf(kInventorySet.operation, error));
    if (IsStale(error)) {
      stale_.push_back(row);
    } else if (error.code == "ITEM_NOT_STOCKED_AT_LOCATION") {
      unstocked_.push_back(row);
    }
  }

  void SettleAll(const Group& group, const Error& error) {
    for (const std::size_t i : group.rows) {
      outcomes_[i] = Fail(error);
    }
  }

  // Those that stay stale keep their kConflict, also where the level cannot be read: the engine observes next anyway.
  void SettleStale(StaleRule rule) {
    const std::vector<std::size_t> rows = std::exchange(stale_, {});
    constexpr std::size_t kPerCall = kVariantsPerCall;
    for (std::size_t start = 0; start < rows.size(); start += kPerCall) {
      const std::span<const std::size_t> part = std::span(rows).subspan(start, std::min(kPerCall, rows.size() - start));
      const auto levels = ReadLevels(part);
      for (std::size_t i = 0; levels.has_value() && i < part.size(); ++i) {
        SettleByLevel(part[i], (*levels)[i], rule);
      }
    }
  }

  Result<std::vector<std::optional<Quantity>>> ReadLevels(std::span<const std::size_t> rows) {
    JsonWriter json;
    json.BeginObject().Key("ids").BeginArray();
    for (const std::size_t row : rows) {
      json.Text(GidOf("InventoryItem", orders_[row].row.item));
    }
    json.EndArray().Key("locationId").Text(wire_.location()).EndObject();
    RIFF_TRY(const ShopifyReply reply,
             wire_.Call(run_, {.document = kInventoryByItemIds, .variables = json.Take(), .rows = rows.size()}));
    RIFF_TRY(auto levels, DecodeLevels(reply.data()));
    if (levels.size() != rows.size()) {
      return Fail(ErrorKind::kInvalid, "$.data.nodes: not one entry for each id");
    }
    return levels;
  }

  void SettleByLevel(std::size_t index, std::optional<Quantity> level, StaleRule rule) {
    QuantityRow& row = orders_[index].row;
    if (level == row.to) {
      outcomes_[index] = Accepted{.remote = {}, .handle = {}, .shown = {}, .note = "showed it already"};
    } else if (rule == StaleRule::kReadLevel && level < Quantity(0) && level.has_value() &&
               row.expected == Quantity(0)) {
      row.expected = level;
      waiting_.push_back({.rows = {index}});
    }
  }

  void ActivateUnstocked() {
    std::vector<ShopifyCall> calls;
    for (const std::size_t row : unstocked_) {
      calls.push_back({.document = kInventoryActivate,
                       .variables = InventoryActivateVariables(orders_[row].row, wire_.location(),
                                                               KeyOf({.rows = {row}}) + "-activate"),
                       .effect = RequestEffect::kWrite});
    }
    const auto replies = wire_.CallAll(run_, calls);
    for (std::size_t i = 0; i < replies.size(); ++i) {
      outcomes_[unstocked_[i]] = OutcomeOfActivation(replies[i]);
    }
  }

  static WriteOutcome OutcomeOfActivation(const Result<ShopifyReply>& reply) {
    if (!reply.has_value()) {
      return Fail(reply.error());
    }
    const auto errors = DecodeUserErrors(reply->data(), "inventoryActivate");
    if (!errors.has_value()) {
      return Fail(WriteAnswerFailure(errors.error()));
    }
    if (!errors->empty()) {
      return Fail(ErrorOf(kInventoryActivate.operation, errors->front()));
    }
    return Accepted{.remote = {}, .handle = {}, .shown = {}, .note = "stocked at the location first"};
  }

  std::string KeyOf(const Group& group) const {
    std::vector<std::string> parts;
    int attempts = 0;
    for (const std::size_t i : group.rows) {
      const QuantityOrder& order = orders_[i];
      const std::string expected = order.row.expected.has_value() ? std::to_string(order.row.expected->units()) : "any";
      parts.push_back(order.key.text() + "|" + std::to_string(order.row.to.units()) + "|" + expected);
      attempts = std::max(attempts, order.attempts);
    }
    std::ranges::sort(parts);
    std::string text;
    for (const std::string& part : parts) {
      text += part + "\n";
    }
    if (group.key_use == KeyUse::kAfterFailedAttempt) {
      text += "after attempt " + std::to_string(attempts);
    }
    return Sha256Hex(text).substr(0, 32);
  }

  RunContext& run_;
  ShopifyWire& wire_;
  std::vector<QuantityOrder> orders_;
  std::vector<WriteOutcome> outcomes_;
  std::deque<Group> waiting_;
  std::vector<std::size_t> stale_;
  std::vector<std::size_t> unstocked_;
};

}  // namespace

std::vector<WriteOutcome> SetQuantities(RunContext& run, ShopifyWire& wire, std::span<const QuantityOrder> orders) {
  return QuantityDelivery(run, wire, orders).Run();
}

}  // namespace riff::shopify
