#include "engine/plan/aim.h"

#include <type_traits>
#include <variant>

namespace riff {
namespace {

constexpr Quantity kNone{};

template <class>
inline constexpr bool kUnhandled = false;

bool IsOpenForSale(const ListingFacts& shown) { return Sellable(shown) != kNone; }

}  // namespace

bool Shows(const ListingFacts& shown, const Change& change) {
  return std::visit(
      [&shown](const auto& to) {
        using T = std::decay_t<decltype(to)>;
        if constexpr (std::is_same_v<T, SetQuantity>) {
          return Sellable(shown) == to.to;
        } else if constexpr (std::is_same_v<T, SetPrice>) {
          return shown.price == to.to;
        } else if constexpr (std::is_same_v<T, SetContent>) {
          return shown.content == DigestOf(to.to);
        } else if constexpr (std::is_same_v<T, PauseListing> || std::is_same_v<T, EndListing>) {
          return !IsOpenForSale(shown);
        } else if constexpr (std::is_same_v<T, CreateListing> || std::is_same_v<T, Relist>) {
          return shown.status == ListingStatus::kLive;
        } else {
          static_assert(kUnhandled<T>, "every change has an aim");
        }
      },
      change);
}

bool LeadsTo(const Change& change, const Wanted& wanted) {
  return std::visit(
      [&wanted](const auto& to) {
        using T = std::decay_t<decltype(to)>;
        if constexpr (std::is_same_v<T, SetQuantity>) {
          return to.to == wanted.quantity;
        } else if constexpr (std::is_same_v<T, SetPrice>) {
          return wanted.quantity > kNone && to.to == wanted.price;
        } else if constexpr (std::is_same_v<T, SetContent>) {
          return wanted.quantity > kNone && DigestOf(to.to) == wanted.content();
        } else if constexpr (std::is_same_v<T, PauseListing> || std::is_same_v<T, EndListing>) {
          return wanted.quantity == kNone;
        } else if constexpr (std::is_same_v<T, CreateListing> || std::is_same_v<T, Relist>) {
          return to.quantity == wanted.quantity;
        } else {
          static_assert(kUnhandled<T>, "every change has an aim");
        }
      },
      change);
}

ListingFacts Landed(ListingFacts shown, const Change& change) {
  std::visit(
      [&shown](const auto& to) {
        using T = std::decay_t<decltype(to)>;
        if constexpr (std::is_same_v<T, SetQuantity>) {
          shown.quantity = to.to;
          if (to.to > kNone) {
            shown.status = ListingStatus::kLive;
          }
        } else if constexpr (std::is_same_v<T, SetPrice>) {
          shown.price = to.to;
        } else if constexpr (std::is_same_v<T, SetContent>) {
          shown.content = DigestOf(to.to);
        } else if constexpr (std::is_same_v<T, PauseListing>) {
          shown.status = ListingStatus::kPaused;
        } else if constexpr (std::is_same_v<T, EndListing>) {
          shown.status = ListingStatus::kEnded;
        } else if constexpr (std::is_same_v<T, CreateListing> || std::is_same_v<T, Relist>) {
          shown.status = ListingStatus::kLive;
          shown.quantity = to.quantity;
        } else {
          static_assert(kUnhandled<T>, "every change has an aim");
        }
      },
      change);
  return shown;
}

std::optional<ListingFacts> Confirmed(const std::optional<ListingFacts>& acked, const ListingFacts& shown,
                                      const Change& change) {
  std::optional<ListingFacts> confirmed = acked;
  if (std::holds_alternative<SetPrice>(change)) {
    if (confirmed.has_value()) {
      confirmed->price = shown.price;
    }
  } else if (std::holds_alternative<SetContent>(change)) {
    if (confirmed.has_value()) {
      confirmed->content = shown.content;
    }
  } else if (confirmed.has_value()) {
    confirmed->status = shown.status;
    confirmed->quantity = shown.quantity;
  } else {
    confirmed = shown;
  }
  return confirmed;
}

Urgency UrgencyOf(const Change& change, const ListingFacts& shown) {
  if (Removes(change)) {
    return Urgency::kSoldOut;
  }
  if (const SetQuantity* quantity = std::get_if<SetQuantity>(&change); quantity != nullptr) {
    const std::optional<Quantity> sellable = Sellable(shown);
    return sellable.has_value() && *sellable > quantity->to ? Urgency::kLower : Urgency::kRest;
  }
  return std::holds_alternative<SetPrice>(change) ? Urgency::kPrice : Urgency::kRest;
}

bool Removes(const Change& change) {
  if (const SetQuantity* quantity = std::get_if<SetQuantity>(&change); quantity != nullptr) {
    return quantity->to == kNone;
  }
  return std::holds_alternative<PauseListing>(change) || std::holds_alternative<EndListing>(change);
}

}  // namespace riff
