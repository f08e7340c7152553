#include "tests/unit/mocks/ebay/ebay_contract.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace riff::sim {

std::optional<EbayContract> EbayContract::Load() {
  const char* folder = std::getenv("RIFF_CONTRACTS");
  if (folder == nullptr) {
    return std::nullopt;
  }
  std::ifstream file(std::string(folder) + "/ebay/ebay_contract_strict_oas3.json");
  std::ostringstream text;
  text << file.rdbuf();
  Result<JsonDocument> document = JsonDocument::Parse(text.str());
  return document ? std::optional(EbayContract(*std::move(document))) : std::nullopt;
}

JsonValue EbayContract::Resolved(const JsonValue& schema) const {
  const std::optional<JsonValue> reference = schema.Find("$ref");
  if (!reference) {
    return schema;
  }
  const std::string name = *reference->AsText();
  const JsonValue schemas = *document_.root().Get("components")->Get("schemas");
  return Resolved(*schemas.Get(name.substr(name.rfind('/') + 1)));
}

void EbayContract::JudgeObject(const JsonValue& schema, const JsonValue& value,
                               std::vector<std::string>& faults) const {
  const std::vector<JsonValue> names = schema.OptionalArray("required").value_or(std::vector<JsonValue>{});
  for (const JsonValue& required : names) {
    if (!value.Find(*required.AsText())) {
      faults.push_back(value.path() + " lacks " + *required.AsText());
    }
  }
  const std::optional<JsonValue> properties = schema.Find("properties");
  const std::optional<JsonValue> more = schema.Find("additionalProperties");
  for (const std::string& key : value.Keys()) {
    const std::optional<JsonValue> known = properties ? properties->Find(key) : std::nullopt;
    const std::optional<JsonValue> member = value.Find(key);
    if (known && member) {
      Judge(*known, *member, faults);
    } else if (more && more->IsBool() && !*more->AsBool()) {
      faults.push_back(value.path() + " has " + key + ", which nobody knows");
    } else if (more && more->IsObject() && member) {
      Judge(*more, *member, faults);
    }
  }
}

void EbayContract::Judge(const JsonValue& given, const JsonValue& value, std::vector<std::string>& faults) const {
  const JsonValue schema = Resolved(given);
  const std::string type = schema.Text("type").value_or(schema.Find("properties") ? "object" : "");
  const bool fits = (type == "object" && value.IsObject()) || (type == "array" && value.IsArray()) ||
                    (type == "string" && value.IsText()) || (type == "boolean" && value.IsBool()) ||
                    ((type == "integer" || type == "number") && value.IsNumber()) || type.empty();
  if (!fits) {
    faults.push_back(value.path() + " is not of type " + type);
    return;
  }
  if (const std::optional<JsonValue> words = schema.Find("enum"); words && value.IsText()) {
    const std::vector<JsonValue> allowed = *words->AsArray();
    const std::string text = *value.AsText();
    if (std::ranges::none_of(allowed, [&](const JsonValue& word) { return word.AsText().value_or("") == text; })) {
      faults.push_back(value.path() + " is " + text + ", which is none of the allowed words");
    }
  }
  if (const std::optional<JsonValue> least = schema.Find("minimum"); least && value.IsNumber()) {
    if (*value.AsDouble() < *least->AsDouble()) {
      faults.push_back(value.path() + " is too small");
    }
  }
  if (const std::optional<JsonValue> longest = schema.Find("maxLength"); longest && value.IsText()) {
    if (static_cast<std::int64_t>(value.AsText()->size()) > *longest->AsInteger()) {
      faults.push_back(value.path() + " is too long");
    }
  }
  if (const std::optional<JsonValue> items = schema.Find("items"); items && value.IsArray()) {
    const std::vector<JsonValue> rows = *value.AsArray();
    for (const JsonValue& row : rows) {
      Judge(*items, row, faults);
    }
  }
  if (value.IsObject()) {
    JudgeObject(schema, value, faults);
  }
}

std::vector<std::string> EbayContract::Faults(const std::string& method, const std::string& path, int status,
                                              const std::string& body) const {
  const auto operation = document_.root().Get("paths")->Get(path)->Get(method);
  if (!operation) {
    return {"no operation " + method + " " + path};
  }
  const auto response = operation->Get("responses")->Get(std::to_string(status));
  if (!response) {
    return {"no status " + std::to_string(status)};
  }
  const std::optional<JsonValue> content = response->Find("content");
  const std::optional<JsonValue> media = content ? content->Find("application/json") : std::nullopt;
  const std::optional<JsonValue> schema = media ? media->Find("schema") : std::nullopt;
  if (!schema) {
    return body.empty() ? std::vector<std::string>{} : std::vector<std::string>{"a body where there is none"};
  }
  const Result<JsonDocument> parsed = JsonDocument::Parse(body);
  if (!parsed) {
    return {"the body is no JSON"};
  }
  std::vector<std::string> faults;
  Judge(*schema, parsed->root(), faults);
  return faults;
}

}  // namespace riff::sim
