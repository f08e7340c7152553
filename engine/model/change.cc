#include "engine/model/change.h"

#include <array>

namespace riff {
namespace {

constexpr std::array<std::string_view, 7> kKinds = {"set_quantity", "set_price", "set_content", "pause",
                                                    "end",          "create",    "relist"};
static_assert(std::variant_size_v<Change> == kKinds.size());

std::string Units(Quantity quantity) {
  return std::to_string(quantity.units()) + (quantity.units() == 1 ? " unit" : " units");
}

struct Description {
  std::string operator()(const SetQuantity& change) const { return "quantity to " + std::to_string(change.to.units()); }
  std::string operator()(const SetPrice& change) const { return "price to " + FormatMoney(change.to); }
  std::string operator()(const SetContent& change) const { return "content to \"" + change.to.title + "\""; }
  std::string operator()(const PauseListing&) const { return "pause"; }
  std::string operator()(const EndListing&) const { return "end"; }
  std::string operator()(const CreateListing& change) const {
    return "create \"" + change.content.title + "\", " + Units(change.quantity) + " at " + FormatMoney(change.price);
  }
  std::string operator()(const Relist& change) const { return "relist with " + Units(change.quantity); }
};

}  // namespace

std::string_view KindOf(const Change& change) { return kKinds[change.index()]; }

std::string Describe(const Change& change) { return std::visit(Description(), change); }

}  // namespace riff
