#pragma once

#include <optional>
#include <string>

#include "mocks/face.h"
#include "mocks/graphql_document.h"
#include "mocks/shopify_cost.h"
#include "mocks/shopify_shop.h"

namespace riff::sim {

// Shopify's Admin GraphQL API over one market (platform sheet, section 10). One address, POST
// /admin/api/{version}/graphql.json, and GET /bulk/{number}.jsonl for the files of bulk reads.
//   knobs   bucket_points (2000), restore_points_per_s (100), index_lag_ms (searches trail the truth: what they find is
//           told by the old state, what they show is the new one), read_all_orders (0: only 60 days), missing_scopes
//           (comma list of scopes the token lacks), api_version (answer as this version, whatever is asked),
//           operation_delay_ms (1000, productSet that is not waited for), bulk_delay_ms (3000), bulk_link_ms (30 min)
//   faults  throttled (THROTTLED whatever is left), internal_error (nothing was done), internal_error_after (all was
//           done), sku_search_empty (a variant search by SKU finds nothing), idempotency_concurrent,
//           idempotency_previous_failed, refused_but_done (userErrors, yet the quantities are set), bulk_fails (a
//           partial file)
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

 private:
  struct Asked;  // What a body says.
  static std::optional<Asked> AskedIn(const ServerRequest& request);

  ServerResponse AnswerGraphql(const ServerRequest& request, const std::string& version);
  GraphqlValue Execute(const Asked& asked);
  GraphqlValue Run(const Asked& asked, const GraphqlDocument& document, const GraphqlOperation& operation);
  ServerResponse AnswerFile(const ServerRequest& request, const std::string& name) const;

  FaceParts parts_;
  ShopifyShop shop_;
  ShopifyLedger ledger_;
};

}  // namespace riff::sim
