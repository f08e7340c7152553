#include "mocks/tiktok_knobs.h"

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
      {"credential_status", "The HTTP status with which credentials are refused.", "401", {"401", "200"}},
      {"audit_delay_ms", "How long an audit takes.", "0"},
      {"edits_show", "When buyers see an edit of a live product.", "at_once", {"at_once", "after_audit"}},
      {"promotion_lock", "Product ids, comma between, or *: their stock cannot go down.", ""},
      {"stock_needs_live", "Whether only a product that is ACTIVATE takes stock.", "on", {"on", "off"}},
      {"quantity_counts_committed", "Whether a quantity includes units sold and not shipped.", "off", {"on", "off"}},
      {"unpaid_holds", "Whether an unpaid order holds its units.", "on", {"on", "off"}},
      {"warehouses", "How many warehouses sell; of two, an update names both.", "1", {"1", "2"}},
      {"idempotency", "What a create with a known key does.", "first_answer", {"first_answer", "ignored"}},
      {"idempotency_key_seconds", "How long a create's key is known.", "86400"},
      {"creates_per_day", "New products allowed a day; 0: any number.", "0"},
      {"price_max_minor", "The region's highest price in cents; 0: none.", "0"},
      {"search_results_max", "How far a search can be paged.", "10000"},
      {"calls_per_second", "Calls allowed an operation and second; 0: any.", "0"},
      {"calls_per_hour", "Calls allowed a test shop an hour; 0: any.", "0"},
      {"retry_after", "1: a 429 for pace carries Retry-After.", "0"},
      {"last_token", "How the last page says that it is the last.", "empty", {"empty", "absent"}},
      {"detail_status_key", "The name of the state in product detail.", "status", {"status", "product_status"}},
      {"scope_names", "How granted scopes are spelled.", "dotted", {"dotted", "plain"}},
      {"deauthorised", "Whether the seller withdrew the app.", "off", {"on", "off"}},
  };
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kFaults = {{
    {"audit_fails", "An audit ends in FAILED."},
    {"duplicate_rows", "A page of a search shows its last row twice."},
    {"internal_error", "36009003, nothing is done."},
    {"request_timeout", "36009007; all was done where `done` is \"yes\", else nothing."},
    {"refused_with", "Nothing is done; the code, words and HTTP status are `code`, `message` and `status`."},
    {"sku_refused", "A SKU of a stock update is not set and named in data.errors, by `code` and `message`."},
}};

}  // namespace

void DeclareTiktokKnobs(Faults& faults) {
  for (Knob& knob : Knobs()) {
    faults.Declare({std::string(knob.name), FaultSort::kKnob, std::string(knob.meaning), std::string(knob.value),
                    std::move(knob.words)});
  }
  for (const auto& [name, meaning] : kFaults) {
    faults.Declare({std::string(name), FaultSort::kFace, std::string(meaning), ""});
  }
}

}  // namespace riff::sim
