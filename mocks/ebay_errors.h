#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/json/json.h"
#include "engine/net/http_server.h"

namespace riff::sim {

// One entry of eBay's `errors` or `warnings`.
struct EbayError {
  int id = 0;
  std::string_view domain = "API_INVENTORY";
  std::string_view category = "REQUEST";
  std::string message;
  std::vector<std::pair<std::string, std::string>> parameters = {};
};

// A whole refusal: the status of the answer, or of the row in a bulk answer, and why.
struct EbayRefused {
  int status = 400;
  EbayError error;
};

// Key and list: `"errors":[…]`.
void WriteEbayErrors(JsonWriter& json, std::string_view key, const std::vector<EbayError>& errors);

ServerResponse EbayJson(int status, std::string body);
ServerResponse EbayRefusal(int status, const EbayError& error);
inline ServerResponse EbayRefusal(const EbayRefused& refused) { return EbayRefusal(refused.status, refused.error); }
ServerResponse EbayNothing();  // 204.
// What eBay's edge answers before any API is asked: an HTML page.
ServerResponse EbayEdgePage(int status, std::string_view title);

// The refusals that several calls share.
EbayRefused EbayInvalidValue(const std::string& field, const std::string& why = "");  // 400 / 25709
EbayRefused EbayNoItem();                                                             // 404 / 25710
EbayRefused EbayNoOffer();                                                            // 404 / 25713
EbayRefused EbayBusy();                                                               // 500 / 25025
EbayRefused EbaySystemError();                                                        // 500 / 25001

}  // namespace riff::sim
