#include "mocks/wire_request.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace riff::sim {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::optional<std::string> FormDecode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  Result<std::string> decoded = PercentDecode(spaced);
  return decoded ? std::optional(*std::move(decoded)) : std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> MatchPath(std::string_view pattern, std::string_view path) {
  const std::vector<std::string_view> wanted = Split(pattern, '/');
  const std::vector<std::string_view> found = Split(path, '/');
  if (wanted.size() != found.size()) {
    return std::nullopt;
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] != "{}") {
      if (wanted[i] != found[i]) {
        return std::nullopt;
      }
      continue;
    }
    Result<std::string> part = PercentDecode(found[i]);
    if (!part || part->empty() || part->find('/') != std::string::npos) {
      return std::nullopt;
    }
    parts.push_back(*std::move(part));
  }
  return parts;
}

QueryPairs FormPairs(std::string_view text) {
  QueryPairs pairs;
  for (const std::string_view part : Split(text, '&')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    std::optional<std::string> name = FormDecode(part.substr(0, equals));
    std::optional<std::string> value = FormDecode(equals < part.size() ? part.substr(equals + 1) : "");
    if (!part.empty() && name && value) {
      pairs.emplace_back(*std::move(name), *std::move(value));
    }
  }
  return pairs;
}

std::string ValueOf(const QueryPairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) {
      return value;
    }
  }
  return "";
}

bool HasValue(const QueryPairs& pairs, std::string_view name) {
  return std::any_of(pairs.begin(), pairs.end(), [name](const auto& pair) { return pair.first == name; });
}

std::size_t CountOf(const QueryPairs& pairs, std::string_view name, std::size_t when_not) {
  const std::string text = ValueOf(pairs, name);
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool good = error == std::errc() && end == text.data() + text.size() && count > 0;
  return good ? count : when_not;
}

std::string MediaTypeOf(const ServerRequest& request) {
  const std::string_view type = request.Header("Content-Type");
  std::string media(type.substr(0, std::min(type.find(';'), type.size())));
  while (!media.empty() && media.back() == ' ') {
    media.pop_back();
  }
  std::transform(media.begin(), media.end(), media.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return media;
}

}  // namespace riff::sim
