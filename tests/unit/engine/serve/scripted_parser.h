#pragma once

#include <functional>
#include <string>

#include "engine/port/webhook.h"

namespace riff {

// A platform whose signature is the word "good" and whose body is what the test makes of it.
class ScriptedParser final : public WebhookParser {
 public:
  explicit ScriptedParser(std::function<Result<WebhookEvents>(const std::string& body)> read)
      : read_(std::move(read)) {}

  Result<WebhookEvents> Parse(const WebhookRequest& request) override {
    if (request.Header("x-signature") != "good") {
      return Fail(WebhookRefusal());
    }
    return read_(request.body);
  }

  Result<std::string> AnswerChallenge(std::string_view code) override {
    if (code == "not-ours") {
      return WebhookParser::AnswerChallenge(code);
    }
    return R"({"challengeResponse":")" + std::string(code) + "\"}";
  }

 private:
  std::function<Result<WebhookEvents>(const std::string& body)> read_;
};

}  // namespace riff
