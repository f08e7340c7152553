#include "mocks/ebay_fields.h"

#include <algorithm>

namespace riff::sim {

void KeepEbayFields(const JsonValue& body, std::span<const std::string_view> fields, std::string_view prefix,
                    MarketListing& listing) {
  for (const std::string_view field : fields) {
    if (const std::optional<JsonValue> value = body.Find(field)) {
      listing.extras[std::string(prefix) + std::string(field)] = value->Print();
    }
  }
}

std::optional<EbayRefused> ReadEbayText(const JsonValue& body, std::string_view key, std::size_t characters_max,
                                        std::string& into) {
  into.clear();
  const std::optional<JsonValue> value = body.Find(key);
  if (!value) {
    return std::nullopt;
  }
  const Result<std::string> text = value->AsText();
  if (!text) {
    return EbayInvalidValue(std::string(key));
  }
  const auto characters =
      std::ranges::count_if(*text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  if (static_cast<std::size_t>(characters) > characters_max) {
    return EbayInvalidValue(std::string(key), "It is longer than " + std::to_string(characters_max) + " characters.");
  }
  into = *text;
  return std::nullopt;
}

std::optional<EbayRefused> ReadEbayQuantity(const JsonValue& body, std::string_view key,
                                            std::optional<std::int64_t>& into) {
  into.reset();
  const std::optional<JsonValue> value = body.Find(key);
  if (!value) {
    return std::nullopt;
  }
  const Result<std::int64_t> units = value->AsInteger();
  if (!value->IsNumber() || !units || *units < 0) {
    return EbayRefused{400, {.id = 25004, .message = "Invalid quantity. It must be a whole number of at least 0."}};
  }
  into = *units;
  return std::nullopt;
}

}  // namespace riff::sim
