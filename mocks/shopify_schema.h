#pragma once

#include "mocks/graphql_schema.h"

namespace riff::sim {

// The part of the Admin schema, version 2026-07, that the simulated shop answers: names, types and arguments are the
// published ones; what is left out is an unknown field here.
const GraphqlSchema& ShopifySchema();

}  // namespace riff::sim
