#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/net/http_server.h"

namespace riff::sim {

// One field of a multipart/form-data body. Names may repeat ("shipping_fees_fee[]").
struct MultipartField {
  std::string name;
  std::string file_name;  // Empty for a plain field.
  std::string content;
};

// The fields in order; nothing when the request is no multipart form or its body is not well formed.
std::optional<std::vector<MultipartField>> ParseMultipart(const ServerRequest& request);

// The first field of that name; empty when there is none.
std::string FieldOf(const std::vector<MultipartField>& fields, std::string_view name);
bool HasField(const std::vector<MultipartField>& fields, std::string_view name);

}  // namespace riff::sim
