#pragma once

#include "engine/port/order_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlOrderTable final : public OrderTable {
 public:
  explicit SqlOrderTable(Session& session) : session_(session) {}

  Result<bool> SaveOrder(const Order& order) override;
  Result<bool> TakeOnce(Channel channel, const OrderId& order, const OrderLineId& line, OrderState transition,
                        Quantity quantity, Timestamp at, RunId run) override;
  Result<std::optional<TakenLine>> FindLine(Channel channel, const OrderId& order, const OrderLineId& line) override;
  Result<void> SaveLine(const TakenLine& line) override;
  Result<std::vector<TakenLine>> Parked(std::size_t limit) override;
  Result<std::vector<TakenLine>> OfProduct(const Sku& product, std::size_t limit) override;
  Result<std::vector<TakenLine>> NotYetClosed(std::size_t limit) override;
  Result<std::optional<Timestamp>> LastTakenAt(const Sku& product, Environment environment) override;

 private:
  Session& session_;
};

}  // namespace riff
