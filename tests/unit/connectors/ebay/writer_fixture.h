#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "connectors/ebay/ebay_writer.h"
#include "tests/unit/connectors/ebay/seller_account.h"

namespace riff::ebay {

inline const std::string kBulk = "POST /sell/inventory/v1/bulk_update_price_quantity";
inline const std::string kItem = "/sell/inventory/v1/inventory_item/GTR-1";
inline const std::string kOffer = "/sell/inventory/v1/offer/98";
inline const std::string kOffers = "GET /sell/inventory/v1/offer?sku=GTR-1";
inline const std::string kCreate = "POST /sell/inventory/v1/offer";
inline const std::string kPublish = "POST /sell/inventory/v1/offer/98/publish";
inline const std::string kWithdraw = "POST /sell/inventory/v1/offer/98/withdraw";
inline const std::string kLocation = "/sell/inventory/v1/location/WH1";

inline std::string RowJson(int status, int error) {
  const std::string errors =
      error == 0 ? "" : R"(,"errors":[{"errorId":)" + std::to_string(error) + R"(,"message":"m"}])";
  return R"({"responses":[{"sku":"GTR-1","offerId":"98","statusCode":)" + std::to_string(status) + errors + "}]}";
}

// A writer of one account and one guitar, its offer being 98 and its listing 110.
class EbayWriterTest : public ::testing::Test {
 protected:
  static Write MakeWrite(Change change, const std::string& handle = "98", const std::string& remote = "110") {
    Write write;
    write.listing = {{Platform::kEbay, Environment::kSandbox}, RemoteId(remote)};
    write.sku = Sku("PRODUCT");
    write.sku_shown = Sku("GTR-1");
    write.handle = handle;
    write.change = std::move(change);
    return write;
  }

  WriteOutcome Deliver(const Write& write) {
    return std::move(writer.Deliver(account.run, std::span(&write, 1)).front());
  }

  static CreateListing Guitar() {
    CreateListing create;
    create.sku = Sku("GTR-1");
    create.content.title = "Fender Strat";
    create.content.description = "<p>Plays</p>";
    create.content.brand = "Fender";
    create.content.condition = Condition::kGood;
    create.price = {129900, Currency::Usd()};
    create.quantity = Quantity(1);
    return create;
  }

  // The calls before the offer of a create: no offers yet, the location is there, no item yet, the item is written.
  void ExpectFreshItem() {
    account.line.On(kOffers, 404, ErrorsBody(25713));
    account.line.On("GET " + kLocation, 200, R"({"merchantLocationKey":"WH1"})");
    account.line.On("GET " + kItem, 404, ErrorsBody(25710));
    account.line.On("PUT " + kItem, 204);
  }

  WriteOutcome Create() { return Deliver(MakeWrite(Guitar(), "", "new:GTR-1")); }

  SellerAccount account;
  Config config = TestConfig();
  std::shared_ptr<Client> client = std::make_shared<Client>(config, account.line, account.clock, Access::kReadAndWrite);
  Writer writer{config, client};
};

}  // namespace riff::ebay
