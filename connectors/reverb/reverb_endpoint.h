#pragma once

#include <string>
#include <string_view>

#include "connectors/http/transport.h"
#include "engine/base/secret.h"

namespace riff::reverb {

// One configured Reverb and how to speak to it: every request goes below the configured URL, carries the token, and has
// the headers without which Reverb answers in an old shape or reads a JSON body as a form.
class Endpoint {
 public:
  // `url` ends in "/api" (a slash behind it is dropped).
  Endpoint(std::string url, Secret token);

  HttpRequest Get(std::string operation, std::string_view path_and_query) const;

  // A request with a JSON body.
  HttpRequest Put(std::string operation, std::string_view path, std::string body) const;
  HttpRequest Post(std::string operation, std::string_view path, std::string body) const;

  // The path and query of a link out of an answer. Links in sandbox answers may point at production, so a link is only
  // ever followed on the configured host. kInvalid: the link leads to a host that is not Reverb's.
  Result<std::string> PathOfLink(std::string_view link) const;

 private:
  HttpRequest Make(std::string operation, HttpMethod method, std::string_view path) const;

  std::string url_;
  Secret token_;
};

}  // namespace riff::reverb
