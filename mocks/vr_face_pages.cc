// VrFace: signing in, the export, and finding things.

#include <algorithm>
#include <functional>
#include <utility>

#include "mocks/vr_export.h"
#include "mocks/vr_face.h"
#include "mocks/vr_pages.h"
#include "mocks/vr_words.h"

namespace riff::sim {
namespace {

constexpr Duration kExportPageGoodFor = std::chrono::minutes(10);
constexpr std::size_t kNewestShown = 20;

ServerResponse Text(std::string body) {
  ServerResponse response;
  response.headers.push_back({"Content-Type", "text/html; charset=UTF-8"});
  response.body = std::move(body);
  return response;
}

VrEncoding EncodingOf(const std::string& word) {
  if (word == "cp1252") {
    return VrEncoding::kCp1252;
  }
  return word == "utf8_mark" ? VrEncoding::kUtf8Mark : VrEncoding::kUtf8;
}

// A number for a brand's name, the same every time.
std::size_t BrandId(const std::string& brand) { return 100 + std::hash<std::string>{}(brand) % 90'000; }

}  // namespace

std::vector<std::string> VrFace::Brands() const {
  std::vector<std::string> brands;
  const std::string& list = parts_.faults.Knob("brand_list");
  for (std::size_t from = 0; from < list.size();) {
    const std::size_t end = std::min(list.find('|', from), list.size());
    brands.push_back(list.substr(from, end - from));
    from = end + 1;
  }
  return brands;
}

std::vector<const MarketListing*> VrFace::Shown() const {
  const Timestamp now = parts_.clock.Now();
  const Duration lag = parts_.faults.KnobMs("index_lag_ms") + parts_.faults.KnobMs("export_lag_ms");
  std::vector<const MarketListing*> rows = parts_.market.AsOf(now - lag);
  std::erase_if(rows, [&](const MarketListing* listing) {
    const std::string visible_at = ExtraOf(listing->extras, "visible_at");
    return !IsOnVr(*listing) || (!visible_at.empty() && FromMicros(std::stoll(visible_at)) > now);
  });
  return rows;
}

ServerResponse VrFace::Login(const VrCall& call) {
  const bool right = ValueOf(call.form, "username") == parts_.credentials.Key("user") &&
                     ValueOf(call.form, "pass") == parts_.credentials.Key("password");
  if (!right) {
    return VrLoginPage();
  }
  ServerResponse response = VrRedirect("/account");
  const std::string id = sessions_.Open(parts_.clock.Now(), parts_.faults.chance());
  response.headers.push_back({"Set-Cookie", "PHPSESSID=" + id + "; HttpOnly; Path=/"});
  return response;
}

ServerResponse VrFace::Account(const VrCall&) { return VrAccountPage(); }

ServerResponse VrFace::ExportPage(const VrCall& call) {
  sessions_.SawExportPage(call.request, parts_.clock.Now());
  return VrExportPage();
}

ServerResponse VrFace::Export(const VrCall& call) {
  const std::optional<Timestamp> seen_at = sessions_.ExportPageSeenAt(call.request);
  const bool seen = seen_at && parts_.clock.Now() - *seen_at <= kExportPageGoodFor;
  if (!seen || !call.request.Header("Referer").ends_with("/instruments/export_inventory")) {
    return VrNotFoundPage();
  }
  Faults& faults = parts_.faults;
  ServerResponse response;
  response.headers.push_back({"Content-Type", "text/csv"});
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"inventory.csv\""});
  if (faults.Take("html_instead_of_csv", "vr.export.get")) {
    response.body = VrLoginPage().body;
    return response;
  }
  std::vector<const MarketListing*> rows = Shown();
  if (!rows.empty() && faults.Take("duplicate_row", "vr.export.get")) {
    rows.insert(rows.begin(), rows.front());
  }
  if (faults.Take("reorder_rows", "vr.export.get")) {
    std::ranges::reverse(rows);
  }
  const VrHeaderStyle header = faults.Knob("header_style") == "title" ? VrHeaderStyle::kTitle : VrHeaderStyle::kLower;
  response.body = RenderVrExport(rows, header, EncodingOf(faults.Knob("encoding")));
  if (const std::int64_t pace = faults.KnobNumber("bytes_per_second"); pace > 0) {
    response.delay = std::chrono::milliseconds(static_cast<std::int64_t>(response.body.size()) * 1000 / pace);
  }
  return response;
}

ServerResponse VrFace::ShowItems(const VrCall&) {
  std::vector<const MarketListing*> newest = Shown();
  std::ranges::reverse(newest);
  newest.resize(std::min(newest.size(), kNewestShown));
  return VrShowPage(newest);
}

ServerResponse VrFace::CheckBrand(const VrCall& call) {
  const std::string brand = ValueOf(call.form, "brand_name");
  const std::vector<std::string> brands = Brands();
  const bool known = !brand.empty() && (brands.empty() || std::ranges::find(brands, brand) != brands.end());
  return Text(known ? std::to_string(BrandId(brand)) : "0");
}

ServerResponse VrFace::SuggestBrands(const VrCall& call) {
  const std::string start = ValueOf(call.form, "str");
  std::string suggestions;
  for (const std::string& brand : Brands()) {
    if (brand.starts_with(start)) {
      suggestions += std::to_string(BrandId(brand)) + "!::!" + brand + "\n";
    }
  }
  return Text(suggestions);
}

}  // namespace riff::sim
