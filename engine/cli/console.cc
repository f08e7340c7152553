#include "engine/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace riff {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kCellLeast = 6;
constexpr std::string_view kGap = "  ";

std::string Cut(const std::string& text, std::size_t width) {
  if (WidthOf(text) <= width) {
    return text;
  }
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count + 1 < width; ++count) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
      ++at;
    }
  }
  return text.substr(0, at) + "…";
}

std::string Padded(const std::string& text, std::size_t width, Column::Align align) {
  const std::string blanks(width - std::min(width, WidthOf(text)), ' ');
  return align == Column::Align::kRight ? blanks + text : text + blanks;
}

// Takes width from the widest columns until all fit.
void Shrink(std::vector<std::size_t>& widths, std::size_t room) {
  const auto total = [&] { return std::accumulate(widths.begin(), widths.end(), std::size_t{0}); };
  while (total() > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kCellLeast) {
      return;
    }
    --*widest;
  }
}

}  // namespace

Console::Console() {
  terminal_ = ::isatty(STDOUT_FILENO) == 1;
  colour_ = terminal_;
  winsize size{};
  if (terminal_ && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width_ = std::max<std::size_t>(kNarrowest, size.ws_col);
  }
}

void Console::Line(std::string_view text) {
  if (form == OutputForm::kText) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
  }
}

void Console::Json(std::string_view document) {
  if (form == OutputForm::kJson) {
    std::fwrite(document.data(), 1, document.size(), stdout);
    std::fputc('\n', stdout);
  }
}

void Console::Problem(std::string_view message) {
  std::fflush(stdout);
  const std::string text = "riff: " + Harmless(message) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Console::Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
  if (form != OutputForm::kText) {
    return;
  }
  std::vector<std::size_t> widths;
  for (const Column& column : columns) {
    widths.push_back(WidthOf(column.head));
  }
  std::vector<std::vector<std::string>> cells;
  for (const std::vector<std::string>& row : rows) {
    std::vector<std::string>& clean = cells.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      clean.push_back(Harmless(i < row.size() ? row[i] : ""));
      widths[i] = std::max(widths[i], WidthOf(clean.back()));
    }
  }
  const std::size_t gaps = kGap.size() * (columns.empty() ? 0 : columns.size() - 1);
  if (width_ > gaps) {
    Shrink(widths, width_ - gaps);
  }
  const auto print = [&](const std::vector<std::string>& row, const auto& dress) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool last = i + 1 == columns.size() && columns[i].align == Column::Align::kLeft;
      const std::string cell = Cut(row[i], widths[i]);
      line += (i == 0 ? "" : std::string(kGap)) + (last ? cell : Padded(cell, widths[i], columns[i].align));
    }
    while (line.ends_with(' ')) {
      line.pop_back();
    }
    Line(dress(line));
  };
  std::vector<std::string> heads;
  for (const Column& column : columns) {
    heads.push_back(column.head);
  }
  print(heads, [&](const std::string& line) { return Bold(line); });
  for (const std::vector<std::string>& row : cells) {
    print(row, [](const std::string& line) { return line; });
  }
}

std::string Console::Bold(std::string_view text) const {
  return colour_ ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::string Console::Paint(Severity severity, std::string_view text) const {
  if (!colour_) {
    return std::string(text);
  }
  const char* code = severity == Severity::kCritical ? "\x1b[1;31m"
                     : severity == Severity::kHigh   ? "\x1b[31m"
                     : severity == Severity::kMedium ? "\x1b[33m"
                                                     : "\x1b[2m";
  return code + std::string(text) + "\x1b[0m";
}

std::string Console::Good(std::string_view text) const {
  return colour_ ? "\x1b[32m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::string Console::Bad(std::string_view text) const {
  return colour_ ? "\x1b[1;31m" + std::string(text) + "\x1b[0m" : std::string(text);
}

ExitCode ExitCodeOf(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kInvalid:
    case ErrorKind::kNotFound:
    case ErrorKind::kUnsupported:
    case ErrorKind::kConflict:
      return ExitCode::kUsage;
    case ErrorKind::kRejected:
      return ExitCode::kRefused;
    case ErrorKind::kThrottled:
    case ErrorKind::kUnavailable:
    case ErrorKind::kAmbiguous:
    case ErrorKind::kUnauthorized:
      return ExitCode::kCouldNotRun;
  }
  return ExitCode::kCouldNotRun;
}

ExitCode Explain(Console& console, const Error& error) {
  console.Problem(error.message);
  return ExitCodeOf(error);
}

std::string Harmless(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
    if (text[i] == '\n' || text[i] == '\t' || text[i] == '\r') {
      clean += ' ';
    } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
      clean += '?';  // U+0080 to U+009F: a terminal may take them for the escape sequences they abbreviate.
      ++i;
    } else {
      clean += byte < 0x20 || byte == 0x7F ? '?' : text[i];
    }
  }
  return clean;
}

std::size_t WidthOf(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    count += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
  }
  return count;
}

}  // namespace riff
