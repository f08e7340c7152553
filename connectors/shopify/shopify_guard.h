#pragma once

#include "connectors/http/transport.h"

namespace riff::shopify {

// True for requests that certainly change nothing, which are these three and no others:
// - a POST to the GraphQL endpoint whose body is one object of `query`, `operationName` and `variables`, each at most
//   once, and whose document, parsed, holds nothing but queries;
// - the same with one mutation, the start of a bulk read. It makes a file of what a query shows, and needs reading
//   scopes only. It is known by its text, byte for byte the one this connector sends, so that nothing can stand beside
//   it, and the query it runs must be nothing but a query in its turn;
// - a GET of a file, with a Range header and no other, so without the token, and not below /admin.
bool IsReading(const HttpRequest& request);

}  // namespace riff::shopify
