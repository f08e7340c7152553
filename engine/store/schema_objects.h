#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/store/session.h"

namespace riff {

// "table listings" → the text that made it, its white space folded. Without the database's own objects and the table
// of migrations.
using SchemaObjects = std::map<std::string, std::string>;
Result<SchemaObjects> ReadSchemaObjects(Session& session);

// One sentence for each object that is missing from `actual`, extra in it, or not what `expected` says.
std::vector<std::string> CompareSchemas(const SchemaObjects& expected, const SchemaObjects& actual);

}  // namespace riff
