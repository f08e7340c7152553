#include "engine/runtime/control_shopper.h"

#include "connectors/http/curl_transport.h"
#include "connectors/json/json.h"

namespace riff {

namespace {

class ControlShopper final : public Shopper {
 public:
  explicit ControlShopper(std::string url) : url_(std::move(url)), transport_(MakeCurlTransport(CurlOptions{})) {}

  Result<OrderId> Buy(RunContext&, Channel channel, const RemoteId& listing, Quantity quantity) override {
    if (channel.environment != Environment::kSandbox) {
      return Fail(ErrorKind::kRejected, "simulated buyers buy in sandboxes only");
    }
    JsonWriter body;
    body.BeginObject().Key("channel").Text(ToString(channel)).Key("remote_id").Text(listing.text());
    body.Key("quantity").Integer(quantity.units()).EndObject();
    HttpRequest request;
    request.operation = "control.orders.create";
    request.method = HttpMethod::kPost;
    request.url = url_ + "/orders";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = body.Take();
    RIFF_TRY(const HttpResponse response, Send(*transport_, request));
    RIFF_TRY(const JsonDocument answer, JsonDocument::Parse(response.body));
    RIFF_TRY(const std::optional<std::string> refused, answer.root().OptionalText("refused"));
    if (refused.has_value()) {
      return Fail(ErrorKind::kConflict, ToString(channel) + " refused the buyer: " + *refused);
    }
    if (response.status != 200 && response.status != 201) {
      return Fail(ErrorKind::kInvalid,
                  "the simulated buyers at " + url_ + " answered " + std::to_string(response.status));
    }
    RIFF_TRY(const std::string order, answer.root().Text("order_id"));
    return OrderId(order);
  }

 private:
  std::string url_;
  std::unique_ptr<Transport> transport_;
};

}  // namespace

Result<std::unique_ptr<Shopper>> MakeControlShopper(const std::string& control_url) {
  if (control_url.empty()) {
    return Fail(ErrorKind::kUnsupported,
                "no simulated buyers: set [simulation] control to the control address of riff-mocks "
                "(riff-mocks --write-config does)");
  }
  return std::make_unique<ControlShopper>(control_url);
}

}  // namespace riff
