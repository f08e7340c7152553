#include "tests/bench/child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

namespace riff::bench {
namespace {

constexpr double kKibibytesPerMebibyte = 1024;

// What a child says: "ok" and its numbers, one a line, or "no" and why.
std::string MessageOf(const Result<std::vector<double>>& numbers) {
  if (!numbers.has_value()) {
    return "no\n" + numbers.error().message;
  }
  std::string text = "ok\n";
  for (const double number : *numbers) {
    char line[64];
    std::snprintf(line, sizeof line, "%.17g\n", number);
    text += line;
  }
  return text;
}

void WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written <= 0) {
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string ReadAll(int file) {
  std::string text;
  char part[4096];
  for (ssize_t got = read(file, part, sizeof part); got > 0; got = read(file, part, sizeof part)) {
    text.append(part, static_cast<std::size_t>(got));
  }
  return text;
}

Result<std::vector<double>> NumbersOf(const std::string& message) {
  std::istringstream lines(message);
  std::string verdict;
  std::getline(lines, verdict);
  if (verdict != "ok") {
    return Fail(verdict == "no" ? ErrorKind::kRejected : ErrorKind::kUnavailable,
                verdict == "no" ? message.substr(3) : "a measuring process died");
  }
  std::vector<double> numbers;
  for (double number = 0; lines >> number;) {
    numbers.push_back(number);
  }
  return numbers;
}

}  // namespace

Result<std::vector<double>> RunInChild(const std::function<Result<std::vector<double>>()>& work) {
  int ends[2];
  if (pipe(ends) != 0) {
    return Fail(ErrorKind::kUnavailable, std::string("pipe: ") + std::strerror(errno));
  }
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    return Fail(ErrorKind::kUnavailable, std::string("fork: ") + std::strerror(errno));
  }
  if (child == 0) {
    close(ends[0]);
    WriteAll(ends[1], MessageOf(work()));
    _exit(EXIT_SUCCESS);
  }
  close(ends[1]);
  const std::string message = ReadAll(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return NumbersOf(message);
}

Result<MemoryUse> MemoryOfThisProcess() {
  std::ifstream file("/proc/self/status");
  MemoryUse use;
  for (std::string line; std::getline(file, line);) {
    const double kibibytes = std::strtod(line.substr(line.find(':') + 1).c_str(), nullptr);
    if (line.starts_with("VmHWM:")) {
      use.peak = kibibytes / kKibibytesPerMebibyte;
    } else if (line.starts_with("VmRSS:")) {
      use.now = kibibytes / kKibibytesPerMebibyte;
    }
  }
  if (use.peak == 0 || use.now == 0) {
    return Fail(ErrorKind::kUnavailable, "the system does not tell this process's memory");
  }
  return use;
}

}  // namespace riff::bench
