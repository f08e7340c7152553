#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/model/product.h"
#include "engine/store/query.h"

namespace riff {

// The columns that every table of contents has after its title: description, brand, model, year, finish, condition,
// category, image_urls. Binds are named like the columns.
void BindContent(Query& query, const ListingContent& content);

// Reads those eight columns in that order; the title is given.
Result<ListingContent> ReadContent(Query& query, std::string title);

// A whole content as one text, for a write that carries one. Reads back exactly; kInvalid for any other text.
std::string ContentText(const ListingContent& content);
Result<ListingContent> ContentFromText(std::string_view text);

}  // namespace riff
