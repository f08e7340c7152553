#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/graphql_document.h"

namespace riff::sim {

// An argument of a field or a member of an input type.
struct GraphqlInput {
  std::string name;
  GraphqlType type;
  std::optional<GraphqlValue> standard;  // What it is when nothing is given.

  bool IsDemanded() const { return type.IsRequired() && !standard; }
};

struct GraphqlField {
  std::string name;
  GraphqlType type;
  std::vector<GraphqlInput> arguments;

  const GraphqlInput* FindArgument(std::string_view argument) const;
};

struct GraphqlDefinition {
  enum class Kind { kScalar, kEnum, kInput, kObject, kInterface };

  Kind kind = Kind::kScalar;
  std::string name;
  bool one_of = false;  // An input of which exactly one member must be given.
  std::vector<GraphqlField> fields;
  std::vector<GraphqlInput> inputs;
  std::set<std::string, std::less<>> words;       // Of an enum.
  std::set<std::string, std::less<>> interfaces;  // That an object implements.

  const GraphqlField* FindField(std::string_view field) const;
  const GraphqlInput* FindInput(std::string_view input) const;
  bool HasFields() const { return kind == Kind::kObject || kind == Kind::kInterface; }
};

// The types a server knows, read from their published notation. Int, Float, String, Boolean and ID are there without
// being written.
class GraphqlSchema {
 public:
  // `text` is the program's own; a fault in it is a bug (RIFF_CHECK), as is a type that is used and not defined.
  static GraphqlSchema Of(std::string_view text);

  const GraphqlDefinition* Find(std::string_view name) const;
  const std::map<std::string, GraphqlDefinition, std::less<>>& definitions() const { return definitions_; }
  // The arguments of a directive that fields may carry; null for an unknown one. skip and include are always there.
  const std::vector<GraphqlInput>* FindDirective(std::string_view name) const;

  // Whether an object of type `object` is what `... on type` means.
  bool Fits(std::string_view object, std::string_view type) const;

 private:
  std::map<std::string, GraphqlDefinition, std::less<>> definitions_;
  std::map<std::string, std::vector<GraphqlInput>, std::less<>> directives_;
};

}  // namespace riff::sim
