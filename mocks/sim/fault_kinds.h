#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace riff::sim {

// Where a fault comes from, which says who carries it out.
enum class FaultPlace {
  kWire,   // Drawn for each request, by SimTransport.
  kFace,   // A platform's own misbehaviour, put into its mock a few times a day.
  kKnob,   // A platform's setting, for the whole time of trouble.
  kHook,   // On a web-hook's way.
  kWorld,  // Done by people: the seller at the platform, buyers, an operator.
  kClock,
  kProcess,
  kStore,
};

// One kind of trouble that a seed may have. `rate_max`: per request for kWire, per transaction for kStore, a share for
// kHook, so many a day for the others. For kFace and kKnob, `mock_fault` is the mock's own name of it and `platform`
// the platform it belongs to ("" : every one); of a knob, the value is `value`.
struct FaultKind {
  std::string_view name;
  FaultPlace place;
  double rate_max;
  std::string_view platform;
  std::string_view mock_fault;
  std::string_view value;
};

inline constexpr std::array kFaultKinds = {
    // The wire.
    FaultKind{"connection_refused", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"lost_before_effect", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"lost_after_effect", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"answer_too_late", FaultPlace::kWire, 0.02, "", "", ""},
    FaultKind{"slow_answer", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"repeated_request", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"throttled_bare", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"throttled_seconds", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"throttled_zero", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"throttled_long", FaultPlace::kWire, 0.005, "", "", ""},
    FaultKind{"throttled_date", FaultPlace::kWire, 0.01, "", "", ""},
    FaultKind{"error_500_before", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"error_500_after", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"error_503", FaultPlace::kWire, 0.05, "", "", ""},
    FaultKind{"error_504_after", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"html_502", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"html_200", FaultPlace::kWire, 0.02, "", "", ""},
    FaultKind{"truncated_body", FaultPlace::kWire, 0.03, "", "", ""},
    FaultKind{"garbled_body", FaultPlace::kWire, 0.02, "", "", ""},
    FaultKind{"empty_200", FaultPlace::kWire, 0.02, "", "", ""},
    FaultKind{"redirect_elsewhere", FaultPlace::kWire, 0.01, "", "", ""},
    FaultKind{"unauthorized_once", FaultPlace::kWire, 0.003, "", "", ""},
    FaultKind{"channel_clogged", FaultPlace::kWire, 0.002, "", "", ""},
    // The platforms' own.
    FaultKind{"wrong_types", FaultPlace::kFace, 12, "", "wrong_type", ""},
    FaultKind{"empty_list", FaultPlace::kFace, 6, "", "empty_list", ""},
    FaultKind{"ebay_busy", FaultPlace::kFace, 24, "ebay", "busy", ""},
    FaultKind{"ebay_system_error", FaultPlace::kFace, 24, "ebay", "system_error", ""},
    FaultKind{"ebay_row_fails", FaultPlace::kFace, 24, "ebay", "row_fails", ""},
    FaultKind{"ebay_row_missing", FaultPlace::kFace, 24, "ebay", "missing_row", ""},
    FaultKind{"ebay_repeated_row", FaultPlace::kFace, 24, "ebay", "duplicate_rows", ""},
    FaultKind{"reverb_repeated_row", FaultPlace::kFace, 24, "reverb", "duplicate_rows", ""},
    FaultKind{"reverb_page_without_links", FaultPlace::kFace, 12, "reverb", "no_links", ""},
    FaultKind{"reverb_publication_stuck", FaultPlace::kFace, 6, "reverb", "publish_stuck", ""},
    FaultKind{"shopify_throttled", FaultPlace::kFace, 24, "shopify", "throttled", ""},
    FaultKind{"shopify_error_before", FaultPlace::kFace, 24, "shopify", "internal_error", ""},
    FaultKind{"shopify_error_after", FaultPlace::kFace, 24, "shopify", "internal_error_after", ""},
    FaultKind{"shopify_key_in_use", FaultPlace::kFace, 24, "shopify", "idempotency_concurrent", ""},
    FaultKind{"shopify_key_failed", FaultPlace::kFace, 24, "shopify", "idempotency_previous_failed", ""},
    FaultKind{"shopify_refused_but_done", FaultPlace::kFace, 12, "shopify", "refused_but_done", ""},
    FaultKind{"tiktok_repeated_row", FaultPlace::kFace, 24, "tiktok", "duplicate_rows", ""},
    FaultKind{"tiktok_internal_error", FaultPlace::kFace, 24, "tiktok", "internal_error", ""},
    FaultKind{"vr_challenge", FaultPlace::kFace, 24, "vr", "challenge", ""},
    FaultKind{"vr_html_export", FaultPlace::kFace, 12, "vr", "html_instead_of_csv", ""},
    FaultKind{"vr_repeated_row", FaultPlace::kFace, 24, "vr", "duplicate_row", ""},
    FaultKind{"vr_rows_reordered", FaultPlace::kFace, 24, "vr", "reorder_rows", ""},
    FaultKind{"vr_session_killed", FaultPlace::kFace, 24, "vr", "session_kill", ""},
    FaultKind{"lagging_index", FaultPlace::kKnob, 1, "", "index_lag_ms", "20000"},
    FaultKind{"slow_publication", FaultPlace::kKnob, 1, "reverb", "publish_delay_ms", "45000"},
    FaultKind{"slow_audit", FaultPlace::kKnob, 1, "tiktok", "audit_delay_ms", "40000"},
    FaultKind{"short_tokens", FaultPlace::kKnob, 1, "tiktok", "access_token_seconds", "900"},
    FaultKind{"nightly_downtime", FaultPlace::kKnob, 1, "vr", "downtime", "nightly"},
    FaultKind{"lying_sold_reply", FaultPlace::kKnob, 1, "vr", "sold_reply", "false"},
    // Web-hooks.
    FaultKind{"webhook_lost", FaultPlace::kHook, 0.30, "", "", ""},
    FaultKind{"webhook_repeated", FaultPlace::kHook, 0.50, "", "", ""},
    FaultKind{"webhook_delayed", FaultPlace::kHook, 0.50, "", "", ""},
    FaultKind{"webhook_reordered", FaultPlace::kHook, 0.50, "", "", ""},
    FaultKind{"webhook_replayed_days_later", FaultPlace::kHook, 0.20, "", "", ""},
    // People.
    FaultKind{"hand_edit_quantity", FaultPlace::kWorld, 6, "", "", ""},
    FaultKind{"hand_edit_price", FaultPlace::kWorld, 6, "", "", ""},
    FaultKind{"hand_edit_title", FaultPlace::kWorld, 4, "", "", ""},
    FaultKind{"hand_ended", FaultPlace::kWorld, 3, "", "", ""},
    FaultKind{"cancelled_order", FaultPlace::kWorld, 10, "", "", ""},
    FaultKind{"returned_order", FaultPlace::kWorld, 6, "", "", ""},
    FaultKind{"unpaid_order", FaultPlace::kWorld, 10, "", "", ""},
    FaultKind{"last_unit_race", FaultPlace::kWorld, 12, "", "", ""},
    FaultKind{"burst_of_buyers", FaultPlace::kWorld, 4, "", "", ""},
    FaultKind{"push_switched_off", FaultPlace::kWorld, 2, "", "", ""},
    FaultKind{"stage_halted", FaultPlace::kWorld, 2, "", "", ""},
    // Clocks.
    FaultKind{"clock_step_forward", FaultPlace::kClock, 2, "", "", ""},
    FaultKind{"clock_step_back", FaultPlace::kClock, 2, "", "", ""},
    FaultKind{"clocks_apart", FaultPlace::kClock, 1, "", "", ""},
    // Processes.
    FaultKind{"crash", FaultPlace::kProcess, 48, "", "", ""},
    FaultKind{"crash_in_recovery", FaultPlace::kProcess, 12, "", "", ""},
    FaultKind{"engine_paused", FaultPlace::kProcess, 6, "", "", ""},
    // The store.
    FaultKind{"store_busy", FaultPlace::kStore, 0.004, "", "", ""},
    FaultKind{"store_body_twice", FaultPlace::kStore, 0.02, "", "", ""},
    FaultKind{"commit_unknown", FaultPlace::kStore, 0.001, "", "", ""},
};

// Names no kind: a bug.
const FaultKind& FaultNamed(std::string_view name);

// So often each kind struck.
using FaultCounts = std::map<std::string_view, std::int64_t>;

// The kinds that a seed has, and how often: by name.
using FaultRates = std::map<std::string_view, double>;

}  // namespace riff::sim
