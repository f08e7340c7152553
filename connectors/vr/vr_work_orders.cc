#include "connectors/vr/vr_work_orders.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "connectors/table/csv.h"
#include "connectors/vr/vr_files.h"

namespace riff::vr {
namespace {

constexpr std::array<std::string_view, 11> kColumns = {
    "number", "issued_at", "proved_at", "task", "product_id", "sku", "title", "price", "link", "description", "key"};
constexpr std::size_t kProvedKept = 500;  // For the record; the newest, so that numbers go on from them.

constexpr std::array<std::pair<Task, std::string_view>, 5> kTasks = {{{Task::kMarkSold, "mark_sold"},
                                                                      {Task::kRestore, "restore"},
                                                                      {Task::kPrice, "price"},
                                                                      {Task::kText, "text"},
                                                                      {Task::kCreate, "create"}}};

std::string_view WordOf(Task task) {
  for (const auto& [known, word] : kTasks) {
    if (known == task) return word;
  }
  return "";
}

std::optional<Task> TaskOf(std::string_view text) {
  for (const auto& [task, word] : kTasks) {
    if (word == text) return task;
  }
  return std::nullopt;
}

// Whether the newer order makes the older one pointless.
bool Replaces(const WorkOrder& newer, const WorkOrder& older) {
  const auto is_state = [](Task task) { return task == Task::kMarkSold || task == Task::kRestore; };
  const bool same_kind = newer.task == older.task || (is_state(newer.task) && is_state(older.task));
  return same_kind && newer.product == older.product && (newer.task != Task::kCreate || newer.sku == older.sku);
}

bool IsProved(const WorkOrder& order, const Snapshot& snapshot) {
  if (order.task == Task::kCreate) return !RowsOfSku(snapshot, order.sku).empty();
  const Row* row = FindRow(snapshot, RemoteId(order.product));
  if (row == nullptr) return false;  // An export that lacks a row proves nothing.
  switch (order.task) {
    case Task::kMarkSold:
      return row->sold;
    case Task::kRestore:
      return !row->sold;
    case Task::kPrice:
      return row->price && FormatPrice(*row->price) == order.price;
    case Task::kText: {
      const ListingContent shown = ListingOf(snapshot, *row, "").content;
      return shown.title == order.title && shown.description == order.description;
    }
    case Task::kCreate:
      break;
  }
  return false;
}

Result<WorkOrder> ReadOrder(const CsvTable::Row& row) {
  const auto damaged = [&row](std::string_view what) {
    return Fail(ErrorKind::kInvalid, "line " + std::to_string(row.line) + ": " + std::string(what) + " is damaged");
  };
  WorkOrder order;
  const std::string& number = row.cells[0];
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), order.number);
  if (failure != std::errc() || end != number.data() + number.size() || order.number <= 0) return damaged("number");
  const Result<Timestamp> issued_at = ParseTimestamp(row.cells[1]);
  if (!issued_at) return damaged("issued_at");
  order.issued_at = *issued_at;
  if (!row.cells[2].empty()) {
    const Result<Timestamp> proved_at = ParseTimestamp(row.cells[2]);
    if (!proved_at) return damaged("proved_at");
    order.proved_at = *proved_at;
  }
  const std::optional<Task> task = TaskOf(row.cells[3]);
  if (!task) return damaged("task");
  order.task = *task;
  order.product = row.cells[4];
  order.sku = Sku(row.cells[5]);
  order.title = row.cells[6];
  order.price = row.cells[7];
  order.link = row.cells[8];
  order.description = row.cells[9];
  order.key = row.cells[10];
  return order;
}

// What the change asks of a person; the listing it is about is filled in by the caller.
Result<WorkOrder> OrderOf(const Write& write) {
  WorkOrder order;
  order.key = write.key.text();
  order.sku = write.sku;
  order.product = write.listing.remote.text();
  std::optional<Quantity> quantity;
  if (std::holds_alternative<PauseListing>(write.change)) {
    return Fail(ErrorKind::kUnsupported, "V&R cannot pause a listing");
  }
  if (std::holds_alternative<EndListing>(write.change)) quantity = Quantity(0);
  if (const auto* set = std::get_if<SetQuantity>(&write.change)) quantity = set->to;
  if (const auto* relist = std::get_if<Relist>(&write.change)) quantity = relist->quantity;
  if (const auto* create = std::get_if<CreateListing>(&write.change)) {
    if (create->quantity < Quantity(1)) return Fail(ErrorKind::kRejected, "a new listing needs a unit to show");
    order.task = Task::kCreate;
    order.product.clear();
    order.sku = create->sku;
    order.title = create->content.title;
    order.price = FormatPrice(create->price);
    order.description = create->content.description;
    order.link = LinkOf(Marker{create->sku, IntentOf(write.key)});
  } else if (const auto* price = std::get_if<SetPrice>(&write.change)) {
    order.task = Task::kPrice;
    order.price = FormatPrice(price->to);
    if (order.price.find('.') != std::string::npos) {
      return Fail(ErrorKind::kRejected, "V&R prices are whole: " + FormatMoney(price->to) + " would lose its cents");
    }
  } else if (const auto* content = std::get_if<SetContent>(&write.change)) {
    order.task = Task::kText;
    order.title = content->to.title;
    order.description = content->to.description;
  }
  if (quantity) {
    if (*quantity > Quantity(1)) return Fail(ErrorKind::kRejected, "a V&R listing is one piece and shows one unit");
    order.task = *quantity == Quantity(1) ? Task::kRestore : Task::kMarkSold;
  }
  return order;
}

}  // namespace

