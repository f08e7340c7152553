#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace riff {

// A table of a TOML text, read key by key. Every failure names the file, the line, the key and what was expected;
// Finish refuses the keys nobody asked for, with the nearest known one. A copy shares the text it was read from.
class TomlTable {
 public:
  static Result<TomlTable> Parse(const std::string& text, const std::string& file);

  // The table under a key; unset when absent.
  Result<std::optional<TomlTable>> Table(const std::string& key);

  // A value under a key; `fallback` when absent.
  Result<std::string> Text(const std::string& key, const std::string& fallback);
  Result<double> Number(const std::string& key, double fallback);
  Result<std::int64_t> Integer(const std::string& key, std::int64_t fallback);
  Result<Duration> Span(const std::string& key, Duration fallback);

  std::vector<std::string> Keys() const;
  int LineOf(const std::string& key) const;  // 0: absent.

  // kInvalid at a key, such as "riff.toml line 7: sync.raise: …".
  tl::unexpected<Error> Refuse(const std::string& key, const std::string& expected) const;

  // Refuses every key that was not asked for.
  Result<void> Finish() const;

 private:
  struct Node;
  TomlTable(std::shared_ptr<const Node> node, std::string file, std::string path);
  std::shared_ptr<const Node> node_;
  std::string file_;
  std::string path_;  // "platforms.reverb."; empty at the top.
  std::vector<std::string> known_;
};

// The one of `known` that is nearest to `word` by edits; empty when none is near.
std::string NearestWord(const std::string& word, const std::vector<std::string>& known);

}  // namespace riff
