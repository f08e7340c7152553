#include "mocks/sim/trace.h"

#include <cstdio>
#include <cstring>

namespace riff::sim {
namespace {

constexpr std::size_t kLastEvents = 120;

}  // namespace

void Trace::Mix(std::string_view bytes) {
  std::uint64_t digest = digest_ ^ bytes.size();
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    digest = (digest ^ word) * 0x9e3779b97f4a7c15u;
    digest ^= digest >> 29;
    bytes.remove_prefix(sizeof(word));
  }
  for (const char byte : bytes) {
    digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  }
  digest_ = digest ^ (digest >> 32);
}

void Trace::Note(Timestamp at, std::string_view what, std::string_view detail) {
  std::string line = FormatUtc(at);
  line.append("  ").append(what);
  line.append(what.size() < 14 ? 14 - what.size() : 0, ' ').append("  ").append(detail);
  Mix(line);
  ++events_;
  if (loudness_ == Loudness::kVerbose) {
    std::printf("%s\n", line.c_str());
  }
  last_.push_back(std::move(line));
  if (last_.size() > kLastEvents) {
    last_.pop_front();
  }
}

}  // namespace riff::sim
