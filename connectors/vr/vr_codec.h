#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/vr/vr_marker.h"
#include "engine/base/error.h"
#include "engine/model/change.h"
#include "engine/model/listing.h"
#include "engine/model/order.h"

namespace riff::vr {

// The export of V&R's inventory, in our words and back. Pure.

// One row: one piece, for V&R counts nothing. All cells are kept, those we do not know as well, so that a file which is
// written again has lost nothing.
struct Row {
  std::vector<std::string> cells;
  std::int64_t id = 0;
  bool sold = false;
  std::optional<Money> price;  // Unset: "price on call".
};

// The columns that are known by name. A file without the id, the price or the sold flag is refused; any other column
// may be missing.
enum class Column {
  kBrand,
  kCategory,
  kId,
  kModel,
  kPrice,
  kDescription,
  kYear,
  kSold,
  kFinish,
  kImages,
  kLink,
};

// Where in a row each of them is.
using ColumnPlaces = std::array<std::optional<std::size_t>, 11>;
ColumnPlaces PlacesOf(const std::vector<std::string>& header);

// One file: everything the shop had at one moment.
struct Snapshot {
  std::vector<std::string> header;  // As written in the file.
  ColumnPlaces places;              // Of this header.
  std::vector<Row> rows;            // No id twice.
};

// The column's name in V&R's own spelling, and where a header has a column of that name, whatever its case.
std::string_view NameOf(Column column);
std::optional<std::size_t> PlaceOf(const std::vector<std::string>& header, std::string_view name);

// The text of a cell, in the row; empty where the file has no such column.
const std::string& CellOf(const Snapshot& snapshot, const Row& row, Column column);

// Reads a whole export, CSV or XLSX (sheet "inventory", or the only one; see connectors/table/xlsx.h). CSV: UTF-8 or
// Windows-1252, either line end, headers in any case, with or without the comma at each line's end. kInvalid, and
// nothing of it read, when it is a web page, UTF-16 or separated by anything but commas, when it was cut off (a row too
// short, a quote never closed, no line end at the end), when a needed column is missing, when an id is not plain digits
// or comes twice, or when a price or flag cannot be read.
Result<Snapshot> ParseSnapshot(std::string_view bytes, Currency currency);

// The file again: the header as it was, a comma at each line's end, "\r\n".
std::string FormatSnapshot(const Snapshot& snapshot);

// A file with V&R's 27 columns and no rows.
Snapshot EmptySnapshot();

// `site` leads the listing's address; empty: it has none.
RemoteListing ListingOf(const Snapshot& snapshot, const Row& row, std::string_view site);

const Row* FindRow(const Snapshot& snapshot, const RemoteId& id);

// The rows whose marker names this SKU, sold ones included, lowest id first.
std::vector<const Row*> RowsOfSku(const Snapshot& snapshot, const Sku& sku);

// The sale that a sold row is. V&R has no orders: "sold" in an export is the only word of a sale there is, and no time
// comes with it, so it gets `seen_at`.
Order SaleOf(const Snapshot& snapshot, const Row& row, Channel channel, Timestamp seen_at);

// The listing whose sale an order of that id is; nothing for an id that SaleOf gives to none.
std::optional<RemoteId> ListingOfSale(const OrderId& order);

// Changes of a row of a file we write ourselves.
void SetSold(Snapshot& snapshot, Row& row, std::string_view yes_or_no);
void SetRowPrice(Snapshot& snapshot, Row& row, Money price);
void SetRowContent(Snapshot& snapshot, Row& row, const ListingContent& content);

// A new row at the end, for sale, with the given id.
void AppendRow(Snapshot& snapshot, const CreateListing& create, const Marker& marker, std::int64_t id);

// "1899", or "1899.50" where there are cents.
std::string FormatPrice(Money price);

}  // namespace riff::vr
