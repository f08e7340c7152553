#pragma once

#include <string>
#include <vector>

namespace riff::vr {

// Export files as the site writes them, built without the code under test.
inline const std::string kHeaderLine =
    "brand name,category name,product id,external id,product model name,product price,product price notax,"
    "product description,product year,product sold,product finish,product in collective,product in inventory,"
    "product in reseller,collective discount,free shipping,buy now,show vat,decade,product order,local pickup,"
    "available for shipment,processing time,offer discount,image url,video url,external link,\r\n";

struct ExportRow {
  std::string id = "124001";
  std::string model = "Model S";
  std::string price = "1899";
  std::string description = "plain";
  std::string year = "1966";
  std::string sold = "no";
  std::string link = "https://stock.example.invalid/i/GTR-0001";

  std::string Line() const {
    return "Example,Guitars>Electric solid body," + id + ",," + model + "," + price + ",," + description + "," + year +
           "," + sold + ",Sunburst,no,yes,no,0.0,no,yes,yes,,0,yes,yes,3 Days,0.0," +
           "https://img.example.invalid/1.jpg|https://img.example.invalid/2.jpg,," + link + ",\r\n";
  }
};

inline std::string ExportFile(const std::vector<ExportRow>& rows) {
  std::string text = kHeaderLine;
  for (const ExportRow& row : rows) text += row.Line();
  return text;
}

}  // namespace riff::vr
