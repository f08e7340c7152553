#include "mocks/graphql_validate.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "mocks/graphql_coerce.h"

namespace riff::sim {
namespace {

using Selection = GraphqlSelection;
using Kind = GraphqlValue::Kind;
using Pairs = std::vector<std::pair<std::string_view, std::string>>;

class Validation {
 public:
  Validation(const GraphqlSchema& schema, const GraphqlDocument& document, const GraphqlOperation& operation)
      : schema_(schema), document_(document), operation_(operation) {}

  std::vector<GraphqlError> Run() {
    const std::string kind(ToString(operation_.kind));
    path_.push_back(kind + (operation_.name.empty() ? "" : " " + operation_.name));
    const GraphqlDefinition* root = schema_.Find(RootTypeOf(operation_.kind));
    if (root == nullptr) {
      Report("Schema is not configured for " + kind + "s", operation_.place, "missingRootType");
      return std::move(errors_);
    }
    for (const GraphqlDirective& directive : operation_.directives) {
      RefuseOffField(directive, kind == "query" ? "queries" : kind + "s");
    }
    Variables();
    Selections(*root, operation_.selections);
    for (const GraphqlVariable& variable : operation_.variables) {
      if (!used_.contains(variable.name)) {
        Report("Variable $" + variable.name + " is declared by " + Operation() + " but not used", variable.place,
               "variableNotUsed", {{"variableName", variable.name}});
      }
    }
    return std::move(errors_);
  }

 private:
  std::string Operation() const {
    return operation_.name.empty() ? "anonymous " + std::string(ToString(operation_.kind)) : operation_.name;
  }

  void Report(std::string message, SourcePlace place, std::string_view code, const Pairs& more = {}) {
    GraphqlError error{std::move(message), {place}};
    for (const std::string& step : path_) {
      error.path.push_back(GraphqlValue::Text(step));
    }
    error.extensions.Set("code", GraphqlValue::Text(code));
    for (const auto& [name, value] : more) {
      error.extensions.Set(name, GraphqlValue::Text(value));
    }
    errors_.push_back(std::move(error));
  }

  void RefuseOffField(const GraphqlDirective& directive, const std::string& where) {
    if (schema_.FindDirective(directive.name) == nullptr) {
      Report("Directive @" + directive.name + " is not defined", directive.place, "undefinedDirective",
             {{"directiveName", directive.name}});
    } else {
      Report("'@" + directive.name + "' can't be applied to " + where + " (allowed: fields)", directive.place,
             "directiveCannotBeApplied", {{"targetName", where}, {"name", directive.name}});
    }
  }

  void Variables() {
    for (const GraphqlVariable& variable : operation_.variables) {
      const GraphqlDefinition* definition = schema_.Find(variable.type.Named());
      if (definition == nullptr || definition->HasFields()) {
        Report(variable.type.Named() +
                   (definition == nullptr ? " isn't a defined input type" : " isn't a valid input type") + " (on $" +
                   variable.name + ")",
               variable.place, "variableRequiresValidType",
               {{"typeName", variable.type.Named()}, {"variableName", variable.name}});
      }
      declared_.emplace(variable.name, &variable);
    }
  }

  void Selections(const GraphqlDefinition& parent, const std::vector<Selection>& selections) {
    std::map<std::string, const Selection*> by_key;
    for (const Selection& selection : selections) {
      if (selection.kind == Selection::Kind::kField) {
        const auto [first, fresh] = by_key.emplace(selection.Key(), &selection);
        if (!fresh && first->second->name != selection.name) {
          Report("Field '" + selection.Key() + "' has a field conflict: " + first->second->name + " or " +
                     selection.name + "?",
                 selection.place, "fieldConflict");
        }
        path_.push_back(selection.Key());
        Field(parent, selection);
      } else {
        path_.push_back(selection.kind == Selection::Kind::kSpread
                            ? "... " + selection.name
                            : "..." + (selection.on.empty() ? "" : " on " + selection.on));
        Fragment(parent, selection);
      }
      path_.pop_back();
    }
  }

