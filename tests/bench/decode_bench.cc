// riff-decode-bench: how fast each platform's listing page is decoded, against the barest parse of the same bytes. See
// docs/performance.md.

#include <rapidjson/document.h>

#include <cstdio>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ebay/ebay_listing_codec.h"
#include "connectors/reverb/reverb_codec.h"
#include "connectors/shopify/shopify_codec.h"
#include "connectors/tiktok/tiktok_codec.h"
#include "connectors/vr/vr_codec.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

namespace riff::bench {
namespace {

constexpr std::size_t kRounds = 9;
constexpr std::size_t kPasses = 20;  // A round long enough for the clock.
constexpr double kMegabyte = 1e6;

constexpr const char* kDescription =
    "All original, plays well, some honest wear on the back. Comes in its case with tags and papers; frets at eighty "
    "percent, truss rod free, weight 3.4 kg. Ships insured and tracked, returns within fourteen days.";

// `head`, then `row` so often with every # replaced by its number, commas between, then `tail`.
std::string PageOf(const std::string& head, const std::string& row, std::size_t rows, const std::string& tail) {
  std::string page = head;
  for (std::size_t i = 0; i < rows; ++i) {
    page += i == 0 ? "" : ",";
    for (const char letter : row) {
      page += letter == '#' ? std::to_string(100'000 + i) : letter == '~' ? kDescription : std::string(1, letter);
    }
  }
  return page + tail;
}

struct Sample {
  std::string platform;
  std::string bytes;
  std::size_t rows = 0;
  std::function<std::size_t(const std::string&)> decode;  // Rows it found.
};

Sample Reverb() {
  const std::string page = PageOf(
      R"({"total":50,"current_page":1,"total_pages":1,"listings":[)",
      R"({"id":#,"title":"Gibson SG Standard #","make":"Gibson","model":"SG Standard","year":"1961","finish":"Cherry","sku":"SG-#","description":"~","condition":{"uuid":"df268ad1-c462-4ba6-b6db-e007e23922ea","display_name":"Excellent"},"price":{"amount":"1899.00","amount_cents":189900,"currency":"USD","symbol":"$"},"inventory":1,"has_inventory":false,"offers_enabled":true,"state":{"slug":"live","description":"Live"},"categories":[{"uuid":"e57deb7a-382b-4e18-a008-67d4fbcb2879","full_name":"Electric Guitars / Solid Body"}],"photos":[{"_links":{"large":{"href":"https://img.example.test/#.jpg"}}}],"_links":{"web":{"href":"https://reverb.com/item/#"},"self":{"href":"https://api.reverb.com/api/listings/#"}}})",
      50, R"(],"_links":{}})");
  return {"Reverb", page, 50, [](const std::string& bytes) -> std::size_t {
            const Result<JsonDocument> document = JsonDocument::Parse(bytes);
            const Result<reverb::RowPage> rows = reverb::ParsePage(document->root(), "listings");
            std::size_t found = 0;
            for (const JsonValue& row : rows->rows) {
              found += reverb::ParseListing(row).has_value() ? 1 : 0;
            }
            return found;
          }};
}

Sample Ebay() {
  const std::string page = PageOf(
      R"({"total":100,"size":100,"limit":100,"href":"/sell/inventory/v1/inventory_item?limit=100&offset=0","inventoryItems":[)",
      R"({"sku":"SG-#","locale":"en_US","condition":"USED_EXCELLENT","availability":{"shipToLocationAvailability":{"quantity":3}},"product":{"title":"Gibson SG Standard #","description":"~","aspects":{"Brand":["Gibson"],"Model":["SG Standard"],"Model Year":["1961"],"Body Color":["Cherry"]},"imageUrls":["https://img.example.test/#.jpg"]}})",
      100, "]}");
  return {"eBay", page, 100, [](const std::string& bytes) -> std::size_t {
            const Result<JsonDocument> document = JsonDocument::Parse(bytes);
            const Result<ebay::ItemPage> items = ebay::ItemPageOf(document->root());
            return items.has_value() ? items->items.size() : 0;
          }};
}

Sample Shopify() {
  const std::string page = PageOf(
      R"({"data":{"shop":{"currencyCode":"USD"},"productVariants":{"nodes":[)",
      R"({"id":"gid://shopify/ProductVariant/#","sku":"SG-#","title":"Default Title","price":"1899.00","inventoryQuantity":3,"updatedAt":"2026-11-20T10:00:00Z","product":{"id":"gid://shopify/Product/#","title":"Gibson SG Standard #","status":"ACTIVE","vendor":"Gibson","descriptionHtml":"~","productType":"Guitar","onlineStoreUrl":null,"tags":["used"]},"inventoryItem":{"id":"gid://shopify/InventoryItem/#","tracked":true,"inventoryLevel":{"quantities":[{"name":"available","quantity":3}]}}})",
      250, R"(],"pageInfo":{"hasNextPage":false,"endCursor":null}}}})");
  return {"Shopify", page, 250, [](const std::string& bytes) -> std::size_t {
            const Result<JsonDocument> document = JsonDocument::Parse(bytes);
            const Result<Page<RemoteListing>> rows = shopify::DecodeVariantsPage(*document->root().Get("data"));
            return rows.has_value() ? rows->rows.size() : 0;
          }};
}

Sample Tiktok() {
  const std::string page = PageOf(
      R"({"total_count":100,"next_page_token":"","products":[)",
      R"({"id":"172900#","title":"Gibson SG Standard #","status":"ACTIVATE","description":"~","create_time":1788000000,"update_time":1789000000,"sales_regions":["US"],"skus":[{"id":"200#","seller_sku":"SG-#","price":{"currency":"USD","sale_price":"1899.00","tax_exclusive_price":"1899.00"},"inventory":[{"warehouse_id":"7001","quantity":3}]}]})",
      100, "]}");
  return {"TikTok", page, 100, [](const std::string& bytes) -> std::size_t {
            const Result<JsonDocument> document = JsonDocument::Parse(bytes);
            const Result<tiktok::ProductsPage> rows = tiktok::DecodeProductsPage(document->root(), "7001");
            return rows.has_value() ? rows->rows.size() : 0;
          }};
}

Sample Vr() {
  std::string file =
      "brand name,category name,product id,product model name,product price,product description,product year,product "
      "sold,product finish,image url,external link,\r\n";
  for (std::size_t i = 0; i < 1500; ++i) {
    const std::string number = std::to_string(100'000 + i);
    file += "Gibson,Guitars>Electric solid body," + number + ",SG Standard,1899,\"" + kDescription +
            "\",1961,no,Cherry,https://img.example.test/" + number + ".jpg,https://stock.example.invalid/i/SG-" +
            number + "?v=4f1c,\r\n";
  }
  return {"V&R", file, 1500, [](const std::string& bytes) -> std::size_t {
            const Result<vr::Snapshot> snapshot = vr::ParseSnapshot(bytes, Currency::Usd());
            std::size_t found = 0;
            for (const vr::Row& row : snapshot->rows) {
              found += vr::ListingOf(*snapshot, row, "https://vr.test").facts.price.has_value() ? 1 : 0;
            }
            return found;
          }};
}

// The least that tells the cells of a file apart, and keeps them: commas and lines, quotes heeded.
std::size_t SplitCells(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (const char letter : text) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (!quoted && (letter == ',' || letter == '\n')) {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (letter == '\n') {
        rows.emplace_back();
      }
    } else {
      cell += letter;
    }
  }
  return rows.size();
}

Result<void> ParseBarely(const Sample& sample) {
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    if (sample.platform == "V&R") {
      if (SplitCells(sample.bytes) < sample.rows) {
        return Fail(ErrorKind::kRejected, "the split lost rows");
      }
      continue;
    }
    rapidjson::Document document;
    document.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag>(sample.bytes.data(),
                                                                                               sample.bytes.size());
    if (document.HasParseError()) {
      return Fail(ErrorKind::kRejected, "the page is no JSON");
    }
  }
  return {};
}

Result<void> ParseOnly(const Sample& sample) {
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    RIFF_TRY(const JsonDocument document, JsonDocument::Parse(sample.bytes));
  }
  return {};
}

Result<void> Decode(const Sample& sample) {
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    const std::size_t found = sample.decode(sample.bytes);
    if (found != sample.rows) {
      return Fail(ErrorKind::kRejected, sample.platform + ": decoded " + std::to_string(found) + " rows");
    }
  }
  return {};
}

