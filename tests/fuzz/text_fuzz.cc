#include "connectors/http/outcome.h"
#include "connectors/http/recorded_transport.h"
#include "connectors/http/url.h"
#include "connectors/shopify/graphql_document.h"
#include "engine/runtime/config.h"
#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {

void ReadConfig(std::string_view bytes) { (void)ParseConfig(std::string(bytes), "riff.toml"); }

void ReadHttp(std::string_view bytes) {
  const Result<UrlParts> url = SplitUrl(bytes);
  if (url.has_value()) {
    const Result<std::string> origin = OriginOf(bytes);
    RIFF_CHECK(origin.has_value() && SplitUrl(*origin)->host == url->host, "an origin has its URL's host");
    (void)DecodeQuery(url->query);
  }
  const Result<QueryPairs> pairs = DecodeQuery(bytes);
  if (pairs.has_value()) {
    const Result<QueryPairs> again = DecodeQuery(EncodeQuery(*pairs));
    RIFF_CHECK(again.has_value() && *again == *pairs, "a query that was written reads the same");
  }
  HttpResponse response;
  response.status = bytes.empty() ? 429 : 100 + static_cast<unsigned char>(bytes.front()) * 2;
  response.headers = {
      {"Retry-After", std::string(bytes)}, {"Date", std::string(bytes)}, {"Content-Type", std::string(bytes)}};
  (void)RetryAfter(response);
  (void)ServerTime(response);
  (void)IsJson(response);
  (void)StatusError("a.b.get", response, RequestEffect::kWrite);
}

void ReadGraphql(std::string_view bytes) {
  const Result<std::vector<shopify::GraphqlOperation>> operations = shopify::ParseGraphqlDocument(bytes);
  if (!shopify::IsReadingDocument(bytes, "")) {
    return;
  }
  RIFF_CHECK(operations.has_value() && operations->size() == 1, "a document that reads has one operation");
  RIFF_CHECK(operations->front().type == shopify::GraphqlOperationType::kQuery, "and that one is a query");
}

}  // namespace riff::fuzz
