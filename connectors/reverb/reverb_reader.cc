#include "connectors/reverb/reverb_reader.h"

#include <charconv>
#include <chrono>
#include <utility>

#include "connectors/http/outcome.h"
#include "connectors/http/url.h"
#include "connectors/reverb/reverb_codec.h"
#include "connectors/reverb/reverb_order_codec.h"

namespace riff::reverb {
namespace {

// More is silently cut to this by Reverb.
constexpr int kRowsPerPage = 50;

// Two and a half million rows: a paging that goes on behind this one is broken.
constexpr std::int64_t kPagesMax = 50'000;

// The body of a successful read; every other outcome as an error of a read.
Result<JsonDocument> AnswerOf(std::string_view what, const Result<HttpResponse>& answer) {
  if (!answer) return Fail(WithContext(what, ReadFailure(answer.error())));
  if (answer->status < 200 || answer->status > 299) {
    Error error = StatusError(what, *answer, RequestEffect::kRead);
    const std::string text = ErrorText(answer->body);
    if (!text.empty()) error.message += ": " + text;
    return Fail(std::move(error));
  }
  Result<JsonDocument> document = JsonDocument::Parse(answer->body);
  if (!document) return Fail(WithContext(what, document.error()));
  return document;
}

bool IsListingId(const RemoteId& id) {
  return !id.empty() && id.text().find_first_not_of("0123456789") == std::string::npos;
}

Result<std::int64_t> PageOf(const std::optional<Cursor>& cursor) {
  if (!cursor) return 1;
  const std::string& text = cursor->text();
  std::int64_t page = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), page);
  if (failure != std::errc() || end != text.data() + text.size() || page < 2 || page > kPagesMax) {
    return Fail(ErrorKind::kInvalid, "not a cursor of Reverb's: " + text);
  }
  return page;
}

// A page as it was asked for, its links checked.
Result<RowPage> CheckedPage(const Endpoint& endpoint, const JsonDocument& document, std::string_view rows_key,
                            std::int64_t asked) {
  RIFF_TRY(RowPage page, ParsePage(document.root(), rows_key));
  if (page.current_page != asked) {
    return Fail(ErrorKind::kInvalid,
                "asked for page " + std::to_string(asked) + " and got page " + std::to_string(page.current_page));
  }
  if (page.next_link) {
    // Pages are counted, not followed; a link to a stranger still means that this is not Reverb's answer.
    RIFF_TRY(endpoint.PathOfLink(*page.next_link));
  }
  return page;
}

std::optional<Cursor> CursorAfter(const RowPage& page) {
  if (!HasNextPage(page) || page.current_page >= kPagesMax) return std::nullopt;
  return Cursor(std::to_string(page.current_page + 1));
}

// Reverb's times have whole seconds, so a window is widened to them: a row too many is harmless, one too few is not.
std::string FirstSecond(Timestamp at) { return FormatUtc(std::chrono::floor<std::chrono::seconds>(at)); }
std::string LastSecond(Timestamp at) { return FormatUtc(std::chrono::ceil<std::chrono::seconds>(at)); }

class Reader final : public ChannelReader {
 public:
  Reader(Channel channel, Transport& transport, Endpoint endpoint)
      : channel_(channel), transport_(transport), endpoint_(std::move(endpoint)) {}

  Result<Page<RemoteListing>> ListListings(RunContext&, const std::optional<Cursor>& cursor) override {
    RIFF_TRY(const std::int64_t asked, PageOf(cursor));
    // The default is live listings only.
    const QueryPairs query = {
        {"state", "all"}, {"page", std::to_string(asked)}, {"per_page", std::to_string(kRowsPerPage)}};
    RIFF_TRY(const JsonDocument document, Read("reverb.listing.list", "/my/listings", query));
    RIFF_TRY(const RowPage page, CheckedPage(endpoint_, document, "listings", asked));
    Page<RemoteListing> out;
    out.next = CursorAfter(page);
    out.total = page.total;
    for (const JsonValue& row : page.rows) {
      RIFF_TRY(RemoteListing listing, ParseListing(row));
      out.rows.push_back(std::move(listing));
    }
    return out;
  }

  std::vector<Result<RemoteListing>> GetListings(RunContext&, std::span<const ListingRef> refs) override {
    std::vector<RemoteId> ids;
    ids.reserve(refs.size());
    for (const ListingRef& ref : refs) ids.push_back(ref.remote);
    return ReadListings(transport_, endpoint_, ids);
  }

  Result<std::vector<RemoteListing>> FindBySku(RunContext&, const Sku& sku) override {
    return FindListings(transport_, endpoint_, sku);
  }

  Result<Page<Order>> ListOrders(RunContext&, const OrderWindow& window, const std::optional<Cursor>& cursor) override {
    RIFF_TRY(const std::int64_t asked, PageOf(cursor));
    // By last change: an order placed before the window and paid within it would be missed by its creation.
    const QueryPairs query = {{"updated_start_date", FirstSecond(window.from)},
                              {"updated_end_date", LastSecond(window.to)},
                              {"page", std::to_string(asked)},
                              {"per_page", std::to_string(kRowsPerPage)}};
    RIFF_TRY(const JsonDocument document, Read("reverb.order.list", "/my/orders/selling/all", query));
    RIFF_TRY(const RowPage page, CheckedPage(endpoint_, document, "orders", asked));
    Page<Order> out;
    out.next = CursorAfter(page);
    out.total = page.total;
    for (const JsonValue& row : page.rows) {
      RIFF_TRY(Order order, ParseOrder(row, channel_));
      out.rows.push_back(std::move(order));
    }
    return out;
  }