Result<std::vector<Figure>> Measure() {
  std::vector<Figure> figures;
  for (const Sample& sample : {Reverb(), Ebay(), Shopify(), Tiktok(), Vr()}) {
    const double size = static_cast<double>(sample.bytes.size() * kPasses) / kMegabyte;
    const auto add = [&](const std::string& what, const Pair& pair) {
      figures.push_back({sample.platform + ": " + what, sample.rows, size / pair.ours, "MB/s", size / pair.floor,
                         1 / pair.ratio, std::nullopt});
    };
    RIFF_TRY(const Pair decoding,
             Interleave(kRounds, [&] { return ParseBarely(sample); }, [&] { return Decode(sample); }));
    add("decode a listing page / bare parse", decoding);
    if (sample.platform != "V&R") {
      RIFF_TRY(const Pair parsing,
               Interleave(kRounds, [&] { return ParseBarely(sample); }, [&] { return ParseOnly(sample); }));
      add("of that, JsonDocument::Parse alone", parsing);
    }
  }
  return figures;
}

int Main(std::span<char*> words) {
  bool as_json = false;
  for (const std::string_view word : words.subspan(1)) {
    as_json = as_json || word == "--json";
    if (word != "--json" && word != "--quick") {  // It takes seconds; there is nothing quicker.
      std::fputs("riff-decode-bench [--quick] [--json]: how fast listing pages are decoded, against a bare parse\n",
                 stderr);
      return word == "--help" ? 0 : 2;
    }
  }
  const Result<std::vector<Figure>> figures = Measure();
  if (!figures.has_value()) {
    std::fprintf(stderr, "riff-decode-bench: %s\n", figures.error().message.c_str());
    return 3;
  }
  std::printf("%s\n", (as_json ? JsonOf(*figures) : TableOf(*figures)).c_str());
  return 0;
}

}  // namespace
}  // namespace riff::bench

int main(int count, char** words) { return riff::bench::Main({words, static_cast<std::size_t>(count)}); }
