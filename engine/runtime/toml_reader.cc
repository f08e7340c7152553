#include "engine/runtime/toml_reader.h"

#include <toml++/toml.h>

#include <algorithm>

#include "engine/base/time.h"

namespace riff {

struct TomlTable::Node {
  std::shared_ptr<const toml::table> root;  // Keeps the whole text alive.
  const toml::table* table = nullptr;
};

namespace {

std::size_t EditDistance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string NearestWord(const std::string& word, const std::vector<std::string>& known) {
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, word.size() / 2) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = EditDistance(word, candidate);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

TomlTable::TomlTable(std::shared_ptr<const Node> node, std::string file, std::string path)
    : node_(std::move(node)), file_(std::move(file)), path_(std::move(path)) {}

Result<TomlTable> TomlTable::Parse(const std::string& text, const std::string& file) {
  try {
    auto root = std::make_shared<const toml::table>(toml::parse(text));
    auto node = std::make_shared<Node>();
    node->table = root.get();
    node->root = std::move(root);
    return TomlTable(std::move(node), file, "");
  } catch (const toml::parse_error& error) {
    return Fail(ErrorKind::kInvalid, file + " line " + std::to_string(error.source().begin.line) +
                                         ": not TOML: " + std::string(error.description()));
  }
}

int TomlTable::LineOf(const std::string& key) const {
  const toml::node* found = node_->table->get(key);
  return found == nullptr ? 0 : static_cast<int>(found->source().begin.line);
}

tl::unexpected<Error> TomlTable::Refuse(const std::string& key, const std::string& expected) const {
  return Fail(ErrorKind::kInvalid,
              file_ + " line " + std::to_string(LineOf(key)) + ": " + path_ + key + ": " + expected);
}

Result<std::optional<TomlTable>> TomlTable::Table(const std::string& key) {
  known_.push_back(key);
  const toml::node* found = node_->table->get(key);
  if (found == nullptr) {
    return std::optional<TomlTable>();
  }
  if (!found->is_table()) {
    return Refuse(key, "must be a table");
  }
  auto node = std::make_shared<Node>();
  node->root = node_->root;
  node->table = found->as_table();
  return std::optional<TomlTable>(TomlTable(std::move(node), file_, path_ + key + "."));
}

Result<std::string> TomlTable::Text(const std::string& key, const std::string& fallback) {
  known_.push_back(key);
  const toml::node* found = node_->table->get(key);
  if (found == nullptr) {
    return fallback;
  }
  if (!found->is_string()) {
    return Refuse(key, "must be a text in quotes");
  }
  return std::string(found->as_string()->get());
}

Result<double> TomlTable::Number(const std::string& key, double fallback) {
  known_.push_back(key);
  const toml::node* found = node_->table->get(key);
  if (found == nullptr) {
    return fallback;
  }
  const std::optional<double> number = found->value<double>();
  if (!found->is_number() || !number.has_value()) {
    return Refuse(key, "must be a number");
  }
  return *number;
}

Result<std::int64_t> TomlTable::Integer(const std::string& key, std::int64_t fallback) {
  known_.push_back(key);
  const toml::node* found = node_->table->get(key);
  if (found == nullptr) {
    return fallback;
  }
  if (!found->is_integer()) {
    return Refuse(key, "must be a whole number");
  }
  return found->as_integer()->get();
}

Result<Duration> TomlTable::Span(const std::string& key, Duration fallback) {
  const bool absent = node_->table->get(key) == nullptr;
  RIFF_TRY(const std::string text, Text(key, ""));
  if (absent) {
    return fallback;
  }
  const Result<Duration> span = ParseDuration(text);
  if (!span.has_value() || *span < Duration(0)) {
    return Refuse(key, R"(must be a span of time such as "90s", "10m" or "24h")");
  }
  return *span;
}

std::vector<std::string> TomlTable::Keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : *node_->table) {
    keys.emplace_back(key.str());
  }
  return keys;
}

Result<void> TomlTable::Finish() const {
  for (const std::string& key : Keys()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) {
      continue;
    }
    const std::string nearest = NearestWord(key, known_);
    return Refuse(key,
                  "is not a key RIFF knows" + (nearest.empty() ? std::string() : "; did you mean " + nearest + "?"));
  }
  return {};
}

}  // namespace riff
