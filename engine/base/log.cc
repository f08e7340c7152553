#include "engine/base/log.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <utility>

namespace riff {
namespace {

spdlog::level::level_enum LevelOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarn:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// Remote text gets into messages: its control characters are spelled out, so that it can neither begin a line of its
// own nor drive a terminal.
std::string OnOneLine(std::string_view message) {
  std::string line;
  line.reserve(message.size());
  for (const char c : message) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      line += "\\x";
      line += "0123456789abcdef"[byte >> 4];
      line += "0123456789abcdef"[byte & 15];
    } else {
      line += c;
    }
  }
  return line;
}

class StderrLog final : public Log {
 public:
  explicit StderrLog(LogLevel least) : logger_("riff", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger_.set_formatter(
        std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
    logger_.set_level(LevelOf(least));
  }

  void Write(LogLevel level, std::string_view message) override { logger_.log(LevelOf(level), OnOneLine(message)); }

 private:
  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<Log> MakeStderrLog(LogLevel least) { return std::make_unique<StderrLog>(least); }

}  // namespace riff
