#include "engine/base/boot_clock.h"

#include <ctime>
#include <fstream>

namespace riff {

SystemBootClock::SystemBootClock() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::getline(file, boot_);
}

ClockReading SystemBootClock::Read() {
  timespec spent{};
  clock_gettime(CLOCK_BOOTTIME, &spent);
  const Duration since_boot = std::chrono::duration_cast<Duration>(std::chrono::seconds(spent.tv_sec) +
                                                                   std::chrono::nanoseconds(spent.tv_nsec));
  const auto wall = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  return ClockReading{wall, boot_, since_boot};
}

}  // namespace riff
