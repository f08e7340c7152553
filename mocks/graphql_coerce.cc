#include "mocks/graphql_coerce.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace riff::sim {
namespace {

using Kind = GraphqlValue::Kind;
using Coerced = tl::expected<GraphqlValue, GraphqlMisfit>;

// Product variants are the one list that may be longer.
constexpr std::size_t kVariantsMax = 2048;
constexpr std::string_view kVariantInput = "ProductVariantSetInput";

tl::unexpected<GraphqlMisfit> Misfit(std::string explanation) {
  return tl::unexpected(GraphqlMisfit{GraphqlMisfit::Kind::kValue, {}, std::move(explanation)});
}

tl::unexpected<GraphqlMisfit> Inside(GraphqlValue step, GraphqlMisfit misfit) {
  misfit.path.insert(misfit.path.begin(), std::move(step));
  return tl::unexpected(std::move(misfit));
}

// A decimal as JSON and GraphQL print it ("12.50").
bool IsDecimalText(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const std::size_t dot = digits.find('.');
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return dot == std::string_view::npos ? all_digits(digits)
                                       : all_digits(digits.substr(0, dot)) && all_digits(digits.substr(dot + 1));
}

std::string Digits(const GraphqlValue& value) {
  return value.kind == Kind::kInteger ? std::to_string(value.integer) : value.text;
}

Coerced CoerceScalar(const std::string& name, const GraphqlValue& value) {
  const std::string wrong = "Could not coerce value " + PrintGraphqlValue(value) + " to " + name;
  const bool number = value.kind == Kind::kInteger || value.kind == Kind::kDecimal;
  if (name == "Int") {
    using Limits = std::numeric_limits<std::int32_t>;
    const bool fits = value.kind == Kind::kInteger && value.integer >= Limits::min() && value.integer <= Limits::max();
    return fits ? Coerced(value) : Coerced(Misfit(wrong));
  }
  if (name == "Boolean") {
    return value.kind == Kind::kBool ? Coerced(value) : Coerced(Misfit(wrong));
  }
  if (name == "Float") {
    return number ? Coerced(value) : Coerced(Misfit(wrong));
  }
  if (name == "ID" || name == "UnsignedInt64") {
    if (value.kind == Kind::kInteger) {
      return GraphqlValue::Text(Digits(value));
    }
    return value.kind == Kind::kText ? Coerced(value) : Coerced(Misfit(wrong));
  }
  if (name == "Money" || name == "Decimal") {
    const bool fits = (number || value.kind == Kind::kText) && IsDecimalText(Digits(value));
    return fits ? Coerced(GraphqlValue::Text(Digits(value))) : Coerced(Misfit(wrong));
  }
  return value.kind == Kind::kText ? Coerced(value) : Coerced(Misfit(wrong));
}

Coerced CoerceList(const GraphqlSchema& schema, const GraphqlType& type, const GraphqlValue& value,
                   GraphqlNotation notation) {
  if (value.kind != Kind::kList) {
    Coerced one = CoerceGraphql(schema, type.Item(), value, notation);
    return one ? Coerced(GraphqlValue::List({*std::move(one)})) : one;
  }
  const std::size_t most = type.Named() == kVariantInput ? kVariantsMax : kGraphqlListMax;
  if (value.items.size() > most) {
    return tl::unexpected(GraphqlMisfit{GraphqlMisfit::Kind::kTooLong,
                                        {},
                                        "The input array size of " + std::to_string(value.items.size()) +
                                            " is greater than the maximum allowed of " + std::to_string(most) + "."});
  }
  GraphqlValue list = GraphqlValue::List();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    Coerced item = CoerceGraphql(schema, type.Item(), value.items[i], notation);
    if (!item) {
      return Inside(GraphqlValue::Integer(static_cast<std::int64_t>(i)), std::move(item).error());
    }
    list.items.push_back(*std::move(item));
  }
  return list;
}

Coerced CoerceInput(const GraphqlSchema& schema, const GraphqlDefinition& definition, const GraphqlValue& value,
                    GraphqlNotation notation) {
  if (value.kind != Kind::kObject) {
    return Misfit("Expected " + PrintGraphqlValue(value) + " to be a key-value object.");
  }
  for (const std::string& key : value.keys) {
    if (definition.FindInput(key) == nullptr) {
      return Inside(GraphqlValue::Text(key),
                    {GraphqlMisfit::Kind::kValue, {}, "Field is not defined on " + definition.name});
    }
  }
  GraphqlValue object = GraphqlValue::Object();
  for (const GraphqlInput& input : definition.inputs) {
    const GraphqlValue* given = value.Find(input.name);
    if (given == nullptr && input.standard) {
      given = &*input.standard;
    }
    if (given == nullptr && input.type.IsRequired()) {
      return Inside(GraphqlValue::Text(input.name), {GraphqlMisfit::Kind::kValue, {}, "Expected value to not be null"});
    }
    if (given != nullptr) {
      Coerced member = CoerceGraphql(schema, input.type, *given, notation);
      if (!member) {
        return Inside(GraphqlValue::Text(input.name), std::move(member).error());
      }
      object.Set(input.name, *std::move(member));
    }
  }
  const bool one_given = object.items.size() == 1 && !object.items.front().IsNull();
  if (definition.one_of && !one_given) {
    return Misfit("'" + definition.name + "' requires exactly one argument, but " +
                  std::to_string(object.items.size()) + " were provided.");
  }
  return object;
}

}  // namespace

