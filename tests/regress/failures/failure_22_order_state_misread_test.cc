// "paid" was missing from the states that are a sale; listings were used as orders; unpaid offers were counted. Here
// each state holds, sells, gives back or asks, and an unknown one is parked with an item that says the channel's own
// word.

#include <gtest/gtest.h>

#include "tests/rig/shop_rig.h"

namespace riff {
namespace {

using std::chrono::minutes;

struct Case {
  OrderState state;
  Balance balance;
  std::vector<std::string> items;
};

class OrderStateMisread : public testing::TestWithParam<Case> {};

TEST_P(OrderStateMisread, EachStateDoesWhatItMeans) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  FakeMarketplace& sandbox = rig.Open(kReverbSandbox);
  for (FakeMarketplace* market : {&reverb, &sandbox}) {
    market->List({.sku = "STR-10", .quantity = 5, .title = "Strings", .condition = Condition::kNew});
  }
  rig.Sync();
  rig.clock.Advance(minutes(5));
  reverb.SetState(Must(reverb.Buy("STR-10", 2)), GetParam().state, "the channel's word");

  rig.Sync();

  EXPECT_EQ(rig.BalanceOf("STR-10"), GetParam().balance);
  EXPECT_EQ(rig.OpenTodoTypes(), GetParam().items);
  for (const TodoItem& item : rig.OpenTodos()) {
    EXPECT_NE(item.finding.observed.find("the channel's word"), std::string::npos);
  }
}

Balance Books(std::int64_t available, std::int64_t reserved, std::int64_t committed) {
  return Balance{Quantity(available), Quantity(reserved), Quantity(committed), Quantity(0)};
}

INSTANTIATE_TEST_SUITE_P(
    EveryState, OrderStateMisread,
    testing::Values(Case{OrderState::kPending, Books(3, 2, 0), {}}, Case{OrderState::kPaid, Books(3, 0, 2), {}},
                    Case{OrderState::kShipped, Books(3, 0, 0), {}}, Case{OrderState::kCancelled, Books(5, 0, 0), {}},
                    Case{OrderState::kReturned, Books(5, 0, 0), {}}, Case{OrderState::kRefunded, Books(5, 0, 0), {}},
                    Case{OrderState::kUnknown, Books(5, 0, 0), {"unknown_order_state"}}),
    [](const testing::TestParamInfo<Case>& info) { return std::string(ToString(info.param.state)); });

TEST(UnknownOrderState, ProtectsNothingByGuessAndIsTakenOnceTheStateIsKnown) {
  ShopRig rig;
  FakeMarketplace& reverb = rig.Open(kReverb);
  reverb.List({.sku = "STR-10", .quantity = 5, .title = "Strings", .condition = Condition::kNew});
  rig.Sync();
  rig.clock.Advance(minutes(5));
  const OrderId order = Must(reverb.Buy("STR-10", 2));
  reverb.SetState(order, OrderState::kUnknown, "layaway");
  rig.Sync();
  rig.SyncAfter(minutes(5));
  EXPECT_NE(rig.TodoOf(TodoType::kUnknownOrderState)->finding.observed.find("layaway"), std::string::npos);

  reverb.SetState(order, OrderState::kPaid);
  rig.SyncAfter(minutes(5));

  EXPECT_EQ(rig.BalanceOf("STR-10").committed, Quantity(2));
  EXPECT_EQ(rig.TodoOf(TodoType::kUnknownOrderState)->status, TodoStatus::kResolved);
}

}  // namespace
}  // namespace riff
