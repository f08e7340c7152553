#pragma once

#include "engine/port/clock_table.h"
#include "engine/store/session.h"

namespace riff {

class SqlClockTable final : public ClockTable {
 public:
  explicit SqlClockTable(Session& session) : session_(session) {}

  Result<Timestamp> At(const ClockReading& reading) override;

 private:
  Session& session_;
};

}  // namespace riff
