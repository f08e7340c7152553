#include "mocks/ebay_knobs.h"

#include <array>
#include <string>
#include <string_view>

namespace riff::sim {
namespace {

struct Choice {
  std::string_view name;
  std::string_view meaning;
  std::string_view by_default;
  std::string_view other;
};
constexpr std::array kChoices = {
    Choice{"out_of_stock_control", "Whether the account keeps listings alive at 0; off: they end, and a 0 is refused.",
           "on", "off"},
    Choice{"mixed_status", "The status of a bulk answer with failed rows.", "207", "200"},
    Choice{"missing_item", "The status for an item that is not there: 404 with 25710, or 400 with 25702.", "404",
           "400"},
    Choice{"no_offers", "A SKU without offers: refused with 25713, or an empty list.", "refused", "empty"},
    Choice{"second_withdraw", "The id by which a second withdraw is refused.", "25713", "25002"},
    Choice{"item_offset", "What offset counts in getInventoryItems.", "pages", "rows"},
    Choice{"replace_answer", "The status of createOrReplaceInventoryItem.", "204", "200"},
    Choice{"subdomain_spelling", "How errors spell it.", "subdomain", "subDomain"},
    Choice{"cancel_restocks", "Whether a cancelled order puts its units back on sale.", "off", "on"},
    Choice{"legacy_order_id", "Whether an order shows legacyOrderId.", "off", "on"},
    Choice{"legacy_order_sku", "Whether a line of an order shows the SKU of a legacy listing.", "shown", "absent"},
    Choice{"trading_scopes", "Whether a Trading call that writes wants the scope sell.inventory.", "ignored",
           "enforced"},
    Choice{"quantity_available", "Whether GetMyeBaySelling shows QuantityAvailable.", "shown", "absent"},
    Choice{"report_file", "How the result of a feed is packed.", "zip", "xml"},
    Choice{"order_topic", "Whether ORDER_CONFIRMATION is offered.", "offered", "absent"},
    Choice{"quota_placeholders", "Whether getRateLimits answers dummies.", "off", "on"},
};

struct Number {
  std::string_view name;
  std::string_view meaning;
};
constexpr std::array kNumbers = {
    Number{"write_hold_ms", "How long a write keeps others from its SKU (25025)."},
    Number{"legacy_share", "Percent of the seeded listings that the Trading API owns."},
    Number{"cancel_progress_ms", "How long a cancellation is IN_PROGRESS before it is CANCELED."},
    Number{"report_delay_ms", "From ordering a report until it is COMPLETED."},
    Number{"retry_after_s", "Retry-After on 429; 0: none."},
};

struct Misbehaviour {
  std::string_view name;
  std::string_view meaning;
};
constexpr std::array kMisbehaviours = {
    Misbehaviour{"busy", "A write meets another on its SKU: 25025, nothing is done."},
    Misbehaviour{"system_error", "500 with 25001, nothing is done."},
    Misbehaviour{"row_fails", "A row of a bulk call is 500 with 25001 and not done."},
    Misbehaviour{"missing_row", "The answer to a bulk call lacks a row that was done."},
    Misbehaviour{"duplicate_rows", "A page of a list shows its last row twice."},
    Misbehaviour{"report_fails", "A report that is ordered ends as FAILED."},
};

}  // namespace

void DeclareEbayKnobs(Faults& faults) {
  for (const Choice& each : kChoices) {
    faults.Declare({std::string(each.name),
                    FaultSort::kKnob,
                    std::string(each.meaning),
                    std::string(each.by_default),
                    {std::string(each.by_default), std::string(each.other)}});
  }
  for (const Number& each : kNumbers) {
    faults.Declare({std::string(each.name), FaultSort::kKnob, std::string(each.meaning), "0"});
  }
  for (const Misbehaviour& each : kMisbehaviours) {
    faults.Declare({std::string(each.name), FaultSort::kFace, std::string(each.meaning), ""});
  }
}

}  // namespace riff::sim
