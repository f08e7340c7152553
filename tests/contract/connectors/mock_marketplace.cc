// A simulated marketplace of mocks/ as a Marketplace.

#include <gtest/gtest.h>

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
    return orders.value_or(std::vector<OrderId>());
  }

  void MoveOrder(const OrderId& order, OrderState state) override {
    mock_.With([&](sim::Market& market, sim::Faults&) { Demand(market.SetOrderState(order, state)); });
  }

  Transport& wire() override { return wire_; }
  std::vector<sim::RequestEntry> Requests() override { return mock_.RequestsSince(0); }

  void Strike(std::vector<sim::FaultRule> rules) override {
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

  template <class T>
  static void Demand(const Result<T>& done) {
    EXPECT_TRUE(done.has_value()) << done.error().message;
  }

  sim::MockClock mock_clock_;
  sim::MockChannel mock_;
  LoopTransport wire_;
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
