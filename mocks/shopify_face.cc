#include "mocks/shopify_face.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"
#include "mocks/shopify_access.h"
#include "mocks/shopify_mutations.h"
#include "mocks/shopify_objects.h"
#include "mocks/shopify_schema.h"
#include "mocks/wire_request.h"

namespace riff::sim {

struct ShopifyFace::Asked {
  std::string query;
  std::string operation;
  GraphqlValue variables = GraphqlValue::Object();
};

namespace {

constexpr std::string_view kGraphqlPath = "/admin/api/{}/graphql.json";
constexpr std::string_view kFilePath = "/bulk/{}";
constexpr std::string_view kBadToken =
    R"json({"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"})json";
constexpr std::string_view kLimits = "https://shopify.dev/api/usage/rate-limits";

ServerResponse Json(int status, std::string body) {
  return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
}

// "2026-07"; empty when it does not look like a version. One that is retired falls forward to the oldest one alive.
std::string VersionFor(const std::string& asked) {
  const auto& versions = ShopifyVersions();
  if (std::find(versions.begin(), versions.end(), asked) != versions.end()) {
    return asked;
  }
  const bool shaped =
      asked.size() == 7 && asked[4] == '-' && NumberInDigits(asked.substr(0, 4)) && NumberInDigits(asked.substr(5));
  return shaped && asked < versions.front() ? std::string(versions.front()) : "";
}

GraphqlValue OnlyErrors(std::vector<GraphqlError> errors) {
  GraphqlValue answer = GraphqlValue::Object();
  answer.Set("errors", RenderGraphqlErrors(errors));
  return answer;
}

GraphqlError TopLevel(std::string message, std::string_view code) {
  GraphqlError error{std::move(message)};
  if (!code.empty()) {
    error.extensions.Set("code", GraphqlValue::Text(code));
  }
  return error;
}

GraphqlError InternalError() {
  return TopLevel("Internal error. Looks like something went wrong on our end.", "INTERNAL_SERVER_ERROR");
}

GraphqlValue WithCost(GraphqlValue answer, GraphqlValue cost) {
  GraphqlValue extensions = GraphqlValue::Object();
  extensions.Set("cost", std::move(cost));
  return answer.Set("extensions", std::move(extensions));
}

// The first field of the operation that a body means.
Classified ClassifyDocument(const GraphqlDocument& document, const std::string& name) {
  const GraphqlOperation* operation = document.FindOperation(name);
  if (operation == nullptr) {
    return {"shopify.unknown", Effect::kChanges};
  }
  const bool mutation = operation->kind == GraphqlOperationKind::kMutation;
  const auto& fields = mutation ? ShopifyMutationFields() : ShopifyQueryFields();
  const GraphqlVariables none;
  Classified classified{"", Effect::kReads};
  for (const GraphqlSelected& selected : SelectedAtRoot({ShopifySchema(), document, *operation, none})) {
    const auto found = fields.find(selected.first->name);
    const std::string_view word = found == fields.end() ? "unknown" : found->second.operation;
    if (classified.operation.empty()) {
      classified.operation = "shopify." + std::string(word);
    }
    // A bulk read is started by a mutation and changes nothing of the seller's.
    if (mutation && !word.starts_with("bulk.")) {
      classified.effect = Effect::kChanges;
    }
  }
  if (classified.operation.empty()) {
    classified.operation = "shopify.unknown";
  }
  return classified;
}

}  // namespace

ShopifyFace::ShopifyFace(const FaceParts& parts) : parts_(parts), shop_(parts), ledger_(parts.faults) {
  Faults& faults = parts_.faults;
  const auto knob = [&faults](std::string name, std::string meaning, std::string standard) {
    faults.Declare({std::move(name), FaultSort::kKnob, std::move(meaning), std::move(standard)});
  };
  const auto fault = [&faults](std::string name, std::string meaning) {
    faults.Declare({std::move(name), FaultSort::kFace, std::move(meaning), ""});
  };
  knob("read_all_orders", "1: the token sees orders older than 60 days.", "0");
  knob("missing_scopes", "Scopes that the token lacks, between commas.", "");
  knob("api_version", "Answer as this version, whatever was asked for.", "");
  knob("operation_delay_ms", "How long a productSet takes that is not waited for.", "1000");
  knob("bulk_delay_ms", "How long a bulk read runs.", "3000");
  knob("bulk_link_ms", "How long the link to a bulk read's file is good.", "1800000");
  fault("throttled", "THROTTLED, whatever is left in the bucket.");
  fault("internal_error", "INTERNAL_SERVER_ERROR; nothing was done.");
  fault("internal_error_after", "INTERNAL_SERVER_ERROR; everything was done.");
  fault("sku_search_empty", "A variant search by SKU wrongly finds nothing.");
  fault("idempotency_concurrent", "A stock write's key is said to be in use right now.");
  fault("idempotency_previous_failed", "A stock write's key is said to have failed before.");
  fault("refused_but_done", "A stock write is answered with userErrors, and was done.");
  fault("bulk_fails", "A bulk read fails half-way and leaves a partial file.");
}

std::optional<ShopifyFace::Asked> ShopifyFace::AskedIn(const ServerRequest& request) {
  Asked asked;
  if (MediaTypeOf(request) == "application/graphql") {
    asked.query = request.body;
    return asked;
  }
  const Result<JsonDocument> document = JsonDocument::Parse(request.body);
  if (!document) {
    return std::nullopt;
  }
  const GraphqlValue body = ValueFromJson(document->root());
  if (body.Given("query") == nullptr || !body.Given("query")->IsText()) {
    return std::nullopt;
  }
  asked.query = body.TextOf("query");
  asked.operation = body.TextOf("operationName");
  if (const GraphqlValue* variables = body.Given("variables")) {
    asked.variables = *variables;
  }
  return asked;
}

Classified ShopifyFace::Classify(const ServerRequest& request) const {
  if (request.method == "GET" && MatchPath(kFilePath, request.Path())) {
    return {"shopify.bulk.download", Effect::kReads};
  }
  const Classified unknown{"shopify.unknown", request.method == "GET" ? Effect::kReads : Effect::kChanges};
  if (request.method != "POST" || !MatchPath(kGraphqlPath, request.Path())) {
    return unknown;
  }
  const std::optional<Asked> asked = AskedIn(request);
  const auto document = asked ? ParseGraphql(asked->query) : tl::unexpected(GraphqlError{});
  return document ? ClassifyDocument(*document, asked->operation) : unknown;
}

ServerResponse ShopifyFace::Answer(const ServerRequest& request) {
  shop_.CatchUp();
  if (const auto file = MatchPath(kFilePath, request.Path()); file && request.method == "GET") {
    return AnswerFile(request, file->front());
  }
  const auto parts = MatchPath(kGraphqlPath, request.Path());
  const std::string version = parts ? VersionFor(parts->front()) : "";
  if (version.empty()) {
    return Json(404, R"({"errors":"Not Found"})");
  }
  if (request.Header("X-Shopify-Access-Token") != parts_.credentials.Key("token")) {
    return Json(401, std::string(kBadToken));
  }
  if (request.method != "POST") {
    return Json(405, R"({"errors":"Method Not Allowed"})");
  }
  const std::string& forced = parts_.faults.Knob("api_version");
  return AnswerGraphql(request, forced.empty() ? version : forced);
}

ServerResponse ShopifyFace::AnswerGraphql(const ServerRequest& request, const std::string& version) {
  shop_.version = version;
  shop_.host = std::string(request.Header("Host"));
  const std::optional<Asked> asked = AskedIn(request);
  ServerResponse response =
      asked ? Json(200, "") : Json(400, R"({"errors":{"query":"Required parameter missing or invalid"}})");
  response.headers.push_back({"X-Shopify-API-Version", version});
  if (asked) {
    response.body = PrintGraphqlValue(Execute(*asked));
  }
  return response;
}

GraphqlValue ShopifyFace::Execute(const Asked& asked) {
  const auto document = ParseGraphql(asked.query);
  if (!document) {
    return OnlyErrors({document.error()});
  }
  const GraphqlOperation* operation = document->FindOperation(asked.operation);
  if (operation == nullptr) {
    return OnlyErrors({TopLevel(
        asked.operation.empty() ? "An operation name is required" : "No operation named \"" + asked.operation + "\"",
        "")});
  }
  std::vector<GraphqlError> errors = ValidateGraphql(ShopifySchema(), *document, *operation);
  return errors.empty() ? Run(asked, *document, *operation) : OnlyErrors(std::move(errors));
}

GraphqlValue ShopifyFace::Run(const Asked& asked, const GraphqlDocument& document, const GraphqlOperation& operation) {
  auto variables = CoerceVariables(ShopifySchema(), operation, asked.variables);
  if (!variables) {
    return OnlyErrors({variables.error()});
  }
  const GraphqlRequest request{ShopifySchema(), document, operation, *variables};
  const std::string name = ClassifyDocument(document, operation.name).operation;
  const int requested = RequestedCostOf(request);
  ledger_.FillUntil(shop_.Now());
  if (requested > kQueryCostMax) {
    GraphqlError error =
        TopLevel("Query cost is " + std::to_string(requested) + ", which exceeds the single query max cost limit (" +
                     std::to_string(kQueryCostMax) + ").",
                 "MAX_COST_EXCEEDED");
    error.extensions.Set("cost", GraphqlValue::Integer(requested))
        .Set("maxCost", GraphqlValue::Integer(kQueryCostMax))
        .Set("documentation", GraphqlValue::Text(kLimits));
    return OnlyErrors({error});
  }
  if (!ledger_.Affords(requested) || parts_.faults.Take("throttled", name)) {
    GraphqlError error = TopLevel("Throttled", "THROTTLED");
    error.extensions.Set("documentation", GraphqlValue::Text(kLimits));
    return WithCost(OnlyErrors({error}), ledger_.Render(requested, std::nullopt));
  }
  if (parts_.faults.Take("internal_error", name)) {
    return OnlyErrors({InternalError()});
  }
  ledger_.Take(requested);
  const bool mutation = operation.kind == GraphqlOperationKind::kMutation;
  const GraphqlAnswer answer =
      ExecuteGraphql(request, mutation ? *ShopifyMutationRoot(shop_) : *ShopifyQueryRoot(shop_));
  const int actual = ActualCostOf(request, answer.data);
  ledger_.GiveBack(requested - actual);
  if (parts_.faults.Take("internal_error_after", name)) {
    return OnlyErrors({InternalError()});
  }
  GraphqlValue body = GraphqlValue::Object();
  body.Set("data", answer.data);
  if (!answer.errors.empty()) {
    body.Set("errors", RenderGraphqlErrors(answer.errors));
  }
  return WithCost(std::move(body), ledger_.Render(requested, actual));
}

// A link carries its own proof, asks for no token, and goes stale.
ServerResponse ShopifyFace::AnswerFile(const ServerRequest& request, const std::string& name) const {
  const ServerResponse denied{403, {{"Content-Type", "application/xml"}}, "<Error><Code>AccessDenied</Code></Error>"};
  constexpr std::string_view kTail = ".jsonl";
  if (!name.ends_with(kTail)) {
    return denied;
  }
  const auto number = NumberInDigits(std::string_view(name).substr(0, name.size() - kTail.size()));
  const auto found = number ? shop_.bulks.find(*number) : shop_.bulks.end();
  if (found == shop_.bulks.end() || ValueOf(FormPairs(request.Query()), "signature") != found->second.secret) {
    return denied;
  }
  const ShopifyBulk& bulk = found->second;
  const bool stale = !bulk.completed_at || shop_.Now() >= *bulk.completed_at + parts_.faults.KnobMs("bulk_link_ms");
  if (stale || bulk.file.empty()) {
    return denied;
  }
  return {200, {{"Content-Type", "application/jsonl"}}, bulk.file};
}

void ShopifyFace::Adopt(MarketListing& listing) const {
  // The catalogue's word becomes the product type, which is free text here.
  std::string& type = listing.content.category;
  if (!type.empty() && type.front() >= 'a' && type.front() <= 'z') {
    type.front() = static_cast<char>(type.front() - 32);
  }
  listing.extras["published"] = std::to_string(shop_.OnlineStoreNumber());
}

void ShopifyFace::Settle() { SettleShopify(shop_); }

std::unique_ptr<Face> MakeShopifyFace(const FaceParts& parts) { return std::make_unique<ShopifyFace>(parts); }

}  // namespace riff::sim
