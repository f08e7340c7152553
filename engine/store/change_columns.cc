#include "engine/store/change_columns.h"

#include <utility>

#include "engine/store/content_columns.h"

namespace riff {
namespace {

// Fills what each kind of change has beside its kind.
struct Filler {
  ChangeColumns& columns;

  void operator()(const SetQuantity& change) const {
    columns.quantity = change.to;
    columns.expected = change.expected;
  }
  void operator()(const SetPrice& change) const { columns.price = change.to; }
  void operator()(const SetContent& change) const { columns.content = ContentText(change.to); }
  void operator()(const PauseListing&) const {}
  void operator()(const EndListing&) const {}
  void operator()(const CreateListing& change) const {
    columns.new_sku = change.sku.text();
    columns.content = ContentText(change.content);
    columns.price = change.price;
    columns.quantity = change.quantity;
  }
  void operator()(const Relist& change) const { columns.quantity = change.quantity; }
};

tl::unexpected<Error> Incomplete(const ChangeColumns& columns) {
  return Fail(ErrorKind::kInvalid, "the store holds a write \"" + columns.kind + "\" that does not read back");
}

Result<Change> CreateFrom(const ChangeColumns& columns) {
  if (!columns.new_sku || !columns.content || !columns.price || !columns.quantity) {
    return Incomplete(columns);
  }
  RIFF_TRY(ListingContent content, ContentFromText(*columns.content));
  return CreateListing{Sku(*columns.new_sku), std::move(content), *columns.price, *columns.quantity};
}

Result<Change> SetContentFrom(const ChangeColumns& columns) {
  if (!columns.content) {
    return Incomplete(columns);
  }
  RIFF_TRY(ListingContent content, ContentFromText(*columns.content));
  return SetContent{std::move(content)};
}

}  // namespace

ChangeColumns ToColumns(const Change& change) {
  ChangeColumns columns;
  columns.kind = KindOf(change);
  std::visit(Filler{columns}, change);
  return columns;
}

Result<Change> FromColumns(const ChangeColumns& columns) {
  if (columns.kind == "set_quantity" && columns.quantity) {
    return SetQuantity{*columns.quantity, columns.expected};
  }
  if (columns.kind == "set_price" && columns.price) {
    return SetPrice{*columns.price};
  }
  if (columns.kind == "set_content") {
    return SetContentFrom(columns);
  }
  if (columns.kind == "pause") {
    return PauseListing{};
  }
  if (columns.kind == "end") {
    return EndListing{};
  }
  if (columns.kind == "create") {
    return CreateFrom(columns);
  }
  if (columns.kind == "relist" && columns.quantity) {
    return Relist{*columns.quantity};
  }
  return Incomplete(columns);
}

}  // namespace riff
