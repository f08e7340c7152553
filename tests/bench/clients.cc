#include "tests/bench/clients.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace riff::bench {

Result<ClientTimes> FromClients(int clients, int calls,
                                const std::function<Result<void>(int client, int number)>& call) {
  using Clock = std::chrono::steady_clock;
  std::atomic<int> next{0};
  std::mutex mutex;
  std::optional<Error> failure;
  std::vector<double> all;
  const auto client = [&](int number) {
    std::vector<double> took;
    for (int turn = next++; turn < calls; turn = next++) {
      const auto began = Clock::now();
      const Result<void> done = call(number, turn);
      took.push_back(std::chrono::duration<double>(Clock::now() - began).count());
      if (!done.has_value()) {
        const std::scoped_lock lock(mutex);
        failure = done.error();
        next = calls;
      }
    }
    const std::scoped_lock lock(mutex);
    all.insert(all.end(), took.begin(), took.end());
  };
  const auto began = Clock::now();
  std::vector<std::thread> threads;
  for (int number = 0; number < clients; ++number) {
    threads.emplace_back(client, number);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const double wall = std::chrono::duration<double>(Clock::now() - began).count();
  if (failure.has_value()) {
    return Fail(*failure);
  }
  std::sort(all.begin(), all.end());
  ClientTimes times;
  times.per_call = wall / static_cast<double>(all.size());
  times.p99 = all[all.size() * 99 / 100];
  times.worst = all.back();
  return times;
}

}  // namespace riff::bench
