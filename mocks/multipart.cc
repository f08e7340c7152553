#include "mocks/multipart.h"

#include <algorithm>
#include <utility>

#include "mocks/wire_request.h"

namespace riff::sim {
namespace {

constexpr std::string_view kLine = "\r\n";

std::string Parameter(std::string_view header, std::string_view name) {
  const std::string front = std::string(name) + "=";
  for (std::size_t at = header.find(front); at != std::string_view::npos; at = header.find(front, at + 1)) {
    // `name` must not be found inside `filename`.
    if (at > 0 && header[at - 1] != ' ' && header[at - 1] != ';') {
      continue;
    }
    std::string_view value = header.substr(at + front.size());
    if (value.starts_with('"')) {
      value = value.substr(1);
      return std::string(value.substr(0, value.find('"')));
    }
    return std::string(value.substr(0, value.find(';')));
  }
  return "";
}

std::optional<MultipartField> ParsePart(std::string_view part) {
  const std::size_t blank = part.find("\r\n\r\n");
  if (blank == std::string_view::npos) {
    return std::nullopt;
  }
  MultipartField field;
  const std::string_view head = part.substr(0, blank);
  for (std::size_t from = 0; from < head.size();) {
    const std::size_t end = std::min(head.find(kLine, from), head.size());
    const std::string_view line = head.substr(from, end - from);
    std::string name(line.substr(0, std::min(line.find(':'), line.size())));
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (name == "content-disposition") {
      field.name = Parameter(line, "name");
      field.file_name = Parameter(line, "filename");
    }
    from = end + kLine.size();
  }
  if (field.name.empty()) {
    return std::nullopt;
  }
  field.content = std::string(part.substr(blank + 4));
  return field;
}

}  // namespace

std::optional<std::vector<MultipartField>> ParseMultipart(const ServerRequest& request) {
  const std::string boundary = Parameter(request.Header("Content-Type"), "boundary");
  if (MediaTypeOf(request) != "multipart/form-data" || boundary.empty()) {
    return std::nullopt;
  }
  const std::string mark = "--" + boundary;
  std::string_view rest = request.body;
  if (!rest.starts_with(mark)) {
    return std::nullopt;
  }
  rest.remove_prefix(mark.size());
  std::vector<MultipartField> fields;
  while (!rest.starts_with("--")) {
    const std::size_t end = rest.find("\r\n" + mark);
    if (!rest.starts_with(kLine) || end == std::string_view::npos) {
      return std::nullopt;
    }
    std::optional<MultipartField> field =
        end < kLine.size() ? std::nullopt : ParsePart(rest.substr(kLine.size(), end - kLine.size()));
    if (!field) {
      return std::nullopt;
    }
    fields.push_back(*std::move(field));
    rest.remove_prefix(end + kLine.size() + mark.size());
  }
  return fields;
}

std::string FieldOf(const std::vector<MultipartField>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &MultipartField::name);
  return found == fields.end() ? std::string() : found->content;
}

bool HasField(const std::vector<MultipartField>& fields, std::string_view name) {
  return std::ranges::find(fields, name, &MultipartField::name) != fields.end();
}

}  // namespace riff::sim
