#include "connectors/shopify/shopify_guard.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/url.h"
#include "connectors/json/json.h"
#include "connectors/shopify/graphql_document.h"
#include "connectors/shopify/shopify_documents.h"

namespace riff::shopify {

namespace {

bool IsGraphqlUrl(const std::string& url) {
  const auto parts = SplitUrl(url);
  if (!parts.has_value() || !parts->query.empty()) {
    return false;
  }
  constexpr std::string_view kStart = "/admin/api/";
  constexpr std::string_view kEnd = "/graphql.json";
  const std::string_view path = parts->path;
  if (!path.starts_with(kStart) || !path.ends_with(kEnd) || path.size() <= kStart.size() + kEnd.size()) {
    return false;
  }
  const std::string_view version = path.substr(kStart.size(), path.size() - kStart.size() - kEnd.size());
  return std::ranges::all_of(version, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

// Nothing but these.
bool HasOnly(const JsonValue& object, std::initializer_list<std::string_view> allowed) {
  return std::ranges::all_of(object.Keys(),
                             [&](const std::string& key) { return std::ranges::find(allowed, key) != allowed.end(); });
}

bool IsBulkStart(const JsonValue& body, std::string_view document, std::string_view name) {
  const auto variables = body.Find("variables");
  if (document != kBulkStart.text || name != kBulkStart.name || !variables.has_value() || !variables->IsObject() ||
      !HasOnly(*variables, {"bulkQuery"})) {
    return false;
  }
  const auto query = variables->Text("bulkQuery");
  return query.has_value() && IsReadingDocument(*query, "");
}

bool IsReadingPost(const HttpRequest& request) {
  const auto body = JsonDocument::Parse(request.body);
  if (!IsGraphqlUrl(request.url) || !body.has_value() || !body->root().IsObject() ||
      !HasOnly(body->root(), {"query", "operationName", "variables"})) {
    return false;
  }
  // A name given twice could be read one way here and another way there; here only the last is kept, so that the text
  // written again is another one.
  if (body->root().Print() != request.body) {
    return false;
  }
  const auto document = body->root().Text("query");
  const auto name = body->root().OptionalText("operationName");
  if (!document.has_value() || !name.has_value()) {
    return false;
  }
  return IsReadingDocument(*document, name->value_or("")) || IsBulkStart(body->root(), *document, name->value_or(""));
}

bool IsFileDownload(const HttpRequest& request) {
  const auto parts = SplitUrl(request.url);
  const auto encoded = [](std::string_view path) { return path.find('%') != std::string_view::npos; };
  const bool below_admin = !parts.has_value() || parts->path.starts_with("/admin") || parts->path.starts_with("//") ||
                           parts->path.find("/.") != std::string::npos ||
                           encoded(std::string_view(parts->path).substr(0, sizeof("/admin")));
  return !below_admin && request.body.empty() && request.headers.size() == 1 && request.headers.front().name == "Range";
}

}  // namespace

bool IsReading(const HttpRequest& request) {
  if (request.method == HttpMethod::kPost) {
    return IsReadingPost(request);
  }
  return request.method == HttpMethod::kGet && IsFileDownload(request);
}

}  // namespace riff::shopify
