#include "engine/port/connector.h"

#include <gtest/gtest.h>

#include <atomic>

#include "engine/base/manual_clock.h"

namespace riff {
namespace {

// A reader that says nothing of single orders.
class PlainReader final : public ChannelReader {
 public:
  Result<Page<RemoteListing>> ListListings(RunContext&, const std::optional<Cursor>&) override {
    return Page<RemoteListing>{};
  }
  std::vector<Result<RemoteListing>> GetListings(RunContext&, std::span<const ListingRef>) override { return {}; }
  Result<std::vector<RemoteListing>> FindBySku(RunContext&, const Sku&) override {
    return std::vector<RemoteListing>{};
  }
  Result<Page<Order>> ListOrders(RunContext&, const OrderWindow&, const std::optional<Cursor>&) override {
    return Page<Order>{};
  }
};

TEST(ChannelReader, ShowsNoSingleOrderUnlessItSaysHow) {
  ManualClock clock{Timestamp{}};
  SeededRandom random{1};
  NullLog log;
  NullMetrics metrics;
  Tripwire tripwire;
  std::atomic<bool> stopping{false};
  RunContext run{RunId(1), clock, clock, random, log, metrics, tripwire, stopping};

  const Result<Order> order = PlainReader().GetOrder(run, OrderId("1"));

  ASSERT_FALSE(order.has_value());
  EXPECT_EQ(order.error().kind, ErrorKind::kUnsupported);
}

}  // namespace
}  // namespace riff