  Result<Order> GetOrder(RunContext&, const OrderId& id) override {
    if (id.text().find_first_not_of('.') == std::string::npos) {
      return Fail(ErrorKind::kInvalid, "not the number of a Reverb order");
    }
    const HttpRequest request = endpoint_.Get("reverb.order.get", "/my/orders/selling/" + PercentEncode(id.text()));
    RIFF_TRY(const JsonDocument document, AnswerOf("reverb.order.get " + id.text(), Send(transport_, request)));
    Result<Order> order = ParseOrder(document.root(), channel_);
    if (order && order->id != id) {
      return Fail(ErrorKind::kInvalid, "asked for order " + id.text() + " and got another");
    }
    return order;
  }

 private:
  Result<JsonDocument> Read(const std::string& operation, const std::string& path, const QueryPairs& query) {
    return AnswerOf(operation, Send(transport_, endpoint_.Get(operation, path + "?" + EncodeQuery(query))));
  }

  Channel channel_;
  Transport& transport_;
  Endpoint endpoint_;
};

class Prober final : public ChannelProber {
 public:
  Prober(Transport& transport, Endpoint endpoint) : transport_(transport), endpoint_(std::move(endpoint)) {}

  Result<ChannelProbe> Probe(RunContext&) override {
    constexpr std::string_view kWhat = "reverb.shop.get";
    const Result<HttpResponse> answer = Send(transport_, endpoint_.Get(std::string(kWhat), "/shop"));
    RIFF_TRY(AnswerOf(kWhat, answer));
    ChannelProbe probe;
    RIFF_TRY(probe.account, ParseShopName(answer->body));
    probe.server_time = ServerTime(*answer);
    return probe;
  }

 private:
  Transport& transport_;
  Endpoint endpoint_;
};

}  // namespace

std::unique_ptr<ChannelReader> MakeReader(Channel channel, Transport& transport, Endpoint endpoint) {
  return std::make_unique<Reader>(channel, transport, std::move(endpoint));
}

std::unique_ptr<ChannelProber> MakeProber(Transport& transport, Endpoint endpoint) {
  return std::make_unique<Prober>(transport, std::move(endpoint));
}

std::vector<Result<RemoteListing>> ReadListings(Transport& transport, const Endpoint& endpoint,
                                                std::span<const RemoteId> ids) {
  std::vector<HttpRequest> requests;
  for (const RemoteId& id : ids) {
    if (IsListingId(id)) requests.push_back(endpoint.Get("reverb.listing.get", "/listings/" + id.text()));
  }
  const std::vector<Result<HttpResponse>> answers = transport.SendAll(requests);

  std::vector<Result<RemoteListing>> out;
  std::size_t next = 0;
  for (const RemoteId& id : ids) {
    if (!IsListingId(id)) {
      // A pending id among them: Reverb gives its id at once, so nothing there goes by any other name.
      out.push_back(Fail(ErrorKind::kNotFound, "no Reverb listing is called " + id.text()));
      continue;
    }
    const Result<JsonDocument> document = AnswerOf("reverb.listing.get " + id.text(), answers[next++]);
    if (!document) {
      out.push_back(Fail(document.error()));
      continue;
    }
    Result<RemoteListing> listing = ParseListing(document->root());
    if (listing && listing->ref.remote != id) {
      listing = Fail(ErrorKind::kInvalid, "asked for listing " + id.text() + " and got another");
    }
    out.push_back(std::move(listing));
  }
  return out;
}

Result<std::vector<RemoteListing>> FindListings(Transport& transport, const Endpoint& endpoint, const Sku& sku) {
  if (sku.empty()) return Fail(ErrorKind::kInvalid, "a listing is not looked for by an empty SKU");
  std::vector<RemoteListing> found;
  std::vector<RemoteId> ids;
  for (std::int64_t asked = 1; asked <= kPagesMax; ++asked) {
    const QueryPairs query = {{"sku", sku.text()},
                              {"state", "all"},
                              {"page", std::to_string(asked)},
                              {"per_page", std::to_string(kRowsPerPage)}};
    const HttpRequest request = endpoint.Get("reverb.listing.find", "/my/listings?" + EncodeQuery(query));
    RIFF_TRY(const JsonDocument document, AnswerOf(request.operation, Send(transport, request)));
    RIFF_TRY(const RowPage page, CheckedPage(endpoint, document, "listings", asked));
    for (const JsonValue& row : page.rows) {
      RIFF_TRY(RemoteListing listing, ParseListing(row));
      // The filter is Reverb's, the comparison is ours: rows of other SKUs do come back.
      if (listing.ref.sku != sku) continue;
      ids.push_back(listing.ref.remote);
      found.push_back(std::move(listing));
    }
    if (!HasNextPage(page)) break;
  }

  std::vector<Result<RemoteListing>> current = ReadListings(transport, endpoint, ids);
  std::vector<RemoteListing> out;
  for (std::size_t at = 0; at < current.size(); ++at) {
    if (!current[at] && current[at].error().kind == ErrorKind::kNotFound) continue;  // A deleted draft.
    RIFF_TRY(RemoteListing listing, std::move(current[at]));
    if (listing.ref.sku.empty()) listing.ref.sku = found[at].ref.sku;
    if (listing.ref.sku == sku) out.push_back(std::move(listing));
  }
  return out;
}

}  // namespace riff::reverb
