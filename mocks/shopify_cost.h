#pragma once

#include <optional>

#include "engine/base/time.h"
#include "mocks/faults.h"
#include "mocks/graphql_execute.h"

namespace riff::sim {

// The price of an operation before it runs: nothing for a scalar, 1 an object, 10 a mutation, and for a connection its
// children times a factor that grows with the logarithm of `first` (the factor was fitted to a published price: 25 for
// one product's 250 variants with their items). Never below 1 but for a query that asks nothing.
int RequestedCostOf(const GraphqlRequest& request);

// The price of what came out.
int ActualCostOf(const GraphqlRequest& request, const GraphqlValue& data);

constexpr int kQueryCostMax = 1000;

// The points of one app at one shop: a bucket that fills with time. Two knobs, bucket_points (2000) and
// restore_points_per_s (100).
class ShopifyLedger {
 public:
  explicit ShopifyLedger(Faults& faults);

  void FillUntil(Timestamp now);
  bool Affords(int points) const { return available_ >= points; }
  void Take(int points) { available_ -= points; }
  void GiveBack(int points);

  // The member "cost" of an answer's "extensions"; `actual` is absent for what was not run.
  GraphqlValue Render(int requested, std::optional<int> actual) const;

 private:
  double Most() const { return static_cast<double>(faults_.KnobNumber("bucket_points")); }

  Faults& faults_;
  double available_ = 0;
  std::optional<Timestamp> filled_at_;  // Unset until the first request.
};

}  // namespace riff::sim
