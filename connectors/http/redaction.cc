#include "connectors/http/redaction.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "connectors/http/url.h"
#include "connectors/json/json.h"

namespace riff {
namespace {

constexpr std::string_view kWithheld = "***";
constexpr int kDepthMax = 64;  // No platform nests deeper; what does is withheld instead of followed.

constexpr std::array<std::string_view, 7> kSecretHeaders = {
    "authorization",      "proxy-authorization", "cookie", "set-cookie", "x-shopify-access-token",
    "x-tts-access-token", "x-ebay-api-iaf-token"};

constexpr std::array<std::string_view, 10> kSecretFields = {
    "access_token", "refresh_token", "client_secret", "app_secret", "sign",
    "password",     "pass",          "token",         "auth_code",  "code"};

enum class Side { kRequest, kResponse };

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  });
  return lower;
}

bool IsSecretField(std::string_view name, Side side) {
  const std::string lower = Lower(name);
  if (side == Side::kResponse && lower == "code") {
    return false;
  }
  return std::ranges::find(kSecretFields, lower) != kSecretFields.end();
}

// Of "a=1&token=x", each pair as it is but for the values of secret names. A name that cannot be decoded hides its
// value.
std::string RedactPairs(std::string_view pairs, Side side) {
  std::string redacted;
  while (!pairs.empty()) {
    const std::string_view pair = pairs.substr(0, pairs.find('&'));
    const std::string_view name = pair.substr(0, pair.find('='));
    const Result<std::string> decoded = PercentDecode(name);
    const bool is_secret = name.size() < pair.size() && (!decoded.has_value() || IsSecretField(*decoded, side));
    redacted.append(is_secret ? std::string(name) + "=" + std::string(kWithheld) : std::string(pair));
    if (pair.size() < pairs.size()) {
      redacted.push_back('&');
    }
    pairs.remove_prefix(std::min(pairs.size(), pair.size() + 1));
  }
  return redacted;
}

std::string RedactUrl(std::string_view url, std::string_view path_for_log) {
  const Result<UrlParts> parts = SplitUrl(url);
  if (!parts.has_value()) {
    return std::string(kWithheld);  // A password before the host is one reason for not being readable.
  }
  const std::string origin = parts->scheme + "://" + parts->authority;
  if (!path_for_log.empty()) {
    return origin + std::string(path_for_log);
  }
  return origin + parts->path + (parts->query.empty() ? "" : "?" + RedactPairs(parts->query, Side::kRequest));
}

bool HasSecretField(const JsonValue& value, Side side, int depth) {
  if (depth > kDepthMax) {
    return true;
  }
  if (const Result<std::vector<JsonValue>> items = value.AsArray(); items.has_value()) {
    return std::ranges::any_of(*items, [&](const JsonValue& item) { return HasSecretField(item, side, depth + 1); });
  }
  return std::ranges::any_of(value.Keys(), [&](const std::string& key) {
    const std::optional<JsonValue> member = value.Find(key);
    return member.has_value() &&
           ((member->IsText() && IsSecretField(key, side)) || HasSecretField(*member, side, depth + 1));
  });
}

void WriteRedacted(JsonWriter& json, const JsonValue& value, Side side, int depth) {
  if (depth > kDepthMax) {
    json.Text(kWithheld);
  } else if (value.IsArray()) {
    json.BeginArray();
    for (const JsonValue& item : value.AsArray().value_or(std::vector<JsonValue>())) {
      WriteRedacted(json, item, side, depth + 1);
    }
    json.EndArray();
  } else if (value.IsObject()) {
    json.BeginObject();
    for (const std::string& key : value.Keys()) {
      json.Key(key);
      const std::optional<JsonValue> member = value.Find(key);
      if (!member.has_value()) {
        json.Null();
      } else if (member->IsText() && IsSecretField(key, side)) {
        json.Text(kWithheld);
      } else {
        WriteRedacted(json, *member, side, depth + 1);
      }
    }
    json.EndObject();
  } else {
    json.Raw(value.Print());
  }
}

bool MentionsSecret(std::string_view body) {
  const std::string lower = Lower(body);
  return std::ranges::any_of(kSecretFields,
                             [&](std::string_view name) { return lower.find(name) != std::string::npos; });
}

std::string RedactJson(std::string body, Side side) {
  const Result<JsonDocument> document = JsonDocument::Parse(body);
  if (!document.has_value()) {
    return MentionsSecret(body) ? std::string(kWithheld) : body;
  }
  if (!HasSecretField(document->root(), side, 0)) {
    return body;  // Byte for byte, for those who judge it.
  }
  JsonWriter json;
  WriteRedacted(json, document->root(), side, 0);
  return json.Take();
}

std::string RedactBody(std::string body, const std::vector<HttpHeader>& headers, Side side) {
  if (body.empty()) {
    return body;
  }
  const std::string type = Lower(HeaderOf(headers, "Content-Type"));
  const char first = body[std::min(body.find_first_not_of(" \t\r\n"), body.size() - 1)];
  if (type.starts_with("application/x-www-form-urlencoded")) {
    return RedactPairs(body, side);
  }
  if (type.find("json") != std::string::npos || first == '{' || first == '[') {
    return RedactJson(std::move(body), side);
  }
  if (first == '<') {
    return Lower(body).find("authtoken>") != std::string::npos ? std::string(kWithheld) : body;
  }
  return MentionsSecret(body) ? std::string(kWithheld) : body;
}

void RedactHeaders(std::vector<HttpHeader>& headers) {
  for (HttpHeader& header : headers) {
    const std::string name = Lower(header.name);
    if (std::ranges::find(kSecretHeaders, name) != kSecretHeaders.end()) {
      header.value = kWithheld;
    } else if (name == "location" && header.value.find('?') != std::string::npos) {
      const std::size_t question = header.value.find('?');
      header.value =
          header.value.substr(0, question + 1) + RedactPairs(header.value.substr(question + 1), Side::kRequest);
    }
  }
}

}  // namespace

Recording Redact(Recording recording, std::string_view path_for_log) {
  recording.url = RedactUrl(recording.url, path_for_log);
  recording.request_body = RedactBody(std::move(recording.request_body), recording.request_headers, Side::kRequest);
  const bool is_token_answer =
      recording.operation.ends_with("token.refresh") || recording.operation.ends_with("token.get");
  if (is_token_answer && !recording.response_body.empty()) {
    recording.response_body = kWithheld;
  } else {
    recording.response_body =
        RedactBody(std::move(recording.response_body), recording.response_headers, Side::kResponse);
  }
  RedactHeaders(recording.request_headers);
  RedactHeaders(recording.response_headers);
  return recording;
}

}  // namespace riff
