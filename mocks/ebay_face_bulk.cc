// EbayFace: the bulk forms of making, publishing and migrating.

#include <utility>

#include "connectors/json/json.h"
#include "mocks/ebay_face.h"
#include "mocks/ebay_state.h"

namespace riff::sim {
namespace {

constexpr std::size_t kRowsMax = 25;
constexpr std::size_t kMigrationsMax = 5;

// Status and errors of a row, whose object is closed.
std::string FinishRow(JsonWriter& json, int good, const std::optional<EbayRefused>& refused) {
  json.Key("statusCode").Integer(refused ? refused->status : good);
  if (refused) {
    WriteEbayErrors(json, "errors", {refused->error});
  }
  json.EndObject();
  return json.Take();
}

EbayRefused NotMigrated(const std::string& why) {
  return {400, {.id = 25718, .message = "Cannot migrate listing. " + why}};
}

}  // namespace

ServerResponse EbayFace::BulkOf(const EbayCall& call, const BulkForm& form) {
  const Result<JsonDocument> body = JsonDocument::Parse(call.request.body);
  const auto requests = body ? body->root().Array("requests") : Fail(body.error());
  if (!requests || requests->empty()) {
    return EbayRefusal(EbayInvalidValue("requests"));
  }
  if (requests->size() > form.rows_max) {
    return EbayRefusal(400, {.id = form.too_many, .message = "There are too many rows in the request."});
  }
  BulkRows rows;
  for (const JsonValue& entry : *requests) {
    std::optional<EbayRefused> fails;
    if (parts_.faults.Take("row_fails", call.operation)) {
      fails = EbaySystemError();
    }
    rows.rows.push_back((this->*form.row)(call, entry, fails));
    rows.failed += fails ? 1 : 0;
  }
  return BulkAnswer(std::move(rows.rows), rows.failed, call.operation);
}

ServerResponse EbayFace::BulkReplaceItems(const EbayCall& call) {
  return BulkOf(call, {kRowsMax, 25727, &EbayFace::ItemRow});
}

std::string EbayFace::ItemRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused) {
  const std::string sku = entry.Text("sku").value_or("");
  std::string locale = entry.Text("locale").value_or("");
  JsonWriter json;
  json.BeginObject().Key("sku").Text(sku).Key("locale").Text(locale);
  // Here it is spelt "en_US", in the header of the single call "en-US".
  if (locale.size() == 5 && locale[2] == '_') {
    locale[2] = '-';
    refused = refused ? refused : PutItem(call, sku, entry, locale);
  } else if (!refused) {
    refused = EbayInvalidValue("locale");
  }
  return FinishRow(json, 200, refused);
}

ServerResponse EbayFace::BulkCreateOffers(const EbayCall& call) {
  return BulkOf(call, {kRowsMax, 25730, &EbayFace::OfferRow});
}

std::string EbayFace::OfferRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused) {
  std::string offer_id;
  refused = refused ? refused : MakeOffer(call, entry, offer_id);
  if (refused && refused->error.id == 25002) {
    refused->error.id = 25729;
    refused->error.message = "The combination of SKU, marketplaceId and format should be unique.";
  }
  JsonWriter json;
  json.BeginObject().Key("sku").Text(entry.Text("sku").value_or(""));
  json.Key("marketplaceId").Text(entry.Text("marketplaceId").value_or(""));
  json.Key("format").Text(entry.Text("format").value_or(""));
  if (!refused) {
    json.Key("offerId").Text(offer_id);
  }
  return FinishRow(json, 201, refused);
}

ServerResponse EbayFace::BulkPublishOffers(const EbayCall& call) {
  return BulkOf(call, {kRowsMax, 25731, &EbayFace::PublishRow});
}

std::string EbayFace::PublishRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused) {
  const std::string offer_id = entry.Text("offerId").value_or("");
  EbayPublished published{refused};
  if (!refused) {
    published = Publish(call, offer_id);
    refused = published.refused;
  }
  JsonWriter json;
  json.BeginObject().Key("offerId").Text(offer_id);
  if (!refused) {
    json.Key("listingId").Text(published.listing_id.text());
  }
  if (!published.warnings.empty()) {
    WriteEbayErrors(json, "warnings", published.warnings);
  }
  return FinishRow(json, 200, refused);
}

ServerResponse EbayFace::BulkMigrate(const EbayCall& call) {
  return BulkOf(call, {kMigrationsMax, 25709, &EbayFace::MigrationRow});
}

std::string EbayFace::MigrationRow(const EbayCall& call, const JsonValue& entry, std::optional<EbayRefused>& refused) {
  const std::string id = entry.Text("listingId").value_or("");
  const MarketListing* found = parts_.market.FindByRemote(RemoteId(id));
  if (!refused && (found == nullptr || !IsEbayRunning(*found))) {
    refused = NotMigrated("There is no such listing.");
  } else if (!refused && !IsEbayLegacy(*found)) {
    refused = NotMigrated("It is managed by the Inventory API already.");
  } else if (!refused && found->sku.empty()) {
    refused = NotMigrated("It has no SKU.");
  } else if (!refused && Item(found->sku) != nullptr) {
    refused = NotMigrated("There is an inventory item with its SKU.");
  } else if (!refused) {
    refused = Hold(call, found->sku);
  }
  JsonWriter json;
  json.BeginObject().Key("listingId").Text(id).Key("marketplaceId").Text(parts_.credentials.Key("marketplace"));
  if (!refused) {
    MarketListing migrated = *found;
    MigrateEbayListing(migrated);
    parts_.market.Replace(migrated, ChangedBy::kWire);
    json.Key("inventoryItems").BeginArray().BeginObject().Key("sku").Text(migrated.sku.text());
    json.Key("offerId").Text(migrated.handle).EndObject().EndArray();
  }
  return FinishRow(json, 200, refused);
}

}  // namespace riff::sim
