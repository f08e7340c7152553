#include "engine/plan/idempotency.h"

#include <string>
#include <type_traits>
#include <variant>

#include "engine/base/digest.h"

namespace riff {
namespace {

// 128 bits are enough that two intents never meet; the rest of the digest would only be in people's way.
constexpr std::size_t kKeyLength = 32;

std::string MoneyText(Money amount) { return std::to_string(amount.minor) + std::string(amount.currency.code()); }

std::string AimText(const Change& change) {
  return std::visit(
      [](const auto& to) -> std::string {
        using T = std::decay_t<decltype(to)>;
        if constexpr (std::is_same_v<T, SetQuantity>) {
          return std::to_string(to.to.units());
        } else if constexpr (std::is_same_v<T, SetPrice>) {
          return MoneyText(to.to);
        } else if constexpr (std::is_same_v<T, SetContent>) {
          return DigestOf(to.to).text();
        } else if constexpr (std::is_same_v<T, CreateListing>) {
          return to.sku.text() + "\n" + DigestOf(to.content).text() + "\n" + MoneyText(to.price) + "\n" +
                 std::to_string(to.quantity.units());
        } else if constexpr (std::is_same_v<T, Relist>) {
          return std::to_string(to.quantity.units());
        } else {
          return {};
        }
      },
      change);
}

}  // namespace

IdempotencyKey KeyFor(const ListingKey& listing, const Change& change, Timestamp since) {
  const std::string intent = ToString(listing.channel) + "\n" + listing.remote.text() + "\n" +
                             std::string(KindOf(change)) + "\n" + AimText(change) + "\n" +
                             std::to_string(ToMicros(since));
  return IdempotencyKey(Sha256Hex(intent).substr(0, kKeyLength));
}

}  // namespace riff
