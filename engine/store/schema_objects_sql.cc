#include <cctype>

#include "engine/store/query.h"
#include "engine/store/schema_objects.h"

namespace riff {
namespace {

// An index that a constraint made has no text; its table's says it.
constexpr Sql kObjects = {
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_' "
    "AND name <> 'schema_migrations'",
    "ttt"};

std::string FoldSpace(const std::string& text) {
  std::string folded;
  for (const char character : text) {
    const bool space = std::isspace(static_cast<unsigned char>(character)) != 0;
    if (!space) {
      folded += character;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  return folded;
}

}  // namespace

Result<SchemaObjects> ReadSchemaObjects(Session& session) {
  SchemaObjects objects;
  RIFF_TRY(session.Run(TransactionMode::kRead, [&]() -> Result<void> {
    objects.clear();
    Query query(session, kObjects);
    while (true) {
      RIFF_TRY(const bool more, query.Next());
      if (!more) {
        return {};
      }
      std::string name = query.Text() + " ";
      name += query.Text();
      objects.emplace(std::move(name), FoldSpace(query.Text()));
    }
  }));
  return objects;
}

std::vector<std::string> CompareSchemas(const SchemaObjects& expected, const SchemaObjects& actual) {
  std::vector<std::string> differences;
  for (const auto& [name, text] : expected) {
    const auto found = actual.find(name);
    if (found == actual.end()) {
      differences.push_back(name + " is missing");
    } else if (found->second != text) {
      differences.push_back(name + " is not as its migration made it");
    }
  }
  for (const auto& [name, text] : actual) {
    if (!expected.contains(name)) {
      differences.push_back(name + " is not of any migration");
    }
  }
  return differences;
}

}  // namespace riff
