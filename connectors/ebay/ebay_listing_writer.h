#pragma once

#include <memory>
#include <string>

#include "connectors/ebay/ebay_bulk_writer.h"
#include "connectors/ebay/ebay_calls.h"
#include "connectors/ebay/ebay_client.h"
#include "connectors/ebay/ebay_config.h"
#include "engine/model/write.h"
#include "engine/port/connector.h"

namespace riff::ebay {

// The writes that take several calls, one listing at a time. Each may be sent again after a failure of any step: what
// the earlier steps left is met and taken further.
class ListingWriter {
 public:
  ListingWriter(const Config& config, const std::shared_ptr<Client>& client);

  // Looks for offers of the SKU in every state first. One that a buyer sees is adopted as it is; a half-made one of
  // ours is completed; several are kConflict. Then: location, item, offer, publish. Nothing is for sale before the last
  // step, so that an earlier failure is what its call says it is.
  WriteOutcome Create(const CreateListing& create);

  // Read, changed, written whole. What sells between the read and the write is put back by it: eBay has no way to
  // change a text without writing the quantity too. The next pass corrects that.
  WriteOutcome SetContent(const Write& write, const ListingContent& content);

  // Publishes the offer anew, as another listing, with `quantity` units set on item and offer before anybody sees it.
  WriteOutcome Relist(const Write& write, Quantity quantity);

  WriteOutcome End(const Write& write);

 private:
  // The offer id of a write: its handle, or looked up by SKU.
  Result<std::string> OfferIdOf(const Write& write);
  Result<Accepted> Complete(const CreateListing& create, const Offer* own);
  Result<std::string> PrepareOffer(const CreateListing& create, const Offer* own);
  Result<void> CheckReady(const CreateListing& create) const;

  Config config_;
  Calls calls_;
  BulkWriter bulk_;
};

// The SKU that eBay knows the listing of a write by.
const Sku& SkuOf(const Write& write);

}  // namespace riff::ebay
