// A simulated marketplace of mocks/ as a Marketplace.

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "tests/contract/connectors/marketplace.h"

namespace riff {
namespace {

class MockMarketplace final : public Marketplace {
 public:
  MockMarketplace(const MarketplaceOptions& options, ManualClock& clock)
      : mock_clock_(clock), mock_(OptionsOf(options), mock_clock_), wire_(mock_, clock) {}

  RemoteId Seed(sim::MarketListing listing) override { return mock_.Seed(std::move(listing)); }

  std::vector<sim::MarketListing> Rows() override {
    std::vector<sim::MarketListing> rows;
    mock_.With([&](sim::Market& market, sim::Faults&) {
      for (const auto& [number, listing] : market.rows()) {
        if (listing.status == ListingStatus::kGone) {
          continue;
        }
        rows.push_back(listing);
        if (listing.sku.empty()) {
          rows.back().sku = SkuOfLink(sim::ExtraOf(listing.extras, "external_link"));
        }
      }
    });
    return rows;
  }

  std::string Fingerprint() override {
    std::size_t changes = 0;
    mock_.With([&](sim::Market& market, sim::Faults&) { changes = market.changes().size(); });
    return std::to_string(changes);
  }

  void Edit(const RemoteId& remote, const sim::HandEdit& edit) override {
    mock_.With([&](sim::Market& market, sim::Faults&) { Demand(market.EditByHand(remote, edit)); });
  }

  std::vector<OrderId> Buy(const std::vector<sim::Wanted>& lines, OrderState state) override {
    Result<std::vector<OrderId>> orders;
    mock_.With([&](sim::Market& market, sim::Faults&) { orders = market.Buy(lines, state); });
    Demand(orders);
    std::vector<OrderId> shown;
    for (std::size_t at = 0; orders.has_value() && at < orders->size(); ++at) {
      shown.push_back(ShownAs((*orders)[at], lines[at].remote));
    }
    return shown;
  }

  void MoveOrder(const OrderId& order, OrderState state) override {
    const auto found = true_orders_.find(order);
    const OrderId number = found == true_orders_.end() ? order : found->second;
    mock_.With([&](sim::Market& market, sim::Faults&) { Demand(market.SetOrderState(number, state)); });
  }

  Transport& wire() override { return wire_; }
  std::vector<sim::RequestEntry> Requests() override { return mock_.RequestsSince(0); }

  void Strike(std::vector<sim::FaultRule> rules) override {
    wire_.SetStruck(rules.size());
    mock_.With([&](sim::Market&, sim::Faults& faults) { Demand(faults.Put(std::move(rules))); });
  }

  void Spoil(const std::string& operations, const AnswerChange& change) override {
    wire_.ChangeAnswers(operations, change);
  }

  void Heal() override {
    Strike({});
    wire_.ChangeAnswers("", AnswerChange());
  }

 private:
  static sim::MockChannelOptions OptionsOf(const MarketplaceOptions& options) {
    sim::MockChannelOptions mock;
    mock.channel = options.channel;
    mock.production = options.production;
    mock.make_face = options.make_face;
    return mock;
  }

  // V&R has no orders that anybody could see: a sale is known by the row that says sold.
  OrderId ShownAs(const OrderId& number, const RemoteId& remote) {
    if (mock_.channel().platform != Platform::kVr) {
      return number;
    }
    const OrderId shown("vr-" + remote.text());
    true_orders_[shown] = number;
    return shown;
  }

  template <class T>
  static void Demand(const Result<T>& done) {
    EXPECT_TRUE(done.has_value()) << done.error().message;
  }

  sim::MockClock mock_clock_;
  sim::MockChannel mock_;
  LoopTransport wire_;
  std::map<OrderId, OrderId> true_orders_;  // By the id that a connector shows, where it is another.
};

}  // namespace

std::unique_ptr<Marketplace> MakeMockMarketplace(const MarketplaceOptions& options, ManualClock& clock) {
  return std::make_unique<MockMarketplace>(options, clock);
}

Sku SkuOfLink(const std::string& link) {
  constexpr std::string_view kStart = "https://stock.example.invalid/i/";
  if (!link.starts_with(kStart)) {
    return Sku();
  }
  const std::string rest = link.substr(kStart.size());
  return Sku(rest.substr(0, rest.find('?')));
}

}  // namespace riff
