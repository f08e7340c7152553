#include "mocks/reverb_knobs.h"

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
      {"publish_delay_ms", "How long a publication takes after it was asked for.", "1000"},
      {"retry_after", "1: a 429 of the pace limits carries Retry-After.", "0"},
      {"visitor_currency", "Prices are shown in this currency to a client that asks for none.", ""},
      {"version_missing", "What a call without Accept-Version gets.", "refused", {"refused", "old_shape"}},
      {"state_shape", "How a listing's state is written.", "object", {"object", "text"}},
      {"link_shape", "How links are written.", "absolute", {"absolute", "relative"}},
      {"error_shape", "How a refusal names its fields.", "object", {"object", "list", "missing"}},
      {"validation_status", "The HTTP status of wrong fields.", "412", {"412", "422", "400"}},
      {"delete_live_status", "The HTTP status of deleting what is no draft.", "400", {"400", "406"}},
      {"create_status", "The HTTP status of a create.", "201", {"201", "200", "202"}},
      {"zero_stock", "What a stocked listing at 0 becomes.", "sold", {"sold", "ended"}},
      {"cancel_restocks", "Whose units a cancelled order gives back.", "stocked", {"stocked", "never"}},
      {"ship_repeat", "What shipping an order again gets.", "refused", {"refused", "accepted"}},
      {"opt_in_conditions", "Whether B-Stock and Mint with inventory may be used.", "granted", {"granted", "missing"}},
      {"seller_away", "Whether live listings are seller_unavailable.", "off", {"off", "on"}},
      {"pending_word",
       "The status of an order that is not paid yet.",
       "unpaid",
       {"unpaid", "payment_pending", "pending_review", "blocked"}},
      {"webhook_topics", "Which topics can be registered.", "orders_paid", {"orders_paid", "guide"}},
  };
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFaults = {{
    {"duplicate_rows", "A page of a list shows its last row twice."},
    {"no_links", "A page of a list has no _links."},
    {"sku_search_empty", "A look-up by SKU wrongly finds nothing."},
    {"publish_stuck", "A publication is accepted, warned about, and never happens."},
    {"shop_forbidden", "Publishing is 403: the shop owes multi-factor sign-in."},
}};

}  // namespace

void DeclareReverbKnobs(Faults& faults) {
  for (Knob& knob : Knobs()) {
    faults.Declare({std::string(knob.name), FaultSort::kKnob, std::string(knob.meaning), std::string(knob.value),
                    std::move(knob.words)});
  }
  for (const auto& [name, meaning] : kFaults) {
    faults.Declare({std::string(name), FaultSort::kFace, std::string(meaning), ""});
  }
}

}  // namespace riff::sim