  void Field(const GraphqlDefinition& parent, const Selection& selection) {
    Directives(selection);
    if (selection.name == "__typename") {
      return;
    }
    const GraphqlField* field = parent.FindField(selection.name);
    if (field == nullptr) {
      Report("Field '" + selection.name + "' doesn't exist on type '" + parent.name + "'", selection.place,
             "undefinedField", {{"typeName", parent.name}, {"fieldName", selection.name}});
      return;
    }
    Arguments("Field", selection.name, field->arguments, selection.arguments, selection.place);
    const GraphqlDefinition* returned = schema_.Find(field->type.Named());
    if (returned->HasFields() && selection.selections.empty()) {
      Report("Field must have selections (field '" + selection.name + "' returns " + returned->name +
                 " but has no selections. Did you mean '" + selection.name + " { ... }'?)",
             selection.place, "selectionMismatch", {{"nodeName", "field '" + selection.name + "'"}});
    } else if (!returned->HasFields() && !selection.selections.empty()) {
      Report("Selections can't be made on scalars (field '" + selection.name + "' returns " + returned->name +
                 " but has selections)",
             selection.place, "selectionMismatch", {{"nodeName", "field '" + selection.name + "'"}});
    } else {
      Selections(*returned, selection.selections);
    }
  }

  void Directives(const Selection& selection) {
    for (const GraphqlDirective& directive : selection.directives) {
      const std::vector<GraphqlInput>* wanted = schema_.FindDirective(directive.name);
      if (wanted == nullptr) {
        RefuseOffField(directive, "fields");
      } else {
        Arguments("Directive", directive.name, *wanted, directive.arguments, directive.place);
      }
    }
  }

  void Arguments(const std::string& owner, const std::string& name, const std::vector<GraphqlInput>& wanted,
                 const std::vector<GraphqlArgument>& given, SourcePlace place) {
    const auto is_given = [&](const std::string& argument) {
      return std::any_of(given.begin(), given.end(), [&](const auto& each) { return each.name == argument; });
    };
    std::string missing;
    for (const GraphqlInput& input : wanted) {
      if (input.IsDemanded() && !is_given(input.name)) {
        missing += (missing.empty() ? "" : ", ") + input.name;
      }
    }
    if (!missing.empty()) {
      Report(owner + " '" + name + "' is missing required arguments: " + missing, place, "missingRequiredArguments",
             {{"className", owner}, {"name", name}, {"arguments", missing}});
    }
    for (const GraphqlArgument& argument : given) {
      const auto input =
          std::find_if(wanted.begin(), wanted.end(), [&](const auto& each) { return each.name == argument.name; });
      if (input == wanted.end()) {
        Report(owner + " '" + name + "' doesn't accept argument '" + argument.name + "'", argument.place,
               "argumentNotAccepted", {{"name", name}, {"typeName", owner}, {"argumentName", argument.name}});
        continue;
      }
      if (const auto fits = CoerceGraphql(schema_, input->type, argument.value, GraphqlNotation::kDocument); !fits) {
        const bool too_long = fits.error().kind == GraphqlMisfit::Kind::kTooLong;
        Report(too_long ? fits.error().explanation
                        : "Argument '" + argument.name + "' on " + owner + " '" + name + "' has an invalid value (" +
                              fits.error().explanation + "). Expected type '" + input->type.text + "'.",
               argument.place, too_long ? "MAX_INPUT_SIZE_EXCEEDED" : "argumentLiteralsIncompatible",
               {{"typeName", owner}, {"argumentName", argument.name}});
      }
      Uses(*input, argument.value, argument);
    }
  }

  // Every variable inside a literal, each with the type of the place where it stands.
  void Uses(const GraphqlInput& input, const GraphqlValue& value, const GraphqlArgument& argument) {
    if (value.kind == Kind::kVariable) {
      Use(input, value.text, argument);
      return;
    }
    const GraphqlDefinition* definition = schema_.Find(input.type.Named());
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (value.kind == Kind::kList) {
        Uses({input.name, input.type.IsList() ? input.type.Item() : input.type, std::nullopt}, value.items[i],
             argument);
      } else if (const GraphqlInput* member = definition->FindInput(value.keys[i])) {
        Uses(*member, value.items[i], argument);
      }
    }
  }

