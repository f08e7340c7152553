#include "connectors/ebay/ebay_bulk_codec.h"
#include "connectors/ebay/ebay_codec.h"
#include "connectors/ebay/ebay_legacy_codec.h"
#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/ebay/ebay_order_codec.h"
#include "connectors/ebay/ebay_trading_codec.h"
#include "connectors/reverb/reverb_codec.h"
#include "connectors/reverb/reverb_order_codec.h"
#include "connectors/shopify/shopify_codec.h"
#include "connectors/shopify/shopify_order_codec.h"
#include "connectors/shopify/shopify_wire.h"
#include "connectors/shopify/shopify_write_codec.h"
#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/tiktok/tiktok_order_codec.h"
#include "connectors/tiktok/tiktok_tokens.h"
#include "connectors/tiktok/tiktok_wire.h"
#include "connectors/tiktok/tiktok_write_codec.h"
#include "connectors/vr/vr_codec.h"
#include "connectors/vr/vr_form.h"
#include "connectors/vr/vr_marker.h"
#include "engine/base/manual_clock.h"
#include "tests/fuzz/fuzz_targets.h"

namespace riff::fuzz {
namespace {

HttpResponse Answer(std::string_view bytes) {
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = std::string(bytes)};
}

Currency Dollars() { return Currency::Parse("USD").value(); }

}  // namespace

void ReadEbay(std::string_view bytes) {
  (void)ebay::ErrorsOf(bytes);
  (void)ebay::RowAnswersOf(bytes);
  (void)ebay::OffersOf(Answer(bytes));
  HttpResponse refused = Answer(bytes);
  refused.status = 400;
  (void)ebay::RefusalOf("a.b.put", refused, RequestEffect::kWrite);
  const Result<JsonDocument> document = JsonDocument::Parse(bytes);
  if (!document.has_value()) {
    return;
  }
  const JsonValue root = document->root();
  const Result<ebay::ItemPage> page = ebay::ItemPageOf(root);
  const Result<ebay::Offer> offer = ebay::OfferOf(root);
  if (page.has_value() && !page->items.empty() && offer.has_value()) {
    (void)ebay::ListingOf(page->items.front(), *offer);
  }
  (void)ebay::ItemOf(root, Sku("SG-61"));
  (void)ebay::BulkItemsOf(root);
  (void)ebay::OrderPageOf(root, Channel{Platform::kEbay, Environment::kSandbox});
  (void)ebay::OrderOf(root, Channel{Platform::kEbay, Environment::kSandbox});
}

void ReadEbayTrading(std::string_view bytes) {
  for (const std::string_view call : {"GetItem", "GetMyeBaySelling", "GetSellerList", "ReviseInventoryStatus"}) {
    const Result<ebay::TradingAnswer> answer = ebay::TradingAnswerOf(call, Answer(bytes), RequestEffect::kRead);
    if (!answer.has_value()) {
      continue;
    }
    (void)ebay::ActivePageOf(*answer);
    (void)ebay::SellerPageOf(*answer);
    (void)ebay::TradingRefusalOf(call, answer->errors, RequestEffect::kWrite);
    const std::optional<XmlElement> item = answer->document.root().Find("Item");
    if (item.has_value()) {
      (void)ebay::LegacyItemOf(*item);
    }
  }
}

void ReadReverb(std::string_view bytes) {
  (void)reverb::ParseWriteAnswer(bytes);
  (void)reverb::ErrorText(bytes);
  (void)reverb::ParseShopName(bytes);
  const Result<JsonDocument> document = JsonDocument::Parse(bytes);
  if (!document.has_value()) {
    return;
  }
  (void)reverb::ParseListing(document->root());
  (void)reverb::ParseOrder(document->root(), Channel{Platform::kReverb, Environment::kSandbox});
  for (const std::string_view rows : {"listings", "orders"}) {
    const Result<reverb::RowPage> page = reverb::ParsePage(document->root(), rows);
    if (!page.has_value()) {
      continue;
    }
    (void)reverb::HasNextPage(*page);
    for (const JsonValue& row : page->rows) {
      (void)reverb::ParseListing(row);
      (void)reverb::ParseOrder(row, Channel{Platform::kReverb, Environment::kSandbox});
    }
  }
}

