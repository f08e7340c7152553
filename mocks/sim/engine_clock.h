#pragma once

#include <functional>

#include "engine/base/clock.h"

namespace riff::sim {

// One engine's clock: the true time and how far it is off. Waiting lets the world go on.
class EngineClock final : public Clock, public Waiter {
 public:
  EngineClock(Clock& truth, std::function<void(Duration)> pass) : truth_(truth), pass_(std::move(pass)) {}

  Timestamp Now() override { return truth_.Now() + offset_; }
  bool Wait(Duration span) override {
    pass_(span);
    return true;
  }

  void Step(Duration by) { offset_ += by; }
  void SetRight() { offset_ = Duration(0); }
  Duration offset() const { return offset_; }

 private:
  Clock& truth_;
  std::function<void(Duration)> pass_;
  Duration offset_{0};
};

}  // namespace riff::sim
