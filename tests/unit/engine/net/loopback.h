#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/net/http_server.h"

namespace riff {

// A client that says exactly what it is told, for what a well-behaved client never sends.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof(place)) == 0;
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  bool connected() const { return connected_; }

  void Say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return;
      }
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // Everything up to and with `end`, or until the server closes.
  std::string HearUntil(std::string_view end) {
    std::string text;
    char letter = 0;
    while ((end.empty() || !text.ends_with(end)) && ::recv(socket_, &letter, 1, 0) == 1) {
      text.push_back(letter);
    }
    return text;
  }

  std::string HearAll() { return HearUntil({}); }

 private:
  int socket_;
  bool connected_ = false;
};

// Counts up, and lets others wait for a number.
class Counter {
 public:
  void Add() {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }

  // False when the number was not reached in a time that only a failing test takes.
  bool WaitFor(int number) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return count_ >= number; });
  }

  int count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

}  // namespace riff
