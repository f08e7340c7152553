#include "mocks/vr_export.h"

#include <array>
#include <string_view>

#include "connectors/table/csv.h"

namespace riff::sim {
namespace {

constexpr std::array<std::string_view, 27> kColumns = {"brand name",
                                                       "category name",
                                                       "product id",
                                                       "external id",
                                                       "product model name",
                                                       "product price",
                                                       "product price notax",
                                                       "product description",
                                                       "product year",
                                                       "product sold",
                                                       "product finish",
                                                       "product in collective",
                                                       "product in inventory",
                                                       "product in reseller",
                                                       "collective discount",
                                                       "free shipping",
                                                       "buy now",
                                                       "show vat",
                                                       "decade",
                                                       "product order",
                                                       "local pickup",
                                                       "available for shipment",
                                                       "processing time",
                                                       "offer discount",
                                                       "image url",
                                                       "video url",
                                                       "external link"};

std::string TitleCase(std::string_view words) {
  std::string title(words);
  bool start = true;
  for (char& c : title) {
    c = start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    start = c == ' ';
  }
  return title;
}

std::string ExtraOr(const MarketListing& listing, std::string_view name, std::string_view otherwise) {
  const std::string value = ExtraOf(listing.extras, name);
  return value.empty() ? std::string(otherwise) : value;
}

std::string Joined(const std::vector<std::string>& urls) {
  std::string joined;
  for (const std::string& url : urls) {
    joined += (joined.empty() ? "" : "|") + url;
  }
  return joined;
}

std::vector<std::string> CellsOf(const MarketListing& listing) {
  const ListingContent& content = listing.content;
  const std::string decimal = FormatDecimal(listing.price);
  return {content.brand,
          content.category,
          listing.remote.text(),
          "",
          content.model,
          decimal.substr(0, decimal.find('.')),
          "",
          content.description,
          content.year,
          listing.status == ListingStatus::kSold ? "yes" : "no",
          content.finish,
          "no",
          "yes",
          "no",
          "0.0",
          "no",
          ExtraOr(listing, "buy_now", "yes"),
          ExtraOr(listing, "show_vat", "yes"),
          ExtraOf(listing.extras, "decade"),
          "0",
          ExtraOr(listing, "local_pickup", "yes"),
          ExtraOr(listing, "available_for_shipment", "yes"),
          ExtraOr(listing, "processing_time", "3 Days"),
          "0.0",
          Joined(content.image_urls),
          "",
          ExtraOf(listing.extras, "external_link"),
          ""};
}

// What Windows-1252 has of the text: Latin letters and the typographic apostrophe; the rest becomes '?'.
std::string EncodeCp1252(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      bytes += text[i];
    } else if (text.substr(i).starts_with("\xE2\x80\x99")) {
      bytes += '\x92';
      i += 2;
    } else if ((lead == 0xC2 || lead == 0xC3) && i + 1 < text.size()) {
      bytes += static_cast<char>((lead == 0xC3 ? 0x40 : 0x00) + static_cast<unsigned char>(text[++i]));
    } else {
      bytes += '?';
      while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) {
        ++i;
      }
    }
  }
  return bytes;
}

}  // namespace

std::string RenderVrExport(const std::vector<const MarketListing*>& listings, VrHeaderStyle header,
                           VrEncoding encoding) {
  std::vector<std::string> names;
  for (const std::string_view column : kColumns) {
    names.push_back(header == VrHeaderStyle::kTitle ? TitleCase(column) : std::string(column));
  }
  names.emplace_back();  // Every line ends with a comma.
  std::string csv = FormatCsvRow(names, CsvOptions{});
  for (const MarketListing* listing : listings) {
    csv += FormatCsvRow(CellsOf(*listing), CsvOptions{});
  }
  if (encoding == VrEncoding::kCp1252) {
    return EncodeCp1252(csv);
  }
  return encoding == VrEncoding::kUtf8Mark ? "\xEF\xBB\xBF" + csv : csv;
}

}  // namespace riff::sim
