#include <charconv>
#include <optional>
#include <string>

#include "mocks/control_calls.h"
#include "mocks/faults_json.h"

namespace riff::sim {
namespace {

std::optional<std::string> QueryOf(const ControlInput& input, std::string_view name) {
  for (const auto& [key, value] : input.query) {
    if (key == name) {
      return value;
    }
  }
  return std::nullopt;
}

Result<Channel> ChannelOf(const ControlInput& input) {
  const std::optional<std::string> text = QueryOf(input, "channel");
  if (!text) {
    return Fail(ErrorKind::kInvalid, "name the channel: ?channel=reverb/sandbox");
  }
  return ParseChannel(*text);
}

Result<std::int64_t> SinceOf(const ControlInput& input) {
  const std::string text = QueryOf(input, "since").value_or("0");
  std::int64_t since = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), since);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Fail(ErrorKind::kInvalid, "since is a number");
  }
  return since;
}

std::int64_t BuyableOf(ListingStatus status, Quantity available) {
  return status == ListingStatus::kLive ? available.units() : 0;
}

void WritePrice(JsonWriter& json, Money price) {
  json.Key("price").Text(FormatDecimal(price)).Key("currency").Text(price.currency.code());
}

void WriteFaultsOf(MockChannel& mock, JsonWriter& json) {
  mock.With([&](Market& market, Faults& faults) {
    json.BeginObject().Key("channel").Text(ToString(market.channel())).Key("faults");
    WriteSpecs(json, faults.specs());
    json.Key("rules");
    WriteRules(json, faults.rules());
    json.EndObject();
  });
}

}  // namespace

Result<void> ShowListings(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  markets.At(channel).With([&](Market& market, Faults&) {
    json.BeginArray();
    for (const auto& [row, listing] : market.rows()) {
      if (listing.status == ListingStatus::kGone) {
        continue;
      }
      json.BeginObject().Key("remote_id").Text(listing.remote.text()).Key("sku").Text(listing.sku.text());
      json.Key("title").Text(listing.content.title).Key("status").Text(ToString(listing.status));
      json.Key("available").Integer(BuyableOf(listing.status, listing.available));
      WritePrice(json, listing.price);
      json.EndObject();
    }
    json.EndArray();
  });
  return {};
}

Result<void> ShowRequests(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::int64_t since, SinceOf(input));
  json.BeginArray();
  for (const RequestEntry& entry : markets.At(channel).RequestsSince(since)) {
    json.BeginObject().Key("seq").Integer(entry.seq).Key("method").Text(entry.method).Key("path").Text(entry.path);
    json.Key("operation").Text(entry.classified.operation);
    json.Key("mutating").Bool(entry.classified.effect == Effect::kChanges).Key("status").Integer(entry.status);
    json.EndObject();
  }
  json.EndArray();
  return {};
}

Result<void> ShowOrders(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  markets.At(channel).With([&](Market& market, Faults&) {
    json.BeginArray();
    for (const MarketOrder& order : market.orders()) {
      json.BeginObject().Key("order_id").Text(order.id.text()).Key("state").Text(ToString(order.state));
      json.Key("placed_at").Text(FormatUtc(order.placed_at)).Key("updated_at").Text(FormatUtc(order.updated_at));
      json.Key("lines").BeginArray();
      for (const MarketOrderLine& line : order.lines) {
        json.BeginObject().Key("remote_id").Text(line.remote.text()).Key("sku").Text(line.sku.text());
        json.Key("quantity").Integer(line.quantity.units()).EndObject();
      }
      json.EndArray().EndObject();
    }
    json.EndArray();
  });
  return {};
}

Result<void> ShowChanges(Markets& markets, const ControlInput& input, JsonWriter& json) {
  RIFF_TRY(const Channel channel, ChannelOf(input));
  RIFF_TRY(const std::int64_t since, SinceOf(input));
  markets.At(channel).With([&](Market& market, Faults&) {
    json.BeginArray();
    for (const MarketChange& change : market.changes()) {
      if (change.seq <= since) {
        continue;
      }
      json.BeginObject().Key("seq").Integer(change.seq).Key("at").Text(FormatUtc(change.at));
      json.Key("by").Text(ToString(change.by)).Key("remote_id").Text(change.remote.text());
      json.Key("sku").Text(change.sku.text()).Key("status").Text(ToString(change.status));
      json.Key("available").Integer(BuyableOf(change.status, change.available));
      WritePrice(json, change.price);
      json.EndObject();
    }
    json.EndArray();
  });
  return {};
}

Result<void> ShowFaults(Markets& markets, const ControlInput& input, JsonWriter& json) {
  if (QueryOf(input, "channel")) {
    RIFF_TRY(const Channel channel, ChannelOf(input));
    WriteFaultsOf(markets.At(channel), json);
    return {};
  }
  json.BeginArray();
  for (const Channel channel : AllChannels()) {
    WriteFaultsOf(markets.At(channel), json);
  }
  json.EndArray();
  return {};
}

Result<void> ShowPlanted(Markets& markets, const ControlInput&, JsonWriter& json) {
  json.BeginArray();
  for (const Planted& planted : markets.planted()) {
    json.BeginObject().Key("kind").Text(planted.kind).Key("sku").Text(planted.sku.text());
    json.Key("channel").Text(ToString(planted.channel)).Key("remote_id").Text(planted.remote.text());
    json.Key("expect").Text(ToString(planted.expect)).EndObject();
  }
  json.EndArray();
  return {};
}

Result<void> ShowClock(Markets& markets, const ControlInput&, JsonWriter& json) {
  const auto ahead = std::chrono::duration_cast<std::chrono::milliseconds>(markets.clock().ahead());
  json.BeginObject().Key("now").Text(FormatUtcMillis(markets.clock().Now()));
  json.Key("ahead_ms").Integer(ahead.count()).EndObject();
  return {};
}

}  // namespace riff::sim
