#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/net/http_server.h"
#include "mocks/wire_request.h"

// eBay's lists: what `offset` counts, and the absolute links to the pages beside this one.
namespace riff::sim {

struct EbayPaging {
  std::size_t limit = 0;
  std::size_t offset = 0;
};

// `limit` and `offset` of a query; nothing when one is no number or outside 1 to `limit_max`.
std::optional<EbayPaging> EbayPagingOf(const QueryPairs& query, std::size_t limit_default, std::size_t limit_max);

// A number of at least 0; nothing for any other text.
std::optional<std::size_t> EbayNumber(std::string_view text);

// Items and offers count pages from 0, orders and locations rows.
enum class EbayOffsets { kPages, kRows };

struct EbayPage {
  std::string_view rows_name;
  std::size_t total = 0;
  EbayPaging paging;
  EbayOffsets offsets = EbayOffsets::kRows;
};

// One page with `href`, `next` and `prev` on the host that was asked. `size` is what eBay shows beside it: the number
// of rows here (pages of items and offers only; a page that counts rows shows its `offset`).
ServerResponse EbayPageOf(const ServerRequest& request, const EbayPage& page, const std::vector<std::string>& rows);

}  // namespace riff::sim
