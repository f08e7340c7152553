#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"

namespace riff::sim {

// No source says with which HTTP status credentials are refused: the knob "credential_status" does.
inline constexpr int kTiktokCredentialStatus = 0;

// What a call comes to, before it is put into the envelope {code, message, request_id, data}.
struct TiktokReply {
  int code = 0;  // 0 is success, whatever the HTTP status.
  std::string message = "Success";
  std::string data = "{}";  // JSON.
  int status = 200;
};

inline TiktokReply TiktokRefusal(int code, std::string_view message, int status = 200) {
  return {code, std::string(message), "{}", status};
}

// The refusals that several calls share.
TiktokReply TiktokBadParameter();  // 36009004 "invalid param error"
TiktokReply TiktokNoProduct();     // 12052032
TiktokReply TiktokNotNow();        // 12052901: the product's state forbids it.
TiktokReply TiktokTimeout();       // 36009007: who knows whether anything was done.

// One entry of `data.errors` inside a success: what was not done.
struct TiktokItemError {
  int code = 0;
  std::string message;
  std::string id_key;  // "sku_id" or "product_id"
  std::string id = {};
  // What went wrong beneath it; without a code there is nothing beneath.
  int inner_code = 0;
  std::string inner_message = {};
  std::string warehouse_id = {};  // Where the inner error is one warehouse's.
};

// {} when there is none.
TiktokReply TiktokPartly(const std::vector<TiktokItemError>& errors);

// "Fri, 20 Nov 2026 12:00:00 GMT": the Date header by which a client sets its clock.
std::string TiktokDate(Timestamp at);

std::int64_t TiktokSeconds(Timestamp at);  // Whole seconds since 1970, as every time on this wire.

}  // namespace riff::sim
