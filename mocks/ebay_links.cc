#include "mocks/ebay_links.h"

#include <algorithm>
#include <charconv>

#include "connectors/json/json.h"
#include "mocks/ebay_errors.h"

namespace riff::sim {
namespace {

// The same request at another offset.
std::string LinkTo(const ServerRequest& request, const EbayPaging& paging) {
  const std::string_view host = request.Header("Host");
  QueryPairs query;
  for (const auto& pair : FormPairs(request.Query())) {
    if (pair.first != "limit" && pair.first != "offset") {
      query.push_back(pair);
    }
  }
  query.emplace_back("limit", std::to_string(paging.limit));
  query.emplace_back("offset", std::to_string(paging.offset));
  return (host.empty() ? "https://api.ebay.com" : "http://" + std::string(host)) + std::string(request.Path()) + "?" +
         EncodeQuery(query);
}

}  // namespace

std::optional<std::size_t> EbayNumber(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // So small that no product of two of them overflows.
  const bool good = error == std::errc() && end == text.data() + text.size() && number < (1U << 31U);
  return good ? std::optional(number) : std::nullopt;
}

std::optional<EbayPaging> EbayPagingOf(const QueryPairs& query, std::size_t limit_default, std::size_t limit_max) {
  const auto limit = HasValue(query, "limit") ? EbayNumber(ValueOf(query, "limit")) : limit_default;
  const auto offset = HasValue(query, "offset") ? EbayNumber(ValueOf(query, "offset")) : 0;
  if (!limit || !offset || *limit < 1 || *limit > limit_max) {
    return std::nullopt;
  }
  return EbayPaging{*limit, *offset};
}

ServerResponse EbayPageOf(const ServerRequest& request, const EbayPage& page, const std::vector<std::string>& rows) {
  const bool pages = page.offsets == EbayOffsets::kPages;
  const EbayPaging& paging = page.paging;
  const std::size_t step = pages ? 1 : paging.limit;
  const std::size_t first = pages ? paging.offset * paging.limit : paging.offset;
  JsonWriter json;
  json.BeginObject().Key("href").Text(LinkTo(request, paging));
  json.Key("total").Integer(static_cast<std::int64_t>(page.total));
  json.Key("limit").Integer(static_cast<std::int64_t>(paging.limit));
  json.Key(pages ? "size" : "offset").Integer(static_cast<std::int64_t>(pages ? rows.size() : paging.offset));
  if (first + paging.limit < page.total) {
    json.Key("next").Text(LinkTo(request, {paging.limit, paging.offset + step}));
  }
  if (paging.offset > 0) {
    json.Key("prev").Text(LinkTo(request, {paging.limit, paging.offset - std::min(step, paging.offset)}));
  }
  json.Key(page.rows_name).BeginArray();
  for (const std::string& row : rows) {
    json.Raw(row);
  }
  json.EndArray().EndObject();
  return EbayJson(200, json.Take());
}

}  // namespace riff::sim
