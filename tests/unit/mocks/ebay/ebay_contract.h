#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/json/json.h"

namespace riff::sim {

// The part of an OpenAPI document by which answers are judged: required members, members nobody knows, types, closed
// sets of values, least and greatest numbers.
class EbayContract {
 public:
  // Nothing where the contract folder is not there.
  static std::optional<EbayContract> Load();

  // What is wrong with an answer, a line each; `path` as the document writes it ("/sell/inventory/v1/offer/{offerId}").
  std::vector<std::string> Faults(const std::string& method, const std::string& path, int status,
                                  const std::string& body) const;

 private:
  explicit EbayContract(JsonDocument document) : document_(std::move(document)) {}
  void Judge(const JsonValue& schema, const JsonValue& value, std::vector<std::string>& faults) const;
  void JudgeObject(const JsonValue& schema, const JsonValue& value, std::vector<std::string>& faults) const;
  JsonValue Resolved(const JsonValue& schema) const;

  JsonDocument document_;
};

}  // namespace riff::sim
