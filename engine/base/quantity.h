#pragma once

#include <compare>
#include <cstdint>

namespace riff {

// Units of a product. May be negative only as a difference; stock that must not be is checked where it is used.
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(std::int64_t units) : units_(units) {}

  constexpr std::int64_t units() const { return units_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.units_ + b.units_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.units_ - b.units_); }
  constexpr Quantity operator-() const { return Quantity(-units_); }
  constexpr Quantity& operator+=(Quantity other) {
    units_ += other.units_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    units_ -= other.units_;
    return *this;
  }

 private:
  std::int64_t units_ = 0;
};

}  // namespace riff