  void Use(const GraphqlInput& input, const std::string& name, const GraphqlArgument& argument) {
    const auto found = declared_.find(name);
    if (found == declared_.end()) {
      Report("Variable $" + name + " is used by " + Operation() + " but not declared", argument.place,
             "variableNotDefined", {{"variableName", name}});
      return;
    }
    used_.insert(name);
    const GraphqlVariable& variable = *found->second;
    const bool always_there = variable.has_standard || input.standard.has_value();
    const GraphqlType wanted = always_there ? input.type.Nullable() : input.type;
    if (!Accepts(wanted, variable.type)) {
      Report("Type mismatch on variable $" + name + " and argument " + argument.name + " (" + variable.type.text +
                 " / " + input.type.text + ")",
             argument.place, "variableMismatch", {{"variableName", name}, {"argumentName", argument.name}});
    }
  }

  static bool Accepts(const GraphqlType& wanted, const GraphqlType& given) {
    if (wanted.IsRequired() && !given.IsRequired()) {
      return false;
    }
    const GraphqlType inner_wanted = wanted.Nullable();
    const GraphqlType inner_given = given.Nullable();
    if (inner_wanted.IsList() != inner_given.IsList()) {
      return false;
    }
    return inner_wanted.IsList() ? Accepts(inner_wanted.Item(), inner_given.Item())
                                 : inner_wanted.text == inner_given.text;
  }

  void Fragment(const GraphqlDefinition& parent, const Selection& selection) {
    for (const GraphqlDirective& directive : selection.directives) {
      if (directive.name != "skip" && directive.name != "include") {
        RefuseOffField(directive, selection.kind == Selection::Kind::kSpread ? "fragment spreads" : "inline fragments");
      }
    }
    if (selection.kind == Selection::Kind::kInline) {
      if (const GraphqlDefinition* on = selection.on.empty() ? &parent : ConditionOf(selection.on, selection.place)) {
        Selections(*on, selection.selections);
      }
      return;
    }
    const GraphqlFragment* fragment = document_.FindFragment(selection.name);
    if (fragment == nullptr) {
      Report("Fragment " + selection.name + " was used, but not defined", selection.place, "useAndDefineFragment",
             {{"fragmentName", selection.name}});
      return;
    }
    if (open_.contains(fragment->name)) {
      Report("Fragment " + fragment->name + " contains an infinite loop", fragment->place, "infiniteLoop",
             {{"fragmentName", fragment->name}});
      return;
    }
    // Once is enough: a fragment's fields do not depend on where it is spread.
    if (!checked_.insert(fragment->name).second) {
      return;
    }
    open_.insert(fragment->name);
    if (const GraphqlDefinition* on = ConditionOf(fragment->on, fragment->place)) {
      Selections(*on, fragment->selections);
    }
    open_.erase(fragment->name);
  }

  const GraphqlDefinition* ConditionOf(const std::string& type, SourcePlace place) {
    const GraphqlDefinition* definition = schema_.Find(type);
    if (definition == nullptr) {
      Report("No such type " + type + ", so it can't be a fragment condition", place, "undefinedType",
             {{"typeName", type}});
      return nullptr;
    }
    if (!definition->HasFields()) {
      Report("Invalid fragment on type " + type + " (must be Union, Interface or Object)", place,
             "fragmentOnNonCompositeType", {{"typeName", type}});
      return nullptr;
    }
    return definition;
  }

  const GraphqlSchema& schema_;
  const GraphqlDocument& document_;
  const GraphqlOperation& operation_;
  std::vector<GraphqlError> errors_;
  std::vector<std::string> path_;
  std::map<std::string, const GraphqlVariable*> declared_;
  std::set<std::string> used_;
  std::set<std::string> open_;
  std::set<std::string> checked_;
};

}  // namespace

std::string_view RootTypeOf(GraphqlOperationKind kind) {
  switch (kind) {
    case GraphqlOperationKind::kQuery:
      return "QueryRoot";
    case GraphqlOperationKind::kMutation:
      return "Mutation";
    case GraphqlOperationKind::kSubscription:
      break;
  }
  return "Subscription";
}

std::vector<GraphqlError> ValidateGraphql(const GraphqlSchema& schema, const GraphqlDocument& document,
                                          const GraphqlOperation& operation) {
  return Validation(schema, document, operation).Run();
}

}  // namespace riff::sim
