#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/json/json.h"
#include "engine/base/manual_clock.h"
#include "mocks/mock_channel.h"
#include "mocks/reverb_words.h"

namespace riff::sim {

inline Timestamp Noon() { return *ParseTimestamp("2026-11-20T12:00:00Z"); }

inline ServerRequest Request(std::string method, std::string target, std::vector<ServerHeader> headers = {},
                             std::string body = "") {
  return {std::move(method), std::move(target), std::move(headers), std::move(body)};
}

inline std::string HeaderIn(const ServerResponse& response, std::string_view name) {
  for (const ServerHeader& header : response.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return "";
}

// The values of an array, by value: what a range-for needs. None where there is no array, which fails the test.
inline std::vector<JsonValue> Values(const Result<std::vector<JsonValue>>& array) {
  EXPECT_TRUE(array);
  return array.value_or(std::vector<JsonValue>{});
}

// A guitar as the catalogue has it: one of a kind, used.
inline MarketListing Guitar(const std::string& sku) {
  MarketListing listing;
  listing.sku = Sku(sku);
  listing.content.title = "Fender Jazzmaster 1964 Sunburst " + sku;
  listing.content.brand = "Fender";
  listing.content.model = "Jazzmaster";
  listing.content.year = "1964";
  listing.content.finish = "Sunburst";
  listing.content.description = "<p>Player's condition</p>";
  listing.content.condition = Condition::kExcellent;
  listing.content.category = "electric guitar";
  listing.available = Quantity(1);
  listing.price = Money{245000, Currency::Usd()};
  return listing;
}

// A box of new strings.
inline MarketListing Strings(const std::string& sku, std::int64_t available) {
  MarketListing listing = Guitar(sku);
  listing.content.title = "Ernie Ball Slinky 10-46 " + sku;
  listing.content.condition = Condition::kNew;
  listing.content.category = "strings";
  listing.stock = StockKind::kStocked;
  listing.available = Quantity(available);
  listing.price = Money{900, Currency::Usd()};
  return listing;
}

// One simulated channel on a clock that stands still.
class ChannelRig {
 public:
  ChannelRig(Channel channel, FaceMaker make_face, Access production = Access::kReadOnly, WebhookSender post = {})
      : base(Noon()), clock(base), mock(Options(channel, std::move(make_face), production, std::move(post)), clock) {}

  // Sends what is due to a receiver that answers `receiver_status`, and returns what reached it.
  std::vector<WebhookMessage> Deliver() {
    posted_.clear();
    mock.SendWebhooks();
    return posted_;
  }

  void Put(std::vector<FaultRule> rules) {
    mock.With([&](Market&, Faults& faults) { put = faults.Put(std::move(rules)); });
  }
  // A rule, or a knob when there is a value.
  void Put(const std::string& fault, const std::string& value = "", const std::string& operation = "*") {
    FaultRule rule;
    rule.fault = fault;
    rule.operation = operation;
    if (!value.empty()) {
      rule.parameters["value"] = value;
    }
    Put({rule});
  }
  MarketListing Of(const RemoteId& remote) {
    std::optional<MarketListing> listing;
    mock.With([&](Market& market, Faults&) { listing = *market.FindByRemote(remote); });
    return *listing;
  }
  Result<OrderId> Buy(const RemoteId& remote, std::int64_t quantity = 1) {
    Result<OrderId> made;
    mock.With([&](Market& market, Faults&) { made = market.Buy({remote, Sku(), Quantity(quantity)}); });
    return made;
  }

  ManualClock base;
  MockClock clock;
  MockChannel mock;
  Result<void> put;
  int receiver_status = 200;

 private:
  MockChannelOptions Options(Channel channel, FaceMaker make_face, Access production, WebhookSender post) {
    MockChannelOptions options;
    options.channel = channel;
    options.production = production;
    options.make_face = std::move(make_face);
    options.post = std::move(post);
    if (!options.post) {
      options.post = [this](const WebhookMessage& message) {
        posted_.push_back(message);
        return WebhookReply{receiver_status, ""};
      };
    }
    return options;
  }

  std::vector<WebhookMessage> posted_;
};

}  // namespace riff::sim
