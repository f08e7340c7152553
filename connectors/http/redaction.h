#pragma once

#include <string>
#include <string_view>

#include "connectors/http/recorded_transport.h"

namespace riff {

// Everything that is secret in an exchange, in one place. "***" stands for what is left out.

// A copy of the exchange's words without its secrets:
// - headers Authorization, Proxy-Authorization, Cookie, Set-Cookie, X-Shopify-Access-Token, x-tts-access-token,
//   X-EBAY-API-IAF-TOKEN, whatever their case; Location as a URL;
// - the URL's query, form bodies and JSON bodies (at any depth, texts only): access_token, refresh_token,
//   client_secret, app_secret, sign, password, pass, token, auth_code, code (in answers `code` is a status, and stays);
// - the URL's path where the request has a path_for_log;
// - the whole body of an answer whose operation ends in "token.refresh" or "token.get", of a form or JSON that cannot
//   be read yet may hold a secret, and of XML that carries a token element.
Recording Redact(Recording recording, std::string_view path_for_log);

}  // namespace riff