std::string SentenceOf(const WorkOrder& order) {
  const std::string product = "product " + order.product + " (" + order.title + ")";
  switch (order.task) {
    case Task::kMarkSold:
      return "mark " + product + " as sold";
    case Task::kRestore:
      return "put " + product + " up for sale again";
    case Task::kPrice:
      return "set the price of " + product + " to " + order.price;
    case Task::kText:
      return "change title and description of " + product + ", as the list says";
    case Task::kCreate:
      return "make a listing of " + order.sku.text() + " (" + order.title + ") for " + order.price +
             ", with the external link " + order.link;
  }
  return "";
}

Result<WorkOrder> WorkOrders::Issue(const Write& write, const Snapshot& snapshot) {
  RIFF_TRY(WorkOrder order, OrderOf(write));
  const auto known = std::ranges::find_if(
      orders_, [&order](const WorkOrder& other) { return !other.proved_at && other.key == order.key; });
  if (known != orders_.end()) return *known;
  const Row* row = FindRow(snapshot, RemoteId(order.product));
  if (row != nullptr && order.title.empty()) order.title = CellOf(snapshot, *row, Column::kModel);
  order.issued_at = clock_.Now();
  for (const WorkOrder& other : orders_) order.number = std::max(order.number, other.number);
  ++order.number;
  std::erase_if(orders_, [&order](const WorkOrder& other) { return !other.proved_at && Replaces(order, other); });
  orders_.push_back(order);
  return order;
}

void WorkOrders::Withdraw(const Write& write) {
  const Result<WorkOrder> order = OrderOf(write);
  if (!order) return;
  std::erase_if(orders_, [&order](const WorkOrder& other) { return !other.proved_at && Replaces(*order, other); });
}

void WorkOrders::Prove(const TakenSnapshot& taken) {
  for (WorkOrder& order : orders_) {
    // An export from before the order shows what was so before somebody could act on it.
    const bool is_newer = taken.taken_at >= order.issued_at;
    if (!order.proved_at && is_newer && IsProved(order, taken.snapshot)) order.proved_at = taken.taken_at;
  }
  const auto is_proved = [](const WorkOrder& order) { return order.proved_at.has_value(); };
  auto surplus =
      std::max<std::ptrdiff_t>(std::ranges::count_if(orders_, is_proved) - static_cast<std::ptrdiff_t>(kProvedKept), 0);
  std::erase_if(orders_, [&](const WorkOrder& order) { return is_proved(order) && surplus-- > 0; });
}

Result<void> WorkOrders::Load() {
  orders_.clear();
  saved_.clear();
  const std::string path = folder_ + "/vr_work_orders.csv";
  RIFF_TRY(const std::optional<FileText> file, ReadFile(path));
  if (!file) return {};
  const Result<CsvTable> table = ParseCsv(file->bytes, CsvOptions());
  if (!table) return Fail(WithContext(path, table.error()));
  if (!std::ranges::equal(table->header, kColumns)) return Fail(ErrorKind::kInvalid, path + ": other columns");
  for (const CsvTable::Row& row : table->rows) {
    Result<WorkOrder> order = ReadOrder(row);
    if (!order) return Fail(WithContext(path, order.error()));
    orders_.push_back(*std::move(order));
  }
  saved_ = file->bytes;
  return {};
}

Result<void> WorkOrders::Save() {
  const std::string text = CsvText();
  if (text == saved_ || (saved_.empty() && orders_.empty())) return {};
  // The list first: should the second file fail, the next Save writes both again.
  RIFF_TRY(ReplaceFile(folder_, ListPath(), ListText()));
  RIFF_TRY(ReplaceFile(folder_, folder_ + "/vr_work_orders.csv", text));
  saved_ = text;
  return {};
}

std::string WorkOrders::CsvText() const {
  const CsvOptions options;
  std::string text = FormatCsvRow({kColumns.begin(), kColumns.end()}, options);
  for (const WorkOrder& order : orders_) {
    text += FormatCsvRow(
        {std::to_string(order.number), FormatUtc(order.issued_at), order.proved_at ? FormatUtc(*order.proved_at) : "",
         std::string(WordOf(order.task)), order.product, order.sku.text(), order.title, order.price, order.link,
         order.description, order.key},
        options);
  }
  return text;
}

std::string WorkOrders::ListText() const {
  std::string text = "To be done by hand on Vintage & Rare; then put a new export into the folder.\n";
  std::size_t open = 0;
  for (const WorkOrder& order : orders_) {
    if (order.proved_at) continue;
    ++open;
    text += "\n[ ] " + std::to_string(order.number) + ". " + SentenceOf(order) + "\n    since " +
            FormatUtc(order.issued_at) + "\n";
    if (order.task == Task::kText || order.task == Task::kCreate) {
      text += "    title: " + order.title + "\n    description:\n" + order.description + "\n";
    }
  }
  return open == 0 ? text + "\nNothing is left to do.\n" : text;
}

}  // namespace riff::vr
