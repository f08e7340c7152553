#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mocks/face.h"
#include "mocks/graphql_document.h"
#include "mocks/shopify_cost.h"
#include "mocks/shopify_shop.h"
#include "mocks/shopify_webhooks.h"

namespace riff::sim {

// Shopify's Admin GraphQL API over one market (platform sheet, section 10). One address, POST
// /admin/api/{version}/graphql.json, and GET /bulk/{number}.jsonl for the files of bulk reads.
// Its knobs and faults are in shopify_knobs.h, those of its webhooks in shopify_webhooks.h.
// An operation is named after the first field of its root: shopify.product.{list,get,count,set,create,update,delete,
// publish,unpublish}, shopify.variant.{list,get,count,update}, shopify.inventory.{list,get,set,adjust,activate,update},
// shopify.location.{list,get,count}, shopify.order.{list,get,count}, shopify.node.get, shopify.shop.get,
// shopify.app.{get,versions}, shopify.publication.{list,get,count}, shopify.webhook.{list,get,count,create,delete},
// shopify.operation.get, shopify.bulk.{list,get,start,cancel,download}.
// A production token has the read scopes only, unless its credentials may write.
class ShopifyFace final : public Face {
 public:
  explicit ShopifyFace(const FaceParts& parts);

  Classified Classify(const ServerRequest& request) const override;
  ServerResponse Answer(const ServerRequest& request) override;
  void Adopt(MarketListing& listing) const override;
  void Settle() override;
  WebhookOutbox* webhooks() override { return &webhooks_.outbox(); }
  Result<void> Subscribe(const WebhookReceiver& receiver) override;

 private:
  struct Asked;  // What a body says.
  static std::optional<Asked> AskedIn(const ServerRequest& request);

  ServerResponse AnswerGraphql(const ServerRequest& request, const std::string& version);
  GraphqlValue Execute(const Asked& asked);
  GraphqlValue Run(const Asked& asked, const GraphqlDocument& document, const GraphqlOperation& operation);
  std::optional<ServerResponse> RefuseShop(std::string_view operation);
  ServerResponse AnswerFile(const ServerRequest& request, const std::string& name) const;

  FaceParts parts_;
  ShopifyShop shop_;
  ShopifyLedger ledger_;
  ShopifyWebhooks webhooks_;
};

}  // namespace riff::sim
