#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/model/finding.h"

namespace riff {

enum class ExitCode {
  kDone = 0,
  kWithFailures = 1,  // Done, with failures that are now to-do items.
  kUsage = 2,         // Wrong usage or configuration.
  kCouldNotRun = 3,   // Store, migration, or another run at work.
  kRefused = 4,       // By a guard.
};

enum class OutputForm { kText, kJson };

// A column of a table: its head and which way it leans.
struct Column {
  std::string head;
  enum class Align { kLeft, kRight } align = Align::kLeft;
};

// Where commands print: text for people (tables that fit the terminal, colour only on one), or one JSON document.
// Everything that came from a channel is made harmless first: control characters become '?'.
class Console {
 public:
  Console();

  OutputForm form = OutputForm::kText;
  bool colour() const { return colour_; }
  bool terminal() const { return terminal_; }

  void Line(std::string_view text);        // Text form only.
  void Json(std::string_view document);    // JSON form only; one document.
  void Problem(std::string_view message);  // Standard error, "riff: message".

  // Cells are cut with "…" where the table would be wider than the terminal; not into a pipe.
  void Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);

  std::string Bold(std::string_view text) const;
  std::string Paint(Severity severity, std::string_view text) const;
  std::string Good(std::string_view text) const;
  std::string Bad(std::string_view text) const;

 private:
  bool terminal_ = false;
  bool colour_ = false;
  std::size_t width_ = 0;  // 0: no limit.
};

// Prints the error and gives the exit code of its kind.
ExitCode Explain(Console& console, const Error& error);
ExitCode ExitCodeOf(const Error& error);

// Control characters out, so that remote text cannot move the cursor.
std::string Harmless(std::string_view text);

// Characters a text takes on a terminal, counting code points.
std::size_t WidthOf(std::string_view text);

}  // namespace riff
