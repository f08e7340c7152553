#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/graphql_execute.h"
#include "mocks/shopify_shop.h"

namespace riff::sim {

// A row of a connection: what it is sorted by (the id where two are equal), and how it becomes an object, which is
// asked only for the rows of the page. An object that is null by then is left out, as what was deleted since the index
// knew it.
struct ShopifyPageRow {
  std::string key;
  std::int64_t id = 0;
  std::function<GraphqlObjectPointer()> make;
};

// Texts that sort as what they stand for.
std::string SortedNumber(std::int64_t number);
std::string SortedTime(Timestamp at);
std::string SortedText(std::string_view text);

// The page of a connection that the call's first, after, last, before and reverse ask for, as an object of `type`
// ("ProductConnection"). A failure (BAD_REQUEST): neither first nor last, one below 0 or above 250, a cursor that was
// not made for this search text and sort.
GraphqlOutput ShopifyPage(const ShopifyShop& shop, std::string_view type, std::vector<ShopifyPageRow> rows,
                          const GraphqlCall& call);

}  // namespace riff::sim
