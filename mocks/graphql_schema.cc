#include "mocks/graphql_schema.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "mocks/graphql_parse.h"

namespace riff::sim {
namespace {

using Kind = GraphqlDefinition::Kind;

template <class Row>
const Row* FindNamed(const std::vector<Row>& rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [name](const Row& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

GraphqlInput TakeInput(GraphqlCursor& cursor) {
  GraphqlInput input;
  input.name = cursor.TakeName();
  cursor.Take(":");
  input.type = cursor.TakeType();
  if (cursor.TakeIf("=")) {
    input.standard = cursor.TakeValue();
  }
  return input;
}

std::vector<GraphqlInput> TakeInputs(GraphqlCursor& cursor) {
  std::vector<GraphqlInput> inputs;
  if (cursor.TakeIf("(")) {
    while (!cursor.failed() && !cursor.Sees(")")) {
      inputs.push_back(TakeInput(cursor));
    }
    cursor.Take(")");
  }
  return inputs;
}

GraphqlField TakeField(GraphqlCursor& cursor) {
  GraphqlField field;
  field.name = cursor.TakeName();
  field.arguments = TakeInputs(cursor);
  cursor.Take(":");
  field.type = cursor.TakeType();
  return field;
}

Kind KindOf(std::string_view word) {
  if (word == "type") {
    return Kind::kObject;
  }
  if (word == "interface") {
    return Kind::kInterface;
  }
  if (word == "input") {
    return Kind::kInput;
  }
  RIFF_CHECK(word == "enum" || word == "scalar", "a schema is made of five kinds of definitions");
  return word == "enum" ? Kind::kEnum : Kind::kScalar;
}

GraphqlDefinition TakeDefinition(GraphqlCursor& cursor) {
  GraphqlDefinition definition;
  definition.kind = KindOf(cursor.TakeName());
  definition.name = cursor.TakeName();
  if (cursor.TakeWordIf("implements")) {
    do {
      definition.interfaces.insert(cursor.TakeName());
    } while (cursor.TakeIf("&"));
  }
  const std::vector<GraphqlDirective> directives = cursor.TakeDirectives();
  definition.one_of = FindNamed(directives, "oneOf") != nullptr;
  if (definition.kind == Kind::kScalar) {
    return definition;
  }
  cursor.Take("{");
  while (!cursor.failed() && !cursor.Sees("}")) {
    if (definition.kind == Kind::kEnum) {
      definition.words.insert(cursor.TakeName());
    } else if (definition.kind == Kind::kInput) {
      definition.inputs.push_back(TakeInput(cursor));
    } else {
      definition.fields.push_back(TakeField(cursor));
    }
  }
  cursor.Take("}");
  return definition;
}

}  // namespace

const GraphqlInput* GraphqlField::FindArgument(std::string_view argument) const {
  return FindNamed(arguments, argument);
}

const GraphqlField* GraphqlDefinition::FindField(std::string_view field) const { return FindNamed(fields, field); }

const GraphqlInput* GraphqlDefinition::FindInput(std::string_view input) const { return FindNamed(inputs, input); }

GraphqlSchema GraphqlSchema::Of(std::string_view text) {
  auto tokens = ScanGraphql(text);
  RIFF_CHECK(tokens.has_value(), "the schema's text can be scanned");
  GraphqlCursor cursor(*std::move(tokens));
  GraphqlSchema schema;
  for (const char* name : {"Int", "Float", "String", "Boolean", "ID"}) {
    schema.definitions_[name].name = name;
  }
  const GraphqlInput condition{"if", {"Boolean!"}, std::nullopt};
  schema.directives_ = {{"skip", {condition}}, {"include", {condition}}};
  while (!cursor.failed() && !cursor.AtEnd()) {
    if (cursor.TakeWordIf("directive")) {
      cursor.Take("@");
      const std::string name = cursor.TakeName();
      schema.directives_[name] = TakeInputs(cursor);
      RIFF_CHECK(cursor.TakeWordIf("on") && cursor.TakeWordIf("FIELD"), "directives of a schema stand on fields");
      continue;
    }
    GraphqlDefinition definition = TakeDefinition(cursor);
    std::string name = definition.name;
    schema.definitions_.insert_or_assign(std::move(name), std::move(definition));
  }
  RIFF_CHECK(!cursor.failed(), "the schema's text can be parsed");
  for (const auto& [name, definition] : schema.definitions_) {
    for (const GraphqlField& field : definition.fields) {
      RIFF_CHECK(schema.Find(field.type.Named()) != nullptr, "every type a field has is defined");
      for (const GraphqlInput& argument : field.arguments) {
        RIFF_CHECK(schema.Find(argument.type.Named()) != nullptr, "every type an argument has is defined");
      }
    }
    for (const GraphqlInput& input : definition.inputs) {
      RIFF_CHECK(schema.Find(input.type.Named()) != nullptr, "every type an input has is defined");
    }
  }
  return schema;
}

const GraphqlDefinition* GraphqlSchema::Find(std::string_view name) const {
  const auto found = definitions_.find(name);
  return found == definitions_.end() ? nullptr : &found->second;
}

const std::vector<GraphqlInput>* GraphqlSchema::FindDirective(std::string_view name) const {
  const auto found = directives_.find(name);
  return found == directives_.end() ? nullptr : &found->second;
}

bool GraphqlSchema::Fits(std::string_view object, std::string_view type) const {
  const GraphqlDefinition* definition = Find(object);
  return object == type || (definition != nullptr && definition->interfaces.contains(type));
}

}  // namespace riff::sim
