#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <string>

namespace riff {

// Workbooks built without the code under test: a ZIP archive with these files in it.
inline std::string ZipOf(const std::map<std::string, std::string>& files) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(memory);  // It is read after the archive is gone.
  zip_t* archive = zip_open_from_source(memory, ZIP_CREATE, &error);
  for (const auto& [name, text] : files) {
    zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
    EXPECT_GE(zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8), 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(memory);
  zip_source_seek(memory, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
  zip_source_seek(memory, 0, SEEK_SET);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

// The files of a workbook with one sheet, "inventory", holding `sheet_data` (the rows) and these shared texts.
struct WorkbookText {
  std::string sheet_data = "";
  std::string behind_data = "";  // Such as <mergeCells>.
  std::string shared = "";       // <si>…</si> each.
  std::string cell_formats = R"(<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)";
  std::string properties = "";
  std::string sheet_name = "inventory";
  std::string more_sheets = "";

  std::map<std::string, std::string> Files() const {
    const std::string main = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
    const std::string links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto relation = [&](const std::string& id, const std::string& kind, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + links + "/" + kind + "\" Target=\"" + target + "\"/>";
    };
    return {{"xl/workbook.xml", "<workbook " + main + " xmlns:r=\"" + links + "\">" + properties +
                                    "<sheets><sheet name=\"" + sheet_name + "\" sheetId=\"1\" r:id=\"rId1\"/>" +
                                    more_sheets + "</sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                 relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                 relation("rId2", "sharedStrings", "sharedStrings.xml") + relation("rId3", "styles", "/xl/styles.xml") +
                 "</Relationships>"},
            {"xl/sharedStrings.xml", "<sst " + main + ">" + shared + "</sst>"},
            {"xl/styles.xml", "<styleSheet " + main + R"(><numFmts count="1"><numFmt numFmtId="164" formatCode=)" +
                                  R"("[Red]&quot;day&quot; 0.00"/></numFmts><cellXfs>)" + cell_formats +
                                  "</cellXfs></styleSheet>"},
            {"xl/worksheets/sheet1.xml",
             "<worksheet " + main + "><sheetData>" + sheet_data + "</sheetData>" + behind_data + "</worksheet>"}};
  }
  std::string Bytes() const { return ZipOf(Files()); }
};

}  // namespace riff
