// The second half of vr_codec.h: a row as a listing, as a sale, and as something we change.
#include <algorithm>
#include <array>
#include <utility>

#include "connectors/vr/vr_codec.h"

namespace riff::vr {
namespace {

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void SetCell(const Snapshot& snapshot, Row& row, std::string_view column, std::string text) {
  const std::optional<std::size_t> place = PlaceOf(snapshot.header, column);
  if (place) row.cells[*place] = std::move(text);
}

// Spreadsheet programs make 1965.0 of a year.
std::string YearOf(std::string text) {
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::vector<std::string> SplitImages(std::string_view text) {
  std::vector<std::string> urls;
  while (!text.empty()) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    const std::string_view url = Trim(text.substr(0, bar));
    if (!url.empty()) urls.emplace_back(url);
    text.remove_prefix(std::min(bar + 1, text.size()));
  }
  return urls;
}

std::string JoinImages(const std::vector<std::string>& urls) {
  std::string text;
  for (const std::string& url : urls) {
    if (!text.empty()) text += '|';
    text += url;
  }
  return text;
}

// Leads the id of the order that a sold row is shown as.
constexpr std::string_view kSaleMark = "vr-";

Sku SkuOf(const Snapshot& snapshot, const Row& row) {
  const std::optional<Marker> marker = ParseLink(CellOf(snapshot, row, Column::kLink));
  if (marker) return marker->sku;
  return SplitToken(CellOf(snapshot, row, Column::kDescription)).sku;
}

}  // namespace

RemoteListing ListingOf(const Snapshot& snapshot, const Row& row, std::string_view site) {
  RemoteListing listing;
  listing.ref.remote = RemoteId(std::to_string(row.id));
  listing.ref.sku = SkuOf(snapshot, row);
  listing.facts.status = row.sold ? ListingStatus::kSold : ListingStatus::kLive;
  listing.facts.quantity = Quantity(row.sold ? 0 : 1);
  listing.facts.price = row.price;
  ListingContent& content = listing.content;
  content.title = CellOf(snapshot, row, Column::kModel);
  content.description = SplitToken(CellOf(snapshot, row, Column::kDescription)).description;
  content.brand = CellOf(snapshot, row, Column::kBrand);
  content.model = CellOf(snapshot, row, Column::kModel);
  content.year = YearOf(CellOf(snapshot, row, Column::kYear));
  content.finish = CellOf(snapshot, row, Column::kFinish);
  content.category = CellOf(snapshot, row, Column::kCategory);
  content.image_urls = SplitImages(CellOf(snapshot, row, Column::kImages));
  listing.facts.content = DigestOf(content);
  listing.quantity_max = Quantity(1);
  const std::string& link = CellOf(snapshot, row, Column::kLink);
  if (ParseLink(link)) listing.our_reference = link;
  if (!site.empty()) listing.url = std::string(site) + "/product/" + listing.ref.remote.text();
  return listing;
}

const Row* FindRow(const Snapshot& snapshot, const RemoteId& id) {
  for (const Row& row : snapshot.rows) {
    if (std::to_string(row.id) == id.text()) return &row;
  }
  return nullptr;
}

std::vector<const Row*> RowsOfSku(const Snapshot& snapshot, const Sku& sku) {
  std::vector<const Row*> rows;
  if (sku.empty()) return rows;
  for (const Row& row : snapshot.rows) {
    if (SkuOf(snapshot, row) == sku) rows.push_back(&row);
  }
  std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->id < b->id; });
  return rows;
}

Order SaleOf(const Snapshot& snapshot, const Row& row, Channel channel, Timestamp seen_at) {
  Order order;
  order.channel = channel;
  order.id = OrderId(std::string(kSaleMark) + std::to_string(row.id));
  order.platform_state = "sold";
  order.placed_at = seen_at;
  order.updated_at = seen_at;
  OrderLine line;
  line.id = OrderLineId(order.id.text());
  line.remote = RemoteId(std::to_string(row.id));
  line.sku = SkuOf(snapshot, row);
  line.title = CellOf(snapshot, row, Column::kModel);
  line.quantity = Quantity(1);
  line.unit_price = row.price;
  line.state = OrderState::kPaid;
  order.lines.push_back(std::move(line));
  return order;
}

std::optional<RemoteId> ListingOfSale(const OrderId& order) {
  const std::string_view text = order.text();
  if (!text.starts_with(kSaleMark) || text.size() == kSaleMark.size()) return std::nullopt;
  return RemoteId(std::string(text.substr(kSaleMark.size())));
}

void SetSold(Snapshot& snapshot, Row& row, std::string_view yes_or_no) {
  row.sold = yes_or_no == "yes";
  SetCell(snapshot, row, NameOf(Column::kSold), std::string(yes_or_no));
}

void SetRowPrice(Snapshot& snapshot, Row& row, Money price) {
  row.price = price;
  SetCell(snapshot, row, NameOf(Column::kPrice), FormatPrice(price));
}

void SetRowContent(Snapshot& snapshot, Row& row, const ListingContent& content) {
  const Sku token = SplitToken(CellOf(snapshot, row, Column::kDescription)).sku;
  SetCell(snapshot, row, NameOf(Column::kModel), content.title);
  SetCell(snapshot, row, NameOf(Column::kDescription), WithToken(content.description, token));
  if (!content.year.empty()) SetCell(snapshot, row, NameOf(Column::kYear), content.year);
  if (!content.finish.empty()) SetCell(snapshot, row, NameOf(Column::kFinish), content.finish);
}

void AppendRow(Snapshot& snapshot, const CreateListing& create, const Marker& marker, std::int64_t id) {
  // What the export shows of an ordinary listing.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kUsual = {{
      {"product in collective", "no"},
      {"product in inventory", "yes"},
      {"product in reseller", "no"},
      {"collective discount", "0.0"},
      {"free shipping", "no"},
      {"buy now", "yes"},
      {"show vat", "yes"},
      {"product order", "0"},
      {"local pickup", "yes"},
      {"available for shipment", "yes"},
      {"processing time", "3 Days"},
      {"offer discount", "0.0"},
  }};
  Row row;
  row.id = id;
  row.cells.resize(snapshot.header.size());
  for (const auto& [column, text] : kUsual) SetCell(snapshot, row, column, std::string(text));
  SetCell(snapshot, row, NameOf(Column::kId), std::to_string(id));
  SetCell(snapshot, row, NameOf(Column::kBrand), create.content.brand);
  SetCell(snapshot, row, NameOf(Column::kCategory), create.content.category);
  SetCell(snapshot, row, NameOf(Column::kImages), JoinImages(create.content.image_urls));
  SetCell(snapshot, row, NameOf(Column::kLink), LinkOf(marker));
  SetRowContent(snapshot, row, create.content);
  SetRowPrice(snapshot, row, create.price);
  SetSold(snapshot, row, "no");
  snapshot.rows.push_back(std::move(row));
}

std::string FormatPrice(Money price) {
  const std::string text = FormatDecimal(price);
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.find_first_not_of('0', point + 1) != std::string::npos) return text;
  return text.substr(0, point);
}

}  // namespace riff::vr
