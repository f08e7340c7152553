#include "mocks/shopify_knobs.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace riff::sim {
namespace {

struct Knob {
  std::string_view name;
  std::string_view meaning;
  std::string_view value;
  std::vector<std::string> words = {};
};

std::vector<Knob> Knobs() {
  return {
      {"read_all_orders", "1: the token sees orders older than 60 days.", "0"},
      {"missing_scopes", "Scopes that the token lacks, between commas.", ""},
      {"api_version", "Answer as this version, whatever was asked for.", ""},
      {"shop_state", "What became of the shop.", "open", {"open", "frozen", "locked", "gone", "inactive"}},
      {"app_installed", "Whether the app is still installed.", "yes", {"yes", "no"}},
      {"operation_delay_ms", "How long a productSet takes that is not waited for.", "1000"},
      {"bulk_delay_ms", "How long a bulk read runs.", "3000"},
      {"bulk_running_max", "How many bulk reads run at once.", "5"},
      {"bulk_link_ms", "How long the link to a bulk read's file is good.", "1800000"},
      {"bulk_keep_ms", "How long a bulk read's result is kept before it is EXPIRED.", "604800000"},
      {"stale_rows", "What one stale row of a batch refuses.", "whole_batch", {"whole_batch", "row_only"}},
      {"key_replay",
       "What the same key gets again after a success.",
       "judged_afresh",
       {"judged_afresh", "first_answer"}},
      {"key_life_ms", "How long an idempotency key is known.", "86400000"},
      {"product_moves_on_stock", "Whether a change of stock moves its product's updatedAt.", "yes", {"yes", "no"}},
      {"orders_default_status", "What a search for orders finds that names no status.", "any", {"any", "open"}},
  };
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kFaults = {{
    {"throttled", "THROTTLED, whatever is left in the bucket."},
    {"internal_error", "INTERNAL_SERVER_ERROR; nothing was done."},
    {"internal_error_after", "INTERNAL_SERVER_ERROR; everything was done."},
    {"security_rejection", "430; nothing was done."},
    {"sku_search_empty", "A variant search by SKU wrongly finds nothing."},
    {"idempotency_concurrent", "A stock write's key is said to be in use right now."},
    {"idempotency_previous_failed", "A stock write's key is said to have failed before."},
    {"refused_but_done", "A stock write is answered with userErrors, and was done."},
    {"bulk_fails", "A bulk read fails half-way, with `error_code`, and leaves a partial file."},
    {"bulk_short_file", "A bulk read is COMPLETED, and its file lacks the last line."},
}};

}  // namespace

void DeclareShopifyKnobs(Faults& faults) {
  for (Knob& knob : Knobs()) {
    faults.Declare({std::string(knob.name), FaultSort::kKnob, std::string(knob.meaning), std::string(knob.value),
                    std::move(knob.words)});
  }
  for (const auto& [name, meaning] : kFaults) {
    faults.Declare({std::string(name), FaultSort::kFace, std::string(meaning), ""});
  }
}

}  // namespace riff::sim
