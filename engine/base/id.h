#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace riff {

// A text that names one kind of thing, so that two of them cannot be swapped in a call.
template <class Tag>
class TextId {
 public:
  TextId() = default;
  explicit TextId(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const TextId&, const TextId&) = default;
  friend bool operator==(const TextId&, const TextId&) = default;

 private:
  std::string text_;
};

// A number the store gave out, 1 and up; 0 means "not stored yet".
template <class Tag>
class RowId {
 public:
  RowId() = default;
  explicit RowId(std::int64_t number) : number_(number) {}

  std::int64_t number() const { return number_; }

  friend auto operator<=>(const RowId&, const RowId&) = default;
  friend bool operator==(const RowId&, const RowId&) = default;

 private:
  std::int64_t number_ = 0;
};

}  // namespace riff

template <class Tag>
struct std::hash<riff::TextId<Tag>> {
  std::size_t operator()(const riff::TextId<Tag>& id) const { return std::hash<std::string>{}(id.text()); }
};

template <class Tag>
struct std::hash<riff::RowId<Tag>> {
  std::size_t operator()(const riff::RowId<Tag>& id) const { return std::hash<std::int64_t>{}(id.number()); }
};
