#include "mocks/shopify_page.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "engine/base/digest.h"
#include "mocks/shopify_objects.h"

namespace riff::sim {
namespace {

constexpr std::int64_t kRowsMax = 250;
constexpr std::size_t kScopeDigits = 12;

struct Spot {
  std::string key;
  std::int64_t id = 0;

  friend auto operator<=>(const Spot&, const Spot&) = default;
};

// A cursor is good only for the search and the sort that it came from.
std::string ScopeOf(std::string_view type, const GraphqlCall& call) {
  const GraphqlValue* reverse = call.arguments.Given("reverse");
  const bool backwards = reverse != nullptr && reverse->truth;
  const std::string about = std::string(type) + "\n" + call.arguments.TextOf("query") + "\n" +
                            call.arguments.TextOf("sortKey") + (backwards ? "\n-" : "");
  return Sha256Hex(about).substr(0, kScopeDigits);
}

std::string CursorOf(const Spot& spot, const std::string& scope) {
  return Base64Encode(scope + "\n" + std::to_string(spot.id) + "\n" + spot.key);
}

std::optional<Spot> SpotOf(const std::string& cursor, const std::string& scope) {
  const Result<std::string> plain = Base64Decode(cursor);
  if (!plain || !plain->starts_with(scope + "\n")) {
    return std::nullopt;
  }
  const std::string rest = plain->substr(scope.size() + 1);
  const std::size_t line = rest.find('\n');
  const std::optional<std::int64_t> id =
      line == std::string::npos ? std::nullopt : NumberInDigits(std::string_view(rest).substr(0, line));
  return id ? std::optional(Spot{rest.substr(line + 1), *id}) : std::nullopt;
}

GraphqlFailure BadRequest(std::string message) { return {std::move(message), "BAD_REQUEST"}; }

std::optional<GraphqlFailure> RefuseCounts(const ShopifyShop& shop, const GraphqlCall& call) {
  bool given = shop.paging == ShopifyShop::Paging::kWhole;
  for (const char* name : {"first", "last"}) {
    if (const GraphqlValue* count = call.arguments.Given(name)) {
      given = true;
      if (count->integer < 0 || count->integer > kRowsMax) {
        return BadRequest(std::string(name) + " cannot exceed " + std::to_string(kRowsMax) + " or be negative");
      }
    }
  }
  if (given) {
    return std::nullopt;
  }
  return BadRequest("you must provide one of first or last");
}

struct PageSlice {
  std::vector<ShopifyPageRow> rows;
  std::string scope;
  bool has_next = false;
  bool has_previous = false;
};

Spot SpotAt(const ShopifyPageRow& row) { return {row.key, row.id}; }

GraphqlObjectPointer PageObject(std::string_view type, PageSlice slice) {
  const std::string connection(type);
  const std::string edge = connection.substr(0, connection.size() - std::string_view("Connection").size()) + "Edge";
  std::vector<GraphqlOutput> nodes;
  std::vector<GraphqlOutput> edges;
  std::string first_cursor;
  std::string last_cursor;
  for (const ShopifyPageRow& row : slice.rows) {
    const GraphqlObjectPointer object = row.make();
    if (object == nullptr) {
      continue;
    }
    last_cursor = CursorOf(SpotAt(row), slice.scope);
    first_cursor = first_cursor.empty() ? last_cursor : first_cursor;
    nodes.emplace_back(object);
    edges.emplace_back(ShopifyRecord(edge, {{"cursor", GraphqlValue::Text(last_cursor)}, {"node", object}}));
  }
  const GraphqlObjectPointer info =
      ShopifyRecord("PageInfo", {{"hasNextPage", GraphqlValue::Bool(slice.has_next)},
                                 {"hasPreviousPage", GraphqlValue::Bool(slice.has_previous)},
                                 {"startCursor", GraphqlValue::TextOrNull(first_cursor)},
                                 {"endCursor", GraphqlValue::TextOrNull(last_cursor)}});
  return ShopifyRecord(connection, {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}, {"pageInfo", info}});
}

}  // namespace

std::string SortedNumber(std::int64_t number) {
  // Shifted so that no text begins with a sign.
  char text[32];
  std::snprintf(text, sizeof text, "%020llu", static_cast<unsigned long long>(number) ^ (1ULL << 63U));
  return text;
}

std::string SortedTime(Timestamp at) { return SortedNumber(ToMicros(at)); }

std::string SortedText(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return low;
}

GraphqlOutput ShopifyPage(const ShopifyShop& shop, std::string_view type, std::vector<ShopifyPageRow> rows,
                          const GraphqlCall& call) {
  if (const std::optional<GraphqlFailure> refused = RefuseCounts(shop, call)) {
    return *refused;
  }
  const std::string scope = ScopeOf(type, call);
  const GraphqlValue* reverse = call.arguments.Given("reverse");
  const bool backwards = reverse != nullptr && reverse->truth;
  const auto before = [backwards](const Spot& a, const Spot& b) { return backwards ? b < a : a < b; };
  std::sort(rows.begin(), rows.end(),
            [&](const ShopifyPageRow& a, const ShopifyPageRow& b) { return before(SpotAt(a), SpotAt(b)); });

  PageSlice slice;
  slice.scope = scope;
  std::size_t begin = 0;
  std::size_t end = rows.size();
  for (const char* name : {"after", "before"}) {
    const std::string cursor = call.arguments.TextOf(name);
    if (call.arguments.Given(name) == nullptr) {
      continue;
    }
    const std::optional<Spot> spot = SpotOf(cursor, scope);
    if (!spot) {
      return BadRequest("Invalid cursor for current pagination sort.");
    }
    if (std::string_view(name) == "after") {
      while (begin < end && !before(*spot, SpotAt(rows[begin]))) {
        ++begin;
      }
    } else {
      while (end > begin && !before(SpotAt(rows[end - 1]), *spot)) {
        --end;
      }
    }
  }
  const GraphqlValue* first = call.arguments.Given("first");
  const GraphqlValue* last = call.arguments.Given("last");
  if (first != nullptr && static_cast<std::size_t>(first->integer) < end - begin) {
    end = begin + static_cast<std::size_t>(first->integer);
  }
  if (last != nullptr && static_cast<std::size_t>(last->integer) < end - begin) {
    begin = end - static_cast<std::size_t>(last->integer);
  }
  slice.has_previous = begin > 0;
  slice.has_next = end < rows.size();
  slice.rows.assign(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(begin)),
                    std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(end)));
  return PageObject(type, std::move(slice));
}

}  // namespace riff::sim
