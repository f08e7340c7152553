#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/clock.h"

namespace riff::shopify {

// What an answer's extensions.cost says of the bucket of points.
struct ThrottleStatus {
  double maximum = 0;
  double available = 0;
  double restore_per_second = 0;
};

// The platform's bucket of points, as far as the last answer told it: filled at its rate on `clock`, emptied by what
// was sent since. Before the first answer it lets everything through, because sizes differ from shop to shop and are
// told nowhere else. `clock` outlives it. One thread.
class ShopifyThrottle {
 public:
  explicit ShopifyThrottle(Clock& clock) : clock_(clock) {}

  // How long until `points` are there; nothing when they are there now. A request above the whole bucket waits for a
  // full one only: whether it is allowed at all is for the platform to say.
  std::optional<Duration> WaitFor(double points) const;

  // Takes them off, for a request about to be sent.
  void Take(double points);

  void Learn(const ThrottleStatus& status);

  // The requested cost of an operation as its last answer told it; `guess` before that.
  double CostOf(std::string_view operation, double guess) const;
  void LearnCost(std::string_view operation, double points);

 private:
  double AvailableNow() const;

  Clock& clock_;
  std::optional<ThrottleStatus> status_;
  Timestamp learnt_at_;
  std::map<std::string, double, std::less<>> costs_;
};

}  // namespace riff::shopify
