#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mocks/control_calls.h"
#include "mocks/faults_json.h"

namespace riff::sim {
namespace {

// A century: beyond it, times no longer fit what platforms write.
constexpr std::int64_t kAdvanceMsMax = 100LL * 365 * 24 * 3600 * 1000;

Result<Channel> ChannelOf(const ControlInput& input) {
  RIFF_TRY(const std::string text, input.body.Text("channel"));
  return ParseChannel(text);
}

Result<Wanted> WantedOf(const JsonValue& value) {
  RIFF_TRY(const std::optional<std::string> remote, value.OptionalText("remote_id"));
  RIFF_TRY(const std::optional<std::string> sku, value.OptionalText("sku"));
  RIFF_TRY(const std::optional<std::int64_t> quantity, value.OptionalInteger("quantity"));
  if (remote.has_value() == sku.has_value()) {
    return Fail(ErrorKind::kInvalid, value.path() + ": give either sku or remote_id");
  }
  return Wanted{RemoteId(remote.value_or("")), Sku(sku.value_or("")), Quantity(quantity.value_or(1))};
}

Result<std::vector<Wanted>> LinesOf(const JsonValue& body) {
  std::vector<Wanted> wanted;
  if (!body.Find("lines")) {
    RIFF_TRY(Wanted line, WantedOf(body));
    wanted.push_back(std::move(line));
    return wanted;
  }
  RIFF_TRY(const std::vector<JsonValue> lines, body.Array("lines"));
  for (const JsonValue& each : lines) {
    RIFF_TRY(Wanted line, WantedOf(each));
    wanted.push_back(std::move(line));
  }
  return wanted;
}

void WriteOrders(JsonWriter& json, const std::vector<OrderId>& made) {
  json.BeginObject().Key("order_id").Text(made.front().text());
  json.Key("order_ids").BeginArray();
  for (const OrderId& id : made) {
    json.Text(id.text());
  }
  json.EndArray().EndObject();
}

Result<HandEdit> EditOf(const JsonValue& body, Currency currency) {
  HandEdit edit;
  RIFF_TRY(const std::optional<std::int64_t> available, body.OptionalInteger("available"));
  if (available) {
    edit.available = Quantity(*available);
  }
  if (const std::optional<JsonValue> price = body.Find("price")) {
    RIFF_TRY(const std::string decimal, price->AsDecimal());
    RIFF_TRY(edit.price, ParseMoney(decimal, currency));
  }
  RIFF_TRY(const std::optional<std::string> status, body.OptionalText("status"));
  if (status) {
    RIFF_TRY(edit.status, ParseListingStatus(*status));
  }
  RIFF_TRY(edit.title, body.OptionalText("title"));
  RIFF_TRY(const std::optional<std::string> sku, body.OptionalText("sku"));
  if (sku) {
    edit.sku = Sku(*sku);
  }
  return edit;
}

}  // namespace

Result<void> PlaceOrder(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::vector<Wanted> lines, LinesOf(input.body));
  RIFF_TRY(const std::optional<std::string> state_text, input.body.OptionalText("state"));
  RIFF_TRY(const OrderState state, ParseOrderState(state_text.value_or("paid")));
  Result<std::vector<OrderId>> made;
  markets.At(channel).With([&](Market& market, Faults&) { made = market.Buy(lines, state); });
  if (made) {
    WriteOrders(json, *made);
    return {};
  }
  if (made.error().kind == ErrorKind::kRejected) {
    // The shopper was turned away: an answer, not an error of the caller's.
    json.BeginObject().Key("refused").Text(made.error().message).EndObject();
    return {};
  }
  return Fail(made.error());
}

Result<void> MoveOrder(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::string id, input.body.Text("order_id"));
  RIFF_TRY(const std::string word, input.body.Text("state"));
  RIFF_TRY(const OrderState state, ParseOrderState(word));
  Result<void> done;
  markets.At(channel).With([&](Market& market, Faults&) { done = market.SetOrderState(OrderId(id), state); });
  RIFF_TRY(done);
  json.BeginObject().Key("order_id").Text(id).Key("state").Text(ToString(state)).EndObject();
  return {};
}

Result<void> CancelOrder(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::string id, input.body.Text("order_id"));
  Result<void> done;
  markets.At(channel).With([&](Market& market, Faults&) { done = market.CancelOrder(OrderId(id)); });
  RIFF_TRY(done);
  json.BeginObject().Key("order_id").Text(id).Key("state").Text(ToString(OrderState::kCancelled)).EndObject();
  return {};
}

Result<void> EditListing(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::string remote, input.body.Text("remote_id"));
  Result<void> done;
  markets.At(channel).With([&](Market& market, Faults&) {
    const MarketListing* listing = market.FindByRemote(RemoteId(remote));
    const Result<HandEdit> edit = EditOf(input.body, listing == nullptr ? Currency() : listing->price.currency);
    done = edit ? market.EditByHand(RemoteId(remote), *edit) : Result<void>(Fail(edit.error()));
  });
  RIFF_TRY(done);
  json.BeginObject().Key("remote_id").Text(remote).EndObject();
  return {};
}

Result<void> PutFaults(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const JsonValue list, input.body.Get("rules"));
  RIFF_TRY(std::vector<FaultRule> rules, ParseRules(list));
  Result<void> done;
  markets.At(channel).With([&](Market&, Faults& faults) {
    done = faults.Put(std::move(rules));
    rules = faults.rules();
  });
  RIFF_TRY(done);
  json.BeginObject().Key("channel").Text(ToString(channel)).Key("rules");
  WriteRules(json, rules);
  json.EndObject();
  return {};
}

Result<void> AdvanceClock(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const std::int64_t advance_ms, input.body.Integer("advance_ms"));
  if (advance_ms < 0 || advance_ms > kAdvanceMsMax) {
    return Fail(ErrorKind::kInvalid, "advance_ms: time goes forward, at most a century at once");
  }
  markets.clock().Advance(std::chrono::milliseconds(advance_ms));
  return ShowClock(markets, input, json);
}

Result<void> ResetAll(Markets& markets, const ControlInput&, JsonWriter& json) {
  markets.Reset();
  json.BeginObject().EndObject();
  return {};
}

}  // namespace riff::sim
