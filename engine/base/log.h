#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace riff {

enum class LogLevel { kDebug, kInfo, kWarn, kError };

// Where log lines go. Messages hold no secret and no customer detail. Thread-safe.
class Log {
 public:
  virtual ~Log() = default;
  virtual void Write(LogLevel level, std::string_view message) = 0;

  void Debug(std::string_view message) { Write(LogLevel::kDebug, message); }
  void Info(std::string_view message) { Write(LogLevel::kInfo, message); }
  void Warn(std::string_view message) { Write(LogLevel::kWarn, message); }
  void Failure(std::string_view message) { Write(LogLevel::kError, message); }
};

// Drops everything: for tests.
class NullLog final : public Log {
 public:
  void Write(LogLevel, std::string_view) override {}
};

// One line a message on standard error, with UTC time and level; nothing below `least` is written.
std::unique_ptr<Log> MakeStderrLog(LogLevel least);

}  // namespace riff
