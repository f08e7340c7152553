#include "engine/model/order.h"

#include "engine/model/word_table.h"

namespace riff {
namespace {

constexpr WordTable<OrderState, 7> kOrderStates = {
    "order state",
    {{
        {OrderState::kPending, "pending"},
        {OrderState::kPaid, "paid"},
        {OrderState::kShipped, "shipped"},
        {OrderState::kCancelled, "cancelled"},
        {OrderState::kReturned, "returned"},
        {OrderState::kRefunded, "refunded"},
        {OrderState::kUnknown, "unknown"},
    }},
};
static_assert(kOrderStates.InOrder(OrderState::kUnknown));

}  // namespace

std::string_view ToString(OrderState state) { return kOrderStates.WordOf(state); }

Result<OrderState> ParseOrderState(std::string_view text) { return kOrderStates.Parse(text); }

}  // namespace riff