Coerced CoerceGraphql(const GraphqlSchema& schema, const GraphqlType& type, const GraphqlValue& value,
                      GraphqlNotation notation) {
  if (value.kind == Kind::kVariable) {
    return value;
  }
  if (value.IsNull()) {
    return type.IsRequired() ? Coerced(Misfit("Expected value to not be null")) : Coerced(value);
  }
  const GraphqlType inner = type.Nullable();
  if (inner.IsList()) {
    return CoerceList(schema, inner, value, notation);
  }
  const GraphqlDefinition* definition = schema.Find(inner.text);
  if (definition == nullptr) {
    return Misfit("No such type " + inner.text);
  }
  if (definition->kind == GraphqlDefinition::Kind::kInput) {
    return CoerceInput(schema, *definition, value, notation);
  }
  if (definition->kind != GraphqlDefinition::Kind::kEnum) {
    return CoerceScalar(inner.text, value);
  }
  const bool written = value.kind == Kind::kEnum || (notation == GraphqlNotation::kJson && value.kind == Kind::kText);
  if (!written || !definition->words.contains(value.text)) {
    return Misfit("Expected " + PrintGraphqlValue(value) + " to be one of the words of " + inner.text);
  }
  GraphqlValue word = value;
  word.kind = Kind::kEnum;
  return word;
}

std::optional<GraphqlValue> WithVariables(const GraphqlValue& literal, const GraphqlVariables& variables) {
  if (literal.kind == Kind::kVariable) {
    const auto found = variables.find(literal.text);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  }
  GraphqlValue value = literal;
  value.keys.clear();
  value.items.clear();
  for (std::size_t i = 0; i < literal.items.size(); ++i) {
    std::optional<GraphqlValue> item = WithVariables(literal.items[i], variables);
    if (literal.kind == Kind::kList) {
      value.items.push_back(std::move(item).value_or(GraphqlValue::Null()));
    } else if (item) {
      value.Set(literal.keys[i], *std::move(item));
    }
  }
  return value;
}

tl::expected<GraphqlVariables, GraphqlError> CoerceVariables(const GraphqlSchema& schema,
                                                             const GraphqlOperation& operation,
                                                             const GraphqlValue& given) {
  GraphqlVariables variables;
  for (const GraphqlVariable& variable : operation.variables) {
    const GraphqlValue* value = given.Find(variable.name);
    const bool from_request = value != nullptr;
    if (value == nullptr && variable.has_standard) {
      value = &variable.standard;
    }
    if (value == nullptr && !variable.type.IsRequired()) {
      continue;
    }
    const GraphqlValue absent;
    Coerced coerced = CoerceGraphql(schema, variable.type, value == nullptr ? absent : *value,
                                    from_request ? GraphqlNotation::kJson : GraphqlNotation::kDocument);
    if (coerced) {
      variables[variable.name] = *std::move(coerced);
      continue;
    }
    const GraphqlMisfit& misfit = coerced.error();
    std::string at;
    for (const GraphqlValue& step : misfit.path) {
      at += (at.empty() ? "" : ".") + (step.kind == Kind::kText ? step.text : std::to_string(step.integer));
    }
    GraphqlError error;
    error.places = {variable.place};
    if (misfit.kind == GraphqlMisfit::Kind::kTooLong) {
      error.message = misfit.explanation;
      error.extensions.Set("code", GraphqlValue::Text("MAX_INPUT_SIZE_EXCEEDED"));
      return tl::unexpected(std::move(error));
    }
    error.message = "Variable $" + variable.name + " of type " + variable.type.text + " was provided invalid value" +
                    (at.empty() ? "" : " for " + at + " (" + misfit.explanation + ")");
    GraphqlValue problem = GraphqlValue::Object();
    problem.Set("path", GraphqlValue::List(misfit.path)).Set("explanation", GraphqlValue::Text(misfit.explanation));
    error.extensions.Set("code", GraphqlValue::Text("INVALID_VARIABLE"))
        .Set("value", value == nullptr ? absent : *value)
        .Set("problems", GraphqlValue::List({problem}));
    return tl::unexpected(std::move(error));
  }
  return variables;
}

Coerced CoerceArguments(const GraphqlSchema& schema, const std::vector<GraphqlInput>& wanted,
                        const std::vector<GraphqlArgument>& given, const GraphqlVariables& variables) {
  GraphqlValue arguments = GraphqlValue::Object();
  for (const GraphqlInput& input : wanted) {
    const auto found =
        std::find_if(given.begin(), given.end(), [&](const GraphqlArgument& each) { return each.name == input.name; });
    std::optional<GraphqlValue> value = found == given.end() ? std::nullopt : WithVariables(found->value, variables);
    if (!value) {
      value = input.standard;
    }
    if (!value && !input.type.IsRequired()) {
      continue;
    }
    Coerced coerced =
        CoerceGraphql(schema, input.type, value.value_or(GraphqlValue::Null()), GraphqlNotation::kDocument);
    if (!coerced) {
      return Inside(GraphqlValue::Text(input.name), std::move(coerced).error());
    }
    arguments.Set(input.name, *std::move(coerced));
  }
  return arguments;
}

}  // namespace riff::sim