void ReadShopify(std::string_view bytes) {
  ManualClock clock{Timestamp(std::chrono::hours(480'000))};
  shopify::ShopifyThrottle throttle(clock);
  const shopify::ShopifyCall call{.document = shopify::kVariantsPage, .variables = "{}"};
  const Result<shopify::ShopifyReply> reply = shopify::DecodeReply(call, "2026-07", Answer(bytes), throttle);
  const Result<JsonDocument> document = JsonDocument::Parse(bytes);
  if (!document.has_value()) {
    return;
  }
  const JsonValue data = reply.has_value() ? reply->data() : document->root().Find("data").value_or(document->root());
  const Channel channel{Platform::kShopify, Environment::kSandbox};
  (void)shopify::DecodeVariantsPage(data);
  (void)shopify::DecodeVariant(data, Dollars());
  (void)shopify::DecodeLevels(data);
  (void)shopify::DecodeUserErrors(data, "inventorySetQuantities");
  (void)shopify::DecodeCreated(data, Sku("SG-61"));
  const Result<shopify::RefundsByLine> refunds = shopify::DecodeRefunds(data);
  const Result<Page<shopify::ShopifyOrder>> orders = shopify::DecodeOrdersPage(data, channel);
  if (orders.has_value()) {
    for (const shopify::ShopifyOrder& order : orders->rows) {
      (void)shopify::NeedsRefunds(order);
      (void)shopify::MeaningOf(order, refunds.value_or(shopify::RefundsByLine()));
    }
  }
  (void)shopify::DecodeOneOrder(data, channel);
}

void ReadTiktok(std::string_view bytes) {
  const tiktok::TiktokCall call{.operation = "tiktok.listing.list", .path = "/", .query = {}, .body = ""};
  const tiktok::TiktokReply reply = tiktok::DecodeReply(call, Answer(bytes));
  (void)tiktok::DecodeTokens(Answer(bytes));
  const Result<JsonDocument> document = JsonDocument::Parse(bytes);
  if (!document.has_value()) {
    return;
  }
  const Result<JsonValue> told = reply.data();
  const JsonValue data = told.has_value() ? *told : document->root();
  (void)tiktok::DecodeProductsPage(data, "7001");
  (void)tiktok::DecodeProduct(data, "");
  (void)tiktok::DecodeInventory(data, "7001");
  (void)tiktok::DecodeShops(data);
  (void)tiktok::DecodeOrdersPage(data, Channel{Platform::kTiktok, Environment::kSandbox});
  (void)tiktok::DecodeItemErrors(document->root());
  (void)tiktok::DecodeCreated(data, Sku("SG-61"));
}

void ReadVr(std::string_view bytes) {
  const vr::Form form = vr::ParseForm(bytes);
  (void)vr::EncodeMultipart(form, "a-boundary");
  (void)vr::TextOf(bytes);
  (void)vr::ErrorsOf(bytes);
  (void)vr::ParseLink(bytes);
  (void)vr::SplitToken(bytes);
  const Result<vr::Snapshot> snapshot = vr::ParseSnapshot(bytes, Dollars());
  if (!snapshot.has_value()) {
    return;
  }
  for (const vr::Row& row : snapshot->rows) {
    (void)vr::ListingOf(*snapshot, row, "https://vr.test");
    (void)vr::SaleOf(*snapshot, row, Channel{Platform::kVr, Environment::kSandbox}, Timestamp());
  }
  const Result<vr::Snapshot> again = vr::ParseSnapshot(vr::FormatSnapshot(*snapshot), Dollars());
  RIFF_CHECK(again.has_value() && again->rows.size() == snapshot->rows.size(), "what was written can be read");
}

}  // namespace riff::fuzz
