#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/money.h"
#include "engine/base/quantity.h"
#include "engine/model/product.h"

namespace riff {

// What a write does to a listing. All absolute: sending one twice leaves what sending it once leaves.

// Show `to` units. Zero on a channel that cannot show zero means: take it down. Where the channel can compare and
// set, `expected` is the quantity it must still show.
struct SetQuantity {
  Quantity to;
  std::optional<Quantity> expected;
  friend bool operator==(const SetQuantity&, const SetQuantity&) = default;
};

struct SetPrice {
  Money to;
  friend bool operator==(const SetPrice&, const SetPrice&) = default;
};

struct SetContent {
  ListingContent to;
  friend bool operator==(const SetContent&, const SetContent&) = default;
};

// Hide it without ending it.
struct PauseListing {
  friend bool operator==(const PauseListing&, const PauseListing&) = default;
};

// Take it down. Never with a reason that claims a sale on the platform.
struct EndListing {
  friend bool operator==(const EndListing&, const EndListing&) = default;
};

// Make a new listing and publish it. The connector looks for the SKU (and our reference) first, in every state, and
// adopts what it finds.
struct CreateListing {
  Sku sku;
  ListingContent content;
  Money price;
  Quantity quantity;
  friend bool operator==(const CreateListing&, const CreateListing&) = default;
};

// Show an ended listing again with `quantity` units. Its remote id may change: the outcome says.
struct Relist {
  Quantity quantity;
  friend bool operator==(const Relist&, const Relist&) = default;
};

using Change = std::variant<SetQuantity, SetPrice, SetContent, PauseListing, EndListing, CreateListing, Relist>;

// "set_quantity", "set_price", "set_content", "pause", "end", "create", "relist".
std::string_view KindOf(const Change& change);

// "quantity to 0", "price to 1,499.00 USD": for people.
std::string Describe(const Change& change);

}  // namespace riff
