#include "mocks/ebay_errors.h"

#include <utility>

namespace riff::sim {

void WriteEbayErrors(JsonWriter& json, std::string_view key, const std::vector<EbayError>& errors) {
  json.Key(key).BeginArray();
  for (const EbayError& error : errors) {
    json.BeginObject().Key("errorId").Integer(error.id).Key("domain").Text(error.domain);
    if (error.domain == "API_INVENTORY") {
      json.Key("subdomain").Text("Selling");
    }
    json.Key("category").Text(error.category).Key("message").Text(error.message);
    json.Key("longMessage").Text(error.message);
    if (!error.parameters.empty()) {
      json.Key("parameters").BeginArray();
      for (const auto& [name, value] : error.parameters) {
        json.BeginObject().Key("name").Text(name).Key("value").Text(value).EndObject();
      }
      json.EndArray();
    }
    json.EndObject();
  }
  json.EndArray();
}

ServerResponse EbayJson(int status, std::string body) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = std::move(body);
  return response;
}

ServerResponse EbayRefusal(int status, const EbayError& error) {
  JsonWriter json;
  json.BeginObject();
  WriteEbayErrors(json, "errors", {error});
  json.EndObject();
  return EbayJson(status, json.Take());
}

ServerResponse EbayNothing() {
  ServerResponse response;
  response.status = 204;
  return response;
}

ServerResponse EbayEdgePage(int status, std::string_view title) {
  ServerResponse response;
  response.status = status;
  response.headers.push_back({"Content-Type", "text/html"});
  response.body = "<HTML><HEAD><TITLE>" + std::string(title) + "</TITLE></HEAD><BODY><H1>" + std::string(title) +
                  "</H1></BODY></HTML>";
  return response;
}

EbayRefused EbayInvalidValue(const std::string& field, const std::string& why) {
  return {400,
          {.id = 25709,
           .message = "Invalid value for " + field + "." + (why.empty() ? "" : " " + why),
           .parameters = {{"fieldName", field}}}};
}

EbayRefused EbayNoItem() {
  return {404,
          {.id = 25710, .message = "We didn't find the resource/entity you are requesting. Please verify the request"}};
}

EbayRefused EbayNoOffer() { return {404, {.id = 25713, .message = "This Offer is not available."}}; }

EbayRefused EbayBusy() {
  return {500,
          {.id = 25025,
           .category = "APPLICATION",
           .message = "Concurrent access of the same Inventory or Inventory Item Group object is not allowed. Please "
                      "try again later."}};
}

EbayRefused EbaySystemError() {
  return {500, {.id = 25001, .category = "APPLICATION", .message = "A system error has occurred."}};
}

}  // namespace riff::sim
