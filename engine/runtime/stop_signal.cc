#include "engine/runtime/stop_signal.h"

#include <unistd.h>

#include <csignal>
#include <ctime>

namespace riff {

namespace {

sigset_t StopSet() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

constexpr int kInterrupted = 130;

}  // namespace

StopSignal::StopSignal() {
  const sigset_t set = StopSet();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this] { Watch(); });
}

StopSignal::~StopSignal() {
  over_ = true;
  watcher_.join();
}

void StopSignal::Watch() {
  const sigset_t set = StopSet();
  while (!over_) {
    const timespec tick{0, 50'000'000};
    const int signal = sigtimedwait(&set, nullptr, &tick);
    if (signal <= 0) {
      continue;
    }
    if (stopping_.exchange(true)) {
      ::_exit(kInterrupted);
    }
    waiter_.Stop();
  }
}

}  // namespace riff
