#include "mocks/shopify_face.h"

#include <algorithm>
#include <utility>

#include "connectors/json/json.h"
#include "mocks/graphql_parse.h"
#include "mocks/graphql_validate.h"
#include "mocks/shopify_access.h"
#include "mocks/shopify_knobs.h"
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
constexpr std::string_view kDeprecations = "https://shopify.dev/api/usage/versioning#deprecation-practices";
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

ShopifyFace::ShopifyFace(const FaceParts& parts)
    : parts_(parts), shop_(parts), ledger_(parts.faults), webhooks_(shop_) {
  DeclareShopifyKnobs(parts_.faults);
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
  const bool installed = parts_.faults.Knob("app_installed") == "yes";
  if (!installed || request.Header("X-Shopify-Access-Token") != parts_.credentials.Key("token")) {
    return Json(401, std::string(kBadToken));
  }
  if (std::optional<ServerResponse> refused = RefuseShop(Classify(request).operation)) {
    return *std::move(refused);
  }
  if (request.method != "POST") {
    return Json(405, R"({"errors":"Method Not Allowed"})");
  }
  const std::string& forced = parts_.faults.Knob("api_version");
  return AnswerGraphql(request, forced.empty() ? version : forced);
}

std::optional<ServerResponse> ShopifyFace::RefuseShop(std::string_view operation) {
  const std::string& state = parts_.faults.Knob("shop_state");
  if (state == "frozen") {
    return Json(402, R"({"errors":"Unavailable Shop"})");
  }
  if (state == "locked") {
    return Json(423, R"({"errors":"Locked"})");
  }
  if (state == "gone") {
    return Json(404, R"({"errors":"Not Found"})");
  }
  if (state == "inactive") {
    return Json(200, PrintGraphqlValue(OnlyErrors({TopLevel("Shop is not active", "SHOP_INACTIVE")})));
  }
  if (parts_.faults.Take("security_rejection", operation)) {
    return Json(430, R"({"errors":"Shopify Security Rejection"})");
  }
  return std::nullopt;
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
    // The one deprecated field that clients of before 2026-01 still ask for.
    if (asked->query.find("currentBulkOperation") != std::string::npos) {
      response.headers.push_back({"X-Shopify-API-Deprecated-Reason", std::string(kDeprecations)});
    }
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

void ShopifyFace::Adopt(MarketListing& listing) const {
  // The catalogue's word becomes the product type, which is free text here.
  std::string& type = listing.content.category;
  if (!type.empty() && type.front() >= 'a' && type.front() <= 'z') {
    type.front() = static_cast<char>(type.front() - 32);
  }
  listing.extras["published"] = std::to_string(shop_.OnlineStoreNumber());
}

void ShopifyFace::Settle() {
  SettleShopify(shop_);
  webhooks_.Settle();
}

Result<void> ShopifyFace::Subscribe(const WebhookReceiver& receiver) { return webhooks_.Subscribe(receiver); }

std::unique_ptr<Face> MakeShopifyFace(const FaceParts& parts) { return std::make_unique<ShopifyFace>(parts); }

}  // namespace riff::sim
