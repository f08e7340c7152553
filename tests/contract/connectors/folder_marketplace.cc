// V&R's spreadsheet form as a Marketplace: a CSV file that is the whole shop.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

#include "connectors/table/csv.h"
#include "mocks/vr_export.h"
#include "mocks/vr_words.h"
#include "tests/contract/connectors/marketplace.h"

namespace riff {
namespace {

constexpr std::int64_t kFirstId = 124'000;

// Fails the test for every request: a folder is read without a wire.
class NoWire final : public Transport {
 public:
  std::vector<Result<HttpResponse>> SendAll(std::span<const HttpRequest> requests) override {
    ADD_FAILURE() << "a folder's connector sent " << requests.front().operation;
    return std::vector<Result<HttpResponse>>(requests.size(), Fail(ErrorKind::kUnavailable, "there is no wire"));
  }
};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
}

sim::MarketListing RowOf(const std::map<std::string, std::string>& cells) {
  const auto cell = [&](const std::string& name) {
    const auto found = cells.find(name);
    return found == cells.end() ? std::string() : found->second;
  };
  sim::MarketListing listing;
  listing.remote = RemoteId(cell("product id"));
  listing.content.brand = cell("brand name");
  listing.content.category = cell("category name");
  listing.content.model = cell("product model name");
  listing.content.title = listing.content.model;
  listing.content.description = cell("product description");
  listing.content.year = cell("product year");
  listing.content.finish = cell("product finish");
  const bool is_sold = cell("product sold") == "yes";
  listing.status = is_sold ? ListingStatus::kSold : ListingStatus::kLive;
  listing.available = Quantity(is_sold ? 0 : 1);
  const Result<Money> price = ParseMoney(cell("product price"), Currency::Usd());
  EXPECT_TRUE(price.has_value()) << cell("product price");
  listing.price = price.value_or(Money{});
  listing.extras["external_link"] = cell("external link");
  listing.sku = SkuOfLink(cell("external link"));
  return listing;
}

class FolderMarketplace final : public Marketplace {
 public:
  explicit FolderMarketplace(const MarketplaceOptions& options)
      : path_(std::filesystem::path(options.folder) / "vr_inventory.csv") {
    // A shop with nothing in it is a file with a header: a production folder without a file is a mistake.
    Save({});
  }

  RemoteId Seed(sim::MarketListing listing) override {
    std::vector<sim::MarketListing> rows = Rows();
    std::int64_t id = kFirstId;
    for (const sim::MarketListing& row : rows) {
      id = std::max(id, std::int64_t{std::stoll(row.remote.text())});
    }
    listing.remote = RemoteId(std::to_string(id + 1));
    listing.content.category = std::string(sim::VrPathFor(listing.content.category));
    if (!listing.sku.empty()) {
      listing.extras["external_link"] = "https://stock.example.invalid/i/" + listing.sku.text();
    }
    rows.push_back(listing);
    Save(rows);
    return listing.remote;
  }

  std::vector<sim::MarketListing> Rows() override {
    CsvOptions options;
    options.trailing_delimiter = true;
    const Result<CsvTable> table = ParseCsv(whole_.value_or(ReadFile(path_)), options);
    EXPECT_TRUE(table.has_value());
    std::vector<sim::MarketListing> rows;
    for (const CsvTable::Row& row : table.value_or(CsvTable()).rows) {
      std::map<std::string, std::string> cells;
      for (std::size_t at = 0; at < row.cells.size() && at < table->header.size(); ++at) {
        cells[table->header[at]] = row.cells[at];
      }
      rows.push_back(RowOf(cells));
    }
    return rows;
  }

  std::string Fingerprint() override { return ReadFile(path_); }

  void Edit(const RemoteId& remote, const sim::HandEdit& edit) override {
    std::vector<sim::MarketListing> rows = Rows();
    for (sim::MarketListing& row : rows) {
      if (row.remote != remote) {
        continue;
      }
      row.available = edit.available.value_or(row.available);
      row.status = row.available == Quantity(0) ? ListingStatus::kSold : ListingStatus::kLive;
      row.status = edit.status.value_or(row.status);
      row.price = edit.price.value_or(row.price);
    }
    std::erase_if(rows, [](const sim::MarketListing& row) { return !sim::IsOnVr(row); });
    Save(rows);
  }

  std::vector<OrderId> Buy(const std::vector<sim::Wanted>& lines, OrderState) override {
    std::vector<OrderId> orders;
    for (const sim::Wanted& line : lines) {
      Edit(line.remote, {.available = Quantity(0)});
      orders.emplace_back("vr-" + line.remote.text());
    }
    return orders;
  }

  void MoveOrder(const OrderId&, OrderState) override {}  // A spreadsheet knows no orders.

  Transport& wire() override { return wire_; }
  std::vector<sim::RequestEntry> Requests() override { return {}; }
  void Strike(std::vector<sim::FaultRule>) override {}

  void Spoil(const std::string&, const AnswerChange& change) override {
    ServerResponse file;
    file.body = ReadFile(path_);
    whole_ = file.body;
    change(file);
    WriteFile(path_, file.body);
  }

  void Heal() override {
    if (whole_) {
      WriteFile(path_, *whole_);
    }
    whole_.reset();
  }

 private:
  void Save(const std::vector<sim::MarketListing>& rows) {
    std::vector<const sim::MarketListing*> shown;
    for (const sim::MarketListing& row : rows) {
      shown.push_back(&row);
    }
    WriteFile(path_, sim::RenderVrExport(shown, sim::VrHeaderStyle::kLower, sim::VrEncoding::kUtf8));
  }

  std::filesystem::path path_;
  std::optional<std::string> whole_;  // What was in the file before it was spoiled.
  NoWire wire_;
};

}  // namespace

std::unique_ptr<Marketplace> MakeFolderMarketplace(const MarketplaceOptions& options) {
  return std::make_unique<FolderMarketplace>(options);
}

}  // namespace riff
